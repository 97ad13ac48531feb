package io.github.bayernkommunal.samples.quickstarts;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.LoginOutcome;
import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import io.github.bayernkommunal.bayernid.LoginRequest;
import io.github.bayernkommunal.bayernid.LoginStart;
import io.github.bayernkommunal.bayernid.TrustLevel;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How an application tests its login against the simulator; the page shows these lines. */
class OwnLoginTest {

    @RegisterExtension
    static final BayernIdSimulator identityProvider = BayernIdSimulator.create();

    @Test
    void annaLogsIn() {
        Map<String, String> settings = new HashMap<>(identityProvider.settings());
        settings.put("bayernid.entity-id", "https://antrag.musterstadt.example/saml");
        settings.put("bayernid.answers-to", "https://antrag.musterstadt.example/login/antwort");
        settings.put("bayernid.display-name", "Stadt Musterstadt – Bewohnerparken");
        BayernIdServiceProvider bayernId = BayernIdServiceProvider.from(settings);
        identityProvider.register(bayernId.metadata());
        LoginStart start = bayernId.startLogin(LoginRequest.atLeast(TrustLevel.SUBSTANTIAL));
        String answer = identityProvider.answer(start.formFields().get("SAMLRequest"), TestCitizen.of("anna"));
        LoginOutcome outcome = bayernId.finishLogin(answer, start.pending());
        assertInstanceOf(LoggedIn.class, outcome);
    }
}
