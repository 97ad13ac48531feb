package io.github.bayernkommunal.samples.benchmarks.xzufi;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the message by hand with StAX on Woodstox; the variant is the number of objects. */
public final class StaxWriting implements Callable<Object> {

    private static final XMLOutputFactory WRITERS = new WstxOutputFactory();
    private static final String NS = Sample.NAMESPACE;

    private final int count;

    /** Reads the number. */
    public StaxWriting(Path fixture, String variant) {
        count = Integer.parseInt(variant);
    }

    @Override
    public Object call() throws XMLStreamException {
        Sink sink = new Sink();
        write(sink, count);
        return sink.count();
    }

    static void write(OutputStream out, int count) throws XMLStreamException {
        XMLStreamWriter xml = WRITERS.createXMLStreamWriter(out, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("xzufi", Sample.ROOT, NS);
        xml.writeNamespace("xzufi", NS);
        xml.writeNamespace("xsi", "http://www.w3.org/2001/XMLSchema-instance");
        xml.writeAttribute("produktbezeichnung", "portal-registry-lib");
        xml.writeAttribute("produkthersteller", Sample.MAKER);
        xml.writeAttribute("produktversion", "0.1");
        xml.writeAttribute("xzufiVersion", "2.2.0");
        xml.writeStartElement("xzufi", "nachrichtenkopf", NS);
        text(xml, "nachrichtUUID", "00000000-0000-0001-0000-000000000002");
        text(xml, "erstelltDatumZeit", "1970-01-01T00:00:00Z");
        text(xml, "empfaenger", "BY");
        text(xml, "sender", Sample.MAKER);
        xml.writeEndElement();
        for (int i = 0; i < count; i++) {
            object(xml, Sample.id(i));
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
    }

    private static void object(XMLStreamWriter xml, String id) throws XMLStreamException {
        xml.writeStartElement("xzufi", "schreibe", NS);
        xml.writeStartElement("xzufi", "leistung", NS);
        xml.writeStartElement("xzufi", "id", NS);
        xml.writeAttribute("schemeAgencyID", Sample.AGENCY);
        xml.writeAttribute("schemeID", Sample.SCHEME);
        xml.writeCharacters(id);
        xml.writeEndElement();
        code(xml, "referenzLeiKa", Sample.KEYS, Sample.KEY);
        for (String type : Sample.TYPE_CODES) {
            xml.writeStartElement("xzufi", "modulText", NS);
            code(xml, "leikaTextmodul", Sample.TYPES, type);
            xml.writeStartElement("xzufi", "inhalt", NS);
            xml.writeAttribute("languageCode", "de");
            xml.writeCharacters(Sample.TEXT);
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void code(XMLStreamWriter xml, String name, String list, String code) throws XMLStreamException {
        xml.writeStartElement("xzufi", name, NS);
        xml.writeAttribute("listURI", list);
        xml.writeAttribute("listVersionID", "1");
        xml.writeStartElement("code");
        xml.writeCharacters(code);
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void text(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement("xzufi", name, NS);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
