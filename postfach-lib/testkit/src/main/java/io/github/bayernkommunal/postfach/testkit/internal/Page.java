package io.github.bayernkommunal.postfach.testkit.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** One HTML page under construction; everything that comes from outside goes through {@link #text}. */
final class Page {

    private final boolean english;
    private final String self;
    private final StringBuilder main = new StringBuilder();

    /**
     * Begins.
     *
     * @param self path and query of the page without the language, for the switch
     */
    Page(boolean english, String self) {
        this.english = english;
        this.self = self;
    }

    String word(Words word) {
        return text(word.in(english));
    }

    static String text(String text) {
        return Xml.escape(text).replace("'", "&#39;");
    }

    /** A link that keeps the language. */
    String link(String path, String label) {
        return "<a href=\"%s\">%s</a>".formatted(text(inLanguage(path, english)), label);
    }

    static String query(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    Page add(String html) {
        main.append(html).append('\n');
        return this;
    }

    String html(String heading) {
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s – %s</title><link rel="stylesheet" href="/style.css"></head>
                <body><header><p>%s</p><nav><a href="%s" hreflang="%s" lang="%s">%s</a></nav></header>
                <p class="note">%s</p>
                <main><h1>%s</h1>
                %s</main></body></html>
                """.formatted(
                        english ? "en" : "de",
                        heading,
                        word(Words.TITLE),
                        link("/", word(Words.TITLE)),
                        text(inLanguage(self, !english)),
                        english ? "de" : "en",
                        english ? "de" : "en",
                        word(Words.OTHER_LANGUAGE),
                        word(Words.NOTE),
                        heading,
                        main);
    }

    static String inLanguage(String path, boolean english) {
        return english ? path + (path.contains("?") ? "&" : "?") + "lang=en" : path;
    }
}
