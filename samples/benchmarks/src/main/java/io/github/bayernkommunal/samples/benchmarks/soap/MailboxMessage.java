package io.github.bayernkommunal.samples.benchmarks.soap;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;

/** The letter as somebody writes it who needs nothing but this one kind. */
@XmlRootElement(name = "BspNachricht", namespace = MailboxMessage.NAMESPACE)
@XmlAccessorType(XmlAccessType.FIELD)
final class MailboxMessage {

    static final String NAMESPACE = "http://www.akdb.de/egov/bsp/nachrichten";

    @XmlAttribute
    final String version = "1.5";

    @XmlAttribute
    final String fassung = "2020-03-15";

    @XmlElement(name = "NachrichtenKopf", namespace = NAMESPACE)
    final Head head = new Head();

    @XmlElement(name = "NachrichtenInhalt", namespace = NAMESPACE)
    final Content content = new Content();

    /** Who writes to whom. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Head {

        @XmlElement(name = "Erstellungszeitpunkt", namespace = NAMESPACE)
        String created = "";

        @XmlElement(name = "NachrichtenId", namespace = NAMESPACE)
        String id = "";

        @XmlElement(name = "Dienst", namespace = NAMESPACE)
        String service = "Straßenverkehrsamt";

        @XmlElement(name = "Mandant", namespace = NAMESPACE)
        String tenant = "Stadt Musterstadt";

        @XmlElement(name = "PostkorbId", namespace = NAMESPACE)
        String mailbox = Letters.HANDLE;
    }

    /** What is written. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Content {

        @XmlElement(name = "Betreff", namespace = NAMESPACE)
        String subject = "Ihr Bescheid zur Bewohnerparkkarte";

        @XmlElement(name = "StorkQaaLevel", namespace = NAMESPACE)
        String level = "STORK-QAA-Level-3";

        @XmlElement(name = "Text", namespace = NAMESPACE)
        String text = Letters.TEXT;
    }
}
