package io.github.bayernkommunal.postfach.testkit.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names and tables of the contract. Source: BMI, Schnittstellenbeschreibung BundID 10.2.0.0, chapters 12 and 13. */
public final class Bsp {

    /** Path of the SOAP endpoint, chapter 13. */
    public static final String PATH = "/bspx-postkorb-okkomm-ws/bspservices/postkorbkomm";

    /** Target namespace of the WSDL, and the SOAPAction of both operations. */
    public static final String SERVICE = "urn:akdb:bsp:postkorb:komm:webservice";

    /** Namespace of message and receipt. */
    public static final String MESSAGE = "http://www.akdb.de/egov/bsp/nachrichten";

    /** Namespace of SOAP 1.1. */
    public static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

    /** The message versions and the date of each. */
    static final Map<String, String> VERSIONS = Map.of(
            "1.1", "2017-03-15",
            "1.2", "2018-04-01",
            "1.3", "2018-11-01",
            "1.4", "2019-06-28",
            "1.5", "2020-03-15");

    /** Table 9001; the second value stands in a remark of the schema. */
    static final Set<String> EVENTS = Set.of("BSP", "BspNachricht");

    /** Table 9002. */
    static final Set<String> CATEGORIES = Set.of("KAT_STATUS", "KAT_INFOBSP", "KAT_INFOKOMMUNE");

    /** Table 9003. */
    static final Set<String> CASE_STATES = Set.of("ST_ERHALTEN", "ST_GELESEN", "ST_IN_ARBEIT", "ST_FERTIG");

    /** Table 9004. */
    static final Set<String> ENCODINGS = Set.of("text/plain", "text/html", "text/rtf", "text/xml");

    /** Table 9005: media types and the extensions that belong to each. */
    public static final Map<String, List<String>> FILE_TYPES = Map.ofEntries(
            Map.entry("application/pdf", List.of("pdf")),
            Map.entry("image/jpeg", List.of("jpg", "jpe", "jpeg", "jfif")),
            Map.entry("image/png", List.of("png")),
            Map.entry("image/gif", List.of("gif")),
            Map.entry("image/tiff", List.of("tiff", "tif")),
            Map.entry("image/bmp", List.of("bmp")),
            Map.entry("image/svg+xml", List.of("svg")),
            Map.entry("text/plain", List.of("txt")),
            Map.entry("text/rtf", List.of("rtf")),
            Map.entry("text/calendar", List.of("ics")),
            Map.entry("text/comma-separated-values", List.of("csv")));

    /** The meaning of a code of table 9006, as the fault string says it. */
    static String meaning(int code) {
        return switch (code) {
            case 0 -> "Nachricht übernommen";
            case 10 -> "OK.KOMM-Schema verletzt";
            case 11 -> "Ungültiger Parameter in OK.KOMM";
            case 20 -> "BSP-Nachrichtenschema verletzt";
            case 30 -> "Ungültiges Postkorb-Handle";
            case 31 -> "Unzulässiger Nachrichteninhalt";
            case 32 -> "Unzulässiger Nachrichtenanhang";
            default -> "Sonstiger technischer Fehler";
        };
    }

    /** The fault code of OK.KOMM for a code of table 9006: 1000 more, but 99 is BSP1999 (chapter 13.2.3). */
    static String faultCode(int code) {
        return code == 99 ? "BSP1999" : "BSP%s".formatted(1000 + code);
    }

    private Bsp() {}
}
