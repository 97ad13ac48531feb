package io.github.bayernkommunal.portalregistry;

import org.jspecify.annotations.Nullable;

/** An answer came that must not be believed, or stored data is damaged. Somebody should look. */
public final class PortalRegistryProtocolException extends PortalRegistryException {

    private static final long serialVersionUID = 1L;

    /**
     * For routes and sources, also those of other vendors.
     *
     * @param code stable code
     * @param text what happened, with which values, what to do; without personal data
     * @param cause what led to it
     */
    public PortalRegistryProtocolException(String code, String text, @Nullable Throwable cause) {
        super(code, text, cause);
    }
}
