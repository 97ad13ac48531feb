package io.github.bayernkommunal.portalregistry.testkit.internal.pages;

import io.github.bayernkommunal.portalregistry.testkit.internal.web.Answer;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Markup;

/** The frame of every page: one style sheet, no scripts, a language switch, a note that this is a simulation. */
final class Page {

    static final String STYLE = """
            :root { color-scheme: light dark; }
            * { box-sizing: border-box; }
            body { margin: 0; font: 1.0625rem/1.6 system-ui, sans-serif; color: #1a1a1a; background: #fff;
              overflow-wrap: break-word; }
            header, main, footer { max-width: 60rem; margin: 0 auto; padding: 1rem; }
            header { border-bottom: .25rem solid #005a9c; }
            .site { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; justify-content: space-between; }
            h1 { font-size: 1.6rem; line-height: 1.25; overflow-wrap: break-word; hyphens: auto; }
            h2 { font-size: 1.25rem; margin-top: 2rem; }
            a { color: #00457a; text-underline-offset: .2em; }
            a:focus-visible, input:focus-visible, select:focus-visible, button:focus-visible
              { outline: .2rem solid #00457a; outline-offset: .15rem; }
            label { display: block; font-weight: 600; margin-top: .75rem; }
            input, select, button { font: inherit; width: 100%; max-width: 30rem; min-height: 2.75rem; padding: .4rem .6rem;
              border: .1rem solid #555; border-radius: .25rem; background: #fff; color: #1a1a1a; }
            button, a.action { background: #00457a; color: #fff; border-color: #00457a; font-weight: 600; margin-top: 1rem; }
            a.action { display: inline-block; padding: .7rem 1.2rem; border-radius: .25rem; }
            ul.plain { list-style: none; padding: 0; }
            ul.plain li { padding: .5rem 0; border-bottom: .06rem solid #bbb; }
            .note { background: #fff4ce; color: #1a1a1a; padding: .4rem 1rem; margin: 0; text-align: center; }
            .skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
            dt { font-weight: 600; margin-top: .75rem; } dd { margin: 0; overflow-wrap: break-word; }
            @media (prefers-color-scheme: dark) {
              body { color: #eee; background: #16191d; } a { color: #9cd0ff; }
              a.action, button { background: #9cd0ff; color: #10202e; border-color: #9cd0ff; }
              a:focus-visible, input:focus-visible, select:focus-visible, button:focus-visible { outline-color: #9cd0ff; }
            }
            """;

    private Page() {}

    /**
     * A complete page.
     *
     * @param language {@code de} or {@code en}
     * @param otherLanguage address of the same page in the other language, unescaped
     * @param content finished HTML
     */
    static Answer of(int status, String language, String title, String otherLanguage, String content) {
        boolean english = language.equals("en");
        String page = """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s – %s</title>
                <link rel="stylesheet" href="/stil.css">
                </head>
                <body>
                <a class="skip" href="#inhalt">%s</a>
                <p class="note">%s</p>
                <header><div class="site"><a href="/%s">%s</a>
                <a href="%s" lang="%s" hreflang="%s">%s</a></div></header>
                <main id="inhalt">
                <h1>%s</h1>
                %s
                </main>
                <footer><p>%s</p></footer>
                </body>
                </html>
                """.formatted(
                        language,
                        Markup.escape(title),
                        english ? "Portal (simulation)" : "Portal (Simulation)",
                        english ? "Skip to content" : "Zum Inhalt",
                        english ? "Simulation for tests and demonstrations" : "Simulation für Tests und Vorführungen",
                        english ? "?lang=en" : "",
                        english ? "Home" : "Startseite",
                        Markup.escape(otherLanguage),
                        english ? "de" : "en",
                        english ? "de" : "en",
                        english ? "Deutsch" : "English",
                        Markup.escape(title),
                        content,
                        english
                                ? "Not an offer of the Free State of Bavaria. All offices and online services are invented, and so are most places."
                                : "Kein Angebot des Freistaats Bayern. Alle Ämter und Online-Dienste sind erfunden, ebenso die meisten Orte.");
        return Answer.page(status, page);
    }
}
