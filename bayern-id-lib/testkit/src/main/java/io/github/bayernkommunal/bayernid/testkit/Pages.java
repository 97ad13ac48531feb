package io.github.bayernkommunal.bayernid.testkit;

import static io.github.bayernkommunal.bayernid.testkit.Html.escape;

import io.github.bayernkommunal.bayernid.testkit.LoginQuestion.Wanted;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen.Means;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people see. */
final class Pages {

    private Pages() {}

    /** The start page: who is registered, who can log in. */
    static String start(Service service, Language language, String nonce) {
        StringBuilder providers = new StringBuilder();
        for (ServiceProvider provider : service.providers()) {
            providers.append("<li><code>").append(escape(provider.entityId())).append("</code></li>");
        }
        StringBuilder people = new StringBuilder();
        for (TestCitizen citizen : service.citizens()) {
            people.append("<tr><td>%s</td><td class=\"short\"><code>%s</code></td><td>%s</td></tr>"
                    .formatted(
                            escape(nameOf(service, citizen)),
                            citizen.key(),
                            escape(String.join(
                                    ", ",
                                    citizen.possibleMeans().stream()
                                            .map(Means::wireName)
                                            .toList()))));
        }
        String body = """
                <p>%s <a href="/idp"><code>%s</code></a></p>
                <h2>%s</h2>
                <ul>%s</ul>
                <h2>%s</h2>
                <div class="wide" role="region" tabindex="0" aria-label="%s"><table>
                <thead><tr><th scope="col">%s</th><th scope="col" class="short">%s</th><th scope="col">%s</th></tr></thead>
                <tbody>%s</tbody></table></div>
                <p><a href="%s">%s</a></p>
                """.formatted(
                language.of("Metadaten dieses Identitätsanbieters:", "Metadata of this provider:"),
                escape(service.entityId()),
                language.of("Angemeldete Online-Dienste", "Registered online services"),
                providers.length() == 0 ? "<li>" + language.of("Noch keiner.", "None yet.") + "</li>" : providers,
                language.of("Erfundene Personen", "Invented people"),
                language.of("Erfundene Personen", "Invented people"),
                language.of("Name", "Name"),
                language.of("Schlüssel", "Key"),
                language.of("Anmeldemittel", "Means of identification"),
                people,
                PeoplePage.address(language),
                language.of("Personen ändern", "Change the people"));
        return Html.page(
                language,
                language.of("Anmeldung mit BayernID ausprobieren", "Try logging in with BayernID"),
                body,
                "/?lang=" + language.other().code(),
                nonce);
    }

    /** What somebody reads who went on without choosing, or nothing. */
    private static String notice(boolean nobodyChosen, Language language) {
        return nobodyChosen
                ? "<p class=\"notice\" role=\"alert\">%s</p>\n"
                        .formatted(language.of(
                                "Bitte wählen Sie aus, wer sich anmeldet.", "Please choose who is logging in."))
                : "";
    }

    /** The name; where several people share it, with year of birth and key. */
    private static String nameOf(Service service, TestCitizen citizen) {
        long sharing = service.citizens().stream()
                .filter(other -> other.displayName().equals(citizen.displayName()))
                .count();
        if (sharing < 2) {
            return citizen.displayName();
        }
        String born = citizen.value("birthdate")
                .map(date -> "* " + date.substring(0, Math.min(4, date.length())) + ", ")
                .orElse("");
        return "%s (%s%s)".formatted(citizen.displayName(), born, citizen.key());
    }

    /** Who asks, for what, and who logs in. */
    static String choice(
            Service service,
            LoginQuestion question,
            String handle,
            boolean nobodyChosen,
            Language language,
            String nonce) {
        String path = "/idp/login/" + handle;
        StringBuilder enough = new StringBuilder();
        StringBuilder tooLow = new StringBuilder();
        for (TestCitizen citizen : service.citizens()) {
            for (Means means : citizen.possibleMeans()) {
                TestCitizen login = citizen.using(means);
                boolean suits = question.offers(means) && login.level() >= question.level();
                (suits ? enough : tooLow).append(option(service, login, language));
                if (suits && question.offersWithoutAccount() && means != Means.BENUTZERNAME && means != Means.DIIA) {
                    enough.append(option(service, login.withoutAccount(), language));
                }
            }
        }
        String back = question.backAddress() == null
                ? "<button class=\"second\" name=\"do\" value=\"cancel\">%s</button>"
                        .formatted(language.of("Abbrechen", "Cancel"))
                : "<a class=\"button second\" href=\"%s\">%s</a>"
                        .formatted(
                                escape(question.backAddress().toString()),
                                language.of("Zurück zum Online-Dienst", "Back to the online service"));
        String body = """
                <p>%s <strong>%s</strong></p>
                <h2>%s</h2>
                <ul>%s</ul>
                <form method="post" action="%s">
                <fieldset><legend>%s</legend>%s</fieldset>
                <p><button name="do" value="login">%s</button>%s</p>
                <details><summary>%s</summary>
                <fieldset><legend>%s</legend>%s</fieldset>
                <p><label for="case">%s</label><br><select id="case" name="case">%s</select></p>
                </details>
                </form>
                """.formatted(
                language.of("Diese Stelle bittet um Ihre Daten:", "This office asks for your data:"),
                escape(question.displayName()),
                language.of("Diese Daten werden übermittelt", "These data will be transferred"),
                wanted(question, language),
                path + "?lang=" + language.code(),
                language.of("Wer meldet sich womit an?", "Who logs in, and how?"),
                enough.length() == 0
                        ? "<p>"
                                + language.of(
                                        "Niemand hat ein passendes Anmeldemittel.", "Nobody has a suitable means.")
                                + "</p>"
                        : enough,
                language.of("Anmelden und Daten übermitteln", "Log in and transfer the data"),
                back,
                language.of("Nur im Simulator", "Only in the simulator"),
                language.of(
                        "Anmeldemittel, die der Online-Dienst nicht zulässt",
                        "Means that the online service does not admit"),
                tooLow,
                language.of("Besonderer Ausgang", "Special outcome"),
                cases(language));
        return Html.page(
                language,
                language.of("Anmelden mit BayernID", "Log in with BayernID"),
                notice(nobodyChosen, language) + body,
                path + "?lang=" + language.other().code(),
                nonce);
    }

    /** The page of Mein Unternehmenskonto. */
    static String organisations(
            Service service,
            LoginQuestion question,
            String handle,
            boolean nobodyChosen,
            Language language,
            String nonce) {
        String path = "/idp/login/" + handle;
        StringBuilder choices = new StringBuilder();
        for (TestOrganisation organisation : service.organisations()) {
            choices.append(
                    "<label class=\"choice\"><input type=\"radio\" name=\"login\" value=\"%s\"> <span>%s</span></label>"
                            .formatted(
                                    organisation.key(),
                                    escape(organisation.texts().getOrDefault("Firmenname", organisation.key()))));
        }
        String body = """
                <p>%s <code>%s</code></p>
                <form method="post" action="%s">
                <fieldset><legend>%s</legend>%s</fieldset>
                <p><button name="do" value="login">%s</button>
                <button class="second" name="do" value="cancel">%s</button></p>
                </form>
                """.formatted(
                        language.of("Es fragt:", "Who asks:"),
                        escape(question.provider().entityId()),
                        path + "?lang=" + language.code(),
                        language.of("Welches Unternehmen meldet sich an?", "Which organisation logs in?"),
                        choices,
                        language.of("Anmelden und Daten übermitteln", "Log in and transfer the data"),
                        language.of("Abbrechen", "Cancel"));
        return Html.page(
                language,
                language.of("Anmelden mit Mein Unternehmenskonto", "Log in with Mein Unternehmenskonto"),
                notice(nobodyChosen, language) + body,
                path + "?lang=" + language.other().code(),
                nonce);
    }

    private static String option(Service service, TestCitizen login, Language language) {
        String value = login.key() + ":" + login.means().wireName() + (login.isTemporary() ? ":temporary" : "");
        return "<label class=\"choice\"><input type=\"radio\" name=\"login\" value=\"%s\"> <span>%s – %s, %s %d%s</span></label>"
                .formatted(
                        value,
                        escape(nameOf(service, login)),
                        escape(login.means().wireName()),
                        language.of("Niveau", "level"),
                        login.level(),
                        login.isTemporary() ? language.of(", ohne Konto", ", without account") : "");
    }

    private static String wanted(LoginQuestion question, Language language) {
        StringBuilder list = new StringBuilder();
        for (Wanted wanted : question.attributes()) {
            Datum datum = wanted.datum();
            list.append("<li>")
                    .append(
                            datum == null
                                    ? "<code>" + escape(wanted.name()) + "</code>"
                                    : escape(datum.label(language)))
                    .append(wanted.required() ? language.of(" (erforderlich)", " (required)") : "")
                    .append("</li>");
        }
        return list.toString();
    }

    private static String cases(Language language) {
        StringBuilder options =
                new StringBuilder("<option value=\"\">%s</option>".formatted(language.of("keiner", "none")));
        for (Mishap mishap : Mishap.values()) {
            if (mishap.concernsAnswer()) {
                options.append("<option value=\"%s\">%s</option>".formatted(mishap, escape(mishap.label(language))));
            }
        }
        for (Forgery forgery : Forgery.values()) {
            options.append("<option value=\"%s\">%s: %s</option>"
                    .formatted(
                            forgery,
                            language.of("Angriff", "Attack"),
                            escape(language.of(forgery.german(), forgery.english()))));
        }
        return options.toString();
    }

    /** Carries the answer to the online service; works with and without scripts. */
    static String answer(
            String consumer, String response, @Nullable String relayState, Language language, String nonce) {
        String relay = relayState == null
                ? ""
                : "<input type=\"hidden\" name=\"RelayState\" value=\"%s\">".formatted(escape(relayState));
        String body = """
                <form method="post" action="%s">
                <input type="hidden" name="SAMLResponse" value="%s">%s
                <p>%s</p>
                <p><button>%s</button></p>
                </form>
                <script nonce="%s">document.forms[0].submit()</script>
                """.formatted(
                        escape(consumer),
                        escape(response),
                        relay,
                        language.of(
                                "Sie werden zum Online-Dienst zurückgeleitet.",
                                "You are being sent back to the online service."),
                        language.of("Weiter zum Online-Dienst", "Continue to the online service"),
                        nonce);
        return Html.page(
                language, language.of("Zurück zum Online-Dienst", "Back to the online service"), body, "", nonce);
    }

    /** The error page; {@code detail} helps the developer and would not stand on the real page. */
    static String error(String code, List<String> detail, Language language, String nonce) {
        StringBuilder paragraphs = new StringBuilder();
        detail.forEach(line ->
                paragraphs.append("<p lang=\"en\">").append(escape(line)).append("</p>"));
        String body = """
                <div class="notice"><p>%s</p><p>idp.code: <code id="idp.code">%s</code></p>%s</div>
                """.formatted(
                language.of(
                        "Die Anfrage des Online-Dienstes kann nicht bearbeitet werden. Es wurden keine"
                                + " Daten übermittelt.",
                        "The request of the online service cannot be processed. No data were" + " transferred."),
                escape(code),
                paragraphs);
        return Html.page(
                language,
                language.of("Anmeldung nicht möglich", "Login not possible"),
                body,
                "/idp/error?idp.code=" + escape(code) + "&lang="
                        + language.other().code(),
                nonce);
    }
}
