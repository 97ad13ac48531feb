package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.internal.xml.Decryptor;
import io.github.bayernkommunal.bayernid.internal.xml.Dom;
import io.github.bayernkommunal.bayernid.internal.xml.Limits;
import io.github.bayernkommunal.bayernid.internal.xml.Ns;
import io.github.bayernkommunal.bayernid.internal.xml.Signer;
import io.github.bayernkommunal.bayernid.internal.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.w3c.dom.Element;

/**
 * Judges an answer that we make ourselves, for a login that nobody started: signed with our key, encrypted for us, and judged by
 * the same judge with the expectation that we are the identity provider. It goes the whole way of a login, so that the first one
 * need not wait for classes and compilers. What it finds is thrown away; no memory of used assertions learns of it.
 */
public final class WarmUp {

    private static final String ASSERTION = """
            <saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_warm-up-assertion" Version="2.0" \
            IssueInstant="%1$s">\
            <saml:Issuer>%3$s</saml:Issuer>\
            <saml:Subject>\
            <saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient">_nobody</saml:NameID>\
            <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
            <saml:SubjectConfirmationData InResponseTo="%4$s" NotOnOrAfter="%2$s" Recipient="%5$s"/>\
            </saml:SubjectConfirmation>\
            </saml:Subject>\
            <saml:Conditions NotBefore="%1$s" NotOnOrAfter="%2$s">\
            <saml:AudienceRestriction><saml:Audience>%3$s</saml:Audience></saml:AudienceRestriction>\
            </saml:Conditions>\
            <saml:AuthnStatement AuthnInstant="%1$s">\
            <saml:AuthnContext><saml:AuthnContextClassRef>STORK-QAA-Level-4</saml:AuthnContextClassRef></saml:AuthnContext>\
            </saml:AuthnStatement>\
            <saml:AttributeStatement>\
            <saml:Attribute Name="urn:oid:2.5.4.4"><saml:AttributeValue>Niemand</saml:AttributeValue></saml:Attribute>\
            </saml:AttributeStatement>\
            </saml:Assertion>""";
    private static final String RESPONSE = """
            <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_warm-up" Version="2.0" IssueInstant="%1$s" \
            InResponseTo="%4$s" Destination="%5$s">\
            <saml:Issuer>%3$s</saml:Issuer>\
            <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
            <saml:EncryptedAssertion>%2$s</saml:EncryptedAssertion>\
            </samlp:Response>""";

    private final XmlReader reader;
    private final Signer signer;
    private final Decryptor decryptor;
    private final Expectation us;

    private WarmUp(XmlReader reader, Signer signer, Decryptor decryptor, Expectation us) {
        this.reader = reader;
        this.signer = signer;
        this.decryptor = decryptor;
        this.us = us;
    }

    /** Goes the whole way, with the expectation that we are the identity provider; what is found of nobody. */
    public static Judgement.Authenticated run(
            XmlReader reader, Signer signer, Decryptor decryptor, ResponseJudge judge, Expectation us) {
        String answer = new WarmUp(reader, signer, decryptor, us).answer();
        return (Judgement.Authenticated) judge.judge(answer, us);
    }

    private String answer() {
        Instant until = us.now().plus(Duration.ofMinutes(5));
        byte[] assertion = signed(fill(ASSERTION, until.toString()), Ns.SAML, "Subject");
        byte[] response = signed(fill(RESPONSE, decryptor.seal(assertion)), Ns.SAMLP, "Status");
        return Base64.getEncoder().encodeToString(response);
    }

    private String fill(String form, String second) {
        return form.formatted(
                us.now(), second, Dom.escaped(us.entityId()), us.requestId(), Dom.escaped(us.answersTo()));
    }

    private byte[] signed(String document, String namespace, String before) {
        Element root = reader.read(document.getBytes(StandardCharsets.UTF_8), Limits.MESSAGE)
                .getDocumentElement();
        signer.sign(root, String.valueOf(Dom.attribute(root, "ID")), Dom.child(root, namespace, before));
        return Signer.bytes(root);
    }
}
