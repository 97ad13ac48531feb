package io.github.bayernkommunal.samples.benchmarks.saml;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.MGF1ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The least that opening and verifying the answer costs, written by hand: Base64, one pass of a pull parser over response
 * and assertion, RSA-OAEP, AES-GCM, SHA-256 over what is signed, and verifying each signature. No tree, no canonical form,
 * no check of what is said.
 */
public final class SamlLimit implements Callable<Object> {

    private final Opening opening;
    private final PublicKey provider;
    private final String answer;
    private final byte[] signedAssertion;
    private final byte[] signedResponse;

    /** Reads keys and answer. */
    public SamlLimit(Path fixture, String variant) throws IOException, GeneralSecurityException {
        Path folder = fixture.resolve(variant);
        SamlFiles files = SamlFiles.in(folder);
        opening = new Opening(files.key("decryption.p12").getPrivateKey());
        try (var in = Files.newInputStream(folder.resolve("provider.cer"))) {
            provider = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey();
        }
        answer = files.answer();
        signedAssertion = files.bytes("assertion.signed");
        signedResponse = Files.exists(folder.resolve("response.signed")) ? files.bytes("response.signed") : new byte[0];
    }

    @Override
    public Object call() throws GeneralSecurityException, XMLStreamException {
        byte[] response = Base64.getDecoder().decode(answer);
        Content outer = Content.of(response);
        if (signedResponse.length > 0) {
            verify(response, signedResponse, outer.signature);
        }
        byte[] assertion = opening.open(outer);
        Content inner = Content.of(assertion);
        verify(assertion, signedAssertion, inner.signature);
        return inner.attributes;
    }

    private void verify(byte[] digested, byte[] signed, String value) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256", "SUN").digest(digested);
        Signature signature = Signature.getInstance("SHA256withRSA", "SunRsaSign");
        signature.initVerify(provider);
        signature.update(signed);
        if (!signature.verify(Base64.getMimeDecoder().decode(value)) || digest.length == 0) {
            throw new IllegalStateException("The limit verifies a true signature");
        }
    }

    /** What one pass finds. */
    private static final class Content {

        // One factory for all: making one searches the class path.
        private static final XMLInputFactory PARSERS = parsers();

        private final List<String> ciphers = new ArrayList<>();
        private final List<String> attributes = new ArrayList<>();
        private String signature = "";

        private static XMLInputFactory parsers() {
            XMLInputFactory factory = new WstxInputFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            return factory;
        }

        static Content of(byte[] xml) throws XMLStreamException {
            Content content = new Content();
            XMLStreamReader parser = PARSERS.createXMLStreamReader(new java.io.ByteArrayInputStream(xml));
            try {
                while (parser.hasNext()) {
                    if (parser.next() == XMLStreamReader.START_ELEMENT) {
                        content.start(parser);
                    }
                }
            } finally {
                parser.close();
            }
            return content;
        }

        private void start(XMLStreamReader parser) throws XMLStreamException {
            switch (parser.getLocalName()) {
                case "CipherValue" -> ciphers.add(parser.getElementText());
                case "SignatureValue" -> signature = parser.getElementText();
                case "AttributeValue" -> attributes.add(parser.getElementText());
                default -> {
                    // Only passed over.
                }
            }
        }
    }

    /** RSA-OAEP and AES-GCM. */
    static final class Opening {

        private static final OAEPParameterSpec OAEP =
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);

        private final PrivateKey key;

        Opening(PrivateKey key) {
            this.key = key;
        }

        byte[] open(byte[] response) throws GeneralSecurityException, XMLStreamException {
            return open(Content.of(response));
        }

        private byte[] open(Content response) throws GeneralSecurityException {
            Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
            rsa.init(Cipher.DECRYPT_MODE, key, OAEP);
            // The wrapped key stands in KeyInfo, before the content.
            byte[] contentKey = rsa.doFinal(Base64.getDecoder().decode(response.ciphers.get(0)));
            byte[] content = Base64.getDecoder().decode(response.ciphers.get(1));
            Cipher aes = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
            aes.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(contentKey, "AES"),
                    new GCMParameterSpec(128, Arrays.copyOf(content, 12)));
            return aes.doFinal(content, 12, content.length - 12);
        }
    }
}
