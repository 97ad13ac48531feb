package io.github.bayernkommunal.samples.benchmarks.xzufi;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.xml.stream.XMLStreamException;

/** A message with so many objects, made while it is read: no file, and no memory that grows with it. */
final class SampleMessage extends InputStream {

    private final byte[] tail;
    private final byte[] object;
    private final int idAt;
    private final int count;
    private byte[] part;
    private int position;
    private int written;

    SampleMessage(int count) throws XMLStreamException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StaxWriting.write(out, 1);
        byte[] one = out.toByteArray();
        String text = new String(one, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("<xzufi:schreibe>");
        int end = text.indexOf("</xzufi:schreibe>") + "</xzufi:schreibe>".length();
        this.part = Arrays.copyOfRange(one, 0, start);
        this.object = Arrays.copyOfRange(one, start, end);
        this.tail = Arrays.copyOfRange(one, end, one.length);
        this.idAt = text.indexOf('>' + Sample.id(0) + '<') + 1 - start;
        this.count = count;
    }

    @Override
    public int read() {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (position == part.length && !next()) {
            return -1;
        }
        int copied = Math.min(length, part.length - position);
        System.arraycopy(part, position, target, offset, copied);
        position += copied;
        return copied;
    }

    private boolean next() {
        if (written > count) {
            return false;
        }
        part = written == count ? tail : object;
        if (written < count) {
            byte[] id = Sample.id(written).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(id, 0, object, idAt, id.length);
        }
        written++;
        position = 0;
        return true;
    }
}
