package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.Problem;
import io.github.bayernkommunal.portalregistry.internal.Html;
import io.github.bayernkommunal.portalregistry.internal.Latin;
import io.github.bayernkommunal.portalregistry.internal.tree.XmlStreams;
import java.io.InputStream;
import java.io.OutputStream;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** Copies a message event by event and repairs texts and language codes. */
public final class StreamFixer {

    private static final int MOST = 10_000;
    private static final String LANGUAGE = "languageCode";

    /** Three-letter codes of ISO 639-2, in both of its forms. */
    private static final Map<String, String> LONG_CODES = Map.of("deu", "de", "ger", "de", "eng", "en");

    /** Characters that word processors leave behind, and what stands for them. */
    private static final Map<Integer, String> REPLACEMENTS = Map.of(
            0x2028, "\n", 0x2029, "\n", 0x200B, "", 0xFEFF, "", 0x2022, "-", 0x25CF, "-", 0xF0B7, "-", 0x2192, "->");

    private final XMLStreamReader in;
    private final XMLStreamWriter out;
    private final List<Problem> changes = new ArrayList<>();
    private final Deque<Boolean> localised = new ArrayDeque<>();

    private StreamFixer(XMLStreamReader in, XMLStreamWriter out) {
        this.in = in;
        this.out = out;
    }

    /** Copies and repairs. */
    public static List<Problem> fix(InputStream from, OutputStream to) {
        try {
            StreamFixer fixer = new StreamFixer(
                    XmlStreams.read(XmlStreams.input(), from),
                    XmlStreams.output().createXMLStreamWriter(to, "UTF-8"));
            fixer.copy();
            return List.copyOf(fixer.changes);
        } catch (XMLStreamException | RuntimeException e) {
            throw new PortalRegistryProtocolException(
                    "PORTAL-308", "The message is broken and was not repaired; do not use what was written so far", e);
        }
    }

    private void copy() throws XMLStreamException {
        out.writeStartDocument("UTF-8", "1.0");
        String name = "";
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    name = in.getLocalName();
                    start();
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    out.writeCharacters(text(name, in.getText()));
                case XMLStreamConstants.END_ELEMENT -> {
                    name = "";
                    localised.pop();
                    out.writeEndElement();
                }
                case XMLStreamConstants.COMMENT -> out.writeComment(in.getText());
                case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type is not allowed");
                default -> {
                    // Processing instructions mean nothing in a message.
                }
            }
        }
        out.writeEndDocument();
        out.flush();
    }

    private void start() throws XMLStreamException {
        String prefix = in.getPrefix() == null ? "" : in.getPrefix();
        String namespace = in.getNamespaceURI() == null ? "" : in.getNamespaceURI();
        out.writeStartElement(prefix, in.getLocalName(), namespace);
        for (int i = 0; i < in.getNamespaceCount(); i++) {
            String declared = in.getNamespacePrefix(i);
            String uri = in.getNamespaceURI(i) == null ? "" : in.getNamespaceURI(i);
            if (declared == null || declared.isEmpty()) {
                out.writeDefaultNamespace(uri);
            } else {
                out.writeNamespace(declared, uri);
            }
        }
        boolean hasLanguage = false;
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String name = in.getAttributeLocalName(i);
            String value = in.getAttributeValue(i);
            if (name.equals(LANGUAGE)) {
                hasLanguage = true;
                value = language(value);
            }
            String of = in.getAttributeNamespace(i);
            if (of == null || of.isEmpty()) {
                out.writeAttribute(name, value);
            } else {
                out.writeAttribute(in.getAttributePrefix(i), of, name, value);
            }
        }
        localised.push(hasLanguage);
    }

    private String text(String element, String text) {
        if (element.equals(LANGUAGE)) {
            return language(text);
        }
        if (localised.isEmpty() || !localised.peek() || text.isBlank()) {
            return text;
        }
        String fixed = text;
        if (!Html.isAllowed(fixed)) {
            fixed = Html.safe(fixed);
            note(element, "R04", "HTML reduced to the allowed elements");
        }
        if (!Normalizer.isNormalized(fixed, Normalizer.Form.NFC)) {
            fixed = Normalizer.normalize(fixed, Normalizer.Form.NFC);
            note(element, "R15", "characters composed");
        }
        if (Latin.firstForbidden(fixed) >= 0) {
            fixed = latin(fixed);
            note(element, "R15", "characters outside String.Latin replaced or left out");
        }
        return fixed;
    }

    private static String latin(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            String instead = REPLACEMENTS.get(c);
            if (instead != null) {
                kept.append(instead);
            } else if (Latin.isAccepted(c)) {
                kept.appendCodePoint(c);
            }
        });
        return kept.toString();
    }

    private String language(String code) {
        String lower = code.strip().toLowerCase(Locale.ROOT).replaceFirst("[-_].*$", "");
        String fixed = LONG_CODES.getOrDefault(lower, lower);
        if (!fixed.equals(code)) {
            note(LANGUAGE, "R03", "language code made " + fixed);
        }
        return fixed;
    }

    private void note(String element, String rule, String what) {
        if (changes.size() < MOST) {
            changes.add(new Problem("line " + in.getLocation().getLineNumber(), element, rule, what));
        }
    }
}
