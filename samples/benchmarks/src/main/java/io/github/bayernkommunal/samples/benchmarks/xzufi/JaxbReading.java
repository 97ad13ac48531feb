package io.github.bayernkommunal.samples.benchmarks.xzufi;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.xml.stream.XMLStreamException;

/** Unmarshals the whole message; the variant is the number of objects. */
public final class JaxbReading implements Callable<Object> {

    private final JAXBContext context;
    private final int count;

    /** Reads the number. */
    public JaxbReading(Path fixture, String variant) throws JAXBException {
        context = JAXBContext.newInstance(JaxbMessage.class);
        count = Integer.parseInt(variant);
    }

    @Override
    public Object call() throws JAXBException, XMLStreamException {
        JaxbMessage message = (JaxbMessage) context.createUnmarshaller().unmarshal(new SampleMessage(count));
        if (message.entries.size() != count) {
            throw new IllegalStateException("Read %d of %d objects".formatted(message.entries.size(), count));
        }
        return message;
    }
}
