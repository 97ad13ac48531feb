package io.github.bayernkommunal.samples.benchmarks.xzufi;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Makes the whole message in memory and marshals it; the variant is the number of objects. */
public final class JaxbWriting implements Callable<Object> {

    private final JAXBContext context;
    private final int count;

    /** Reads the number. */
    public JaxbWriting(Path fixture, String variant) throws JAXBException {
        context = JAXBContext.newInstance(JaxbMessage.class);
        count = Integer.parseInt(variant);
    }

    @Override
    public Object call() throws JAXBException {
        Sink sink = new Sink();
        context.createMarshaller().marshal(JaxbMessage.of(count), sink);
        return sink.count();
    }
}
