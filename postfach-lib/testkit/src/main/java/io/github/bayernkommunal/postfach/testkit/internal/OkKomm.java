package io.github.bayernkommunal.postfach.testkit.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The OK.KOMM envelope {@code ZKOCXML}, as the sample of chapter 13.2.2 shows it; its schema is not public. */
final class OkKomm {

    private static final String SYSTEM = "XML_SYSTEM/SYSTEM/";
    private static final String ANSWER = SYSTEM + "ANTWORT/";
    private static final String SENDER = SYSTEM + "APPS_INFO/";
    private static final String CONTENT = "XML_PROFIL/SUCHE/OK_KOMM_RAW_BASE64";

    private static final List<String> HEAD = List.of(
            SYSTEM + "AKTION/AKT_VERFAHREN",
            SYSTEM + "AKTION/AKT_TYP",
            SYSTEM + "AKTION/AKT_AUSFUEHRUNG",
            SYSTEM + "AKTION/AKT_ZIEL_AGS",
            SYSTEM + "AKT_LOGIN/AKT_TECHUSER",
            SYSTEM + "AKT_LOGIN/AKT_TECHPWD",
            ANSWER + "ANT_TYP",
            ANSWER + "ANT_APPS",
            ANSWER + "ANT_STRUKTUR",
            ANSWER + "ANT_DATUM",
            ANSWER + "ANT_UHRZEIT",
            ANSWER + "FEHLER/FEH_TYP",
            ANSWER + "FEHLER/FEH_TEXT",
            ANSWER + "FEHLER/FEH_WERT",
            ANSWER + "FEHLER/FEH_FELD",
            SENDER + "APPS_TYP",
            SENDER + "APPS_NAME",
            SENDER + "APPS_VERSION",
            SENDER + "APPS_AGS",
            SENDER + "APPS_DATUM",
            SENDER + "APPS_UHRZEIT",
            SENDER + "APPS_REQUEST_ID",
            SENDER + "APPS_SOURCE_ID",
            SENDER + "APPS_KENNUNG",
            SENDER + "APPS_IP_ADRESSE",
            SENDER + "APPS_ZIEL_URL",
            SENDER + "APPS_RETURN_QUEUE");
    private static final String DATA = "XML_DATEN/DATEN";

    private static final Map<String, String> FIXED = Map.of(
            SYSTEM + "AKTION/AKT_VERFAHREN", "BSP",
            SYSTEM + "AKTION/AKT_TYP", "NACHRICHT",
            SYSTEM + "AKTION/AKT_AUSFUEHRUNG", "UEBERMITTELN",
            SYSTEM + "AKTION/AKT_ZIEL_AGS", "09999001");

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("dd.MM.uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private OkKomm() {}

    /** What an envelope carries: its own values by path, and the message document. */
    record Envelope(Map<String, String> values, String message) {}

    /** Reads an envelope in Base64; refuses with 10 what is no envelope, with 11 what has wrong values. */
    static Envelope read(String base64) throws Refusal {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            Element root = Xml.parse(decode(base64)).getDocumentElement();
            if (!Xml.is(root, "", "ZKOCXML")) {
                throw new Refusal(10, "Wurzelelement ZKOCXML ohne Namensraum wird erwartet");
            }
            collect(root, "", values);
        } catch (SAXException e) {
            throw new Refusal(10, "Der Umschlag ist kein zulässiges XML: " + e.getMessage());
        }
        checkStructure(List.copyOf(values.keySet()));
        checkValues(values);
        return new Envelope(values, utf8(decode(values.getOrDefault(CONTENT, ""))));
    }

    private static void checkStructure(List<String> leaves) throws Refusal {
        List<String> expected = new ArrayList<>(HEAD);
        expected.addAll(List.of(DATA, CONTENT));
        // A public OK.KOMM client writes XML_PROFIL before XML_DATEN.
        List<String> swapped = new ArrayList<>(HEAD);
        swapped.addAll(List.of(CONTENT, DATA));
        if (!leaves.equals(expected) && !leaves.equals(swapped)) {
            List<String> missing = new ArrayList<>(expected);
            missing.removeAll(leaves);
            throw new Refusal(10, "Elemente fehlen oder stehen in falscher Reihenfolge: " + String.join(", ", missing));
        }
    }

    private static void checkValues(Map<String, String> values) throws Refusal {
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (!isValid(value.getKey(), value.getValue())) {
                throw new Refusal(11, value.getKey() + " hat keinen zulässigen Wert");
            }
        }
    }

    private static boolean isValid(String path, String text) {
        if (FIXED.containsKey(path)) {
            return text.equals(FIXED.get(path));
        }
        if (path.startsWith(ANSWER) || path.equals(DATA)) {
            return text.isBlank();
        }
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "APPS_TYP", "APPS_NAME", "APPS_VERSION" -> !text.isBlank();
            case "APPS_AGS" -> text.matches("\\d{8}");
            case "APPS_DATUM" -> parses(DATE, text);
            case "APPS_UHRZEIT" -> parses(TIME, text);
            default -> true;
        };
    }

    /** The answer to a message that was taken over: the request's own values, {@code XML_PROFIL} empty (13.2.3). */
    static String accepted(Map<String, String> request, Clock clock) {
        Map<String, String> values = new LinkedHashMap<>(request);
        ZonedDateTime now = ZonedDateTime.now(clock.withZone(ZoneId.of("Europe/Berlin")));
        values.put(ANSWER + "ANT_TYP", "OK");
        values.put(ANSWER + "ANT_APPS", "BSP");
        values.put(ANSWER + "ANT_DATUM", DATE.format(now));
        values.put(ANSWER + "ANT_UHRZEIT", TIME.format(now));
        values.remove(CONTENT);
        values.put("XML_PROFIL", "");
        return write(values);
    }

    /** The answer beside a fault: only {@code AKTION} (empty) and {@code ANTWORT}, as the sample has it (13.2.4). */
    static String refused(String faultCode, String hint, String meaning, Clock clock) {
        ZonedDateTime now = ZonedDateTime.now(clock.withZone(ZoneId.of("Europe/Berlin")));
        Map<String, String> values = new LinkedHashMap<>();
        values.put(SYSTEM + "AKTION", "");
        values.put(ANSWER + "ANT_TYP", "FEHLER");
        values.put(ANSWER + "ANT_DATUM", DATE.format(now));
        values.put(ANSWER + "ANT_UHRZEIT", TIME.format(now));
        values.put(ANSWER + "FEHLER/FEH_TYP", faultCode);
        values.put(ANSWER + "FEHLER/FEH_TEXT", hint);
        values.put(ANSWER + "FEHLER/FEH_WERT", meaning);
        values.put(ANSWER + "FEHLER/FEH_FELD", faultCode.equals("BSP1032") ? "BSP-ANH" : "");
        return write(values);
    }

    /** An answer that says OK and names an error at the same time. */
    static String contradicting(Map<String, String> request, String faultCode, Clock clock) {
        return accepted(request, clock).replace("<FEH_TYP></FEH_TYP>", "<FEH_TYP>%s</FEH_TYP>".formatted(faultCode));
    }

    private static String write(Map<String, String> values) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ZKOCXML>");
        List<String> open = new ArrayList<>();
        values.forEach((path, text) -> {
            List<String> steps = List.of(path.split("/", -1));
            int common = 0;
            while (common < open.size()
                    && common < steps.size()
                    && open.get(common).equals(steps.get(common))) {
                common++;
            }
            close(open, common, xml);
            for (String step : steps.subList(common, steps.size())) {
                xml.append('<').append(step).append('>');
                open.add(step);
            }
            xml.append(Xml.escape(text));
        });
        close(open, 0, xml);
        return xml.append("</ZKOCXML>").toString();
    }

    private static void close(List<String> open, int depth, StringBuilder xml) {
        while (open.size() > depth) {
            xml.append("</").append(open.remove(open.size() - 1)).append('>');
        }
    }

    private static void collect(Element parent, String path, Map<String, String> values) throws Refusal {
        if (parent.getAttributes().getLength() > 0 || parent.getNamespaceURI() != null) {
            throw new Refusal(10, "Attribute und Namensräume sind im Umschlag nicht vorgesehen");
        }
        for (Element child : Xml.children(parent)) {
            String childPath = path + child.getLocalName();
            if (Xml.children(child).isEmpty()) {
                if (values.put(childPath, child.getTextContent()) != null) {
                    throw new Refusal(10, childPath + " steht mehrfach im Umschlag");
                }
            } else {
                collect(child, childPath + "/", values);
            }
        }
    }

    private static byte[] decode(String base64) throws Refusal {
        try {
            return StrictBase64.decode(base64);
        } catch (Refusal e) {
            throw new Refusal(10, e.hint());
        }
    }

    private static String utf8(byte[] bytes) throws Refusal {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Children.violation("Die Nachricht ist nicht in UTF-8");
        }
    }

    private static boolean parses(DateTimeFormatter format, String text) {
        try {
            format.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
