package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.Attribute;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.AttributeConsumingServiceType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.ContactType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.ContactTypeType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.EntityDescriptorType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.ExtensionsType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.IndexedEndpointType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.KeyDescriptorType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.KeyTypes;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.LocalizedNameType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.LocalizedURIType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.OrganizationType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.RequestedAttributeType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.SPSSODescriptorType;
import io.github.bayernkommunal.bayernid.internal.wire.signature.KeyInfoType;
import io.github.bayernkommunal.bayernid.internal.wire.signature.ObjectFactory;
import io.github.bayernkommunal.bayernid.internal.wire.signature.X509DataType;
import io.github.bayernkommunal.bayernid.internal.xml.Dom;
import io.github.bayernkommunal.bayernid.internal.xml.Ns;
import io.github.bayernkommunal.bayernid.internal.xml.XmlReader;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Writes our own metadata by the operator's rules: no validUntil, no ID, hence no signature; the same settings give the same
 * text.
 *
 * @param entityId our entity id
 * @param answersTo our address for answers
 * @param signing certificates of the signing keys, the current one first
 * @param encryption certificates of the decryption keys, the current one first
 * @param displayName German name
 * @param englishName English name, or null
 * @param organisation organisation, or null
 * @param contacts technical contact and support, as far as they are known
 * @param profile which contract the identity provider keeps
 */
public record MetadataWriter(
        String entityId,
        String answersTo,
        List<X509Certificate> signing,
        List<X509Certificate> encryption,
        String displayName,
        @Nullable String englishName,
        @Nullable Organisation organisation,
        List<Contact> contacts,
        Profile profile) {

    private static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

    /** The organisation behind the service. */
    public record Organisation(String name, String address) {}

    /** Somebody to call; technical or for support. */
    public record Contact(boolean technical, String name, String email) {}

    /** The document. */
    public String write() {
        XmlReader trees = new XmlReader();
        EntityDescriptorType entity = new EntityDescriptorType();
        entity.setEntityID(entityId);
        entity.getRoleDescriptorOrIDPSSODescriptorOrSPSSODescriptor().add(serviceProvider(trees));
        if (organisation != null) {
            entity.setOrganization(organisation(organisation));
        }
        contacts.forEach(contact -> entity.getContactPerson().add(contact(contact)));
        return PrettyXml.write(trees, document -> MetadataBinding.write(entity, document));
    }

    private SPSSODescriptorType serviceProvider(XmlReader trees) {
        SPSSODescriptorType role = new SPSSODescriptorType();
        role.getProtocolSupportEnumeration().add("urn:oasis:names:tc:SAML:2.0:protocol");
        role.setAuthnRequestsSigned(true);
        role.setWantAssertionsSigned(true);
        ExtensionsType extensions = new ExtensionsType();
        extensions.getAny().add(userInterface(trees));
        role.setExtensions(extensions);
        signing.forEach(certificate -> role.getKeyDescriptor().add(key(KeyTypes.SIGNING, certificate)));
        encryption.forEach(certificate -> role.getKeyDescriptor().add(key(KeyTypes.ENCRYPTION, certificate)));
        role.getNameIDFormat()
                .add("urn:oasis:names:tc:SAML:2.0:nameid-format:"
                        + (profile == Profile.BAYERNID ? "transient" : "persistent"));
        IndexedEndpointType consumer = new IndexedEndpointType();
        consumer.setBinding(POST);
        consumer.setLocation(answersTo);
        consumer.setIndex(0);
        consumer.setIsDefault(true);
        role.getAssertionConsumerService().add(consumer);
        role.getAttributeConsumingService().add(consumingService());
        return role;
    }

    private Element userInterface(XmlReader trees) {
        Element info = Dom.add(trees.empty(), Ns.MDUI, "mdui", "UIInfo");
        for (String element : List.of("DisplayName", "Description")) {
            Dom.add(info, Ns.MDUI, "mdui", element, displayName).setAttributeNS(Ns.XML, "xml:lang", "de");
            if (englishName != null) {
                Dom.add(info, Ns.MDUI, "mdui", element, englishName).setAttributeNS(Ns.XML, "xml:lang", "en");
            }
        }
        return info;
    }

    private static KeyDescriptorType key(KeyTypes use, X509Certificate certificate) {
        try {
            ObjectFactory signatures = new ObjectFactory();
            X509DataType data = new X509DataType();
            data.getX509IssuerSerialOrX509SKIOrX509SubjectName()
                    .add(signatures.createX509DataTypeX509Certificate(certificate.getEncoded()));
            KeyInfoType info = new KeyInfoType();
            info.getContent().add(signatures.createX509Data(data));
            KeyDescriptorType descriptor = new KeyDescriptorType();
            descriptor.setUse(use);
            descriptor.setKeyInfo(info);
            return descriptor;
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate of ours cannot be encoded", e);
        }
    }

    private AttributeConsumingServiceType consumingService() {
        AttributeConsumingServiceType service = new AttributeConsumingServiceType();
        service.setIndex(0);
        service.setIsDefault(true);
        service.getServiceName().add(localized("de", displayName));
        service.getServiceDescription().add(localized("de", displayName));
        if (englishName != null) {
            service.getServiceName().add(localized("en", englishName));
            service.getServiceDescription().add(localized("en", englishName));
        }
        // The schema wants at least one; what really is asked for stands in each request.
        for (Attribute attribute : AuthnRequestWriter.ALWAYS) {
            RequestedAttributeType requested = new RequestedAttributeType();
            requested.setName(attribute.name());
            requested.setNameFormat("urn:oasis:names:tc:SAML:2.0:attrname-format:uri");
            requested.setIsRequired(false);
            service.getRequestedAttribute().add(requested);
        }
        return service;
    }

    private static OrganizationType organisation(Organisation organisation) {
        OrganizationType type = new OrganizationType();
        type.getOrganizationName().add(localized("de", organisation.name()));
        type.getOrganizationDisplayName().add(localized("de", organisation.name()));
        LocalizedURIType address = new LocalizedURIType();
        address.setLang("de");
        address.setValue(organisation.address());
        type.getOrganizationURL().add(address);
        return type;
    }

    private static ContactType contact(Contact contact) {
        ContactType type = new ContactType();
        type.setContactType(contact.technical() ? ContactTypeType.TECHNICAL : ContactTypeType.SUPPORT);
        type.setGivenName(contact.name());
        type.getEmailAddress().add("mailto:" + contact.email());
        return type;
    }

    private static LocalizedNameType localized(String language, String text) {
        LocalizedNameType name = new LocalizedNameType();
        name.setLang(language);
        name.setValue(text);
        return name;
    }
}
