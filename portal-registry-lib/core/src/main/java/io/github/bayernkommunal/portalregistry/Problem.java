package io.github.bayernkommunal.portalregistry;

/**
 * One complaint about a publication.
 *
 * @param entry what it is about: id of an online service, key of an area, or name of a file
 * @param field which part of it; empty when it is about the whole entry
 * @param rule rule or code that was broken, for example {@code R08}
 * @param text what is wrong and what to do
 */
public record Problem(String entry, String field, String rule, String text) {

    /** For example {@code bewohnerparken address (R08): an https address is needed}. */
    @Override
    public String toString() {
        return field.isEmpty()
                ? "%s (%s): %s".formatted(entry, rule, text)
                : "%s %s (%s): %s".formatted(entry, field, rule, text);
    }
}
