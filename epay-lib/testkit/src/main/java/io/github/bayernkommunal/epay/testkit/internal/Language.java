package io.github.bayernkommunal.epay.testkit.internal;

/** The two languages of the pages for people. */
enum Language {
    GERMAN("de"),
    ENGLISH("en");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    static Language of(Request request) {
        return "en".equals(request.query().get("lang")) ? ENGLISH : GERMAN;
    }

    String code() {
        return code;
    }

    String say(String german, String english) {
        return this == GERMAN ? german : english;
    }
}
