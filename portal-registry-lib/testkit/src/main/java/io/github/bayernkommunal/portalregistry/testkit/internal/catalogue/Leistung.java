package io.github.bayernkommunal.portalregistry.testkit.internal.catalogue;

import java.util.List;

/**
 * An administrative service as every municipality offers it.
 *
 * @param key 14-digit Leistungsschluessel; never part of a BayernPortal answer
 * @param topics the life situations under which it is found
 * @param synonyms other words people search for
 */
public record Leistung(
        long id,
        String key,
        Office.Kind office,
        Words title,
        Words summary,
        Words description,
        Details details,
        List<Long> topics,
        List<String> synonyms) {

    public Leistung {
        topics = List.copyOf(topics);
        synonyms = List.copyOf(synonyms);
    }

    /** What a citizen must know before asking, in German as the portal's interface has it. */
    public record Details(String requirements, String documents, String deadlines, String duration, String fees) {}
}
