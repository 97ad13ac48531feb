package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.internal.Redact;
import io.github.bayernkommunal.bayernid.internal.saml.Judgement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event for each decision about trust, at INFO in a logger of its own, so that it can be kept apart and longer than the
 * rest. Always the same keys in the same order; {@code docs/operations.md} describes them. They stand in the text because not
 * every backend shows the key-value pairs of SLF4J.
 */
final class AuditLog {

    private static final Logger log = LoggerFactory.getLogger("io.github.bayernkommunal.bayernid.audit");

    private AuditLog() {}

    static void decided(LoginOutcome outcome, Judgement judgement, PendingLogin pending, String peer) {
        String key = judgement instanceof Judgement.Authenticated login ? login.signedBy() : "none";
        if (outcome instanceof LoginOutcome.LoggedIn loggedIn) {
            write("login-accepted", loggedIn.citizen().trustLevel().name(), pending.requestId(), peer, key);
        } else if (outcome instanceof LoginOutcome.Refused refused) {
            write("login-refused", refused.code(), pending.requestId(), peer, key);
        } else {
            write("login-cancelled", "none", pending.requestId(), peer, key);
        }
    }

    static void notTrusted(ResponseNotTrustedException refusal, PendingLogin pending, String peer) {
        write("answer-not-trusted", refusal.code(), pending.requestId(), peer, "none");
    }

    static void keysExchanged(String entityId, String key) {
        write("keys-exchanged", "none", "none", entityId, key);
    }

    private static void write(String decision, String reason, String request, String peer, String key) {
        log.info("decision={} reason={} request={} peer={} key={}", decision, reason, request, Redact.line(peer), key);
    }
}
