package io.github.bayernkommunal.postfach.internal.bsp;

import io.github.bayernkommunal.postfach.BspSoap;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;

/**
 * The envelope {@code ZKOCXML} of the transport platform OK.KOMM, in which a message travels as Base64.
 *
 * <p>Its schema is not public: order and presence follow the sample in BMI, Schnittstellenbeschreibung BundID, 13.2.2, in which
 * every leaf is present and empty where it has no value.
 */
final class OkKommEnvelope {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final String TEMPLATE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <ZKOCXML><XML_SYSTEM><SYSTEM>
            <AKTION><AKT_VERFAHREN>BSP</AKT_VERFAHREN><AKT_TYP>NACHRICHT</AKT_TYP><AKT_AUSFUEHRUNG>UEBERMITTELN</AKT_AUSFUEHRUNG><AKT_ZIEL_AGS>%s</AKT_ZIEL_AGS></AKTION>
            <AKT_LOGIN><AKT_TECHUSER/><AKT_TECHPWD/></AKT_LOGIN>
            <ANTWORT><ANT_TYP/><ANT_APPS/><ANT_STRUKTUR/><ANT_DATUM/><ANT_UHRZEIT/><FEHLER><FEH_TYP/><FEH_TEXT/><FEH_WERT/><FEH_FELD/></FEHLER></ANTWORT>
            <APPS_INFO><APPS_TYP>%s</APPS_TYP><APPS_NAME>%s</APPS_NAME><APPS_VERSION>%s</APPS_VERSION><APPS_AGS>%s</APPS_AGS>
            <APPS_DATUM>%s</APPS_DATUM><APPS_UHRZEIT>%s</APPS_UHRZEIT><APPS_REQUEST_ID/><APPS_SOURCE_ID/><APPS_KENNUNG/><APPS_IP_ADRESSE/><APPS_ZIEL_URL/><APPS_RETURN_QUEUE/></APPS_INFO>
            </SYSTEM></XML_SYSTEM><XML_DATEN><DATEN/></XML_DATEN>
            <XML_PROFIL><SUCHE><OK_KOMM_RAW_BASE64>%s</OK_KOMM_RAW_BASE64></SUCHE></XML_PROFIL></ZKOCXML>""";

    private OkKommEnvelope() {}

    /** The bytes of an envelope around a message document. */
    static byte[] around(String document, BspSoap.OkKomm sender, Instant now) {
        ZonedDateTime time = now.atZone(BERLIN);
        return TEMPLATE.formatted(
                        sender.targetAgs(),
                        escaped(sender.softwareKind()),
                        escaped(sender.softwareName()),
                        escaped(sender.softwareVersion()),
                        sender.ownAgs(),
                        DAY.format(time),
                        TIME.format(time),
                        Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /**
     * What an answer says.
     *
     * @param type {@code ANT_TYP}: {@code OK} or {@code FEHLER}
     * @param error {@code FEH_TYP}, or empty
     * @param text {@code FEH_TEXT}, which may quote the message, or empty
     */
    record Answer(String type, String error, String text) {

        /**
         * Reads an answer from the Base64 of its part; only {@code ANTWORT} is looked at.
         *
         * @throws XMLStreamException if it is not one well-formed envelope with one answer
         */
        static Answer read(String base64) throws XMLStreamException {
            byte[] envelope;
            try {
                envelope = Base64.getMimeDecoder().decode(base64.strip());
            } catch (IllegalArgumentException e) {
                throw new XMLStreamException("not Base64");
            }
            try (AnswerReader xml = new AnswerReader(new ByteArrayInputStream(envelope))) {
                if (!xml.nextChild() || !xml.is("", "ZKOCXML")) {
                    throw new XMLStreamException("not a ZKOCXML");
                }
                Answer answer = find(xml);
                xml.finish();
                if (answer == null) {
                    throw new XMLStreamException("no ANTWORT");
                }
                return answer;
            }
        }

        private static @org.jspecify.annotations.Nullable Answer find(AnswerReader xml) throws XMLStreamException {
            Answer found = null;
            while (xml.nextChild()) {
                Answer here = null;
                switch (xml.name()) {
                    case "XML_SYSTEM", "SYSTEM" -> here = find(xml);
                    case "ANTWORT" -> here = answer(xml);
                    default -> xml.skip();
                }
                if (here != null && found != null) {
                    throw new XMLStreamException("a second ANTWORT");
                }
                found = here == null ? found : here;
            }
            return found;
        }

        private static Answer answer(AnswerReader xml) throws XMLStreamException {
            String type = "";
            String error = "";
            String text = "";
            while (xml.nextChild()) {
                switch (xml.name()) {
                    case "ANT_TYP" -> type = stripped(xml.text());
                    case "FEHLER" -> {
                        while (xml.nextChild()) {
                            switch (xml.name()) {
                                case "FEH_TYP" -> error = stripped(xml.text());
                                case "FEH_TEXT" -> text = stripped(xml.text());
                                default -> xml.skip();
                            }
                        }
                    }
                    default -> xml.skip();
                }
            }
            return new Answer(type, error, text);
        }

        // The paper's own sample is indented with no-break spaces.
        private static String stripped(String text) {
            return text.replace('\u00A0', ' ').strip();
        }
    }
}
