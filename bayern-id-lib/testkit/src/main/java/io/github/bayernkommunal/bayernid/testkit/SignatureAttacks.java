package io.github.bayernkommunal.bayernid.testkit;

import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.dsig.spec.RSAPSSParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Attacks on signatures. */
final class SignatureAttacks {

    private static final String RSA_PSS = "http://www.w3.org/2007/05/xmldsig-more#rsa-pss";

    private SignatureAttacks() {}

    /** A key that nobody trusts. Shorter than ours to be made quickly; it is refused for being foreign. */
    private static KeyStore.PrivateKeyEntry stranger() {
        return TestKeys.rsa("stranger", 2048, Clock.systemUTC());
    }

    static PublicKey strangerKey() {
        return stranger().getCertificate().getPublicKey();
    }

    /** Changes how the answer is signed. */
    static void signature(Answer answer, UnaryOperator<Signatures.Recipe> change) {
        if (answer.assertionSignature != null) {
            answer.assertionSignature = change.apply(answer.assertionSignature);
        } else if (answer.responseSignature != null) {
            answer.responseSignature = change.apply(answer.responseSignature);
        }
    }

    /** Changes what has just been signed. */
    static void afterSigning(Answer answer, Consumer<Element> change) {
        if (answer.assertionSignature != null) {
            answer.afterSigning = change;
        } else {
            answer.responseAfterSigning = change;
        }
    }

    private static Signatures.Recipe byStranger(Signatures.Recipe genuine) {
        return Signatures.Recipe.of(stranger(), genuine.method());
    }

    static void byStranger(Answer answer) {
        signature(answer, SignatureAttacks::byStranger);
    }

    static void byStrangerWithGenuineCertificate(Answer answer) {
        signature(answer, genuine -> genuine.key(stranger().getPrivateKey()));
    }

    static void byStrangerWithRetrieval(Answer answer) {
        byStranger(answer);
        afterSigning(answer, signed -> {
            Element keyInfo = Xml.find(signed, Saml.DSIG, "KeyInfo");
            while (keyInfo.getFirstChild() != null) {
                keyInfo.removeChild(keyInfo.getFirstChild());
            }
            Element retrieval = Xml.add(keyInfo, Saml.DSIG, "ds:RetrievalMethod");
            retrieval.setAttribute("URI", "http://127.0.0.1:9/certificate");
            retrieval.setAttribute("Type", "http://www.w3.org/2000/09/xmldsig#rawX509Certificate");
        });
    }

    static void pssWithoutSalt(Answer answer) {
        signature(
                answer,
                genuine -> genuine.method(
                        RSA_PSS,
                        new RSAPSSParameterSpec(
                                new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 0, 1))));
    }

    static void hmacWithPublicKey(Answer answer) {
        signature(answer, genuine -> {
            X509Certificate certificate = genuine.certificate();
            byte[] known = certificate == null
                    ? new byte[1]
                    : certificate.getPublicKey().getEncoded();
            return genuine.key(new SecretKeySpec(known, "HmacSHA256")).method(Saml.HMAC_SHA256, null);
        });
    }

    static void addAttribute(Element assertion) {
        Element statement = Xml.child(assertion, Saml.ASSERTION, "AttributeStatement");
        Element attribute = Xml.add(
                statement == null ? Xml.add(assertion, Saml.ASSERTION, "saml:AttributeStatement") : statement,
                Saml.ASSERTION,
                "saml:Attribute");
        attribute.setAttribute("Name", Datum.ARTISTIC_NAME.wireName());
        attribute.setAttribute("NameFormat", Saml.URI_NAME_FORMAT);
        Xml.add(attribute, Saml.ASSERTION, "saml:AttributeValue", "Mallory");
    }

    static void changeLevel(Element assertion) {
        Element level = Xml.find(assertion, Saml.ASSERTION, "AuthnContextClassRef");
        level.setTextContent(Saml.LEVEL + (level.getTextContent().endsWith("4") ? 3 : 4));
    }

    /** Changes a value and makes the digest right again; only the signature value can show it. */
    static Consumer<Element> adjustDigest() {
        return assertion -> {
            Element genuine = Xml.find(assertion, Saml.DSIG, "Signature");
            Element copy = (Element) assertion.cloneNode(true);
            Wrapping.impersonate(copy);
            copy.removeChild(Xml.find(copy, Saml.DSIG, "Signature"));
            Element host = (Element) Xml.document().importNode(copy, true);
            host.getOwnerDocument().appendChild(host);
            Element foreign = Signatures.sign(host, Signatures.Recipe.of(stranger(), Saml.RSA_PSS_SHA256));
            Wrapping.impersonate(assertion);
            Xml.find(genuine, Saml.DSIG, "DigestValue")
                    .setTextContent(Xml.find(foreign, Saml.DSIG, "DigestValue").getTextContent());
        };
    }

    static Consumer<Element> emptied(String name) {
        return root -> Xml.find(root, Saml.DSIG, name).setTextContent("");
    }

    static Consumer<Element> doubled(String name) {
        return root -> {
            Element one = Xml.find(root, Saml.DSIG, name);
            one.getParentNode().insertBefore(one.cloneNode(true), one);
        };
    }

    static void addXslt(Element signed) {
        Element transforms = Xml.find(signed, Saml.DSIG, "Transforms");
        Element transform = Xml.add(transforms, Saml.DSIG, "ds:Transform");
        transform.setAttribute("Algorithm", "http://www.w3.org/TR/1999/REC-xslt-19991116");
        Element sheet = Xml.add(transform, "http://www.w3.org/1999/XSL/Transform", "xsl:stylesheet");
        sheet.setAttribute("version", "1.0");
        Element template = Xml.add(sheet, "http://www.w3.org/1999/XSL/Transform", "xsl:template");
        template.setAttribute("match", "/");
        Xml.add(template, "http://www.w3.org/1999/XSL/Transform", "xsl:value-of")
                .setAttribute("select", "document('http://127.0.0.1:9/x')");
    }

    static void secondByStranger(Answer answer) {
        Signatures.Recipe genuine = answer.signature();
        afterSigning(answer, signed -> {
            if (genuine != null) {
                Signatures.sign(signed, byStranger(genuine));
            }
        });
    }

    static void moveSignature(Element assertion) {
        Element signature = Xml.find(assertion, Saml.DSIG, "Signature");
        Element advice = assertion.getOwnerDocument().createElementNS(Saml.ASSERTION, "saml:Advice");
        Node after = Xml.find(assertion, Saml.ASSERTION, "Conditions").getNextSibling();
        assertion.insertBefore(advice, after);
        advice.appendChild(signature);
    }

    static void responseByStranger(Answer answer) {
        answer.responseSignature = Signatures.Recipe.of(stranger(), Saml.RSA_PSS_SHA256);
    }

    static void responseChanged(Answer answer) {
        answer.responseSignature = answer.signature();
        answer.responseAfterSigning = response -> addMessage(Xml.child(response, Saml.PROTOCOL, "Status"));
    }

    private static void addMessage(@Nullable Element status) {
        if (status != null) {
            Xml.add(status, Saml.PROTOCOL, "samlp:StatusMessage", "welcome");
        }
    }
}
