package io.github.bayernkommunal.portalregistry.internal.tree;

/** The bytes are not what they claim to be; says why, without quoting them. */
public final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The reason, without the content. */
    public UnreadableException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** The reason, without the content. */
    public UnreadableException(String reason) {
        super(reason);
    }
}
