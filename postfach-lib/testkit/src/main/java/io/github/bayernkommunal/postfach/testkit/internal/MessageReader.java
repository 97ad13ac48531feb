package io.github.bayernkommunal.postfach.testkit.internal;

import static io.github.bayernkommunal.postfach.testkit.internal.Children.violation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeConstants;
import javax.xml.datatype.DatatypeFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Reads a {@code BspNachricht} against the tree of chapters 12 and 15.4.1: order, presence, types, tables.
 *
 * <p>Stricter than the schema where the chapters demand more ({@code Dienst}, {@code Mandant}, {@code NachrichtenId}),
 * and more lenient only where the paper's own samples break the schema ({@code Ereignis}, {@code Encoding}).
 */
final class MessageReader {

    private static final Pattern AGS = Pattern.compile("\\d{8}");
    private static final Pattern LEVEL = Pattern.compile("STORK-QAA-Level-[1-4]");
    private static final Pattern OLD_LEVEL = Pattern.compile("LEVEL_[1-4]");
    private static final Set<String> BOOLEANS = Set.of("true", "false", "1", "0");
    private static final DatatypeFactory TYPES = types();

    private final Map<String, String> elements = new LinkedHashMap<>();
    private final List<DataContainer> containers = new ArrayList<>();

    private MessageReader() {}

    /** What was read: simple elements by path, and the files as they came. */
    record Parsed(Map<String, String> elements, List<DataContainer> containers) {}

    /** A file before its rules were applied; the name may be absent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    record DataContainer(byte[] content, @Nullable String fileName, String fileType) {}

    static Parsed read(String xml) throws Refusal {
        MessageReader reader = new MessageReader();
        try {
            reader.message(Xml.parse(xml).getDocumentElement());
        } catch (SAXException e) {
            throw violation("Die Nachricht ist kein zulässiges XML: " + e.getMessage());
        }
        return new Parsed(reader.elements, reader.containers);
    }

    private void message(Element root) throws Refusal {
        if (!Xml.is(root, Bsp.MESSAGE, "BspNachricht")) {
            throw violation("Wurzelelement BspNachricht im Namensraum %s wird erwartet".formatted(Bsp.MESSAGE));
        }
        Children.attributes(root, Set.of("version", "fassung", "produkt", "produkthersteller", "produktversion"));
        String version = root.getAttribute("version");
        if (!root.getAttribute("fassung").equals(Bsp.VERSIONS.get(version))) {
            throw violation("version und fassung sind keine bekannte Fassung der Nachricht");
        }
        root.removeAttribute("version");
        root.removeAttribute("fassung");
        root.removeAttribute("produkt");
        root.removeAttribute("produkthersteller");
        root.removeAttribute("produktversion");
        Children children = Children.of(root);
        head(children.required("NachrichtenKopf"), "NachrichtenKopf");
        content(children.required("NachrichtenInhalt"), "NachrichtenInhalt", version);
        children.end();
    }

    private void head(Element head, String path) throws Refusal {
        Children children = Children.of(head);
        identification(children.required("Identifikation.Nachricht"), path + "/Identifikation.Nachricht");
        optional(children, "Anwenderkennung", path);
        sender(children.required("Absender"), path + "/Absender");
        recipient(children.required("Empfaenger"), path + "/Empfaenger");
        optional(children, "AntwortAuf", path);
        optional(children, "WeiterleitungZu", path);
        optional(children, "lesebestaetigungAntwortAdresse", path);
        children.end();
    }

    private void identification(Element identification, String path) throws Refusal {
        Children children = Children.of(identification);
        // The schema demands Ereignis, no sample of the paper has it, and its table is flagged unused (12.2.1.1).
        key(children.optional("Ereignis"), path + "/Ereignis", "9001", Bsp.EVENTS);
        String created = simple(children.required("Erstellungszeitpunkt"), path + "/Erstellungszeitpunkt");
        if (!isDateTime(created.strip())) {
            throw violation("Erstellungszeitpunkt ist kein xs:dateTime");
        }
        nonEmpty(children.required("NachrichtenId"), path + "/NachrichtenId");
        children.end();
    }

    private void sender(Element sender, String path) throws Refusal {
        Children children = Children.of(sender);
        optional(children, "PostkorbId", path);
        optional(children, "Verfahren", path);
        nonEmpty(children.required("Dienst"), path + "/Dienst");
        nonEmpty(children.required("Mandant"), path + "/Mandant");
        municipality(children.optional("Gemeindeschluessel"), path + "/Gemeindeschluessel");
        for (String name : List.of("Name", "Anschrift", "Email", "Telefon", "Hyperlink")) {
            optional(children, name, path);
        }
        children.end();
    }

    private void recipient(Element recipient, String path) throws Refusal {
        Children children = Children.of(recipient);
        simple(children.required("PostkorbId"), path + "/PostkorbId");
        for (String name : List.of("Verfahren", "Dienst", "Mandant")) {
            optional(children, name, path);
        }
        municipality(children.optional("Gemeindeschluessel"), path + "/Gemeindeschluessel");
        optional(children, "Name", path);
        optional(children, "Anschrift", path);
        children.end();
    }

    private void content(Element content, String path, String version) throws Refusal {
        Children children = Children.of(content);
        nonEmpty(children.required("Betreff"), path + "/Betreff");
        key(children.optional("Kategorie"), path + "/Kategorie", "9002", Bsp.CATEGORIES);
        level(children, path, version);
        caseReference(children.optional("ZuVorgang"), path + "/ZuVorgang");
        freeText(children.required("FreiText"), path + "/FreiText");
        for (Element container = children.optional("DataContainer");
                container != null;
                container = children.optional("DataContainer")) {
            dataContainer(container);
        }
        children.end();
    }

    private void level(Children children, String path, String version) throws Refusal {
        Element level = children.optional("StorkQaaLevel");
        if (level == null) {
            Element idCardOnly = children.optional("NpaGescheutzt");
            if (idCardOnly != null
                    && !BOOLEANS.contains(
                            simple(idCardOnly, path + "/NpaGescheutzt").strip())) {
                throw violation("NpaGescheutzt ist kein xs:boolean");
            }
            return;
        }
        String value = simple(level, path + "/StorkQaaLevel");
        boolean known = (LEVEL.matcher(value).matches() && version.compareTo("1.3") >= 0)
                || (OLD_LEVEL.matcher(value).matches() && version.compareTo("1.2") >= 0);
        if (!known) {
            throw violation("StorkQaaLevel hat keinen in Version %s vorgesehenen Wert".formatted(version));
        }
    }

    private void caseReference(@Nullable Element reference, String path) throws Refusal {
        if (reference == null) {
            return;
        }
        Children children = Children.of(reference);
        if (!children.atEnd()) {
            simple(children.required("VorgangsName"), path + "/VorgangsName");
            simple(children.required("VorgangsId"), path + "/VorgangsId");
            key(children.required("VorgangStatus"), path + "/VorgangStatus", "9003", Bsp.CASE_STATES);
        }
        children.end();
    }

    private void freeText(Element freeText, String path) throws Refusal {
        Children children = Children.of(freeText);
        // Required by the schema, "optional, not used" by chapter 12.1.2: both are accepted.
        key(children.optional("Encoding"), path + "/Encoding", "9004", Bsp.ENCODINGS);
        nonEmpty(children.required("Text"), path + "/Text");
        children.end();
    }

    private void dataContainer(Element container) throws Refusal {
        Children children = Children.of(container);
        if (children.atEnd()) {
            return; // the schema allows a container without content: it is no attachment
        }
        byte[] bytes = StrictBase64.decode(Children.text(children.required("Inhalt")));
        Element name = children.optional("FileName");
        String fileName = name == null ? null : Children.text(name);
        if (fileName != null && fileName.codePointCount(0, fileName.length()) > 255) {
            throw violation("FileName ist länger als 255 Zeichen");
        }
        String type = keyOf(children.required("FileType"), "FileType", "9005");
        children.end();
        containers.add(new DataContainer(bytes, fileName, type));
    }

    private void municipality(@Nullable Element element, String path) throws Refusal {
        if (element != null) {
            String ags = keyOf(element, path, "36");
            if (!AGS.matcher(ags).matches()) {
                throw violation("Gemeindeschluessel hat keine acht Ziffern");
            }
            elements.put(path + "/Schluessel", ags);
        }
    }

    private void key(@Nullable Element element, String path, String table, Set<String> known) throws Refusal {
        if (element != null) {
            String key = keyOf(element, path, table);
            if (!known.contains(key)) {
                throw violation("%s: Schlüssel steht nicht in Tabelle %s".formatted(path, table));
            }
            elements.put(path + "/Schluessel", key);
        }
    }

    private static String keyOf(Element element, String path, String table) throws Refusal {
        Children children = Children.of(element);
        String named = Children.text(children.required("Tabelle"));
        String key = Children.text(children.required("Schluessel"));
        children.end();
        if (!named.equals(table)) {
            throw violation("%s: Tabelle %s wird erwartet".formatted(path, table));
        }
        return key;
    }

    private void optional(Children children, String name, String path) throws Refusal {
        Element element = children.optional(name);
        if (element != null) {
            simple(element, path + "/" + name);
        }
    }

    private void nonEmpty(Element element, String path) throws Refusal {
        if (simple(element, path).isEmpty()) {
            throw violation(path + " ist leer");
        }
    }

    private String simple(Element element, String path) throws Refusal {
        String value = Children.text(element);
        elements.put(path, value);
        return value;
    }

    private static boolean isDateTime(String value) {
        try {
            return TYPES.newXMLGregorianCalendar(value).getXMLSchemaType().equals(DatatypeConstants.DATETIME);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static DatatypeFactory types() {
        try {
            return DatatypeFactory.newInstance();
        } catch (DatatypeConfigurationException e) {
            throw new IllegalStateException("The JDK has no XML Schema data types", e);
        }
    }
}
