package io.github.bayernkommunal.bayernid;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.xml.security.Init;
import org.apache.xml.security.encryption.EncryptedData;
import org.apache.xml.security.encryption.EncryptedKey;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.keys.KeyInfo;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.apache.xml.security.transforms.params.InclusiveNamespaces;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Makes answers like those of the identity provider, with Santuario's own signing and encryption; shares no code with what
 * judges them. Starts valid; each step breaks one thing. Steps on the text come before signing, steps on the tree after.
 */
final class Answer {

    static final String ISSUER = "https://pre-id.bayernportal.example/idp";
    static final String ENTITY = "https://antrag.musterstadt.example/sp";
    static final String ADDRESS = "https://antrag.musterstadt.example/saml/acs";

    private static final DocumentBuilderFactory PARSERS = DocumentBuilderFactory.newInstance();
    private static final TransformerFactory WRITERS = TransformerFactory.newInstance();

    static {
        Init.init();
        PARSERS.setNamespaceAware(true);
        try {
            PARSERS.setFeature("http://xml.org/sax/features/external-general-entities", false);
            PARSERS.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            PARSERS.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        } catch (javax.xml.parsers.ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private final String requestId;
    private UnaryOperator<String> assertionText = UnaryOperator.identity();
    private UnaryOperator<String> responseText = UnaryOperator.identity();
    private Consumer<Document> beforeEncryption = tree -> {};
    private Consumer<Document> beforeResponseSignature = tree -> {};
    private Consumer<Document> atTheEnd = tree -> {};
    private UnaryOperator<String> finalText = UnaryOperator.identity();
    private Function<String, byte[]> finalBytes = text -> text.getBytes(StandardCharsets.UTF_8);
    private UnaryOperator<String> plainText = UnaryOperator.identity();
    private UnaryOperator<String> finalForm = UnaryOperator.identity();
    private KeyStore.PrivateKeyEntry assertionKey = Keys.identityProvider();
    private KeyStore.PrivateKeyEntry responseKey = Keys.identityProvider();
    private KeyStore.PrivateKeyEntry encryptionKey = Keys.decryption();
    private boolean signAssertion = true;
    private boolean signResponse = true;
    private boolean encrypt = true;
    private String signatureAlgorithm = "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1";
    private PSSParameterSpec pssParameters;
    private String digestAlgorithm = "http://www.w3.org/2001/04/xmlenc#sha256";
    private String canonicalization = Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS;
    private List<String> transforms =
            List.of(Transforms.TRANSFORM_ENVELOPED_SIGNATURE, Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS);
    private String contentEncryption = XMLCipher.AES_256_GCM;
    private String keyTransport = XMLCipher.RSA_OAEP_11;
    private String transportDigest = "http://www.w3.org/2001/04/xmlenc#sha256";
    private String transportMask = "http://www.w3.org/2009/xmlenc11#mgf1sha256";
    private boolean inheritedNamespaces;

    private Answer(String requestId) {
        this.requestId = requestId;
    }

    /** A valid answer to this login, made 20 seconds after it started. */
    static Answer to(PendingLogin pending) {
        return new Answer(pending.requestId());
    }

    Answer assertionText(UnaryOperator<String> change) {
        UnaryOperator<String> before = assertionText;
        assertionText = text -> change.apply(before.apply(text));
        return this;
    }

    Answer responseText(UnaryOperator<String> change) {
        UnaryOperator<String> before = responseText;
        responseText = text -> change.apply(before.apply(text));
        return this;
    }

    /** Replaces text in the assertion before it is signed; the text must be there. */
    Answer assertion(String from, String to) {
        return assertionText(text -> replaced(text, from, to));
    }

    /** Replaces text in the response before it is signed; the text must be there. */
    Answer response(String from, String to) {
        return responseText(text -> replaced(text, from, to));
    }

    static String replaced(String text, String from, String to) {
        if (!text.contains(from)) {
            throw new IllegalArgumentException("nothing to change: " + from);
        }
        return text.replace(from, to);
    }

    /** Changes the signed assertion before it is encrypted. */
    Answer tamperingAssertion(Consumer<Document> change) {
        beforeEncryption = beforeEncryption.andThen(change);
        return this;
    }

    /** Changes the response with its encrypted assertion before the response is signed. */
    Answer beforeResponseSignature(Consumer<Document> change) {
        beforeResponseSignature = beforeResponseSignature.andThen(change);
        return this;
    }

    /** Changes the finished response. */
    Answer tampering(Consumer<Document> change) {
        atTheEnd = atTheEnd.andThen(change);
        return this;
    }

    /** Changes the finished text. */
    Answer tamperingText(UnaryOperator<String> change) {
        finalText = change;
        return this;
    }

    /** Changes the encoding of the finished text. */
    Answer tamperingBytes(Function<String, byte[]> change) {
        finalBytes = change;
        return this;
    }

    /** Changes the form field. */
    Answer tamperingForm(UnaryOperator<String> change) {
        finalForm = change;
        return this;
    }

    /** Encrypts something else than the assertion. */
    Answer encrypting(UnaryOperator<String> content) {
        plainText = content;
        return this;
    }

    Answer assertionSignedWith(KeyStore.PrivateKeyEntry key) {
        assertionKey = key;
        return this;
    }

    Answer responseSignedWith(KeyStore.PrivateKeyEntry key) {
        responseKey = key;
        return this;
    }

    Answer encryptedFor(KeyStore.PrivateKeyEntry key) {
        encryptionKey = key;
        return this;
    }

    Answer withoutAssertionSignature() {
        signAssertion = false;
        return this;
    }

    Answer withoutResponseSignature() {
        signResponse = false;
        return this;
    }

    Answer withoutEncryption() {
        encrypt = false;
        return this;
    }

    Answer signatureAlgorithm(String uri) {
        signatureAlgorithm = uri;
        return this;
    }

    /** Signs with RSA-PSS and writes its parameters into the signature. */
    Answer pssParameters(PSSParameterSpec parameters) {
        signatureAlgorithm = "http://www.w3.org/2007/05/xmldsig-more#rsa-pss";
        pssParameters = parameters;
        return this;
    }

    Answer digestAlgorithm(String uri) {
        digestAlgorithm = uri;
        return this;
    }

    Answer canonicalization(String uri) {
        canonicalization = uri;
        return this;
    }

    Answer transforms(String... uris) {
        transforms = List.of(uris);
        return this;
    }

    Answer contentEncryption(String uri) {
        contentEncryption = uri;
        return this;
    }

    Answer keyTransport(String uri, String digest, String mask) {
        keyTransport = uri;
        transportDigest = digest;
        transportMask = mask;
        return this;
    }

    /** Lets the encrypted assertion use a prefix that only the response declares. */
    Answer inheritingNamespaces() {
        inheritedNamespaces = true;
        return this;
    }

    static String level(String stork) {
        return "<saml:AuthnContextClassRef>" + stork + "</saml:AuthnContextClassRef>";
    }

    private static final String ASSERTION = """
            <saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
            ID="_a9b8" Version="2.0" IssueInstant="2026-03-02T08:17:02.114Z">\
            <saml:Issuer>%1$s</saml:Issuer>\
            <saml:Subject>\
            <saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient" NameQualifier="%1$s" \
            SPNameQualifier="%2$s">_t5d1</saml:NameID>\
            <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
            <saml:SubjectConfirmationData InResponseTo="%4$s" NotOnOrAfter="2026-03-02T08:22:02.120Z" Recipient="%3$s" \
            Address="192.0.2.17"/>\
            </saml:SubjectConfirmation>\
            </saml:Subject>\
            <saml:Conditions NotBefore="2026-03-02T08:17:02.114Z" NotOnOrAfter="2026-03-02T08:22:02.114Z">\
            <saml:AudienceRestriction><saml:Audience>%2$s</saml:Audience></saml:AudienceRestriction>\
            </saml:Conditions>\
            <saml:AuthnStatement AuthnInstant="2026-03-02T08:16:58.902Z" SessionIndex="_s77">\
            <saml:AuthnContext><saml:AuthnContextClassRef>STORK-QAA-Level-4</saml:AuthnContextClassRef></saml:AuthnContext>\
            </saml:AuthnStatement>\
            <saml:AttributeStatement>%5$s</saml:AttributeStatement>\
            </saml:Assertion>""";

    private static final String RESPONSE = """
            <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            ID="_r1c3" Version="2.0" IssueInstant="2026-03-02T08:17:02.114Z" InResponseTo="%3$s" Destination="%2$s">\
            <saml:Issuer>%1$s</saml:Issuer>\
            <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
            <saml:EncryptedAssertion/>\
            </samlp:Response>""";

    static String attribute(String oid, String value, String rating) {
        return "<saml:Attribute xmlns:akdb=\"https://www.akdb.de/request/2018/09\" akdb:TrustLevel=\"" + rating
                + "\" Name=\"urn:oid:" + oid + "\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\">"
                + "<saml:AttributeValue xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"xsd:string\">"
                + value + "</saml:AttributeValue></saml:Attribute>";
    }

    static final String SURNAME = attribute("2.5.4.4", "BEISPIEL", "HOCH");
    static final String CITIZEN_ID = attribute("1.3.6.1.4.1.25484.494450.3", "Zm9vYmFyZm9vYmFy", "NORMAL");
    static final String HANDLE = attribute("2.5.4.18", "11111111-2222-4333-8444-555555555555", "SUBSTANTIELL");
    static final String LEVEL = attribute("1.2.40.0.10.2.1.1.261.94", "STORK-QAA-Level-4", "NORMAL");
    private static final String ATTRIBUTES = SURNAME
            + attribute("2.5.4.42", "ERIKA", "HOCH")
            + attribute("1.2.40.0.10.2.1.1.55", "1979-11-30", "HOCH")
            + CITIZEN_ID
            + HANDLE
            + LEVEL
            + attribute("1.3.6.1.4.1.25484.494450.2", "eID", "NORMAL");

    /** The form field as the browser posts it. */
    String build() {
        return finalForm.apply(Base64.getEncoder().encodeToString(finalBytes.apply(xml())));
    }

    /** The finished document as text. */
    String xml() {
        try {
            Document response = parse(responseText.apply(RESPONSE.formatted(ISSUER, ADDRESS, requestId)));
            Element place = place(response);
            if (place != null) {
                fill(place);
            }
            beforeResponseSignature.accept(response);
            if (signResponse) {
                sign(response.getDocumentElement(), responseKey);
            }
            atTheEnd.accept(response);
            return finalText.apply(text(response));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Element place(Document response) {
        Node place = response.getElementsByTagNameNS("urn:oasis:names:tc:SAML:2.0:assertion", "EncryptedAssertion")
                .item(0);
        return (Element) place;
    }

    private void fill(Element place) throws Exception {
        String text = assertionText.apply(ASSERTION.formatted(ISSUER, ENTITY, ADDRESS, requestId, ATTRIBUTES));
        Document document = parse(text);
        if (signAssertion) {
            sign(document.getDocumentElement(), assertionKey);
        }
        beforeEncryption.accept(document);
        if (!encrypt) {
            Node plain = place.getOwnerDocument().importNode(document.getDocumentElement(), true);
            place.getParentNode().replaceChild(plain, place);
            return;
        }
        String plain = text(document);
        if (inheritedNamespaces) {
            plain = replaced(plain, " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"", "");
        }
        encryptInto(place, plainText.apply(plain));
    }

    void encryptInto(Element place, String plain) throws Exception {
        Document document = place.getOwnerDocument();
        SecretKey contentKey = contentKey();
        XMLCipher cipher = XMLCipher.getInstance(contentEncryption);
        cipher.init(XMLCipher.ENCRYPT_MODE, contentKey);
        EncryptedData data = cipher.encryptData(
                document,
                "http://www.w3.org/2001/04/xmlenc#Element",
                new ByteArrayInputStream(plain.getBytes(StandardCharsets.UTF_8)));
        XMLCipher wrapping = keyTransport.equals(XMLCipher.RSA_OAEP_11) || keyTransport.equals(XMLCipher.RSA_OAEP)
                ? XMLCipher.getInstance(keyTransport, null, transportDigest)
                : XMLCipher.getInstance(keyTransport);
        wrapping.init(XMLCipher.WRAP_MODE, encryptionKey.getCertificate().getPublicKey());
        EncryptedKey key = keyTransport.equals(XMLCipher.RSA_OAEP_11)
                ? wrapping.encryptKey(document, contentKey, transportMask, null)
                : wrapping.encryptKey(document, contentKey);
        KeyInfo info = new KeyInfo(document);
        info.add(key);
        data.setKeyInfo(info);
        place.appendChild(cipher.martial(data));
    }

    private SecretKey contentKey() throws Exception {
        KeyGenerator generator = KeyGenerator.getInstance(contentEncryption.contains("tripledes") ? "DESede" : "AES");
        if (!contentEncryption.contains("tripledes")) {
            generator.init(contentEncryption.contains("128") ? 128 : contentEncryption.contains("192") ? 192 : 256);
        }
        return generator.generateKey();
    }

    void sign(Element element, KeyStore.PrivateKeyEntry key) throws Exception {
        sign(element, key.getPrivateKey(), (X509Certificate) key.getCertificate());
    }

    private void sign(Element element, Key key, X509Certificate certificate) throws Exception {
        Document document = element.getOwnerDocument();
        element.setIdAttributeNS(null, "ID", true);
        XMLSignature signature = pssParameters == null
                ? new XMLSignature(document, "", signatureAlgorithm, canonicalization)
                : new XMLSignature(document, "", signatureAlgorithm, 0, canonicalization, null, pssParameters);
        Node issuer = element.getElementsByTagNameNS("urn:oasis:names:tc:SAML:2.0:assertion", "Issuer")
                .item(0);
        element.insertBefore(
                signature.getElement(), issuer == null ? element.getFirstChild() : issuer.getNextSibling());
        Transforms steps = new Transforms(document);
        for (String step : transforms) {
            if (step.equals(Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS)) {
                steps.addTransform(step, new InclusiveNamespaces(document, "xsd").getElement());
            } else {
                steps.addTransform(step);
            }
        }
        signature.addDocument("#" + element.getAttribute("ID"), steps, digestAlgorithm);
        signature.addKeyInfo(certificate);
        signature.sign(key);
    }

    static Document parse(String text) throws Exception {
        return PARSERS.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String text(Document document) throws Exception {
        Transformer transformer = WRITERS.newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        transformer.transform(new DOMSource(document), new StreamResult(bytes));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** All elements of a tree with this name, in document order. */
    static List<Element> all(Document document, String localName) {
        List<Element> found = new ArrayList<>();
        var nodes = document.getElementsByTagNameNS("*", localName);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }
}
