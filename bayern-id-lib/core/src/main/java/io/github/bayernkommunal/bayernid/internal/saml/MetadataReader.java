package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.ResponseNotTrustedException;
import io.github.bayernkommunal.bayernid.internal.Redact;
import io.github.bayernkommunal.bayernid.internal.xml.Dom;
import io.github.bayernkommunal.bayernid.internal.xml.EnvelopedSignature;
import io.github.bayernkommunal.bayernid.internal.xml.Ids;
import io.github.bayernkommunal.bayernid.internal.xml.Limits;
import io.github.bayernkommunal.bayernid.internal.xml.Ns;
import io.github.bayernkommunal.bayernid.internal.xml.SignatureAlgorithm;
import io.github.bayernkommunal.bayernid.internal.xml.XmlReader;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Reads the metadata of one identity provider. Whatever cannot be read makes the whole document unusable: a key that is
 * skipped in silence would be a check less.
 *
 * @see <a href="https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf">SAML metadata 2.4</a>
 */
public final class MetadataReader {

    private static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    private static final String REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
    private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";

    private MetadataReader() {}

    /**
     * The identity provider that the document describes.
     *
     * @param entityId which one, or null when there is only one
     * @throws IllegalArgumentException saying what is wrong with the document
     */
    public static Metadata read(byte[] xml, @Nullable String entityId) {
        return read(xml, entityId, List.of());
    }

    /**
     * Like {@link #read(byte[], String)}, for a document that one of these keys has signed.
     *
     * @param signers empty when the document need not be signed, because it comes from where it cannot be forged
     * @throws IllegalArgumentException saying what is wrong with the document or its signature
     */
    public static Metadata read(byte[] xml, @Nullable String entityId, List<X509Certificate> signers) {
        Element root = parse(xml);
        if (!signers.isEmpty()) {
            requireSignature(root, signers);
        }
        // The tree that was verified is the tree that is read.
        return read(root, entityId);
    }

    private static void requireSignature(Element root, List<X509Certificate> signers) {
        List<Element> signatures = Dom.children(root).stream()
                .filter(child -> Dom.is(child, Ns.DS, "Signature"))
                .toList();
        if (signatures.size() != 1) {
            throw new IllegalArgumentException(
                    "The metadata has %d signatures around the whole; it must have 1, because a signer is configured"
                            .formatted(signatures.size()));
        }
        try {
            new Ids().add(root);
            EnvelopedSignature.of(signatures.get(0))
                    .verify(signers.stream().map(X509Certificate::getPublicKey).toList());
        } catch (ResponseNotTrustedException e) {
            throw new IllegalArgumentException(
                    "The metadata is not signed by any of the configured signers: " + e.getMessage(), e);
        }
    }

    /** The tree of a metadata document. */
    static Element parse(byte[] xml) {
        try {
            return new XmlReader().read(xml, Limits.METADATA).getDocumentElement();
        } catch (ResponseNotTrustedException e) {
            throw new IllegalArgumentException("The metadata cannot be read: " + e.getMessage(), e);
        }
    }

    // Read from the tree by hand: binding it to objects would take longer than the rest of an application's first
    // login.
    static Metadata read(Element root, @Nullable String entityId) {
        List<Element> entities = new ArrayList<>();
        collect(root, entities);
        if (entities.isEmpty()) {
            throw new IllegalArgumentException("The document is not SAML metadata");
        }
        List<Element> providers = entities.stream()
                .filter(entity -> !roles(entity).isEmpty())
                .filter(entity -> entityId == null || entityId.equals(Dom.attribute(entity, "entityID")))
                .toList();
        if (providers.size() != 1) {
            throw new IllegalArgumentException("The metadata describes %d identity providers%s; expected 1"
                    .formatted(
                            providers.size(),
                            entityId == null ? "" : " with the entity id '" + Redact.line(entityId) + "'"));
        }
        Element entity = providers.get(0);
        if (roles(entity).size() > 1) {
            throw new IllegalArgumentException("The metadata describes the identity provider twice; which keys and"
                    + " addresses belong together is not said");
        }
        Element role = roles(entity).get(0);
        String id = Dom.attribute(entity, "entityID");
        if (id == null || !id.matches("\\S+")) {
            throw new IllegalArgumentException("The identity provider has no entity id, or one with blanks");
        }
        return new Metadata(
                id,
                required(address(role, POST), "The identity provider has no sign-on address for HTTP-POST"),
                address(role, REDIRECT),
                certificates(role),
                validUntil(root, id));
    }

    /** All entities of a metadata document: one, or those of a collection. */
    private static void collect(Element element, List<Element> entities) {
        if (Dom.is(element, Ns.MD, "EntityDescriptor")) {
            entities.add(element);
        } else if (Dom.is(element, Ns.MD, "EntitiesDescriptor")) {
            Dom.children(element).forEach(child -> collect(child, entities));
        }
    }

    private static <T> T required(@Nullable T value, String problem) {
        if (value == null) {
            throw new IllegalArgumentException(problem);
        }
        return value;
    }

    /** Its roles as an identity provider of SAML 2.0. */
    private static List<Element> roles(Element entity) {
        return Dom.children(entity, Ns.MD, "IDPSSODescriptor").stream()
                .filter(role -> List.of(String.valueOf(Dom.attribute(role, "protocolSupportEnumeration"))
                                .split("\\s+"))
                        .contains(PROTOCOL))
                .toList();
    }

    private static @Nullable URI address(Element role, String binding) {
        for (Element endpoint : Dom.children(role, Ns.MD, "SingleSignOnService")) {
            if (binding.equals(Dom.attribute(endpoint, "Binding"))) {
                return address(required(Dom.attribute(endpoint, "Location"), "A sign-on address is empty"));
            }
        }
        return null;
    }

    private static URI address(String text) {
        try {
            URI address = new URI(text);
            if ("https".equals(address.getScheme())
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The sign-on address '%s' is none".formatted(Redact.line(text)), e);
        }
        throw new IllegalArgumentException(
                "The sign-on address '%s' is not https, or has a user or fragment".formatted(Redact.line(text)));
    }

    // SAML metadata 2.4.1.1: a key without use serves both purposes.
    private static List<X509Certificate> certificates(Element role) {
        List<X509Certificate> found = new ArrayList<>();
        for (Element descriptor : Dom.children(role, Ns.MD, "KeyDescriptor")) {
            String use = Dom.attribute(descriptor, "use");
            if (use != null && !use.equals("signing") && !use.equals("encryption")) {
                throw new IllegalArgumentException(
                        "A key of the identity provider has the unknown use '%s'".formatted(Redact.line(use)));
            }
            if (!"encryption".equals(use)) {
                List<X509Certificate> keys = keys(descriptor);
                if (keys.isEmpty()) {
                    throw new IllegalArgumentException(
                            "A signature key of the identity provider has no certificate; it cannot be used");
                }
                found.addAll(keys);
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("The identity provider has no signature key");
        }
        return found;
    }

    private static List<X509Certificate> keys(Element descriptor) {
        Element info = required(
                Dom.child(descriptor, Ns.DS, "KeyInfo"),
                "A KeyDescriptor in the metadata has no KeyInfo; it cannot be used");
        List<X509Certificate> found = new ArrayList<>();
        for (Element data : Dom.children(info, Ns.DS, "X509Data")) {
            List<X509Certificate> chain = new ArrayList<>();
            for (Element certificate : Dom.children(data, Ns.DS, "X509Certificate")) {
                chain.add(certificate(decoded(Dom.text(certificate))));
            }
            // XML signature 4.5.4: all of them belong to one key. Those behind it issued its certificate, and whoever
            // issues certificates does not sign answers.
            chain.stream().findFirst().ifPresent(found::add);
        }
        return found;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("A certificate in the metadata cannot be read", e);
        }
    }

    static X509Certificate certificate(byte[] der) {
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            boolean usable = Arrays.stream(SignatureAlgorithm.values())
                    .anyMatch(algorithm -> algorithm.fits(certificate.getPublicKey()));
            if (!usable) {
                throw new IllegalArgumentException(
                        "A key in the metadata is neither RSA from 2048 bits nor an elliptic curve from" + " 256 bits");
            }
            return certificate;
        } catch (CertificateException e) {
            throw new IllegalArgumentException("A certificate in the metadata cannot be read", e);
        }
    }

    /** The earliest end of the document, of groups in it, of the entity and of its role; null when none is named. */
    static @Nullable Instant validUntil(Element element, String entityId) {
        String text = Dom.attribute(element, "validUntil");
        Instant earliest = text == null
                ? null
                : required(
                        SamlTime.read(text),
                        "The validUntil of the metadata is not a time with a zone: '" + Redact.line(text) + "'");
        for (Element child : Dom.children(element)) {
            boolean counts = Dom.is(child, Ns.MD, "EntitiesDescriptor")
                    || Dom.is(child, Ns.MD, "IDPSSODescriptor")
                    || (Dom.is(child, Ns.MD, "EntityDescriptor") && entityId.equals(Dom.attribute(child, "entityID")));
            Instant end = counts ? validUntil(child, entityId) : null;
            if (end != null && (earliest == null || end.isBefore(earliest))) {
                earliest = end;
            }
        }
        return earliest;
    }
}
