package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiObject.Klasse;
import io.github.bayernkommunal.portalregistry.internal.xzufi.MessageReader;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/**
 * Reads an XZuFi message of any size with constant memory, one object after the other.
 *
 * <p>The version is told by the namespace; the name of the root element does not matter. Unknown elements and codes do not stop it:
 * they are counted and told by {@link #warnings()}. A message that breaks off ends with an exception after the objects before it were
 * handed out; only when {@link #isComplete()} was everything read. Document types, entities and extreme nesting are refused. Not
 * thread-safe.
 *
 * @source XZuFi 2.1.0, 2.2.0 and 2.3.1
 */
public final class XzufiReader implements Iterator<XzufiReader.Entry>, AutoCloseable {

    private final MessageReader reader;

    private XzufiReader(MessageReader reader) {
        this.reader = reader;
    }

    /** What the message says about one object. */
    public sealed interface Entry permits Schreibe, Loesche {

        /**
         * Where the entry begins.
         *
         * @return number of the line, from 1
         */
        int line();
    }

    /**
     * The object is new or replaces the one with its key.
     *
     * @param object the complete object
     * @param line where it begins
     */
    public record Schreibe(XzufiObject object, int line) implements Entry {}

    /**
     * The object is withdrawn. Unknown objects may occur here, even in large numbers, and are to be ignored.
     *
     * @param klasse kind of object
     * @param id key of the object
     * @param line where the entry begins
     */
    public record Loesche(Klasse klasse, Identifikator id, int line) implements Entry {}

    /**
     * Opens a message.
     *
     * @param xml the message; closed together with the reader
     * @return the reader
     * @throws PortalRegistryProtocolException {@code PORTAL-305} if the version is unknown, {@code PORTAL-308} if it is no XML
     */
    public static XzufiReader open(InputStream xml) {
        return new XzufiReader(MessageReader.open(xml));
    }

    /**
     * The version of the message.
     *
     * @return the version
     */
    public XzufiVersion version() {
        return reader.version();
    }

    /**
     * The head of the message.
     *
     * @return the head, as far as it stands before the objects
     */
    public XzufiKopf kopf() {
        return reader.kopf();
    }

    /**
     * Whether there is another entry.
     *
     * @throws PortalRegistryProtocolException {@code PORTAL-308} if the message breaks off or breaks a limit
     */
    @Override
    public boolean hasNext() {
        return reader.hasNext();
    }

    /**
     * The next entry.
     *
     * @throws PortalRegistryProtocolException {@code PORTAL-308} if the message breaks off or breaks a limit
     */
    @Override
    public Entry next() {
        return reader.next();
    }

    /**
     * Whether the end of the message was reached.
     *
     * @return false while entries remain, and for ever when the message was broken
     */
    public boolean isComplete() {
        return reader.isComplete();
    }

    /**
     * What was not understood and left out so far.
     *
     * @return at most 1,000 warnings
     */
    public List<Problem> warnings() {
        return reader.warnings();
    }

    /** Closes the message. */
    @Override
    public void close() {
        reader.close();
    }
}
