package io.github.bayernkommunal.postfach.internal.bsp;

import java.io.StringReader;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The receipt document {@code BspQuittung}.
 *
 * @param accepted {@code AnnahmeErfolgreich}
 * @param code key of table 9006
 * @param hints {@code ErgaenzendeHinweise}, which may quote the message, or null
 */
record Quittung(boolean accepted, String code, @Nullable String hints) {

    private static final String NAMESPACE = "http://www.akdb.de/egov/bsp/nachrichten";
    private static final String TABLE = "9006";

    /**
     * Reads a receipt from the text of its part. White space and a byte order mark in front, another version and unknown
     * elements are tolerated; a doubled or missing statement is not.
     *
     * @throws XMLStreamException if it is not one well-formed receipt
     */
    static Quittung read(String document) throws XMLStreamException {
        String plain = withoutLead(document);
        try (AnswerReader xml = new AnswerReader(new StringReader(plain))) {
            if (!xml.nextChild() || !xml.is(NAMESPACE, "BspQuittung")) {
                throw new XMLStreamException("not a BspQuittung");
            }
            String accepted = null;
            String code = null;
            String hints = null;
            while (xml.nextChild()) {
                switch (xml.namespace().equals(NAMESPACE) ? xml.name() : "") {
                    case "AnnahmeErfolgreich" ->
                        accepted = once(accepted, xml.text().strip());
                    case "ErgebnisStatus" -> code = once(code, key(xml));
                    case "ErgaenzendeHinweise" -> hints = once(hints, xml.text());
                    default -> xml.skip();
                }
            }
            xml.finish();
            if (accepted == null || code == null) {
                throw new XMLStreamException("a receipt without AnnahmeErfolgreich or ErgebnisStatus");
            }
            return new Quittung(bool(accepted), code, hints == null ? null : AnswerReader.orNull(hints.strip()));
        }
    }

    private static String key(AnswerReader xml) throws XMLStreamException {
        String table = null;
        String code = null;
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "Tabelle" -> table = once(table, xml.text().strip());
                case "Schluessel" -> code = once(code, xml.text().strip());
                default -> xml.skip();
            }
        }
        if (table != null && !table.equals(TABLE)) {
            throw new XMLStreamException("a result code of another table");
        }
        if (code == null || code.isEmpty()) {
            throw new XMLStreamException("a receipt without a result code");
        }
        return code;
    }

    private static String once(@Nullable String before, String now) throws XMLStreamException {
        if (before != null) {
            throw new XMLStreamException("a receipt that says the same thing twice");
        }
        return now;
    }

    private static boolean bool(String text) throws XMLStreamException {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new XMLStreamException("AnnahmeErfolgreich is no boolean");
        };
    }

    private static String withoutLead(String document) {
        int start = 0;
        while (start < document.length()
                && (document.charAt(start) == '\uFEFF' || Character.isWhitespace(document.charAt(start)))) {
            start++;
        }
        return document.substring(start);
    }
}
