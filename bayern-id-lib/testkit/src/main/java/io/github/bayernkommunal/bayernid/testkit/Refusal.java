package io.github.bayernkommunal.bayernid.testkit;

import org.jspecify.annotations.Nullable;

/** Why the service shows an error page instead of a login: the {@code idp.code} values. */
enum Refusal {
    EXTENSION_MISSING("akdb-extension-missing", true),
    EXTENSION_V1("akdb-extension-v1-deprecated", true),
    NOT_SIGNED("saml-request-not-signed", true),
    PURPOSE_HTML("purpose-does-not-support-restricted-html", true),
    MISSING_BERCA("missing-berca", true),
    ATTRIBUTES_EMPTY("requested-attributes-empty", true),
    ATTRIBUTES_WITHOUT_NAME("requested-attributes-missing-name", true),
    METHODS_EMPTY("empty-authentication-methods", true),
    DISPLAY_NAME_MISSING("organization-display-name-missing", true),
    MALFORMED("saml-request-malformed", false),
    PROVIDER_UNKNOWN("service-provider-unknown", false),
    SIGNATURE_INVALID("saml-request-signature-invalid", false),
    DESTINATION_WRONG("saml-request-destination-wrong", false),
    ANSWER_ADDRESS_UNKNOWN("assertion-consumer-service-unknown", false),
    BINDING_UNSUPPORTED("protocol-binding-unsupported", false),
    DUPLICATE("saml-request-duplicate", false),
    STALE("saml-request-stale", false),
    EXTENSION_MALFORMED("akdb-extension-malformed", false),
    ATTRIBUTE_NAME_MALFORMED("requested-attributes-malformed-name", false),
    CONTEXT_UNSUPPORTED("requested-authn-context-unsupported", false);

    private final String code;
    private final boolean published;

    Refusal(String code, boolean published) {
        this.code = code;
        this.published = published;
    }

    String code() {
        return code;
    }

    /** True if the operator's paper lists the code, false if the paper is silent and the code is ours. */
    boolean isPublished() {
        return published;
    }

    static @Nullable Refusal of(@Nullable String code) {
        for (Refusal refusal : values()) {
            if (refusal.code.equals(code)) {
                return refusal;
            }
        }
        return null;
    }

    /** Ends the judgement of a request. */
    RefusedRequest because(String detail) {
        return new RefusedRequest(this, detail);
    }

    /** A request that the service answers with an error page. */
    static final class RefusedRequest extends Exception {
        private static final long serialVersionUID = 1;
        private final Refusal refusal;

        private RefusedRequest(Refusal refusal, String detail) {
            super(detail);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
