package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A seeded person in every field; nothing of them may appear in any text that this library makes. */
class PrivacyTest {

    private static final String SEED = "Q7SEEDQ7";

    private final PendingLogin pending = Desk.pending();
    private final BayernIdServiceProvider bayernId = Desk.serviceProvider();

    private Answer seeded() {
        return Answer.to(pending).assertionText(text -> {
            StringBuilder attributes = new StringBuilder();
            for (Attribute attribute : Attribute.catalogue()) {
                if (!attribute.equals(Attribute.LOGIN_LEVEL)) {
                    attributes.append(Answer.attribute(attribute.name().substring("urn:oid:".length()), SEED, "HOCH"));
                }
            }
            attributes.append(Answer.attribute("1.2.3", SEED, "HOCH"));
            return text.replaceAll(
                            "<saml:AttributeStatement>.*</saml:AttributeStatement>",
                            "<saml:AttributeStatement>" + attributes + "</saml:AttributeStatement>")
                    .replace(">_t5d1<", ">" + SEED + "<")
                    .replace("192.0.2.17", SEED);
        });
    }

    private static void requireNothingOf(Object text) {
        assertTrue(!String.valueOf(text).contains(SEED), () -> "personal data in: " + text);
    }

    @Test
    void noTextFormShowsTheCitizen() {
        LoggedIn login = assertInstanceOf(LoggedIn.class, bayernId.finishLogin(seeded().build(), pending));
        Citizen citizen = login.citizen();

        List<Object> texts = new ArrayList<>(List.of(
                login,
                citizen,
                citizen.id(),
                citizen.birthDate(),
                citizen.address(),
                citizen.rated(Attribute.SURNAME),
                PendingLogin.fingerprint(citizen.id().orElseThrow())));
        texts.forEach(PrivacyTest::requireNothingOf);
        assertEquals(SEED, citizen.surname().orElseThrow());
    }

    @Test
    void noRefusalShowsTheCitizen() {
        NegativeCorpusTest.cases()
                .filter(attack -> attack.expected().code().startsWith("BAYERNID-5"))
                .filter(attack ->
                        !attack.name().contains("attribute") && !attack.name().contains("surname"))
                .limit(400)
                .forEach(attack -> {
                    Answer answer;
                    try {
                        answer = attack.broken().apply(attack.control().apply(seeded()));
                        String form = answer.build();
                        var refusal = assertThrows(
                                ResponseNotTrustedException.class, () -> bayernId.finishLogin(form, pending));
                        for (Throwable each = refusal; each != null; each = each.getCause()) {
                            requireNothingOf(each);
                        }
                    } catch (IllegalStateException | IllegalArgumentException changesSomethingThatIsNotThere) {
                        // The case changes a value that the seeded person does not have.
                    }
                });
    }

    @Test
    void theTraceShowsStructureAndTheFailedRule() {
        String trace = bayernId.explainResponse(
                seeded().assertion("<saml:Audience>" + Answer.ENTITY, "<saml:Audience>https://other.example/")
                        .build(),
                pending);

        requireNothingOf(trace);
        for (String part : new String[] {
            "Response ",
            "InResponseTo=" + pending.requestId(),
            "inside the encryption:",
            "Attribute Name=urn:oid:2.5.4.4",
            "TrustLevel=HOCH",
            "AttributeValue: 8 characters",
            "Audience: https://other.example/",
            "refused by AUDIENCE: BAYERNID-513"
        }) {
            assertTrue(trace.contains(part), part + " in\n" + trace);
        }
    }

    @Test
    void theTraceUsesNothingUp() {
        String answer = seeded().build();

        assertTrue(
                bayernId.explainResponse(answer, pending).endsWith("trustworthy, if it is used for the first time\n"));

        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(answer, pending));
    }

    @Test
    void theTraceOfGarbageIsShort() {
        for (String garbage : new String[] {"", "%", "PGE+", "PCFET0NUWVBFIGE+PGEvPg=="}) {
            String trace = bayernId.explainResponse(garbage, pending);

            assertTrue(trace.contains("refused by "), trace);
        }
        assertTrue(bayernId.explainResponse(null, pending).contains("refused by MISSING"));
    }

    @Test
    void nothingIsPrintedAtAnyLevel() {
        PrintStream console = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            bayernId.finishLogin(seeded().build(), pending);
            bayernId.startLogin(LoginRequest.atLeast(TrustLevel.HIGH).onlyFor(CitizenId.of(SEED)));
        } finally {
            System.setErr(console);
        }
        requireNothingOf(printed.toString(StandardCharsets.UTF_8));
    }
}
