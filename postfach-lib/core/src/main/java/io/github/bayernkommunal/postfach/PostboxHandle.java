package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.internal.Code;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Address of a citizen's mailbox, exactly as the login delivered it: opaque text, sent byte for byte.
 *
 * <p>A handle is an address, not a key: it must not identify the citizen in the application's own records. It is personal
 * data, so {@link #toString()} does not show it.
 *
 * @source BMI, Schnittstellenbeschreibung BundID, chapters 6.2.6 and 11.3
 */
public final class PostboxHandle {

    private static final int LONGEST = 255;
    // Seen in the wild where a program turned a missing value into text.
    private static final Set<String> NOTHING = Set.of("null", "undefined", "none");

    private final String value;
    private final @Nullable Login login;

    private PostboxHandle(String value, @Nullable Login login) {
        this.value = value;
        this.login = login;
    }

    /** Where a handle comes from: a handle without its issuer is not an address. */
    private record Login(String identityProvider, TrustLevel level, Instant at) {}

    /**
     * The handle with the given text.
     *
     * @param value the attribute {@code legacyPostkorbHandle} ({@code urn:oid:2.5.4.18}) of the login; null or blank when
     *     the login delivered none, as guest logins do
     * @return the handle with the given text
     * @throws PostfachRejectedException {@link Rejection#NO_SUCH_POSTBOX} if there is no handle (null, blank, or a literal
     *     such as {@code null}); {@link Rejection#HANDLE_INVALID} if it is longer than 255 characters or holds white
     *     space, control characters or {@code @}
     */
    public static PostboxHandle of(@Nullable String value) {
        if (value == null || value.isBlank() || NOTHING.contains(value.strip().toLowerCase(Locale.ROOT))) {
            throw new PostfachRejectedException(
                    Code.NO_HANDLE.toString(),
                    "The login delivered no mailbox handle. Guest logins have none: send by post.",
                    List.of(Rejection.NO_SUCH_POSTBOX));
        }
        if (value.length() > LONGEST) {
            throw malformed("has %d characters; allowed are %d".formatted(value.length(), LONGEST));
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '@'
                    || Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.isSurrogate(c)) {
                throw malformed("holds the forbidden character U+%04X at position %d".formatted((int) c, i));
            }
        }
        return new PostboxHandle(value, null);
    }

    /**
     * The same handle with the login that delivered it. A message to it may then not demand a higher level than this login
     * had, unless the message says so on purpose.
     *
     * @param identityProvider entity id of the identity provider that issued the handle
     * @param level the level of that login
     * @param at the time of that login
     * @return a handle with its login
     */
    public PostboxHandle deliveredBy(String identityProvider, TrustLevel level, Instant at) {
        if (identityProvider.isBlank()) {
            throw new IllegalArgumentException("The identity provider of a handle is its entity id; got a blank text");
        }
        return new PostboxHandle(value, new Login(identityProvider, level, at));
    }

    /** {@return the text as it came} */
    public String value() {
        return value;
    }

    /** {@return entity id of the identity provider that issued the handle, when it is known} */
    public Optional<String> identityProvider() {
        return login == null ? Optional.empty() : Optional.of(login.identityProvider());
    }

    /** {@return level of the login that delivered the handle, when it is known} */
    public Optional<TrustLevel> loginLevel() {
        return login == null ? Optional.empty() : Optional.of(login.level());
    }

    /** {@return time of the login that delivered the handle, when it is known} */
    public Optional<Instant> loginTime() {
        return login == null ? Optional.empty() : Optional.of(login.at());
    }

    /** Handles with the same text are equal, whichever login delivered them. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PostboxHandle that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Does not show the handle: it is personal data. */
    @Override
    public String toString() {
        return "PostboxHandle[***]";
    }

    private static PostfachRejectedException malformed(String why) {
        return new PostfachRejectedException(
                Code.HANDLE_MALFORMED.toString(),
                "The mailbox handle " + why + ". Pass the login's attribute legacyPostkorbHandle unchanged.",
                List.of(Rejection.HANDLE_INVALID));
    }
}
