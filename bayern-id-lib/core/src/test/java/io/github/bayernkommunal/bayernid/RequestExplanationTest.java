package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestExplanationTest {

    private static final LoginRequest PLAIN =
            LoginRequest.atLeast(TrustLevel.SUBSTANTIAL).requesting(Attribute.GIVEN_NAME, Attribute.SURNAME);

    record Doubt(String says, UnaryOperator<LoginRequest> step) {}

    static Stream<Doubt> doubts() {
        return Stream.of(
                new Doubt("bPK is deprecated", request -> request.requiring(Attribute.OLD_CITIZEN_ID)),
                new Doubt("locks out temporary logins", request -> request.requiring(Attribute.POSTBOX_HANDLE)),
                new Doubt("no longer supplied", request -> request.requesting(Attribute.ISSUING_STATE)),
                new Doubt("not in the catalogue", request -> request.requesting(Attribute.of("urn:oid:1.2.3"))),
                new Doubt("may be cut after 50", request -> request.displayName("x".repeat(51))),
                new Doubt("counts as eID", request -> request.offering(AuthenticationMethod.SMART_EID)),
                new Doubt("nobody can log in", request -> request.offering(AuthenticationMethod.USER_NAME)),
                new Doubt(
                        "nobody can log in",
                        request -> request.offering(AuthenticationMethod.EID).hiding(AuthenticationMethod.EID)),
                new Doubt(
                        "nobody can log in",
                        request ->
                                request.hiding(AuthenticationMethod.REQUESTABLE.toArray(AuthenticationMethod[]::new))),
                new Doubt("returns without an answer", request -> request.backTo(URI.create("https://a.example/"))));
    }

    @Test
    void anOrdinaryRequestRaisesNoDoubt() {
        assertEquals(List.of(), PLAIN.displayName("x".repeat(50)).warnings());
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void doubtsAreReportedNotThrown(Doubt doubt) {
        LoginRequest request = doubt.step.apply(PLAIN);

        assertEquals(
                1,
                request.warnings().stream()
                        .filter(each -> each.contains(doubt.says))
                        .count());
        assertTrue(request.explain().contains("Think over: "));
    }

    @Test
    void requiredAttributesAtTheLowestLevelRaiseADoubt() {
        LoginRequest request = LoginRequest.atLeast(TrustLevel.BASIC).requiring(Attribute.SURNAME);

        assertTrue(request.warnings().get(0).contains("lock people out"));
    }

    @Test
    void theExplanationSaysWhatComesBack() {
        String text = PLAIN.requesting(Attribute.POSTBOX_HANDLE, Attribute.EMAIL, Attribute.DOCUMENT_TYPE)
                .requiring(Attribute.BIRTH_DATE)
                .hiding(AuthenticationMethod.DIIA)
                .withCertificateOf("BY")
                .onlyFor(CitizenId.of("secret"))
                .explain();

        for (String part : new String[] {
            "at level SUBSTANTIAL or above",
            "Offered are [Authega, Benutzername, eID, eIDAS, Elster, FINK], not [Diia]",
            "the certificate of BY",
            "Only the person of the running session",
            "givenName: First name",
            "birthdate (required)",
            "accounts of other states (FINK)",
            "not verified by the means",
            "Only with eID"
        }) {
            assertTrue(text.contains(part), part + " in\n" + text);
        }
        assertTrue(!text.contains("secret"));
    }
}
