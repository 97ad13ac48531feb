package io.github.bayernkommunal.bayernid.internal.xml;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Signs an element of ours in place. */
public final class Signer {

    private final OwnKey key;
    private final X509Certificate certificate;
    private final SignatureAlgorithm algorithm;

    /** Signs with this key and algorithm. */
    public Signer(KeyStore.PrivateKeyEntry key, SignatureAlgorithm algorithm) {
        this.key = OwnKey.of(key.getPrivateKey());
        this.certificate = (X509Certificate) key.getCertificate();
        this.algorithm = algorithm;
    }

    /** The public half of the key. */
    public PublicKey publicKey() {
        return certificate.getPublicKey();
    }

    /** The algorithm. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** The signature over these bytes. */
    public byte[] sign(byte[] bytes) {
        try {
            return algorithm.sign(bytes, key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The signing key does not work with " + algorithm.uri() + ": " + e.getMessage(), e);
        }
    }

    /** Adds the signature of {@code element}, which has an ID, in front of {@code before}. */
    public void sign(Element element, String id, @Nullable Node before) {
        Element signature = Dom.add(element, Ns.DS, "ds", "Signature");
        element.insertBefore(signature, before);
        Element info = Dom.add(signature, Ns.DS, "ds", "SignedInfo");
        Dom.add(info, Ns.DS, "ds", "CanonicalizationMethod").setAttribute("Algorithm", Ns.EXC_C14N);
        Dom.add(info, Ns.DS, "ds", "SignatureMethod").setAttribute("Algorithm", algorithm.uri());
        Element reference = Dom.add(info, Ns.DS, "ds", "Reference");
        reference.setAttribute("URI", "#" + id);
        Element transforms = Dom.add(reference, Ns.DS, "ds", "Transforms");
        Dom.add(transforms, Ns.DS, "ds", "Transform")
                .setAttribute("Algorithm", "http://www.w3.org/2000/09/xmldsig#enveloped-signature");
        Dom.add(transforms, Ns.DS, "ds", "Transform").setAttribute("Algorithm", Ns.EXC_C14N);
        Dom.add(reference, Ns.DS, "ds", "DigestMethod").setAttribute("Algorithm", DigestAlgorithm.SHA256.uri());
        byte[] digest = Canonical.digest(element, "", signature, DigestAlgorithm.SHA256.start());
        Dom.add(reference, Ns.DS, "ds", "DigestValue", base64(digest));
        Dom.add(signature, Ns.DS, "ds", "SignatureValue", base64(sign(Canonical.bytes(info, ""))));
        Element data = Dom.add(Dom.add(signature, Ns.DS, "ds", "KeyInfo"), Ns.DS, "ds", "X509Data");
        Dom.add(data, Ns.DS, "ds", "X509Certificate", certificate());
    }

    private String certificate() {
        try {
            return base64(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("The certificate of the signing key cannot be encoded", e);
        }
    }

    /** The element as bytes; canonical, so the same element gives the same bytes. */
    public static byte[] bytes(Element element) {
        return Canonical.bytes(element, "");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
