package io.github.bayernkommunal.samples.benchmarks.xzufi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

/** A comparison says something only if everybody does the same. */
class SameTaskTest {

    @Test
    void writesTheSameByHandAndWithOurLibrary() throws XMLStreamException {
        ByteArrayOutputStream byHand = new ByteArrayOutputStream();
        ByteArrayOutputStream ours = new ByteArrayOutputStream();

        StaxWriting.write(byHand, 3);
        OurWriting.write(ours, 3);

        assertEquals(text(byHand), text(ours));
    }

    @Test
    void readsWhatIsWritten() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        StaxWriting.write(written, 3);

        byte[] read = new SampleMessage(3).readAllBytes();

        assertEquals(text(written), new String(read, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
