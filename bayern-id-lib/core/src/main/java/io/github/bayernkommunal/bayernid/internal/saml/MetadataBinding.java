package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.internal.wire.metadata.EntitiesDescriptorType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.EntityDescriptorType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.KeyDescriptorType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.ObjectFactory;
import io.github.bayernkommunal.bayernid.internal.wire.signature.KeyInfoType;
import io.github.bayernkommunal.bayernid.internal.wire.signature.X509DataType;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Turns metadata trees into objects and back. Made once and late: a login needs none of it. */
final class MetadataBinding {

    private static final class Holder {
        private static final JAXBContext CONTEXT = make();

        private static JAXBContext make() {
            try {
                // All packages by name: on the module path each must be opened to the implementation.
                return JAXBContext.newInstance(
                        ObjectFactory.class,
                        io.github.bayernkommunal.bayernid.internal.wire.assertion.ObjectFactory.class,
                        io.github.bayernkommunal.bayernid.internal.wire.encryption.ObjectFactory.class,
                        io.github.bayernkommunal.bayernid.internal.wire.signature.ObjectFactory.class);
            } catch (JAXBException e) {
                throw new IllegalStateException("JAXB does not work; is org.glassfish.jaxb:jaxb-runtime present?", e);
            }
        }
    }

    private MetadataBinding() {}

    /** All entities of a metadata document: one, or those of a collection. */
    static List<EntityDescriptorType> read(Element root) {
        try {
            Object value = Holder.CONTEXT.createUnmarshaller().unmarshal(root);
            List<EntityDescriptorType> entities = new ArrayList<>();
            collect(value instanceof JAXBElement<?> element ? element.getValue() : value, entities);
            return entities;
        } catch (JAXBException e) {
            throw new IllegalArgumentException("The metadata is not SAML metadata", e);
        }
    }

    private static void collect(Object value, List<EntityDescriptorType> entities) {
        if (value instanceof EntityDescriptorType entity) {
            entities.add(entity);
        } else if (value instanceof EntitiesDescriptorType collection) {
            collection.getEntityDescriptorOrEntitiesDescriptor().forEach(each -> collect(each, entities));
        }
    }

    /** The keys of a descriptor: of each chain of certificates the first. */
    static List<X509Certificate> certificates(KeyDescriptorType descriptor) {
        KeyInfoType info = descriptor.getKeyInfo();
        if (info == null) {
            throw new IllegalArgumentException("A KeyDescriptor in the metadata has no KeyInfo; it cannot be used");
        }
        List<X509Certificate> found = new ArrayList<>();
        for (Object content : info.getContent()) {
            if (content instanceof JAXBElement<?> element && element.getValue() instanceof X509DataType data) {
                data.getX509IssuerSerialOrX509SKIOrX509SubjectName().stream()
                        .filter(part -> part instanceof JAXBElement<?> inner
                                && inner.getName().getLocalPart().equals("X509Certificate"))
                        .map(part -> MetadataReader.certificate((byte[]) ((JAXBElement<?>) part).getValue()))
                        .findFirst()
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** Writes an entity into an empty tree. */
    static void write(EntityDescriptorType entity, Document target) {
        try {
            Holder.CONTEXT.createMarshaller().marshal(new ObjectFactory().createEntityDescriptor(entity), target);
        } catch (JAXBException e) {
            throw new IllegalStateException("The metadata cannot be written", e);
        }
    }
}
