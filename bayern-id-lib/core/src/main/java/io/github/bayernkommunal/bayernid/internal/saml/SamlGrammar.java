package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.internal.xml.Grammar;
import io.github.bayernkommunal.bayernid.internal.xml.Ns;
import java.util.Set;

/**
 * What may stand in a response and in an assertion: the OASIS schemas without their wildcards.
 *
 * <p>Where one of the later checks has a better explanation for a missing part, the part is optional here.
 *
 * @see <a href="https://docs.oasis-open.org/security/saml/v2.0/saml-schema-protocol-2.0.xsd">protocol schema</a>
 */
final class SamlGrammar {

    private static final String A = "{" + Ns.SAML + "}";
    private static final String P = "{" + Ns.SAMLP + "}";
    private static final String SIGNATURE = "{" + Ns.DS + "}Signature?";
    private static final String[] NAME_QUALIFIERS = {"Format", "NameQualifier", "SPNameQualifier", "SPProvidedID"};

    /** A response; the assertion in it is judged after it was opened. */
    static final Grammar RESPONSE = Grammar.protecting(Ns.SAML, Ns.SAMLP, Ns.DS, Ns.XENC)
            .sequence(
                    Ns.SAMLP,
                    "Response",
                    Set.of("ID", "Version", "IssueInstant", "InResponseTo", "Destination", "Consent"),
                    A + "Issuer?",
                    SIGNATURE,
                    P + "Extensions?",
                    P + "Status?",
                    A + "Assertion|" + A + "EncryptedAssertion*")
            .text(Ns.SAML, "Issuer", NAME_QUALIFIERS)
            .opaque(Ns.DS, "Signature", "Id")
            .open(Ns.SAMLP, "Extensions")
            .sequence(Ns.SAMLP, "Status", Set.of(), P + "StatusCode?", P + "StatusMessage?", P + "StatusDetail?")
            .sequence(Ns.SAMLP, "StatusCode", Set.of("Value"), P + "StatusCode?")
            .text(Ns.SAMLP, "StatusMessage")
            .open(Ns.SAMLP, "StatusDetail")
            .opaque(Ns.SAML, "Assertion", "ID", "Version", "IssueInstant")
            .opaque(Ns.SAML, "EncryptedAssertion");

    private static final Grammar CITIZEN = assertion("NameID?");

    // The name may be encrypted once more there. It is no identity key, so it is not opened.
    private static final Grammar ORGANISATION = assertion("NameID|" + A + "EncryptedID?");

    /** An assertion after it was opened. */
    static Grammar assertion(Profile profile) {
        return profile == Profile.BAYERNID ? CITIZEN : ORGANISATION;
    }

    private static Grammar assertion(String name) {
        return Grammar.protecting(Ns.SAML, Ns.SAMLP, Ns.DS, Ns.XENC)
                .sequence(
                        Ns.SAML,
                        "Assertion",
                        Set.of("ID", "Version", "IssueInstant"),
                        A + "Issuer?",
                        SIGNATURE,
                        A + "Subject?",
                        A + "Conditions?",
                        A + "Advice?",
                        A + "AuthnStatement|" + A + "AttributeStatement*")
                .text(Ns.SAML, "Issuer", NAME_QUALIFIERS)
                .opaque(Ns.DS, "Signature", "Id")
                .sequence(Ns.SAML, "Subject", Set.of(), A + name, A + "SubjectConfirmation*")
                .opaque(Ns.SAML, "EncryptedID")
                .text(Ns.SAML, "NameID", NAME_QUALIFIERS)
                .sequence(Ns.SAML, "SubjectConfirmation", Set.of("Method"), A + "SubjectConfirmationData?")
                .text(
                        Ns.SAML,
                        "SubjectConfirmationData",
                        "NotBefore",
                        "NotOnOrAfter",
                        "Recipient",
                        "InResponseTo",
                        "Address")
                .sequence(
                        Ns.SAML,
                        "Conditions",
                        Set.of("NotBefore", "NotOnOrAfter"),
                        A + "AudienceRestriction|" + A + "OneTimeUse|" + A + "ProxyRestriction|" + A + "Condition*")
                .sequence(Ns.SAML, "AudienceRestriction", Set.of(), A + "Audience*")
                .text(Ns.SAML, "Audience")
                .text(Ns.SAML, "OneTimeUse")
                .sequence(Ns.SAML, "ProxyRestriction", Set.of("Count"), A + "Audience*")
                .open(Ns.SAML, "Condition")
                .open(Ns.SAML, "Advice")
                .sequence(
                        Ns.SAML,
                        "AuthnStatement",
                        Set.of("AuthnInstant", "SessionIndex", "SessionNotOnOrAfter"),
                        A + "SubjectLocality?",
                        A + "AuthnContext?")
                .text(Ns.SAML, "SubjectLocality", "Address", "DNSName")
                .sequence(
                        Ns.SAML,
                        "AuthnContext",
                        Set.of(),
                        A + "AuthnContextClassRef?",
                        A + "AuthnContextDeclRef?",
                        A + "AuthenticatingAuthority*")
                .text(Ns.SAML, "AuthnContextClassRef")
                .text(Ns.SAML, "AuthnContextDeclRef")
                .text(Ns.SAML, "AuthenticatingAuthority")
                .sequence(Ns.SAML, "AttributeStatement", Set.of(), A + "Attribute*")
                .sequence(
                        Ns.SAML,
                        "Attribute",
                        Set.of("Name", "NameFormat", "FriendlyName", "##other"),
                        A + "AttributeValue*")
                .open(Ns.SAML, "AttributeValue");
    }

    private SamlGrammar() {}
}
