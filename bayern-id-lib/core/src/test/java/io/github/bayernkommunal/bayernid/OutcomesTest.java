package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.bayernkommunal.bayernid.LoginOutcome.Cancelled;
import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import io.github.bayernkommunal.bayernid.LoginOutcome.Reason;
import io.github.bayernkommunal.bayernid.LoginOutcome.Refused;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomesTest {

    private static final String STATUS = "urn:oasis:names:tc:SAML:2.0:status:";

    private final BayernIdServiceProvider bayernId = Desk.serviceProvider();
    private final PendingLogin pending = Desk.pending();

    private static Answer declined(PendingLogin pending, String top, String second, String detail) {
        return Answer.to(pending)
                .response("<saml:EncryptedAssertion/>", "")
                .response(
                        "<samlp:StatusCode Value=\"" + STATUS + "Success\"/>",
                        "<samlp:StatusCode Value=\"" + STATUS + top + "\"><samlp:StatusCode Value=\"" + STATUS + second
                                + "\"/></samlp:StatusCode><samlp:StatusMessage>&lt;b&gt;text&lt;/b&gt;</samlp:StatusMessage>"
                                + detail);
    }

    private static String detail(String json) {
        return "<samlp:StatusDetail><akdb:StatusDetail xmlns:akdb=\"https://www.akdb.de/request/2018/09\">" + json
                + "</akdb:StatusDetail></samlp:StatusDetail>";
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancellationIsNoFailure(boolean signed) {
        Answer answer = declined(pending, "Requester", "AuthnFailed", "");

        LoginOutcome outcome =
                bayernId.finishLogin((signed ? answer : answer.withoutResponseSignature()).build(), pending);

        assertInstanceOf(Cancelled.class, outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "Requester, NoAuthnContext, LEVEL_NOT_REACHED, BAYERNID-803",
        "Responder, NoAuthnContext, LEVEL_NOT_REACHED, BAYERNID-803",
        "Requester, RequestDenied, CONFIGURATION, BAYERNID-806",
        "Requester, RequestUnsupported, CONFIGURATION, BAYERNID-806",
        "Requester, InvalidNameIDPolicy, CONFIGURATION, BAYERNID-806",
        "VersionMismatch, RequestVersionTooHigh, CONFIGURATION, BAYERNID-806",
        "VersionMismatch, Unknown, CONFIGURATION, BAYERNID-806",
        "Responder, Unknown, TECHNICAL, BAYERNID-807",
        "Responder, AuthnFailed, TECHNICAL, BAYERNID-807",
        "Requester, Unknown, TECHNICAL, BAYERNID-807"
    })
    void statusCodesDecideTheReason(String top, String second, Reason reason, String code) {
        LoginOutcome outcome =
                bayernId.finishLogin(declined(pending, top, second, "").build(), pending);

        Refused refused = assertInstanceOf(Refused.class, outcome);
        assertEquals(reason, refused.reason());
        assertEquals(code, refused.code());
    }

    @Test
    void missingAttributesAreNamed() {
        String json = "{\"version\":\"1.0\",\"errors\":[{\"code\":\"IDP_REQUIRED_ATTRIBUTES_MISSING\",\"message\":"
                + "\"Attributes urn:oid:2.5.4.42, urn:oid:2.5.4.18. are missing\"}]}";

        LoginOutcome outcome = bayernId.finishLogin(
                declined(pending, "Requester", "RequestDenied", detail(json)).build(), pending);

        Refused refused = assertInstanceOf(Refused.class, outcome);
        assertEquals(Reason.ATTRIBUTES_UNAVAILABLE, refused.reason());
        assertEquals("BAYERNID-801", refused.code());
        assertEquals(List.of(Attribute.GIVEN_NAME, Attribute.POSTBOX_HANDLE), refused.unavailable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "no JSON", "{\"errors\":null}", "[[[[[", "urn:oid:", "urn:oid:..9"})
    void malformedDetailsChangeNothingElse(String json) {
        LoginOutcome outcome = bayernId.finishLogin(
                declined(pending, "Responder", "Unknown", detail(json)).build(), pending);

        assertEquals(Reason.TECHNICAL, assertInstanceOf(Refused.class, outcome).reason());
    }

    @Test
    void aLoginAtALowerLevelIsRefusedWithThatLevel() {
        String answer = Answer.to(pending)
                .assertion(Answer.level("STORK-QAA-Level-4"), Answer.level("STORK-QAA-Level-3"))
                .build();

        Refused refused = assertInstanceOf(Refused.class, bayernId.finishLogin(answer, pending));

        assertEquals(Reason.LEVEL_NOT_REACHED, refused.reason());
        assertEquals("BAYERNID-804", refused.code());
        assertEquals(Optional.of(TrustLevel.SUBSTANTIAL), refused.reached());
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void aRequiredMailboxDecides(boolean present, boolean loggedIn) {
        PendingLogin demanding = new PendingLogin(
                pending.requestId(),
                pending.startedAt(),
                TrustLevel.HIGH,
                true,
                List.of(Attribute.POSTBOX_HANDLE),
                Optional.empty());
        Answer answer = Answer.to(demanding);

        LoginOutcome outcome =
                bayernId.finishLogin((present ? answer : answer.assertion(Answer.HANDLE, "")).build(), demanding);

        if (loggedIn) {
            assertInstanceOf(LoggedIn.class, outcome);
        } else {
            Refused refused = assertInstanceOf(Refused.class, outcome);
            assertEquals("BAYERNID-802", refused.code());
            assertEquals(List.of(Attribute.POSTBOX_HANDLE), refused.unavailable());
        }
    }

    @ParameterizedTest
    @CsvSource({"Zm9vYmFyZm9vYmFy, true", "zm9vYmFyZm9vYmFy, false", "other, false"})
    void raisingTheLevelNeedsTheSamePerson(String id, boolean same) {
        PendingLogin raising = new PendingLogin(
                pending.requestId(),
                pending.startedAt(),
                TrustLevel.HIGH,
                true,
                List.of(),
                Optional.of(PendingLogin.fingerprint(CitizenId.of(id))));

        LoginOutcome outcome = bayernId.finishLogin(Answer.to(raising).build(), raising);

        if (same) {
            assertInstanceOf(LoggedIn.class, outcome);
        } else {
            Refused refused = assertInstanceOf(Refused.class, outcome);
            assertEquals(Reason.OTHER_PERSON, refused.reason());
            assertEquals("BAYERNID-805", refused.code());
        }
    }

    @Test
    void raisingTheLevelOfSomebodyWithoutIdFails() {
        PendingLogin raising = new PendingLogin(
                pending.requestId(),
                pending.startedAt(),
                TrustLevel.HIGH,
                true,
                List.of(),
                Optional.of(PendingLogin.fingerprint(CitizenId.of("somebody"))));
        String answer = Answer.to(raising).assertion(Answer.CITIZEN_ID, "").build();

        Refused refused = assertInstanceOf(Refused.class, bayernId.finishLogin(answer, raising));

        assertEquals(Reason.OTHER_PERSON, refused.reason());
    }
}
