package io.github.bayernkommunal.samples.benchmarks.xzufi;

import io.github.bayernkommunal.portalregistry.XzufiReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.xml.stream.XMLStreamException;

/** Our library reads the message; the variant is the number of objects. */
public final class OurReading implements Callable<Object> {

    private final int count;

    /** Reads the number. */
    public OurReading(Path fixture, String variant) {
        count = Integer.parseInt(variant);
    }

    @Override
    public Object call() throws XMLStreamException {
        int found = 0;
        try (XzufiReader reader = XzufiReader.open(new SampleMessage(count))) {
            while (reader.hasNext()) {
                if (reader.next() instanceof XzufiReader.Schreibe) {
                    found++;
                }
            }
            if (found != count || !reader.isComplete() || !reader.warnings().isEmpty()) {
                throw new IllegalStateException("Read %d of %d objects".formatted(found, count));
            }
        }
        return found;
    }
}
