package io.github.bayernkommunal.portalregistry.internal.bayernportal;

import io.github.bayernkommunal.portalregistry.internal.soap.SoapRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says in the words of the SOAP variant what a path of the REST variant asks for: {@code behoerden/7/gebaeude/12} becomes
 * {@code GetBehoerdenGebaeudeRequest} with {@code behoerdeId} and {@code gebaeudeId}, query parameters follow under their names.
 *
 * @source docs/protocol.md: the names of answers are observed, those of requests are inferred from them
 */
public final class SoapWords {

    /** A list of the interface: the operation that reads it, the one that reads an entry, and the name of an entry's id. */
    private record Words(String list, String entry, String id) {}

    private static final Map<String, Words> WORDS = Map.ofEntries(
            Map.entry("dienststellen", new Words("GetDienststellen", "GetDienststelle", "dienststellenschluessel")),
            Map.entry("behoerden", new Words("GetBehoerden", "GetBehoerde", "behoerdeId")),
            Map.entry("gebaeude", new Words("GetBehoerdenGebaeude", "GetBehoerdenGebaeude", "gebaeudeId")),
            Map.entry("ansprechpartner", new Words("GetAnsprechpartner", "GetAnsprechpartner", "ansprechpartnerId")),
            Map.entry("leistungen", new Words("GetLeistungen", "GetLeistung", "leistungId")),
            Map.entry(
                    "abgegebene-leistungen",
                    new Words("GetAbgegebeneLeistungen", "GetAbgegebeneLeistungen", "leistungId")),
            Map.entry(
                    "leistungsbeschreibungen",
                    new Words("GetLeistungsbeschreibungen", "GetLeistungsbeschreibung", "leistungId")),
            Map.entry("formulare", new Words("GetFormulare", "GetFormulare", "formularId")),
            Map.entry("onlineverfahren", new Words("GetOnlineverfahren", "GetOnlineverfahren", "onlineverfahrenId")),
            Map.entry("lebenslagen", new Words("GetLebenslagen", "GetLebenslage", "lebenslageId")));

    private SoapWords() {}

    /** The request for a path with its query. */
    public static SoapRequest of(String path) {
        int query = path.indexOf('?');
        List<String> segments = List.of((query < 0 ? path : path.substring(0, query)).split("/", -1));
        Map<String, String> parameters = new LinkedHashMap<>();
        String operation = "";
        for (int i = 0; i < segments.size(); i += 2) {
            Words words = WORDS.get(segments.get(i));
            if (words == null) {
                throw new IllegalArgumentException("The SOAP variant has no operation for " + segments.get(i));
            }
            operation = words.list();
            if (i + 1 < segments.size()) {
                operation = words.entry();
                parameters.put(words.id(), decoded(segments.get(i + 1)));
            }
        }
        if (query >= 0) {
            for (String pair : path.substring(query + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                parameters.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return new SoapRequest(operation + "Request", parameters);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
