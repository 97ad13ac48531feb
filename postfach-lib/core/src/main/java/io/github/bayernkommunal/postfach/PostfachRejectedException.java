package io.github.bayernkommunal.postfach;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The message was understood and declined: by the service, or by our own check before anything was sent. The message does
 * not lie in the mailbox. Fix it; repeating the same is useless.
 */
public final class PostfachRejectedException extends PostfachException {

    private static final long serialVersionUID = 1L;

    private final transient List<Rejection> rejections;
    /** The service's code. */
    private final @Nullable String serviceCode;

    private final transient @Nullable String hints;

    /**
     * A refusal by our own check, before anything was sent.
     *
     * @param code stable code such as {@code POSTFACH-103}
     * @param message what happened, with which values, what to do; no personal data
     * @param rejections every reason, at least one
     */
    public PostfachRejectedException(String code, String message, List<Rejection> rejections) {
        this(code, message, rejections, null, null);
    }

    /**
     * A refusal by the service.
     *
     * @param code stable code such as {@code POSTFACH-230}
     * @param message what happened, with which values, what to do; no personal data
     * @param rejections every reason, at least one
     * @param serviceCode the service's code as it came, or null
     * @param hints the service's own words, or null; may quote the message, so it never becomes part of the text
     */
    public PostfachRejectedException(
            String code,
            String message,
            List<Rejection> rejections,
            @Nullable String serviceCode,
            @Nullable String hints) {
        super(code, message, null);
        if (rejections.isEmpty()) {
            throw new IllegalArgumentException("A rejection needs at least one reason");
        }
        this.rejections = List.copyOf(rejections);
        this.serviceCode = serviceCode;
        this.hints = hints;
    }

    /**
     * Whether {@code reason} is among the reasons.
     *
     * @param reason a reason
     * @return whether {@code reason} is among the reasons
     */
    public boolean is(Rejection reason) {
        return rejections.contains(reason);
    }

    /** {@return every reason, at least one; our own check lists all problems at once} */
    public List<Rejection> rejections() {
        return rejections;
    }

    /** {@return the service's code exactly as it came, for example {@code 30}; empty when our own check declined} */
    public Optional<String> serviceCode() {
        return Optional.ofNullable(serviceCode);
    }

    /**
     * {@return the service's own words} They may quote file names and text: keep them with the file, not in a log.
     */
    public Optional<String> hints() {
        return Optional.ofNullable(hints);
    }
}
