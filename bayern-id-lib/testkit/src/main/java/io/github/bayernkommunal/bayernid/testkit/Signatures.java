package io.github.bayernkommunal.bayernid.testkit;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.ExcC14NParameterSpec;
import javax.xml.crypto.dsig.spec.SignatureMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.crypto.dsig.spec.XPathFilterParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Enveloped XML signatures with the JDK's own implementation. */
final class Signatures {

    /** What the service accepts on requests. */
    static final Set<String> REQUEST_METHODS = Set.of(Saml.RSA_PSS_SHA256, Saml.RSA_SHA256);

    private static final XMLSignatureFactory FACTORY = XMLSignatureFactory.getInstance("DOM");

    private Signatures() {}

    /**
     * How one signature is made.
     *
     * @param key what signs; usually a private RSA key, a secret key in some forgeries
     * @param certificate what KeyInfo shows, or null for none
     * @param reference URI of the reference; {@code #} stands for the ID of what is signed
     * @param parameters of the signature method, where it has some
     */
    record Recipe(
            Key key,
            @Nullable X509Certificate certificate,
            String method,
            String digest,
            String canonicalization,
            List<String> transforms,
            String reference,
            @Nullable SignatureMethodParameterSpec parameters) {

        static Recipe of(KeyStore.PrivateKeyEntry entry, String method) {
            return new Recipe(
                    entry.getPrivateKey(),
                    (X509Certificate) entry.getCertificate(),
                    method,
                    Saml.SHA256,
                    Saml.EXCLUSIVE,
                    List.of(Saml.ENVELOPED, Saml.EXCLUSIVE),
                    "#",
                    null);
        }

        Recipe key(Key other) {
            return new Recipe(other, certificate, method, digest, canonicalization, transforms, reference, parameters);
        }

        Recipe method(String other, @Nullable SignatureMethodParameterSpec with) {
            return new Recipe(key, certificate, other, digest, canonicalization, transforms, reference, with);
        }

        Recipe digest(String other) {
            return new Recipe(key, certificate, method, other, canonicalization, transforms, reference, parameters);
        }

        Recipe canonicalization(String other) {
            return new Recipe(key, certificate, method, digest, other, transforms, reference, parameters);
        }

        Recipe transforms(String... others) {
            return new Recipe(
                    key, certificate, method, digest, canonicalization, List.of(others), reference, parameters);
        }

        Recipe reference(String other) {
            return new Recipe(key, certificate, method, digest, canonicalization, transforms, other, parameters);
        }
    }

    /** Signs {@code target}, which carries {@code ID}; the signature stands after its Issuer. */
    static Element sign(Element target, Recipe recipe) {
        Element issuer = Xml.child(target, Saml.ASSERTION, "Issuer");
        Node next = issuer == null ? target.getFirstChild() : issuer.getNextSibling();
        String reference = recipe.reference().equals("#") ? "#" + target.getAttribute("ID") : recipe.reference();
        return sign(target, reference, next, recipe);
    }

    private static Element sign(Element target, String reference, @Nullable Node next, Recipe recipe) {
        try {
            target.setIdAttribute("ID", true);
            List<Transform> transforms = new java.util.ArrayList<>();
            for (String transform : recipe.transforms()) {
                transforms.add(FACTORY.newTransform(transform, parameters(transform)));
            }
            Reference signed = FACTORY.newReference(
                    reference, FACTORY.newDigestMethod(recipe.digest(), null), transforms, null, null);
            SignedInfo info = FACTORY.newSignedInfo(
                    FACTORY.newCanonicalizationMethod(recipe.canonicalization(), (C14NMethodParameterSpec) null),
                    FACTORY.newSignatureMethod(recipe.method(), recipe.parameters()),
                    List.of(signed));
            DOMSignContext context = next == null
                    ? new DOMSignContext(recipe.key(), target)
                    : new DOMSignContext(recipe.key(), target, next);
            context.setDefaultNamespacePrefix("ds");
            XMLSignature signature = FACTORY.newXMLSignature(info, keyInfo(recipe.certificate()));
            signature.sign(context);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException("The simulator cannot sign with " + recipe.method(), e);
        }
        Element signature = newest(target);
        // Line breaks of the JDK's encoder would appear as &#13; in the serialised text; neither element is signed.
        for (String name : List.of("SignatureValue", "X509Certificate")) {
            if (signature.getElementsByTagNameNS(Saml.DSIG, name).item(0) instanceof Element found) {
                found.setTextContent(found.getTextContent().replaceAll("\\s", ""));
            }
        }
        return signature;
    }

    private static @Nullable TransformParameterSpec parameters(String transform) {
        if (transform.equals(Transform.XPATH)) {
            return new XPathFilterParameterSpec("not(ancestor-or-self::*[local-name()='AttributeStatement'])");
        }
        // The real service lists "xsd", because attribute values use it as a prefix in xsi:type.
        return transform.startsWith(Saml.EXCLUSIVE) ? new ExcC14NParameterSpec(List.of("xsd")) : null;
    }

    /** Whether the enveloped signature of {@code root} is exactly what the service expects and one of the keys made it. */
    static boolean verifies(Element root, Element signature, Collection<PublicKey> keys) {
        root.setIdAttribute("ID", true);
        return keys.stream().anyMatch(key -> verifies(root, signature, key));
    }

    private static boolean verifies(Element root, Element signatureElement, PublicKey key) {
        try {
            DOMValidateContext context = new DOMValidateContext(key, signatureElement);
            context.setProperty("org.jcp.xml.dsig.secureValidation", true);
            XMLSignature signature = FACTORY.unmarshalXMLSignature(context);
            List<Reference> references = signature.getSignedInfo().getReferences();
            if (references.size() != 1 || !signature.getObjects().isEmpty()) {
                return false;
            }
            Reference reference = references.get(0);
            List<String> transforms = reference.getTransforms().stream()
                    .map(Transform::getAlgorithm)
                    .toList();
            return ("#" + root.getAttribute("ID")).equals(reference.getURI())
                    && reference.getDigestMethod().getAlgorithm().equals(Saml.SHA256)
                    && transforms.equals(List.of(Saml.ENVELOPED, Saml.EXCLUSIVE))
                    && signature
                            .getSignedInfo()
                            .getCanonicalizationMethod()
                            .getAlgorithm()
                            .equals(Saml.EXCLUSIVE)
                    && REQUEST_METHODS.contains(
                            signature.getSignedInfo().getSignatureMethod().getAlgorithm())
                    && signature.validate(context);
        } catch (MarshalException | XMLSignatureException e) {
            return false;
        }
    }

    private static @Nullable KeyInfo keyInfo(@Nullable X509Certificate certificate) {
        if (certificate == null) {
            return null;
        }
        KeyInfoFactory factory = FACTORY.getKeyInfoFactory();
        return factory.newKeyInfo(List.of(factory.newX509Data(List.of(certificate))));
    }

    private static Element newest(Element target) {
        Element signature = Xml.child(target, Saml.DSIG, "Signature");
        if (signature == null) {
            throw new IllegalStateException("The signature was not added");
        }
        return signature;
    }

    /** For the Redirect binding: whether {@code value} signs exactly these octets. */
    static boolean verifies(byte[] octets, byte[] value, String method, Collection<PublicKey> keys) {
        return keys.stream().anyMatch(key -> {
            try {
                java.security.Signature verifier = jca(method);
                verifier.initVerify(key);
                verifier.update(octets);
                return verifier.verify(value);
            } catch (GeneralSecurityException e) {
                return false;
            }
        });
    }

    /** For tests of the Redirect binding. */
    static byte[] sign(byte[] octets, PrivateKey key, String method) {
        try {
            java.security.Signature signer = jca(method);
            signer.initSign(key);
            signer.update(octets);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot sign with " + method, e);
        }
    }

    private static java.security.Signature jca(String method)
            throws GeneralSecurityException, InvalidAlgorithmParameterException {
        if (method.equals(Saml.RSA_PSS_SHA256)) {
            java.security.Signature pss = java.security.Signature.getInstance("RSASSA-PSS");
            pss.setParameter(new java.security.spec.PSSParameterSpec(
                    "SHA-256", "MGF1", java.security.spec.MGF1ParameterSpec.SHA256, 32, 1));
            return pss;
        }
        return java.security.Signature.getInstance("SHA256withRSA");
    }
}
