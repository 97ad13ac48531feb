package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiObject.Klasse;
import io.github.bayernkommunal.portalregistry.internal.xzufi.MessageWriter;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes an XZuFi message of any size with constant memory, one object after the other. First come all objects, then all deletions.
 *
 * <p>Parts that the version has no place for are left out and told by {@link #losses()}. Not thread-safe.
 *
 * @source XZuFi 2.2.0 and 2.3.1
 */
public final class XzufiWriter implements AutoCloseable {

    private final MessageWriter writer;

    private XzufiWriter(MessageWriter writer) {
        this.writer = writer;
    }

    /**
     * Begins a message.
     *
     * @param xml where it goes; closed together with the writer
     * @param version 2.2.0 or 2.3.1
     * @param rootElement local name of the root element; told by whoever receives the message
     * @param kopf head of the message
     * @return the writer
     * @throws IllegalArgumentException if the version cannot be written or the name is no XML name
     * @throws PortalRegistryUnavailableException {@code PORTAL-112} if it cannot be written
     */
    public static XzufiWriter to(OutputStream xml, XzufiVersion version, String rootElement, XzufiKopf kopf) {
        if (!version.isWritable()) {
            throw new IllegalArgumentException(
                    "XZuFi %s can only be read; write 2.2.0 or 2.3.1".formatted(version.number()));
        }
        if (!rootElement.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
            throw new IllegalArgumentException("root element: an XML name without prefix is needed");
        }
        return new XzufiWriter(MessageWriter.begin(xml, version, rootElement, kopf));
    }

    /**
     * Writes an object.
     *
     * @param object the complete object
     * @throws IllegalStateException if a deletion was written before
     * @throws PortalRegistryUnavailableException {@code PORTAL-112} if it cannot be written
     */
    public void schreibe(XzufiObject object) {
        writer.schreibe(object);
    }

    /**
     * Writes a deletion.
     *
     * @param klasse kind of object
     * @param id key of the object
     * @throws PortalRegistryUnavailableException {@code PORTAL-112} if it cannot be written
     */
    public void loesche(Klasse klasse, Identifikator id) {
        writer.loesche(klasse, id);
    }

    /**
     * What had no place in the version and was left out so far.
     *
     * @return at most 1,000 entries, each with the key of the object and the part
     */
    public List<Problem> losses() {
        return writer.losses();
    }

    /**
     * Ends the message.
     *
     * @throws PortalRegistryUnavailableException {@code PORTAL-112} if it cannot be written
     */
    @Override
    public void close() {
        writer.close();
    }
}
