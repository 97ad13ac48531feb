package io.github.bayernkommunal.samples.quickstarts;

import io.github.bayernkommunal.bayernid.Attribute;
import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.Citizen;
import io.github.bayernkommunal.bayernid.LoginOutcome;
import io.github.bayernkommunal.bayernid.LoginOutcome.Cancelled;
import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import io.github.bayernkommunal.bayernid.LoginOutcome.Refused;
import io.github.bayernkommunal.bayernid.LoginRequest;
import io.github.bayernkommunal.bayernid.LoginStart;
import io.github.bayernkommunal.bayernid.PendingLogin;
import io.github.bayernkommunal.bayernid.TrustLevel;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import java.util.Map;
import java.util.TreeMap;

/** Logs a citizen in: send the browser with a request, judge the answer it comes back with. */
public final class LogIn {

    private final BayernIdServiceProvider bayernId;

    LogIn(BayernIdServiceProvider bayernId) {
        this.bayernId = bayernId;
    }

    /** Runs against a simulated identity provider; a simulated person logs in with the online ID card. */
    public static void main(String... arguments) {
        try (BayernIdSimulator identityProvider = BayernIdSimulator.start(0);
                BayernIdServiceProvider bayernId = BayernIdServiceProvider.from(settings(identityProvider))) {
            identityProvider.register(bayernId.metadata());
            LogIn login = new LogIn(bayernId);
            LoginStart start = login.start();
            TestCitizen person = TestCitizen.catalogue().stream()
                    .filter(someone -> someone.level() == 4)
                    .findFirst()
                    .orElseThrow();
            String answer = identityProvider.answer(start.formFields().getOrDefault("SAMLRequest", ""), person);
            System.out.println(login.finish(answer, start.pending()));
        }
    }

    static Map<String, String> settings(BayernIdSimulator identityProvider) {
        Map<String, String> settings = new TreeMap<>(identityProvider.settings());
        settings.put("bayernid.entity-id", "https://antrag.musterstadt.example/saml");
        settings.put("bayernid.answers-to", "https://antrag.musterstadt.example/login/antwort");
        settings.put("bayernid.display-name", "Stadt Musterstadt – Bewohnerparken");
        return settings;
    }

    LoginStart start() {
        return bayernId.startLogin(LoginRequest.atLeast(TrustLevel.SUBSTANTIAL)
                .requesting(Attribute.CITIZEN_ID, Attribute.GIVEN_NAME, Attribute.SURNAME, Attribute.POSTBOX_HANDLE));
        // show start.selfSubmittingPage(), and keep start.pending() in the session
    }

    String finish(String samlResponse, PendingLogin pending) {
        LoginOutcome outcome = bayernId.finishLogin(samlResponse, pending);
        if (outcome instanceof LoggedIn login) {
            return "welcome at level " + login.citizen().trustLevel() + mailboxOf(login.citizen());
        } else if (outcome instanceof Cancelled) {
            return "back to the start page";
        } else {
            return "explain why not: " + ((Refused) outcome).reason();
        }
    }

    private static String mailboxOf(Citizen citizen) {
        return citizen.postboxHandle().isPresent() ? ", with a mailbox" : ", without a mailbox";
    }
}
