package io.github.bayernkommunal.portalregistry;

import java.util.List;
import java.util.Locale;

/**
 * One administrative service in a list.
 *
 * @param id the source's own id; for {@link PortalSource#service(String, Ars)}
 * @param title name as citizens read it, plain text
 * @param page address of its page in the portal; empty if the source names none
 * @param synonyms other words under which citizens look for it
 */
public record ServiceSummary(String id, String title, String page, List<String> synonyms) {

    /** Copies the collections. {@inheritDoc} */
    public ServiceSummary {
        synonyms = List.copyOf(synonyms);
    }

    /**
     * Whether every word occurs in the title or among the synonyms, regardless of case.
     *
     * @param words words separated by spaces
     * @return true if all occur; also for no words at all
     */
    public boolean matches(String words) {
        String text = (title + " " + String.join(" ", synonyms)).toLowerCase(Locale.GERMAN);
        return List.of(words.toLowerCase(Locale.GERMAN).strip().split("\\s+")).stream()
                .allMatch(text::contains);
    }
}
