package io.github.bayernkommunal.portalregistry;

import org.jspecify.annotations.Nullable;

/** The request was understood and declined, by the service or by a guard of this library. Fix it; do not repeat. */
public final class PortalRegistryRejectedException extends PortalRegistryException {

    /** The service does not know user name or password. */
    public static final String CREDENTIALS = "PORTAL-201";
    /** The user has no right to this resource. */
    public static final String NOT_PERMITTED = "PORTAL-202";
    /** The service says that the request is wrong. */
    public static final String INVALID_REQUEST = "PORTAL-203";
    /** The plan withdraws too much and was not confirmed. */
    public static final String SHRINKS_TOO_MUCH = "PORTAL-204";
    /** The registered state has changed since the plan was made. */
    public static final String PLAN_OUTDATED = "PORTAL-205";

    private static final long serialVersionUID = 1L;

    /** See the accessor. */
    private final String serviceText;

    /**
     * For routes and sources, also those of other vendors.
     *
     * @param code stable code
     * @param text what happened, with which values, what to do; without personal data
     * @param serviceText the service's own words, at most 2,000 characters; empty if there are none
     * @param cause what led to it
     */
    public PortalRegistryRejectedException(String code, String text, String serviceText, @Nullable Throwable cause) {
        super(code, text, cause);
        this.serviceText = serviceText;
    }

    /**
     * The service's own words.
     *
     * @return at most 2,000 characters; empty if there are none
     */
    public String serviceText() {
        return serviceText;
    }

    /**
     * Whether this is the named refusal.
     *
     * @param reason one of the constants of this class, or a code of docs/errors.md
     * @return true if it is
     */
    public boolean is(String reason) {
        return code().equals(reason);
    }
}
