package io.github.bayernkommunal.portalregistry;

import org.jspecify.annotations.Nullable;

/** What the caller did not plan; belongs to one of three families. */
public abstract sealed class PortalRegistryException extends RuntimeException
        permits PortalRegistryRejectedException, PortalRegistryUnavailableException, PortalRegistryProtocolException {

    private static final long serialVersionUID = 1L;

    /** See the accessor. */
    private final String code;

    PortalRegistryException(String code, String text, @Nullable Throwable cause) {
        super(code + " " + text, cause);
        this.code = code;
    }

    /**
     * Stable code such as {@code PORTAL-201}; explained in docs/errors.md.
     *
     * @return the code
     */
    public String code() {
        return code;
    }
}
