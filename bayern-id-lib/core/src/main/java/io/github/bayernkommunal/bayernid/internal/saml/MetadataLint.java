package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.MetadataCheck.Finding;
import io.github.bayernkommunal.bayernid.MetadataCheck.Severity;
import io.github.bayernkommunal.bayernid.internal.Redact;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.ContactType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.ContactTypeType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.EndpointType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.EntityDescriptorType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.IDPSSODescriptorType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.KeyDescriptorType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.KeyTypes;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.RoleDescriptorType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.SPSSODescriptorType;
import io.github.bayernkommunal.bayernid.internal.xml.Dom;
import io.github.bayernkommunal.bayernid.internal.xml.Ns;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The rules behind MetadataCheck: those of the operator for service providers, ours for identity providers. */
public final class MetadataLint {

    private static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";

    private static final Duration LONGEST_VALIDITY = Duration.ofDays(366);

    private final List<Finding> findings = new ArrayList<>();
    private final Instant now;

    private MetadataLint(Instant now) {
        this.now = now;
    }

    /** Everything that is wrong with the document at this time. */
    public static List<Finding> of(byte[] xml, Instant now) {
        MetadataLint lint = new MetadataLint(now);
        try {
            lint.document(MetadataReader.parse(xml));
        } catch (IllegalArgumentException e) {
            lint.error("document", String.valueOf(e.getMessage()));
        }
        lint.findings.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(lint.findings);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    private void error(String place, String text, Object... values) {
        findings.add(new Finding(Severity.ERROR, place, values.length == 0 ? text : text.formatted(values)));
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    private void warning(String place, String text, Object... values) {
        findings.add(new Finding(Severity.WARNING, place, values.length == 0 ? text : text.formatted(values)));
    }

    private void document(Element root) {
        List<EntityDescriptorType> entities = MetadataBinding.read(root);
        if (entities.isEmpty()) {
            error("document", "holds no EntityDescriptor");
        }
        for (EntityDescriptorType entity : entities) {
            String place = Redact.line(String.valueOf(entity.getEntityID()));
            if (entity.getEntityID() == null || entity.getEntityID().isBlank()) {
                error(place, "has no entity id");
            }
            List<RoleDescriptorType> roles = entity.getRoleDescriptorOrIDPSSODescriptorOrSPSSODescriptor();
            boolean known = false;
            int providers = 0;
            for (RoleDescriptorType role : roles) {
                if (role instanceof SPSSODescriptorType provider) {
                    known = true;
                    serviceProvider(root, place, entity, provider);
                } else if (role instanceof IDPSSODescriptorType provider) {
                    known = true;
                    providers += provider.getProtocolSupportEnumeration().contains(PROTOCOL) ? 1 : 0;
                    identityProvider(place, provider);
                    ends(root, place, String.valueOf(entity.getEntityID()));
                }
            }
            if (providers > 1) {
                error(
                        place,
                        "describes the identity provider twice; which keys and addresses belong together is not said");
            }
            if (!known) {
                error(place, "describes neither a service provider nor an identity provider");
            }
        }
    }

    private void serviceProvider(
            Element root, String place, EntityDescriptorType entity, SPSSODescriptorType provider) {
        if (!isHttps(entity.getEntityID(), false)) {
            error(
                    place,
                    "the entity id must be an https address without port (7.2); its host is part of every citizen's id");
        }
        if (Dom.attribute(root, "validUntil") != null) {
            error(place, "has a validUntil; the operator does not accept one (7.2)");
        }
        if (Dom.attribute(root, "ID") != null || Dom.child(root, Ns.DS, "Signature") != null) {
            error(place, "has an ID or a signature; the operator does not accept them (7.2)");
        }
        protocol(place, provider);
        keys(place, provider, KeyTypes.SIGNING);
        keys(place, provider, KeyTypes.ENCRYPTION);
        provider.getKeyDescriptor().stream()
                .filter(key -> !key.getEncryptionMethod().isEmpty())
                .findFirst()
                .ifPresent(key -> warning(place, "names encryption methods; the operator does not support that (5.4)"));
        consumers(place, provider);
        if (!Boolean.TRUE.equals(provider.isAuthnRequestsSigned())) {
            warning(place, "does not say AuthnRequestsSigned, though every request must be signed (9)");
        }
        if (!Boolean.TRUE.equals(provider.isWantAssertionsSigned())) {
            warning(place, "does not say WantAssertionsSigned, though unsigned assertions are refused");
        }
        if (provider.getExtensions() == null) {
            warning(place, "has no mdui:UIInfo; set-ups at BayernID have one");
        }
        if (provider.getAttributeConsumingService().isEmpty()) {
            warning(place, "has no AttributeConsumingService; set-ups at BayernID have one");
        }
        if (entity.getOrganization() == null) {
            warning(place, "names no organisation");
        }
        contact(place, entity, ContactTypeType.TECHNICAL);
        contact(place, entity, ContactTypeType.SUPPORT);
    }

    private void consumers(String place, SPSSODescriptorType provider) {
        boolean post = false;
        for (EndpointType consumer : provider.getAssertionConsumerService()) {
            post |= POST.equals(consumer.getBinding());
            if (!isHttps(consumer.getLocation(), true)) {
                error(
                        place,
                        "the address for answers is not https: %s",
                        Redact.line(String.valueOf(consumer.getLocation())));
            }
        }
        if (!post) {
            error(place, "has no AssertionConsumerService for HTTP-POST");
        }
    }

    private void contact(String place, EntityDescriptorType entity, ContactTypeType kind) {
        List<ContactType> contacts = entity.getContactPerson().stream()
                .filter(contact -> contact.getContactType() == kind)
                .toList();
        if (contacts.isEmpty()) {
            warning(place, "names no contact of the kind %s", kind.value());
        }
        for (ContactType contact : contacts) {
            if (contact.getGivenName() == null || contact.getEmailAddress().isEmpty()) {
                warning(place, "the contact of the kind %s lacks GivenName or EmailAddress", kind.value());
            }
            if (contact.getEmailAddress().stream().anyMatch(address -> !address.startsWith("mailto:"))) {
                warning(place, "an e-mail address does not begin with mailto: (SAML metadata 2.3.2.2)");
            }
        }
    }

    private void identityProvider(String place, IDPSSODescriptorType provider) {
        protocol(place, provider);
        keys(place, provider, KeyTypes.SIGNING);
        boolean post = false;
        for (EndpointType service : provider.getSingleSignOnService()) {
            post |= POST.equals(service.getBinding());
            if (!isHttps(service.getLocation(), true)) {
                error(place, "a sign-on address is not https: %s", Redact.line(String.valueOf(service.getLocation())));
            }
        }
        if (!post) {
            error(place, "has no SingleSignOnService for HTTP-POST");
        }
    }

    private void ends(Element root, String place, String entityId) {
        Instant end;
        try {
            end = MetadataReader.validUntil(root, entityId);
        } catch (IllegalArgumentException e) {
            error(place, String.valueOf(e.getMessage()));
            return;
        }
        if (end != null && !now.isBefore(end)) {
            error(place, "ended at %s; get the current document", end);
        } else if (end == null) {
            warning(
                    place,
                    "names no end (validUntil); an old copy would be believed for ever, so compare it regularly");
        } else if (end.isAfter(now.plus(LONGEST_VALIDITY))) {
            warning(place, "ends at %s, in more than a year; an old copy would be believed until then", end);
        }
    }

    private void protocol(String place, RoleDescriptorType role) {
        if (!role.getProtocolSupportEnumeration().contains(PROTOCOL)) {
            error(place, "does not support SAML 2.0 (protocolSupportEnumeration)");
        }
    }

    private void keys(String place, RoleDescriptorType role, KeyTypes use) {
        int count = 0;
        for (KeyDescriptorType descriptor : role.getKeyDescriptor()) {
            if (descriptor.getUse() != null && descriptor.getUse() != use) {
                continue;
            }
            for (X509Certificate certificate : readable(place, descriptor)) {
                count++;
                key(place + ", " + use.value() + " key " + count, certificate);
            }
        }
        if (count == 0) {
            error(place, "has no certificate for %s", use.value());
        }
    }

    private List<X509Certificate> readable(String place, KeyDescriptorType descriptor) {
        try {
            return MetadataBinding.certificates(descriptor);
        } catch (IllegalArgumentException e) {
            error(place, String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private void key(String place, X509Certificate certificate) {
        if (certificate.getPublicKey() instanceof RSAKey rsa && rsa.getModulus().bitLength() < 3072) {
            warning(
                    place,
                    "has %d bits; 3072 are recommended (TR-03116-4)",
                    rsa.getModulus().bitLength());
        }
        Instant end = certificate.getNotAfter().toInstant();
        if (!now.isBefore(end)) {
            warning(place, "the certificate ended at %s; only the key counts for us, the operator may differ", end);
        }
    }

    private static boolean isHttps(@Nullable String text, boolean portAllowed) {
        try {
            URI address = new URI(text == null ? "" : text);
            return "https".equals(address.getScheme())
                    && address.getHost() != null
                    && (portAllowed || address.getPort() == -1);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
