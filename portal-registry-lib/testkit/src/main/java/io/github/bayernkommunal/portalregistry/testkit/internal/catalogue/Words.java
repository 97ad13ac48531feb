package io.github.bayernkommunal.portalregistry.testkit.internal.catalogue;

/** A text in the two languages of the portal's pages. */
public record Words(String de, String en) {

    /** The text in {@code language}: {@code en}, or German for everything else. */
    public String in(String language) {
        return language.equals("en") ? en : de;
    }
}
