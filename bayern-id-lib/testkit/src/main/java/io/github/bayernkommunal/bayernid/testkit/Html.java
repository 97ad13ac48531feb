package io.github.bayernkommunal.bayernid.testkit;

/** The frame of every page: semantic, without scripts, nothing loaded from elsewhere. */
final class Html {

    private static final String STYLE = """
            :root{color-scheme:light}
            body{font:1.1rem/1.5 system-ui,sans-serif;margin:0;color:#1a1a1a;background:#fff}
            header,main,footer{max-width:46rem;margin:0 auto;padding:1rem}
            header{border-bottom:4px solid #00507d}
            footer{border-top:1px solid #767676;font-size:1rem}
            h1{font-size:1.6rem;line-height:1.25}h2,legend{font-size:1.2rem;font-weight:bold}
            fieldset{border:1px solid #767676;margin:0 0 1rem;padding:.5rem 1rem}
            label.choice{display:flex;gap:.75rem;align-items:center;min-height:2.75rem;overflow-wrap:anywhere}
            input[type=radio]{flex:none;width:1.5rem;height:1.5rem}
            select,button,.button{font:inherit;min-height:2.75rem;padding:.5rem 1rem;max-width:100%}
            button,.button{border:2px solid #00507d;background:#00507d;color:#fff;cursor:pointer;display:inline-block;
            box-sizing:border-box;text-decoration:none;margin:0 .5rem .5rem 0}
            button.second,.button.second{background:#fff;color:#00507d}
            a{color:#00507d}:focus-visible{outline:4px solid #b35900;outline-offset:2px}
            code{overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}
            td,th{overflow-wrap:break-word;hyphens:auto}td.short,th.short{white-space:nowrap}
            .wide{overflow-x:auto}
            td,th{text-align:left;vertical-align:top;border-bottom:1px solid #767676;padding:.5rem .5rem .5rem 0}
            .notice{border-left:.5rem solid #b35900;padding-left:1rem}
            textarea{font:1rem/1.5 ui-monospace,monospace;width:100%;box-sizing:border-box}
            summary{min-height:2.75rem;line-height:2.75rem;cursor:pointer}
            """;

    private Html() {}

    /** A complete page; {@code otherLanguage} is the address of the same page in the other language, or empty. */
    static String page(Language language, String title, String body, String otherLanguage, String nonce) {
        String other = otherLanguage.isEmpty()
                ? ""
                : "<p><a href=\"%s\" lang=\"%s\" hreflang=\"%s\">%s</a></p>"
                        .formatted(
                                escape(otherLanguage),
                                language.other().code(),
                                language.other().code(),
                                language.of("English", "Deutsch"));
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style nonce="%s">%s</style>
                </head>
                <body>
                <header><p><strong>%s</strong></p>%s</header>
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
                nonce,
                STYLE,
                language.of("BayernID – Simulator", "BayernID – simulator"),
                other,
                escape(title),
                body,
                language.of(
                        "Simulator für Tests mit erfundenen Personen. Kein Angebot des Freistaats Bayern.",
                        "Simulator for tests with invented people. Not a service of the Free State of" + " Bavaria."));
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
