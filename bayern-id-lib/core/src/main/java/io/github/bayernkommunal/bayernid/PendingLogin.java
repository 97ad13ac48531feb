package io.github.bayernkommunal.bayernid;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must be remembered between sending the browser away and judging the answer.
 *
 * <p>Keep it on the server, bound to the browser that started (normally in its HTTP session), and forget it after the first
 * answer. It holds no personal data. {@link #toText()} is the form to store; Java serialisation is not supported on purpose.
 *
 * @param requestId id of our request; only an answer to it is accepted
 * @param startedAt when the login was started
 * @param demandedLevel the level below which nobody is let in, whatever the identity provider answers
 * @param freshLogin whether the person must have identified themselves after {@code startedAt}
 * @param requiredAttributes attributes without which the login is refused
 * @param sameCitizen SHA-256 of the citizen id that must log in again (step-up), in hexadecimal
 */
public record PendingLogin(
        String requestId,
        Instant startedAt,
        TrustLevel demandedLevel,
        boolean freshLogin,
        List<Attribute> requiredAttributes,
        Optional<String> sameCitizen) {

    private static final String VERSION = "bayernid-pending-1";
    // xs:ID in ASCII. Ours are '_' and 32 hexadecimal digits; a login that other software started has ids of its own.
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]{0,127}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST = 16_384;

    /**
     * For a login that {@link BayernIdServiceProvider#startLogin} did not start, such as a recorded one in a test.
     *
     * @param requestId id of the request: an XML id of at most 128 ASCII characters
     * @param startedAt when the login was started
     * @param demandedLevel the level below which nobody is let in
     * @param freshLogin whether the person must have identified themselves after {@code startedAt}
     * @param requiredAttributes attributes without which the login is refused
     * @param sameCitizen SHA-256 of the citizen id that must log in again
     * @throws IllegalArgumentException if an id or fingerprint has another form
     */
    public PendingLogin {
        requiredAttributes = List.copyOf(requiredAttributes);
        if (!REQUEST_ID.matcher(requestId).matches()) {
            throw new IllegalArgumentException(
                    "A request id is an XML id: a letter or '_', then at most 127 letters, digits, '.', '-' and '_'");
        }
        if (sameCitizen.isPresent() && !SHA_256.matcher(sameCitizen.get()).matches()) {
            throw new IllegalArgumentException("The fingerprint of the citizen id is 64 hexadecimal digits");
        }
    }

    /**
     * The pending login with this text form.
     *
     * @param text what {@link #toText()} gave; null, as an empty session gives it, is refused with the likely cause
     * @return the pending login
     * @throws IllegalArgumentException if there is no text, or it was not made by {@link #toText()} of a version that is still
     *     understood
     */
    public static PendingLogin of(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException(
                    "No login is pending: the session was lost, its login was already answered, or"
                            + " its cookie was not sent (it must be SameSite=None; Secure). Start the login again.");
        }
        if (text.length() > LONGEST) {
            throw notOurs();
        }
        List<String> parts = Arrays.asList(text.split(" ", -1));
        if (parts.size() != 7 || !parts.get(0).equals(VERSION)) {
            throw notOurs();
        }
        try {
            boolean fresh = switch (parts.get(4)) {
                case "fresh" -> true;
                case "any" -> false;
                default -> throw notOurs();
            };
            return new PendingLogin(
                    parts.get(1),
                    Instant.parse(parts.get(2)),
                    TrustLevel.valueOf(parts.get(3)),
                    fresh,
                    parts.get(5).equals("-")
                            ? List.of()
                            : Arrays.stream(parts.get(5).split(",", -1))
                                    .map(Attribute::of)
                                    .toList(),
                    parts.get(6).equals("-") ? Optional.empty() : Optional.of(parts.get(6)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw notOurs();
        }
    }

    private static IllegalArgumentException notOurs() {
        return new IllegalArgumentException(
                "The text is not a pending login of this version; start the login again. Expected: " + VERSION + " …");
    }

    /** {@return a versioned text of printable ASCII characters, read back by {@link #of(String)}} */
    public String toText() {
        return String.join(
                " ",
                VERSION,
                requestId,
                startedAt.toString(),
                demandedLevel.name(),
                freshLogin ? "fresh" : "any",
                requiredAttributes.isEmpty()
                        ? "-"
                        : String.join(
                                ",",
                                requiredAttributes.stream().map(Attribute::name).toList()),
                sameCitizen.orElse("-"));
    }

    static String fingerprint(CitizenId id) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(id.value().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
