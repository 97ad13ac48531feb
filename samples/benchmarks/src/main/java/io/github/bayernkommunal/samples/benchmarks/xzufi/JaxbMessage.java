package io.github.bayernkommunal.samples.benchmarks.xzufi;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole message as a tree of JAXB objects. */
@XmlRootElement(name = Sample.ROOT, namespace = Sample.NAMESPACE)
@XmlAccessorType(XmlAccessType.FIELD)
final class JaxbMessage {

    @XmlElement(name = "schreibe", namespace = Sample.NAMESPACE)
    final List<Entry> entries = new ArrayList<>();

    /** One object. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Entry {

        @XmlElement(name = "leistung", namespace = Sample.NAMESPACE)
        @Nullable Service service;
    }

    /** An administrative service. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Service {

        @XmlElement(name = "id", namespace = Sample.NAMESPACE)
        @Nullable Key id;

        @XmlElement(name = "referenzLeiKa", namespace = Sample.NAMESPACE)
        @Nullable Code key;

        @XmlElement(name = "modulText", namespace = Sample.NAMESPACE)
        final List<Module> texts = new ArrayList<>();
    }

    /** A key. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Key {

        @XmlAttribute
        @Nullable String schemeAgencyID;

        @XmlAttribute
        @Nullable String schemeID;

        @XmlValue
        @Nullable String value;
    }

    /** A code. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Code {

        @XmlAttribute
        @Nullable String listURI;

        @XmlAttribute
        @Nullable String listVersionID;

        @XmlElement
        @Nullable String code;
    }

    /** A text with its type. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Module {

        @XmlElement(name = "leikaTextmodul", namespace = Sample.NAMESPACE)
        @Nullable Code type;

        @XmlElement(name = "inhalt", namespace = Sample.NAMESPACE)
        @Nullable Content content;
    }

    /** A text in a language. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Content {

        @XmlAttribute
        @Nullable String languageCode;

        @XmlValue
        @Nullable String value;
    }

    static JaxbMessage of(int count) {
        JaxbMessage message = new JaxbMessage();
        for (int i = 0; i < count; i++) {
            Entry entry = new Entry();
            entry.service = service(Sample.id(i));
            message.entries.add(entry);
        }
        return message;
    }

    private static Service service(String number) {
        Service service = new Service();
        Key id = new Key();
        id.schemeAgencyID = Sample.AGENCY;
        id.schemeID = Sample.SCHEME;
        id.value = number;
        service.id = id;
        service.key = code(Sample.KEYS, Sample.KEY);
        for (String type : Sample.TYPE_CODES) {
            Content content = new Content();
            content.languageCode = "de";
            content.value = Sample.TEXT;
            Module module = new Module();
            module.type = code(Sample.TYPES, type);
            module.content = content;
            service.texts.add(module);
        }
        return service;
    }

    private static Code code(String list, String value) {
        Code code = new Code();
        code.listURI = list;
        code.listVersionID = "1";
        code.code = value;
        return code;
    }
}
