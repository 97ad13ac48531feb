package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Metadata with a configured signer; the documents are signed by the JDK, not by this library. */
class SignedMetadataTest {

    private static final KeyStore.PrivateKeyEntry SIGNER = Keys.rsa("metadata signer", 2048);
    private static final String ROOT = "<md:EntityDescriptor ";

    @TempDir
    Path directory;

    private static String metadata() {
        return Desk.metadata(Keys.identityProvider()).replaceFirst(ROOT, ROOT + "ID=\"_m1\" ");
    }

    private static byte[] signed(String xml, KeyStore.PrivateKeyEntry key, String digest) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        Document document =
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        Element root = document.getDocumentElement();
        root.setIdAttribute("ID", true);
        XMLSignatureFactory signatures = XMLSignatureFactory.getInstance("DOM");
        var reference = signatures.newReference(
                "#" + root.getAttribute("ID"),
                signatures.newDigestMethod(digest, null),
                List.of(
                        signatures.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                        signatures.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                null,
                null);
        var info = signatures.newSignedInfo(
                signatures.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                signatures.newSignatureMethod("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", null),
                List.of(reference));
        DOMSignContext context = new DOMSignContext(key.getPrivateKey(), root, root.getFirstChild());
        context.setDefaultNamespacePrefix("ds");
        signatures.newXMLSignature(info, null).sign(context);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(document), new StreamResult(out));
        return out.toByteArray();
    }

    private static byte[] sound() throws Exception {
        return signed(metadata(), SIGNER, DigestMethod.SHA256);
    }

    private static List<X509Certificate> signers() {
        return List.of((X509Certificate) SIGNER.getCertificate());
    }

    private static String refusal(byte[] metadata) {
        return assertThrows(IllegalArgumentException.class, () -> IdentityProvider.fromMetadata(metadata, signers()))
                .getMessage();
    }

    private static byte[] changed(byte[] document, UnaryOperator<String> change) {
        String text = new String(document, StandardCharsets.UTF_8);
        String other = change.apply(text);
        assertTrue(!other.equals(text), "the change meets nothing");
        return other.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void metadataOfTheConfiguredSignerIsRead() throws Exception {
        IdentityProvider provider = IdentityProvider.fromMetadata(sound(), signers());

        assertEquals(Answer.ISSUER, provider.entityId());
    }

    @Test
    void oneOfSeveralSignersIsEnough() throws Exception {
        List<X509Certificate> both = List.of(
                (X509Certificate) Keys.stranger().getCertificate(), signers().get(0));

        assertEquals(Answer.ISSUER, IdentityProvider.fromMetadata(sound(), both).entityId());
    }

    @Test
    void unsignedMetadataIsNoneWhenASignerIsConfigured() {
        String refusal = refusal(metadata().getBytes(StandardCharsets.UTF_8));

        assertTrue(refusal.contains("has 0 signatures around the whole"), refusal);
    }

    @Test
    void metadataOfAStrangerIsNone() throws Exception {
        String refusal = refusal(signed(metadata(), Keys.stranger(), DigestMethod.SHA256));

        assertTrue(refusal.contains("not signed by any of the configured signers"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSO\"/>|evil\"/>", "protocolSupport|x=\"\" protocolSupport"})
    void metadataThatWasChangedIsNone(String change) throws Exception {
        String[] parts = change.split("\\|");

        String refusal = refusal(changed(sound(), text -> text.replaceFirst(parts[0], parts[1])));

        assertTrue(refusal.contains("was changed after signing"), refusal);
    }

    @Test
    void aKeyThatWasAddedIsNotTaken() throws Exception {
        byte[] forged = changed(
                sound(),
                text -> text.replaceFirst(
                        "(<md:KeyDescriptor)",
                        "<md:KeyDescriptor use=\"signing\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>"
                                + Desk.certificate(Keys.stranger())
                                + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>$1"));

        assertTrue(refusal(forged).contains("was changed after signing"));
    }

    @Test
    void signedDescriptorWithinAForgedOneIsNotTaken() throws Exception {
        String genuine = new String(sound(), StandardCharsets.UTF_8).replaceFirst("<\\?xml.*?\\?>", "");
        String forged = Desk.metadata(Keys.stranger())
                .replaceFirst(
                        "(<md:IDPSSODescriptor)",
                        "<md:Extensions>" + genuine.replace("\\", "\\\\").replace("$", "\\$") + "</md:Extensions>$1");

        String refusal = refusal(forged.getBytes(StandardCharsets.UTF_8));

        assertTrue(refusal.contains("0 signatures around the whole"), refusal);
    }

    @Test
    void signatureWithAWeakDigestIsNone() throws Exception {
        String refusal = refusal(signed(metadata(), SIGNER, DigestMethod.SHA1));

        assertTrue(refusal.contains("digest algorithm"), refusal);
    }

    @Test
    void theSignerIsASetting() throws Exception {
        Path file = Files.write(directory.resolve("idp.xml"), sound());
        Path signer = directory.resolve("signer.pem");
        Files.writeString(
                signer,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(SIGNER.getCertificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        Map<String, String> settings = Map.of(
                "bayernid.identity-provider.metadata", file.toString(),
                "bayernid.identity-provider.metadata-signer.file", signer.toString());

        String problems = problems(settings);
        Files.write(file, signed(metadata(), Keys.stranger(), DigestMethod.SHA256));
        String forged = problems(settings);

        assertTrue(!problems.contains("bayernid.identity-provider.metadata:"), problems);
        assertTrue(forged.contains("bayernid.identity-provider.metadata: The metadata is not signed"), forged);
    }

    private static String problems(Map<String, String> settings) {
        return assertThrows(IllegalArgumentException.class, () -> BayernIdServiceProvider.from(settings))
                .getMessage();
    }
}
