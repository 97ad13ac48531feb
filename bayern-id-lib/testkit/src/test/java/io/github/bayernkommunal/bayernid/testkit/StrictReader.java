package io.github.bayernkommunal.bayernid.testkit;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.signature.XMLSignature;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A second, strict reader of answers: Santuario for cryptography, explicit rules for everything else. It exists to prove
 * that what the simulator sends is right, and that every forgery is wrong.
 */
final class StrictReader {

    private final String entityId;
    private final String requestId;
    private final X509Certificate trusted;
    private final PrivateKey decryption;
    private final Instant now;

    StrictReader(String entityId, String requestId, X509Certificate trusted, PrivateKey decryption, Instant now) {
        org.apache.xml.security.Init.init();
        this.entityId = entityId;
        this.requestId = requestId;
        this.trusted = trusted;
        this.decryption = decryption;
        this.now = now;
    }

    /** What a login says. */
    record Login(String level, Map<String, String> values, Map<String, String> trust, String nameId) {}

    static final class Distrust extends Exception {
        private static final long serialVersionUID = 1;

        Distrust(String why) {
            super(why);
        }
    }

    static Element response(String base64) throws Exception {
        byte[] bytes = Base64.getDecoder().decode(base64);
        demand(bytes.length < 256 * 1024, "size");
        String text = new String(bytes, StandardCharsets.UTF_8);
        demand(!text.startsWith("<?xml"), "no declaration expected");
        return Xml.parse(text).getDocumentElement();
    }

    Login read(String base64) throws Exception {
        Element response = response(base64);
        demand(Xml.is(response, Saml.PROTOCOL, "Response"), "root");
        demand(depth(response) < 64, "depth");
        demand(response.getAttribute("Version").equals("2.0"), "version");
        demand(response.getAttribute("InResponseTo").equals(requestId), "InResponseTo");
        demand(response.getAttribute("Destination").equals(OnlineService.ANSWERS_TO), "Destination");
        within(response.getAttribute("IssueInstant"), 300);
        issuer(response);
        names(response, List.of("Issuer", "Signature", "Status", "EncryptedAssertion"));
        String status = Xml.find(response, Saml.PROTOCOL, "StatusCode").getAttribute("Value");
        demand(status.equals(Saml.SUCCESS), "status");
        demand(
                Xml.find(response, Saml.PROTOCOL, "Status")
                                .getElementsByTagName("*")
                                .getLength()
                        == 1,
                "status detail");
        if (Xml.child(response, Saml.DSIG, "Signature") != null) {
            signature(response);
        }
        List<Element> encrypted = Xml.children(response, Saml.ASSERTION, "EncryptedAssertion");
        demand(encrypted.size() == 1, "one encrypted assertion");
        Element assertion = decrypt(encrypted.get(0));
        demand(!assertion.getAttribute("ID").equals(response.getAttribute("ID")), "same ID");
        return assertion(assertion);
    }

    private Login assertion(Element assertion) throws Exception {
        demand(Xml.is(assertion, Saml.ASSERTION, "Assertion"), "assertion");
        demand(assertion.getAttribute("Version").equals("2.0"), "assertion version");
        within(assertion.getAttribute("IssueInstant"), 300);
        issuer(assertion);
        names(
                assertion,
                List.of("Issuer", "Signature", "Subject", "Conditions", "AuthnStatement", "AttributeStatement"));
        signature(assertion);
        Element data = Xml.find(assertion, Saml.ASSERTION, "SubjectConfirmationData");
        demand(((Element) data.getParentNode()).getAttribute("Method").equals(Saml.BEARER), "bearer");
        demand(data.getAttribute("InResponseTo").equals(requestId), "confirmed request");
        demand(data.getAttribute("Recipient").equals(OnlineService.ANSWERS_TO), "recipient");
        demand(!data.hasAttribute("NotBefore"), "NotBefore");
        future(data.getAttribute("NotOnOrAfter"));
        Element conditions = Xml.find(assertion, Saml.ASSERTION, "Conditions");
        demand(!Instant.parse(conditions.getAttribute("NotBefore")).isAfter(now), "not yet valid");
        future(conditions.getAttribute("NotOnOrAfter"));
        names(conditions, List.of("AudienceRestriction"));
        demand(
                Xml.find(conditions, Saml.ASSERTION, "Audience")
                        .getTextContent()
                        .equals(OnlineService.ENTITY_ID),
                "audience");
        Element statement = Xml.find(assertion, Saml.ASSERTION, "AuthnStatement");
        within(statement.getAttribute("AuthnInstant"), 300);
        demand(!statement.hasAttribute("SessionNotOnOrAfter"), "session end");
        String level =
                Xml.find(statement, Saml.ASSERTION, "AuthnContextClassRef").getTextContent();
        demand(level.matches("STORK-QAA-Level-[1-4]"), "level");
        Map<String, String> values = new TreeMap<>();
        Map<String, String> trust = new TreeMap<>();
        for (Element attribute :
                Xml.children(Xml.find(assertion, Saml.ASSERTION, "AttributeStatement"), Saml.ASSERTION, "Attribute")) {
            List<Element> texts = Xml.children(attribute);
            demand(texts.size() == 1 && Xml.children(texts.get(0)).isEmpty(), "one plain value");
            String name = attribute.getAttribute("Name");
            demand(values.put(name, texts.get(0).getTextContent()) == null, "attribute twice");
            trust.put(name, attribute.getAttributeNS(Saml.AKDB, "TrustLevel"));
        }
        String nameId = Xml.find(assertion, Saml.ASSERTION, "NameID").getTextContent();
        return new Login(level, values, trust, nameId);
    }

    private void issuer(Element element) throws Distrust {
        Element issuer = Xml.child(element, Saml.ASSERTION, "Issuer");
        demand(issuer != null && issuer.getTextContent().equals(entityId), "issuer");
    }

    /** Each child is expected, in this order, at most once. */
    private static void names(Element element, List<String> expected) throws Distrust {
        int last = -1;
        for (Element child : Xml.children(element)) {
            int position = expected.indexOf(child.getLocalName());
            demand(position > last, "unexpected " + child.getLocalName());
            last = position;
        }
    }

    void signature(Element signed) throws Exception {
        List<Element> signatures = Xml.children(signed, Saml.DSIG, "Signature");
        demand(signatures.size() == 1, "one signature");
        Element element = signatures.get(0);
        names(element, List.of("SignedInfo", "SignatureValue", "KeyInfo"));
        Element info = Xml.child(element, Saml.DSIG, "SignedInfo");
        names(info, List.of("CanonicalizationMethod", "SignatureMethod", "Reference"));
        List<String> algorithms = new ArrayList<>();
        NodeList all = info.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            String algorithm = ((Element) all.item(i)).getAttribute("Algorithm");
            if (!algorithm.isEmpty()) {
                algorithms.add(algorithm);
            }
        }
        Set<String> methods = Set.of(Saml.RSA_PSS_SHA256, Saml.RSA_SHA256);
        demand(algorithms.size() == 5 && methods.contains(algorithms.get(1)), "algorithms " + algorithms);
        algorithms.remove(1);
        demand(
                algorithms.equals(List.of(Saml.EXCLUSIVE, Saml.ENVELOPED, Saml.EXCLUSIVE, Saml.SHA256)),
                "algorithms " + algorithms);
        demand(
                Xml.find(info, Saml.DSIG, "Reference").getAttribute("URI").equals("#" + signed.getAttribute("ID")),
                "reference");
        signed.setIdAttribute("ID", true);
        XMLSignature signature = new XMLSignature(element, "", true);
        demand(signature.checkSignatureValue(trusted.getPublicKey()), "signature");
    }

    Element decrypt(Element encrypted) throws Exception {
        Element data = Xml.children(encrypted).get(0);
        List<String> algorithms = new ArrayList<>();
        NodeList all = data.getElementsByTagNameNS(Saml.XENC, "EncryptionMethod");
        for (int i = 0; i < all.getLength(); i++) {
            algorithms.add(((Element) all.item(i)).getAttribute("Algorithm"));
        }
        demand(
                algorithms.size() == 2
                        && algorithms.get(0).endsWith("-gcm")
                        && algorithms.get(1).contains("rsa-oaep"),
                "encryption " + algorithms);
        demand(data.getElementsByTagNameNS(Saml.XENC, "CipherReference").getLength() == 0, "reference");
        Document document = encrypted.getOwnerDocument();
        XMLCipher unwrap = XMLCipher.getInstance();
        unwrap.init(XMLCipher.UNWRAP_MODE, decryption);
        var encryptedKey = unwrap.loadEncryptedKey(document, Xml.find(data, Saml.XENC, "EncryptedKey"));
        SecretKey key = (SecretKey) unwrap.decryptKey(encryptedKey, algorithms.get(0));
        int bits = Integer.parseInt(algorithms.get(0).replaceAll(".*aes(\\d+)-gcm", "$1"));
        demand(key.getEncoded().length * 8 == bits, "key length");
        XMLCipher open = XMLCipher.getInstance();
        open.init(XMLCipher.DECRYPT_MODE, key);
        return Xml.parse(open.decryptToByteArray(data)).getDocumentElement();
    }

    private void within(String time, long seconds) throws Distrust {
        Instant instant = Instant.parse(time);
        demand(
                instant.isAfter(now.minusSeconds(seconds)) && instant.isBefore(now.plusSeconds(seconds)),
                "time " + time);
    }

    private void future(String time) throws Distrust {
        Instant instant = Instant.parse(time);
        demand(instant.isAfter(now) && instant.isBefore(now.plusSeconds(600)), "end " + time);
    }

    private static int depth(Element root) {
        int deepest = 0;
        List<Element> level = List.of(root);
        while (!level.isEmpty() && deepest < 100) {
            deepest++;
            List<Element> next = new ArrayList<>();
            level.forEach(element -> next.addAll(Xml.children(element)));
            level = next;
        }
        return deepest;
    }

    private static void demand(boolean holds, String rule) throws Distrust {
        if (!holds) {
            throw new Distrust(rule);
        }
    }

    /** Only for error answers: the codes, the message and the detail. */
    static List<String> status(String base64) throws Exception {
        Element response = response(base64);
        List<String> texts = new ArrayList<>();
        NodeList codes = response.getElementsByTagNameNS(Saml.PROTOCOL, "StatusCode");
        for (int i = 0; i < codes.getLength(); i++) {
            texts.add(((Element) codes.item(i)).getAttribute("Value").replace(Saml.STATUS, ""));
        }
        NodeList detail = response.getElementsByTagNameNS(Saml.AKDB, "StatusDetail");
        if (detail.getLength() > 0) {
            texts.add(detail.item(0).getTextContent());
        }
        Set<String> names = new HashSet<>();
        Xml.children(response).forEach(child -> names.add(child.getLocalName()));
        demand(!names.contains("EncryptedAssertion") && !names.contains("Assertion"), "no assertion");
        return texts;
    }
}
