package io.github.bayernkommunal.postfach.internal.fitconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.PostfachException;
import io.github.bayernkommunal.postfach.internal.HttpsCalls;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Answers of FIT-Connect, led by a fuzzer.
 *
 * <p>Not part of a normal build: {@code mvn -Pcampaign-short test}. Nothing may leave but the declared exceptions, and nothing
 * that is not signed by the destination is an acceptance.
 */
class BridgeAnswersFuzzTest {

    private static final String LONG_ENOUGH = "25s";
    private static final Submission SUBMISSION =
            new Submission("aaaaaaaa-1111-4222-8333-444444444444", "cccccccc-1111-4222-8333-444444444444");
    private static final String HEADER = "{\"typ\":\"secevent+jwt\",\"alg\":\"PS512\",\"kid\":\"d\"}";
    private static final String CLAIMS = "{\"iss\":\"0b0b0b0b-1111-4222-8333-444444444444\",\"iat\":1,"
            + "\"sub\":\"submission:aaaaaaaa-1111-4222-8333-444444444444\","
            + "\"txn\":\"case:cccccccc-1111-4222-8333-444444444444\","
            + "\"events\":{\"https://schema.fitko.de/fit-connect/events/accept-submission\":{}}}";
    private static final RSAKey KEY = key();

    private final EventLog log = new EventLog(
            "https://s.example",
            "0b0b0b0b-1111-4222-8333-444444444444",
            new EventLog.Keys() {
                @Override
                public List<RSAKey> serviceKeys() {
                    return List.of();
                }

                @Override
                public RSAKey destinationKey(String keyId) {
                    return keyId.equals("d") ? KEY.toPublicJWK() : null;
                }
            },
            Clock.systemUTC());

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("d").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<DeliveryState> judge(String token) throws Exception {
        try {
            return log.judge(List.of(token), SUBMISSION);
        } catch (PostfachException declared) {
            assertEquals("POSTFACH-451", declared.code());
            assertTrue(declared.getMessage().length() < 2_000);
            return Optional.empty();
        }
    }

    private static String spliced(String text, FuzzedDataProvider data) {
        int from = data.consumeInt(0, text.length());
        int to = data.consumeInt(from, Math.min(text.length(), from + 100));
        return text.substring(0, from) + data.consumeRemainingAsString() + text.substring(to);
    }

    /** Any text for a token: without the destination's signature it is no acceptance. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void token(FuzzedDataProvider data) throws Exception {
        assertNotEquals(Optional.of(DeliveryState.PROVIDED), judge(data.consumeRemainingAsString()));
    }

    /** Claims of which a piece is exchanged before they are signed: still only declared exceptions. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void signedClaims(FuzzedDataProvider data) throws Exception {
        String payload = spliced(CLAIMS, data);
        JWSObject signed;
        try {
            signed = new JWSObject(
                    com.nimbusds.jose.JWSHeader.parse(HEADER),
                    new com.nimbusds.jose.Payload(Base64URL.encode(payload.getBytes(StandardCharsets.UTF_8))));
            signed.sign(new RSASSASigner(KEY));
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
        judge(signed.serialize());
    }

    /** Answers that must be one JSON object. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void json(FuzzedDataProvider data) {
        try {
            JsonAnswer.object(new HttpsCalls.Answer(200, null, data.consumeRemainingAsBytes()));
        } catch (PostfachException declared) {
            assertEquals("POSTFACH-327", declared.code());
        }
    }
}
