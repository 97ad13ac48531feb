package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.Citizen;
import io.github.bayernkommunal.bayernid.TrustLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a trustworthy answer says. */
public sealed interface Judgement {

    /**
     * Somebody was authenticated. Made once from verified elements; nothing else of the message is kept.
     *
     * @param assertionId id of the assertion
     * @param useUntil until when its use must be remembered
     * @param level level that was reached
     * @param authenticatedAt when the person identified themselves
     * @param attributes name to values, in the order of the assertion
     * @param contradiction the other level, when class reference and attribute disagree
     * @param signedBy fingerprint of the key that vouches for it
     */
    record Authenticated(
            String assertionId,
            Instant useUntil,
            TrustLevel level,
            Instant authenticatedAt,
            Map<String, List<Citizen.Value>> attributes,
            @Nullable TrustLevel contradiction,
            String signedBy)
            implements Judgement {}

    /**
     * The identity provider authenticated nobody.
     *
     * @param status why
     */
    record Declined(Status status) implements Judgement {}
}
