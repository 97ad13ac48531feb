package io.github.bayernkommunal.bayernid.testkit;

import static io.github.bayernkommunal.bayernid.testkit.Html.escape;

import java.io.IOException;

/** The invented people as a text that can be changed, in the format of their file. */
final class PeoplePage {

    private static final String ADDRESS = "/people";

    private final Service service;

    PeoplePage(Service service) {
        this.service = service;
    }

    static String address(Language language) {
        return ADDRESS + "?lang=" + language.code();
    }

    void show(Call call) throws IOException, Call.Broken {
        send(call, 200, TestPeople.write(service.citizens()), "");
    }

    /** Takes all of the text or nothing: what is wrong is told beside what was written. */
    void change(Call call) throws IOException, Call.Broken {
        String text = Call.orEmpty(call.form().get("people"));
        try {
            service.citizens(TestPeople.read(text));
        } catch (IllegalArgumentException e) {
            send(call, 400, text, Call.orEmpty(e.getMessage()));
            return;
        }
        call.seeOther("/?lang=" + call.language().code());
    }

    private void send(Call call, int status, String text, String problem) throws IOException, Call.Broken {
        Language language = call.language();
        String nonce = TestKeys.randomId();
        String notice = problem.isEmpty()
                ? ""
                : "<p class=\"notice\" role=\"alert\">%s <span lang=\"en\">%s</span></p>"
                        .formatted(language.of("Nichts wurde geändert.", "Nothing was changed."), escape(problem));
        String body = """
                %s
                <form method="post" action="%s">
                <p><label for="people">%s</label></p>
                <p><textarea id="people" name="people" rows="24" spellcheck="false">
                %s</textarea></p>
                <p><button>%s</button> <a class="button second" href="/?lang=%s">%s</a></p>
                </form>
                """.formatted(
                        notice,
                        address(language),
                        language.of(
                                "Je Zeile eine Angabe: Schlüssel.Merkmal=Wert. „means“ nennt die Anmeldemittel.",
                                "One fact per line: key.attribute=value. “means” lists the means of identification."),
                        escape(text),
                        language.of("Übernehmen", "Apply"),
                        language.code(),
                        language.of("Zurück", "Back"));
        call.page(
                status,
                Html.page(
                        language,
                        language.of("Erfundene Personen ändern", "Change the invented people"),
                        body,
                        address(language.other()),
                        nonce),
                "'self'",
                nonce);
    }
}
