package io.github.bayernkommunal.bayernid.testkit;

import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.w3c.dom.Document;

/** An online service that asks the simulator: its metadata and a request that is accepted, to be broken in one place. */
final class OnlineService {

    static final String ENTITY_ID = "https://antrag.musterstadt.example/sp";
    static final String ANSWERS_TO = "https://antrag.musterstadt.example/saml/acs";
    static final TestKeys KEYS = TestKeys.fresh();

    private final String destination;
    private final Instant now;

    String id = TestKeys.randomId();
    String attributes = attribute("urn:oid:2.5.4.42", false)
            + attribute("urn:oid:2.5.4.4", false)
            + attribute("urn:oid:1.3.6.1.4.1.25484.494450.3", false)
            + attribute("urn:oid:2.5.4.18", false)
            + attribute("urn:oid:1.2.40.0.10.2.1.1.261.94", false)
            + attribute("urn:oid:1.3.6.1.4.1.25484.494450.2", false);
    String methods = "<akdb:AuthnMethods><akdb:eID><akdb:Enabled>true</akdb:Enabled></akdb:eID>"
            + "<akdb:Benutzername/></akdb:AuthnMethods>";
    String display =
            "<classic-ui:OrganizationDisplayName>Stadt Musterstadt – Hundesteuer</classic-ui:OrganizationDisplayName>";
    UnaryOperator<String> broken = UnaryOperator.identity();
    KeyStore.PrivateKeyEntry signing = KEYS.signing();
    String method = Saml.RSA_PSS_SHA256;
    boolean signed = true;

    OnlineService(String destination, Instant now) {
        this.destination = destination;
        this.now = now;
    }

    static String attribute(String name, boolean required) {
        return "<akdb:RequestedAttribute Name=\"%s\" RequiredAttribute=\"%s\"/>".formatted(name, required);
    }

    /** The request as XML, not signed. */
    String xml() {
        return broken.apply(
                """
                <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" \
                ID="%s" Version="2.0" IssueInstant="%s" Destination="%s" AssertionConsumerServiceURL="%s" \
                ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" ForceAuthn="true" IsPassive="false">\
                <saml:Issuer>%s</saml:Issuer>\
                <samlp:Extensions><akdb:AuthenticationRequest xmlns:akdb="https://www.akdb.de/request/2018/09" Version="2" EnableStatusDetail="true">\
                %s<akdb:RequestedAttributes>%s</akdb:RequestedAttributes>\
                <akdb:DisplayInformation><classic-ui:Version xmlns:classic-ui="https://www.akdb.de/request/2018/09/classic-ui/v1">%s</classic-ui:Version></akdb:DisplayInformation>\
                </akdb:AuthenticationRequest></samlp:Extensions>\
                <samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient"/>\
                <samlp:RequestedAuthnContext Comparison="minimum"><saml:AuthnContextClassRef>STORK-QAA-Level-3</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>\
                </samlp:AuthnRequest>""".formatted(id, Saml.time(now), destination, ANSWERS_TO, ENTITY_ID, methods, attributes, display));
    }

    /** The form field SAMLRequest. */
    String post() {
        Document document = Xml.reparse(xml());
        if (signed) {
            Signatures.sign(document.getDocumentElement(), Signatures.Recipe.of(signing, method));
        }
        return base64(Xml.text(document));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String metadata() {
        return """
                <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="%s">\
                <md:SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">\
                %s%s<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>\
                <md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="%s" index="0" isDefault="true"/>\
                </md:SPSSODescriptor></md:EntityDescriptor>""".formatted(
                        ENTITY_ID, key("signing", KEYS.signing()), key("encryption", KEYS.decryption()), ANSWERS_TO);
    }

    private static String key(String use, KeyStore.PrivateKeyEntry entry) {
        try {
            return ("<md:KeyDescriptor use=\"%s\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>%s</ds:X509Certificate>"
                            + "</ds:X509Data></ds:KeyInfo></md:KeyDescriptor>")
                    .formatted(
                            use,
                            Base64.getEncoder()
                                    .encodeToString(entry.getCertificate().getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
