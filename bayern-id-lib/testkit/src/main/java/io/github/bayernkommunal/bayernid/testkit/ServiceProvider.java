package io.github.bayernkommunal.bayernid.testkit;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A registered online service.
 *
 * @param consumers where answers may go; the first is the default
 * @param signing keys that may sign requests
 * @param encryption key that answers are encrypted for
 */
record ServiceProvider(String entityId, List<String> consumers, List<PublicKey> signing, PublicKey encryption) {

    /** Host of the entity id: the sector for which ids are computed. */
    String sector() {
        String host = URI.create(entityId).getHost();
        return host == null ? entityId : host;
    }

    /**
     * Reads and checks SP metadata by the operator's rules.
     *
     * @throws IllegalArgumentException naming every problem
     */
    static ServiceProvider ofMetadata(String xml) {
        Element root;
        try {
            root = Xml.parse(xml).getDocumentElement();
        } catch (SAXException e) {
            throw new IllegalArgumentException("The metadata are not well-formed XML, or carry a DOCTYPE", e);
        }
        List<String> problems = new ArrayList<>();
        if (!Xml.is(root, Saml.METADATA, "EntityDescriptor")) {
            throw new IllegalArgumentException("The metadata must be one md:EntityDescriptor");
        }
        // Interface description 7.2: neither validUntil nor ID.
        for (String name : List.of("validUntil", "ID")) {
            if (root.hasAttribute(name)) {
                problems.add("the attribute " + name + " is not allowed on EntityDescriptor");
            }
        }
        String entityId = root.getAttribute("entityID");
        checkEntityId(entityId, problems);
        Element role = Xml.child(root, Saml.METADATA, "SPSSODescriptor");
        if (role == null) {
            throw new IllegalArgumentException("The metadata have no SPSSODescriptor");
        }
        checkOrder(role, problems);
        List<PublicKey> signing = keys(role, "signing", problems);
        List<PublicKey> encryption = keys(role, "encryption", problems);
        List<String> consumers = consumers(role, problems);
        if (signing.isEmpty()) {
            problems.add("there is no KeyDescriptor for signing");
        }
        if (encryption.isEmpty()) {
            problems.add("there is no KeyDescriptor for encryption");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The metadata cannot be registered: " + String.join("; ", problems));
        }
        return new ServiceProvider(entityId, consumers, signing, encryption.get(0));
    }

    private static void checkEntityId(String entityId, List<String> problems) {
        try {
            URI uri = URI.create(entityId);
            if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() != -1) {
                problems.add("entityID must be an https address without port, got '" + entityId + "'");
            }
        } catch (IllegalArgumentException e) {
            problems.add("entityID is not an address");
        }
    }

    private static void checkOrder(Element role, List<String> problems) {
        List<String> order = List.of(
                "Signature",
                "Extensions",
                "KeyDescriptor",
                "Organization",
                "ContactPerson",
                "ArtifactResolutionService",
                "SingleLogoutService",
                "ManageNameIDService",
                "NameIDFormat",
                "AssertionConsumerService",
                "AttributeConsumingService");
        int last = -1;
        for (Element child : Xml.children(role)) {
            int position = order.indexOf(child.getLocalName());
            if (position < last) {
                problems.add(child.getLocalName() + " stands in the wrong place of SPSSODescriptor");
            }
            last = Math.max(last, position);
        }
    }

    private static List<PublicKey> keys(Element role, String use, List<String> problems) {
        List<PublicKey> keys = new ArrayList<>();
        for (Element descriptor : Xml.children(role, Saml.METADATA, "KeyDescriptor")) {
            String stated = descriptor.getAttribute("use");
            // SAML Metadata 2.4.1.1: a key without use serves both.
            if (stated.isEmpty() || stated.equals(use)) {
                PublicKey key = key(descriptor);
                if (key == null) {
                    problems.add("a KeyDescriptor for " + use + " holds no readable X509Certificate");
                } else {
                    keys.add(key);
                }
            }
        }
        return List.copyOf(keys);
    }

    private static @Nullable PublicKey key(Element descriptor) {
        if (descriptor.getElementsByTagNameNS(Saml.DSIG, "X509Certificate").item(0) instanceof Element certificate) {
            try {
                byte[] der = Base64.getMimeDecoder().decode(certificate.getTextContent());
                return CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der))
                        .getPublicKey();
            } catch (CertificateException | IllegalArgumentException e) {
                return null;
            }
        }
        return null;
    }

    private static List<String> consumers(Element role, List<String> problems) {
        List<String> first = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Element consumer : Xml.children(role, Saml.METADATA, "AssertionConsumerService")) {
            if (!consumer.getAttribute("Binding").equals(Saml.POST_BINDING)) {
                problems.add("AssertionConsumerService must use the binding HTTP-POST");
            }
            String location = consumer.getAttribute("Location");
            if (!location.startsWith("https://")) {
                problems.add("AssertionConsumerService must be an https address, got '" + location + "'");
            }
            ("true".equals(consumer.getAttribute("isDefault")) ? first : others).add(location);
        }
        first.addAll(others);
        if (first.isEmpty()) {
            problems.add("there is no AssertionConsumerService");
        }
        return List.copyOf(first);
    }
}
