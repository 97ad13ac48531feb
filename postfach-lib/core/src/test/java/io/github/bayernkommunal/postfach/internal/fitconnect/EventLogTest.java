package io.github.bayernkommunal.postfach.internal.fitconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.PostfachProtocolException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only events that verify say anything, and one that does not silences the whole log. */
class EventLogTest {

    private static final String SERVICE = "https://service.example/submission-api";
    private static final String DESTINATION = "0b0b0b0b-1111-4222-8333-444444444444";
    private static final Submission SUBMISSION =
            new Submission("aaaaaaaa-1111-4222-8333-444444444444", "cccccccc-1111-4222-8333-444444444444");
    private static final String EVENTS = "https://schema.fitko.de/fit-connect/events/";

    private static RSAKey serviceKey;
    private static RSAKey destinationKey;
    private static RSAKey strangersKey;

    @BeforeAll
    static void makeKeys() throws Exception {
        serviceKey = new RSAKeyGenerator(2048).keyID("s").generate();
        destinationKey = new RSAKeyGenerator(2048).keyID("d").generate();
        strangersKey = new RSAKeyGenerator(2048).keyID("d").generate();
    }

    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private boolean withdrawn;

    private final EventLog log = new EventLog(
            SERVICE,
            DESTINATION,
            new EventLog.Keys() {
                @Override
                public List<RSAKey> serviceKeys() {
                    return List.of(serviceKey.toPublicJWK());
                }

                @Override
                public RSAKey destinationKey(String keyId) {
                    return keyId.equals("d") && !withdrawn ? destinationKey.toPublicJWK() : null;
                }
            },
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            });

    private static JWTClaimsSet.Builder claims(String issuer, String event) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("submission:" + SUBMISSION.id())
                .claim("txn", "case:" + SUBMISSION.caseId())
                .claim("events", Map.of(EVENTS + event, Map.of()));
    }

    private static String sign(JWTClaimsSet.Builder claims, RSAKey key, JWSAlgorithm algorithm, String type)
            throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .type(new JOSEObjectType(type))
                        .keyID(key.getKeyID())
                        .build(),
                claims.build());
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static String byService(String event) throws Exception {
        return sign(claims(SERVICE, event), serviceKey, JWSAlgorithm.PS512, "secevent+jwt");
    }

    private static String byDestination(String event) throws Exception {
        return sign(claims(DESTINATION, event), destinationKey, JWSAlgorithm.PS512, "secevent+jwt");
    }

    private Optional<DeliveryState> judge(String... tokens) throws Exception {
        return log.judge(List.of(tokens), SUBMISSION);
    }

    private void assertWorthless(String why, String token) {
        PostfachProtocolException no = assertThrows(
                PostfachProtocolException.class,
                () -> judge(byService("submit-submission"), token, byDestination("accept-submission")));
        assertEquals("POSTFACH-451", no.code());
        assertTrue(no.getMessage().contains(why), no.getMessage());
    }

    @Test
    void theFurthestEventCounts() throws Exception {
        assertEquals(Optional.empty(), judge());
        assertEquals(Optional.empty(), judge(byService("create-submission")));
        assertEquals(Optional.of(DeliveryState.HANDED_OVER), judge(byService("submit-submission")));
        assertEquals(Optional.of(DeliveryState.HANDED_OVER), judge(byService("notify-submission")));
        assertEquals(Optional.of(DeliveryState.HANDED_OVER), judge(byDestination("forward-submission")));
        assertEquals(
                Optional.of(DeliveryState.PROVIDED),
                judge(
                        byService("submit-submission"),
                        byDestination("accept-submission"),
                        byService("delete-submission")));
        assertEquals(
                Optional.of(DeliveryState.REJECTED),
                judge(byService("submit-submission"), byDestination("reject-submission")));
        assertEquals(
                Optional.of(DeliveryState.REJECTED),
                judge(byService("submit-submission"), byService("reject-submission")));
    }

    @Test
    void eventsWithOtherNamesMeanNothing() throws Exception {
        assertEquals(
                Optional.of(DeliveryState.HANDED_OVER),
                judge(byService("submit-submission"), byDestination("something-new")));
    }

    @Test
    void acceptanceAndRejectionTogetherAreAContradiction() {
        assertTrue(assertThrows(
                        PostfachProtocolException.class,
                        () -> judge(byDestination("accept-submission"), byDestination("reject-submission")))
                .getMessage()
                .contains("acceptance and rejection"));
    }

    @Test
    void onlyTheDestinationAccepts() throws Exception {
        assertWorthless("must not say accept-submission", byService("accept-submission"));
        assertWorthless("must not say submit-submission", byDestination("submit-submission"));
        assertWorthless("must not say notify-submission", byDestination("notify-submission"));
    }

    @Test
    void anotherKeyUnderTheSameIdIsRefused() throws Exception {
        assertWorthless(
                "signature does not verify",
                sign(claims(DESTINATION, "accept-submission"), strangersKey, JWSAlgorithm.PS512, "secevent+jwt"));
    }

    @Test
    void theKeyOfOneIssuerIsNoKeyOfTheOther() throws Exception {
        assertWorthless(
                "no key with its id",
                sign(claims(DESTINATION, "accept-submission"), serviceKey, JWSAlgorithm.PS512, "secevent+jwt"));
        assertWorthless(
                "no key with its id",
                sign(claims(SERVICE, "submit-submission"), destinationKey, JWSAlgorithm.PS512, "secevent+jwt"));
    }

    @ParameterizedTest
    @CsvSource({"PS256, secevent+jwt", "RS512, secevent+jwt", "PS512, jwt"})
    void anotherHeaderIsRefused(String algorithm, String type) throws Exception {
        assertWorthless(
                "its header is not secevent+jwt with PS512",
                sign(claims(DESTINATION, "accept-submission"), destinationKey, JWSAlgorithm.parse(algorithm), type));
    }

    @Test
    void aTokenWithoutSignatureIsRefused() throws Exception {
        assertWorthless(
                "no signed token",
                new PlainJWT(claims(DESTINATION, "accept-submission").build()).serialize());
        assertWorthless("no signed token", "x");
    }

    @Test
    void aTokenUnderThePublicKeyAsASecretIsRefused() throws Exception {
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS512)
                        .type(new JOSEObjectType("secevent+jwt"))
                        .keyID("d")
                        .build(),
                claims(DESTINATION, "accept-submission").build());
        confused.sign(new MACSigner(destinationKey.toRSAPublicKey().getEncoded()));
        assertWorthless("its header is not secevent+jwt with PS512", confused.serialize());
    }

    @ParameterizedTest
    @CsvSource({"SHA, submission:aaaaaaaa-1111-4222-8333-444444444445", "SUB, aaaaaaaa-1111-4222-8333-444444444444"})
    void anEventAboutAnotherSubmissionIsRefused(String name, String subject) throws Exception {
        assertWorthless(
                "another submission",
                sign(
                        claims(DESTINATION, "accept-submission").subject(subject),
                        destinationKey,
                        JWSAlgorithm.PS512,
                        "secevent+jwt"));
    }

    @Test
    void anEventAboutAnotherCaseIsRefused() throws Exception {
        assertWorthless(
                "another submission",
                sign(
                        claims(DESTINATION, "accept-submission").claim("txn", "case:x"),
                        destinationKey,
                        JWSAlgorithm.PS512,
                        "secevent+jwt"));
    }

    @Test
    void aStrangerIsRefused() throws Exception {
        assertWorthless(
                "neither the service nor the destination",
                sign(
                        claims("https://evil.example", "accept-submission"),
                        destinationKey,
                        JWSAlgorithm.PS512,
                        "secevent+jwt"));
    }

    @Test
    void aTokenHoldsExactlyOneEvent() throws Exception {
        for (Map<String, Object> events : List.of(
                Map.<String, Object>of(),
                Map.<String, Object>of(
                        EVENTS + "accept-submission", Map.of(), EVENTS + "forward-submission", Map.of()))) {
            assertWorthless(
                    "exactly one event",
                    sign(
                            claims(DESTINATION, "accept-submission").claim("events", events),
                            destinationKey,
                            JWSAlgorithm.PS512,
                            "secevent+jwt"));
        }
    }

    @Test
    void aChangedClaimIsRefused() throws Exception {
        String[] accepted = byDestination("accept-submission").split("\\.");
        String[] other = sign(
                        claims(DESTINATION, "reject-submission"), destinationKey, JWSAlgorithm.PS512, "secevent+jwt")
                .split("\\.");

        assertWorthless("signature does not verify", accepted[0] + "." + other[1] + "." + accepted[2]);
    }

    @Test
    void aKeyThatIsWithdrawnIsBelievedForAnHourAtMost() throws Exception {
        String accepted = byDestination("accept-submission");
        assertEquals(Optional.of(DeliveryState.PROVIDED), judge(accepted));
        withdrawn = true;

        now = now.plus(Duration.ofMinutes(59));
        assertEquals(Optional.of(DeliveryState.PROVIDED), judge(accepted));
        now = now.plus(Duration.ofMinutes(1));
        assertThrows(PostfachProtocolException.class, () -> judge(accepted));
    }
}
