package benchmark.peer;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.xml.security.Init;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.signature.XMLSignature;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Apache Santuario called directly: parse, verify, decrypt, verify, read the attributes. No check of what is said. */
public final class SantuarioPeer implements Callable<Object> {

    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String XENC = "http://www.w3.org/2001/04/xmlenc#";

    private final DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultInstance();
    private final PrivateKey key;
    private final PublicKey provider;
    private final String answer;

    /** Reads keys and answer. */
    public SantuarioPeer(Path fixture, String variant) throws Exception {
        Init.init();
        Path folder = fixture.resolve(variant);
        parsers.setNamespaceAware(true);
        parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] password = "benchmark".toCharArray();
        try (InputStream in = Files.newInputStream(folder.resolve("decryption.p12"))) {
            store.load(in, password);
        }
        key = (PrivateKey) store.getKey(store.aliases().nextElement(), password);
        try (InputStream in = Files.newInputStream(folder.resolve("provider.cer"))) {
            provider = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey();
        }
        answer = Files.readString(folder.resolve("answer.txt"));
    }

    @Override
    public Object call() throws Exception {
        byte[] bytes = Base64.getDecoder().decode(answer);
        Document document = parsers.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
        Element response = document.getDocumentElement();
        if (signature(response) != null) {
            verify(response);
        }
        Element encrypted =
                (Element) document.getElementsByTagNameNS(XENC, "EncryptedData").item(0);
        XMLCipher cipher = XMLCipher.getInstance();
        cipher.init(XMLCipher.DECRYPT_MODE, null);
        cipher.setKEK(key);
        cipher.setSecureValidation(true);
        cipher.doFinal(document, encrypted);
        Element assertion =
                (Element) document.getElementsByTagNameNS(SAML, "Assertion").item(0);
        verify(assertion);
        List<String> values = new ArrayList<>();
        NodeList attributes = assertion.getElementsByTagNameNS(SAML, "AttributeValue");
        for (int i = 0; i < attributes.getLength(); i++) {
            values.add(attributes.item(i).getTextContent());
        }
        return values;
    }

    private void verify(Element signed) throws Exception {
        signed.setIdAttribute("ID", true);
        XMLSignature signature = new XMLSignature(signature(signed), "", true);
        if (!signature.checkSignatureValue(provider)) {
            throw new IllegalStateException("The signature is true, and was not accepted");
        }
    }

    private static Element signature(Element signed) {
        for (Node node = signed.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child
                    && DS.equals(child.getNamespaceURI())
                    && child.getLocalName().equals("Signature")) {
                return child;
            }
        }
        return null;
    }
}
