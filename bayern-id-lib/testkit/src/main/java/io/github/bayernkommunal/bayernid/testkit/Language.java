package io.github.bayernkommunal.bayernid.testkit;

import org.jspecify.annotations.Nullable;

/** The two languages of the simulator's pages. */
enum Language {
    DE,
    EN;

    static Language of(@Nullable String code) {
        return "en".equalsIgnoreCase(code) ? EN : DE;
    }

    String of(String german, String english) {
        return this == DE ? german : english;
    }

    String code() {
        return this == DE ? "de" : "en";
    }

    Language other() {
        return this == DE ? EN : DE;
    }
}
