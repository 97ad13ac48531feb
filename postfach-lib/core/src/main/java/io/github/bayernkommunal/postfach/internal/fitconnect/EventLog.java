package io.github.bayernkommunal.postfach.internal.fitconnect;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.PostfachProtocolException;
import io.github.bayernkommunal.postfach.internal.Code;
import io.github.bayernkommunal.postfach.internal.Redact;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of signed events about a submission. Nothing counts that does not verify: one event that cannot be trusted
 * makes the whole log worthless, because nobody knows what else is missing from it.
 *
 * @source RFC 8417; docs/protocol.md, section FIT-Connect
 */
final class EventLog {

    private static final String EVENTS = "https://schema.fitko.de/fit-connect/events/";
    private static final JOSEObjectType TYPE = new JOSEObjectType("secevent+jwt");

    private final String service;
    private final String destination;
    private final Keys keys;
    private static final Duration KEYS_ARE_GOOD_FOR = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, RSAKey> known = new HashMap<>();
    private Instant knownUntil = Instant.MIN;

    /** Events of the service with this address, and of this destination. */
    EventLog(String service, String destination, Keys keys, Clock clock) {
        this.clock = clock;
        this.service = service;
        this.destination = destination;
        this.keys = keys;
    }

    /** Where the keys of issuers are. */
    interface Keys {

        /** The keys under which the service itself signs. */
        List<RSAKey> serviceKeys() throws IOException;

        /** The key of the destination with this id, or null. */
        @Nullable RSAKey destinationKey(String keyId) throws IOException;
    }

    /** Who may say something. */
    private enum Issuer {
        SERVICE,
        DESTINATION
    }

    /** What an event means; events with other names mean nothing to us. */
    private enum Event {
        SUBMITTED("submit-submission", DeliveryState.HANDED_OVER, Issuer.SERVICE),
        NOTIFIED("notify-submission", DeliveryState.HANDED_OVER, Issuer.SERVICE),
        FORWARDED("forward-submission", DeliveryState.HANDED_OVER, null),
        ACCEPTED("accept-submission", DeliveryState.PROVIDED, Issuer.DESTINATION),
        // After 14 days the service itself declines what nobody has fetched.
        REJECTED("reject-submission", DeliveryState.REJECTED, null);

        private final String uri;
        private final DeliveryState state;
        /** The only one who may say so; null: both may. */
        private final @Nullable Issuer only;

        Event(String name, DeliveryState state, @Nullable Issuer only) {
            this.uri = EVENTS + name;
            this.state = state;
            this.only = only;
        }

        static Optional<Event> of(String uri) {
            return List.of(values()).stream()
                    .filter(event -> event.uri.equals(uri))
                    .findFirst();
        }
    }

    /**
     * How far the submission came: handed over, provided, rejected; empty while it is not complete.
     *
     * @throws PostfachProtocolException if an event cannot be trusted, or events contradict each other
     */
    Optional<DeliveryState> judge(List<String> tokens, Submission submission) throws IOException {
        Set<DeliveryState> reached = new TreeSet<>();
        int number = 0;
        for (String token : tokens) {
            Event event = event(++number, token, submission);
            if (event != null) {
                reached.add(event.state);
            }
        }
        if (reached.contains(DeliveryState.PROVIDED) && reached.contains(DeliveryState.REJECTED)) {
            throw untrusted(number, "the log holds acceptance and rejection");
        }
        for (DeliveryState state : List.of(DeliveryState.PROVIDED, DeliveryState.REJECTED, DeliveryState.HANDED_OVER)) {
            if (reached.contains(state)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    private @Nullable Event event(int number, String token, Submission submission) throws IOException {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            String keyId = jwt.getHeader().getKeyID();
            if (!JWSAlgorithm.PS512.equals(jwt.getHeader().getAlgorithm())
                    || !TYPE.equals(jwt.getHeader().getType())
                    || keyId == null) {
                throw untrusted(number, "its header is not secevent+jwt with PS512 and a key id");
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Issuer issuer = issuer(number, claims.getIssuer());
            RSAKey key = key(issuer, keyId);
            if (key == null || !jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))) {
                throw untrusted(
                        number, key == null ? "its issuer has no key with its id" : "its signature does not verify");
            }
            if (!("submission:" + submission.id()).equals(claims.getSubject())
                    || !("case:" + submission.caseId()).equals(claims.getClaim("txn"))) {
                throw untrusted(number, "it belongs to another submission");
            }
            Map<String, Object> events = claims.getJSONObjectClaim("events");
            if (events == null || events.size() != 1) {
                throw untrusted(number, "it does not hold exactly one event");
            }
            Event event = Event.of(events.keySet().iterator().next()).orElse(null);
            if (event != null && event.only != null && event.only != issuer) {
                throw untrusted(number, "its issuer must not say " + event.uri.substring(EVENTS.length()));
            }
            return event;
        } catch (ParseException | JOSEException e) {
            throw untrusted(number, "it is no signed token");
        }
    }

    private Issuer issuer(int number, @Nullable String name) {
        if (service.equals(name)) {
            return Issuer.SERVICE;
        }
        if (destination.equals(name)) {
            return Issuer.DESTINATION;
        }
        throw untrusted(number, "its issuer is neither the service nor the destination: " + Redact.line(name + ""));
    }

    private synchronized @Nullable RSAKey key(Issuer issuer, String keyId) throws IOException {
        if (!clock.instant().isBefore(knownUntil)) {
            // A key that is withdrawn must not be believed for ever.
            known.clear();
            knownUntil = clock.instant().plus(KEYS_ARE_GOOD_FOR);
        }
        String name = issuer + " " + keyId;
        RSAKey key = known.get(name);
        if (key != null) {
            return key;
        }
        List<RSAKey> found = new ArrayList<>();
        if (issuer == Issuer.SERVICE) {
            found.addAll(keys.serviceKeys());
        } else {
            RSAKey one = keys.destinationKey(keyId);
            if (one != null) {
                found.add(one);
            }
        }
        // Few keys are in use at a time.
        found.stream()
                .filter(one -> one.getAlgorithm() == null || JWSAlgorithm.PS512.equals(one.getAlgorithm()))
                .filter(one -> known.size() < 100)
                .forEach(one -> known.put(issuer + " " + one.getKeyID(), one));
        return known.get(name);
    }

    private static PostfachProtocolException untrusted(int number, String why) {
        return new PostfachProtocolException(
                Code.EVENT_NOT_TRUSTED.toString(),
                "Event %d of the log cannot be trusted: %s. The log changes nothing; ask again later, and report it if it stays so."
                        .formatted(number, why),
                null);
    }
}
