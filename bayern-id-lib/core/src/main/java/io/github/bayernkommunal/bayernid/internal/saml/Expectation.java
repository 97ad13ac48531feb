package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.Check;
import io.github.bayernkommunal.bayernid.internal.xml.Refusal;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer must be like, fixed before it is looked at.
 *
 * @param entityId our entity id
 * @param answersTo our configured address, as text
 * @param issuer entity id of the identity provider
 * @param keys its signature keys
 * @param skew tolerated difference between the clocks
 * @param now our time
 * @param requestId id of our request
 * @param startedAt when we made it
 * @param freshLogin whether the person must have identified themselves after that
 * @param profile which contract the identity provider keeps
 */
public record Expectation(
        String entityId,
        String answersTo,
        String issuer,
        List<PublicKey> keys,
        Duration skew,
        Instant now,
        String requestId,
        Instant startedAt,
        boolean freshLogin,
        Profile profile) {

    /** No answer and no assertion counts for longer than this, whatever it says about itself. */
    static final Duration LONGEST_VALIDITY = Duration.ofMinutes(10);

    /** An assertion that claims more than this was not made by the identity provider as we know it: it grants 5 minutes. */
    static final Duration LONGEST_CLAIM = Duration.ofHours(1);

    /** How long a person may take at the identity provider. */
    static final Duration LONGEST_LOGIN = Duration.ofHours(1);

    /** Refuses a time of making that is unreadable, in the future, before our request, or too long ago. */
    Instant madeRecently(Check check, String what, @Nullable String text) {
        Instant made = SamlTime.read(text);
        if (made == null) {
            throw Refusal.of(check, "The time of the %s is not a time with a zone: %s.", what, Refusal.quoted(text));
        }
        if (made.isAfter(now.plus(skew))) {
            throw Refusal.of(check, "The %s was made in the future. %s", what, difference(made));
        }
        if (made.isBefore(startedAt.minus(skew))) {
            throw Refusal.of(check, "The %s was made before our request. %s", what, difference(made));
        }
        if (!now.isBefore(made.plus(LONGEST_VALIDITY).plus(skew))) {
            throw Refusal.of(check, "The %s is too old. %s", what, difference(made));
        }
        return made;
    }

    /** Whether {@code end} has not passed; ends are exclusive. */
    boolean isBefore(Instant end) {
        return now.isBefore(end.plus(skew));
    }

    /** Whether {@code beginning} has come; beginnings are inclusive. */
    boolean isFrom(Instant beginning) {
        return !now.isBefore(beginning.minus(skew));
    }

    /** Both times, how far apart they are, and what to do about it. */
    String difference(Instant theirs) {
        return "Theirs: %s, ours: %s, difference %d ms, tolerated %d ms. If this happens often, compare the clocks (NTP)."
                .formatted(theirs, now, Duration.between(theirs, now).toMillis(), skew.toMillis());
    }
}
