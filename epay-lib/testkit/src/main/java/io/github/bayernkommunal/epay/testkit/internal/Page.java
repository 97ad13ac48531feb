package io.github.bayernkommunal.epay.testkit.internal;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A page for people: semantic HTML, no scripts, nothing loaded from elsewhere. */
final class Page {

    static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --accent: #00457a; --line: #bbb; }
            * { box-sizing: border-box; }
            body { background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; margin: 0 auto;
              max-width: 66rem; padding: 1rem; }
            header, footer { padding: .5rem 0; }
            header { border-bottom: .25rem solid var(--accent); display: flex; flex-wrap: wrap; gap: .5rem 1.5rem;
              justify-content: space-between; }
            footer { border-top: 1px solid var(--line); margin-top: 2rem; }
            a { color: var(--accent); text-underline-offset: .2em; }
            h1 { font-size: 1.6rem; line-height: 1.25; overflow-wrap: break-word; }
            h2 { font-size: 1.25rem; margin-top: 2rem; }
            dl { display: grid; gap: .25rem 1rem; grid-template-columns: max-content 1fr; }
            dt { font-weight: 600; }
            dd { margin: 0; min-width: 0; overflow-wrap: break-word; }
            form { max-width: 34rem; }
            fieldset { border: 1px solid var(--line); border-radius: .25rem; margin: 1rem 0; }
            legend { font-weight: 600; }
            label { display: block; padding: .4rem 0; }
            button { background: var(--paper); border: 2px solid var(--accent); border-radius: .25rem; color: var(--accent);
              font: inherit; font-weight: 600; margin: .25rem .5rem .25rem 0; min-height: 2.75rem; padding: .5rem 1.25rem; }
            button.main { background: var(--accent); color: var(--paper); }
            .aside { border-left: .25rem solid var(--line); margin-top: 2rem; padding-left: 1rem; }
            .aside h2 { font-size: 1rem; margin: 0; }
            .aside button { border: 1px solid var(--line); color: var(--ink); font-weight: 400; }
            :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; }
            th, td { border-bottom: 1px solid var(--line); padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; }
            td.number { text-align: right; white-space: nowrap; }
            @media (max-width: 60rem) {
              table, tbody, tr, td { display: block; }
              thead { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px; }
              tr { border-bottom: 2px solid var(--line); padding: .5rem 0; }
              td, td.number { border: 0; display: grid; gap: 0 .75rem; grid-template-columns: 9.5rem minmax(0, 1fr); padding: .1rem 0;
                text-align: left; }
              td::before { content: attr(data-label); font-weight: 600; }
              td span { min-width: 0; overflow-wrap: break-word; }
            }
            @media (max-width: 26rem) { td, td.number { grid-template-columns: minmax(0, 1fr); } dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #eee; --paper: #16191d; --accent: #9cd0ff; --line: #666; }
            }
            """;

    private Page() {}

    /**
     * The page as an answer.
     *
     * @param forms where forms may lead besides this server itself, as origins
     */
    static Answer answer(int status, Request request, String title, String main, String... forms) {
        Language language = Language.of(request);
        String html = """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="UTF-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="/stil.css">
                <link rel="icon" href="data:,">
                </head>
                <body>
                <header><span>%s</span><nav aria-label="%s">%s</nav></header>
                <main>
                <h1>%s</h1>
                %s
                </main>
                <footer><p>%s</p></footer>
                </body>
                </html>
                """.formatted(
                        language.code(),
                        escape(title),
                        language.say("Bezahlplattform (Simulator)", "Payment platform (simulator)"),
                        language.say("Sprache", "Language"),
                        languageSwitch(request, language),
                        escape(title),
                        main,
                        language.say(
                                "Dies ist ein Simulator für Tests. Es wird kein Geld bewegt.",
                                "This is a simulator for tests. No money is moved."));
        return Answer.of(status, "text/html;charset=UTF-8", html)
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none';"
                                + " form-action 'self' " + String.join(" ", forms))
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer");
    }

    private static String languageSwitch(Request request, Language language) {
        Map<String, String> query = new LinkedHashMap<>(request.query());
        query.put("lang", language == Language.GERMAN ? "en" : "de");
        return "<a href=\"%s\" hreflang=\"%s\" lang=\"%s\">%s</a>"
                .formatted(
                        escape(request.path() + "?" + encoded(query)),
                        query.get("lang"),
                        query.get("lang"),
                        language == Language.GERMAN ? "English" : "Deutsch");
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Scheme and host of an address, as a content security policy wants it; empty for an address of our own. */
    static String origin(URI address) {
        return address.isAbsolute()
                ? address.getScheme() + "://"
                        + Optional.ofNullable(address.getRawAuthority()).orElse("")
                : "";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String euro(BigDecimal amount, Language language) {
        NumberFormat format =
                NumberFormat.getNumberInstance(language.say("de", "en").equals("de") ? Locale.GERMANY : Locale.UK);
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(amount) + " €";
    }
}
