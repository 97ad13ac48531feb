package io.github.bayernkommunal.samples.benchmarks.xzufi;

import com.ctc.wstx.stax.WstxInputFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the message by hand with StAX on Woodstox into small objects; the variant is the number of objects. */
public final class StaxReading implements Callable<Object> {

    private static final XMLInputFactory READERS = readers();

    private final int count;

    /** Reads the number. */
    public StaxReading(Path fixture, String variant) {
        count = Integer.parseInt(variant);
    }

    /** What is kept of an object. */
    private record Service(String agency, String id, String key, List<Text> texts) {}

    private record Text(String type, String language, String content) {}

    private static XMLInputFactory readers() {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        return factory;
    }

    @Override
    public Object call() throws XMLStreamException {
        XMLStreamReader xml = READERS.createXMLStreamReader(new SampleMessage(count), "UTF-8");
        int found = 0;
        long characters = 0;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamReader.START_ELEMENT
                    && xml.getLocalName().equals("leistung")) {
                characters += service(xml).texts().size();
                found++;
            }
        }
        xml.close();
        if (found != count) {
            throw new IllegalStateException("Read %d of %d objects".formatted(found, count));
        }
        return characters;
    }

    private static Service service(XMLStreamReader xml) throws XMLStreamException {
        String agency = "";
        String id = "";
        String key = "";
        List<Text> texts = new ArrayList<>();
        while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
            switch (xml.getLocalName()) {
                case "id" -> {
                    agency = xml.getAttributeValue(null, "schemeAgencyID");
                    id = xml.getElementText();
                }
                case "referenzLeiKa" -> key = code(xml);
                case "modulText" -> texts.add(text(xml));
                default -> throw new XMLStreamException(xml.getLocalName());
            }
        }
        return new Service(agency, id, key, List.copyOf(texts));
    }

    private static Text text(XMLStreamReader xml) throws XMLStreamException {
        String type = "";
        String language = "";
        String content = "";
        while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
            if (xml.getLocalName().equals("leikaTextmodul")) {
                type = code(xml);
            } else {
                language = xml.getAttributeValue(null, "languageCode");
                content = xml.getElementText();
            }
        }
        return new Text(type, language, content);
    }

    private static String code(XMLStreamReader xml) throws XMLStreamException {
        xml.nextTag();
        String code = xml.getElementText();
        xml.nextTag();
        return code;
    }
}
