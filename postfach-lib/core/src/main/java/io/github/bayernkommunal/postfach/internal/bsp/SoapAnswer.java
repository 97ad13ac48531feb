package io.github.bayernkommunal.postfach.internal.bsp;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the body of a SOAP answer.
 *
 * @param fault the Fault, or null
 * @param wrapper local name of the output element in the service's namespace, or null
 * @param part text of its part, or null
 */
record SoapAnswer(
        @Nullable Fault fault,
        @Nullable String wrapper,
        @Nullable String part) {

    /** SOAP 1.1, section 4.4; the service leaves faultcode unqualified, as the standard wants. */
    record Fault(String code, String text) {}

    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SERVICE = "urn:akdb:bsp:postkorb:komm:webservice";

    /**
     * Reads an envelope, with any prefixes, with or without a header, with Fault and output side by side.
     *
     * @throws XMLStreamException if it is not one well-formed SOAP 1.1 envelope
     */
    static SoapAnswer read(byte[] body) throws XMLStreamException {
        try (AnswerReader xml = new AnswerReader(new ByteArrayInputStream(body))) {
            if (!xml.nextChild() || !xml.is(SOAP, "Envelope")) {
                throw new XMLStreamException("not a SOAP 1.1 envelope");
            }
            SoapAnswer answer = null;
            while (xml.nextChild()) {
                if (!xml.is(SOAP, "Body")) {
                    xml.skip();
                } else if (answer == null) {
                    answer = body(xml);
                } else {
                    throw new XMLStreamException("two bodies");
                }
            }
            xml.finish();
            if (answer == null) {
                throw new XMLStreamException("no body");
            }
            return answer;
        }
    }

    private static SoapAnswer body(AnswerReader xml) throws XMLStreamException {
        Fault fault = null;
        String wrapper = null;
        String part = null;
        while (xml.nextChild()) {
            if (xml.is(SOAP, "Fault") && fault == null) {
                fault = fault(xml);
            } else if (xml.namespace().equals(SERVICE) && wrapper == null) {
                wrapper = xml.name();
                part = onlyPart(xml);
            } else if (xml.is(SOAP, "Fault") || xml.namespace().equals(SERVICE)) {
                throw new XMLStreamException("a second answer in one body");
            } else {
                xml.skip();
            }
        }
        return new SoapAnswer(fault, wrapper, part);
    }

    private static Fault fault(AnswerReader xml) throws XMLStreamException {
        String code = "";
        String text = "";
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "faultcode" -> code = xml.text().strip();
                case "faultstring" -> text = xml.text().strip();
                default -> xml.skip();
            }
        }
        return new Fault(code, text);
    }

    // The part is in no namespace; a stack that qualifies it all the same is understood.
    private static @Nullable String onlyPart(AnswerReader xml) throws XMLStreamException {
        String part = null;
        while (xml.nextChild()) {
            if (!xml.name().equals("bspQuittung") && !xml.name().equals("okKommBspNachrichtOutput")) {
                xml.skip();
            } else if (part == null) {
                part = xml.text();
            } else {
                throw new XMLStreamException("a second part in one answer");
            }
        }
        return part;
    }
}
