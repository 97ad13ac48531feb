package io.github.bayernkommunal.bayernid.internal.saml;

/** Which contract the identity provider keeps. */
public enum Profile {
    /** BayernID and BundID: the assertion is signed, the level is in the class reference. */
    BAYERNID,
    /**
     * Mein Unternehmenskonto: the response is signed, the assertion need not be; the level is in attributes; values can have
     * parts; no request extension.
     */
    UNTERNEHMENSKONTO
}
