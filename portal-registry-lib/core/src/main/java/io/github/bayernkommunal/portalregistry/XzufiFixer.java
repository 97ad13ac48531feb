package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.xzufi.StreamFixer;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Repairs what can be repaired without asking anybody, and tells every change: language codes become two small letters, HTML is reduced to the
 * allowed elements, characters are composed (NFC), and characters outside String.Latin are replaced or left out.
 *
 * <p>Everything else is copied as it is, also what this library does not know. Files are copied as streams.
 *
 * @source rules R03, R04 and R15 of {@link XzufiCheck}
 */
public final class XzufiFixer {

    private XzufiFixer() {}

    /**
     * Copies a message and repairs it on the way.
     *
     * @param from the message; not closed
     * @param to the repaired message in UTF-8; not closed
     * @return the changes, each with line, element, rule and what was changed; at most 10,000
     * @throws PortalRegistryProtocolException {@code PORTAL-308} if the message is no XML
     */
    public static List<Problem> fix(InputStream from, OutputStream to) {
        return StreamFixer.fix(from, to);
    }
}
