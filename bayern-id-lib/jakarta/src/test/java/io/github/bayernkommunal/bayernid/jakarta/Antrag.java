package io.github.bayernkommunal.bayernid.jakarta;

import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An application of a municipality that uses the simulated BayernID. */
final class Antrag {

    static final String ANSWER = "/antrag/login/antwort";
    static final String PAGE = "/antrag/formular";

    private Antrag() {}

    static Map<String, String> settings(BayernIdSimulator bayernId) {
        Map<String, String> settings = new HashMap<>(bayernId.settings());
        settings.put("bayernid.entity-id", "https://antrag.musterstadt.example/sp");
        settings.put("bayernid.answers-to", "https://antrag.musterstadt.example" + ANSWER);
        settings.put("bayernid.display-name", "Stadt Musterstadt");
        return settings;
    }

    static BayernIdServiceProvider provider(BayernIdSimulator bayernId) {
        BayernIdServiceProvider provider = BayernIdServiceProvider.from(settings(bayernId));
        bayernId.register(provider.metadata());
        return provider;
    }

    static Map<String, String[]> form(String samlResponse, String relayState) {
        Map<String, String[]> form = new HashMap<>();
        form.put("SAMLResponse", new String[] {samlResponse});
        form.put("RelayState", new String[] {relayState});
        return form;
    }

    /** The form of our own page, as the browser posts it. */
    static Map<String, String[]> again(FakeServer.Got page) {
        Map<String, String[]> form = form(page.field("SAMLResponse"), page.field("RelayState"));
        form.put("bayernid.again", new String[] {page.field("bayernid.again")});
        return form;
    }

    /** A browser goes to the identity provider and comes back with its answer, up to the judgement. */
    static FakeServer.Got comeBack(
            FakeServer.Browser browser, FakeServer.Handler handler, FakeServer.Got start, String samlResponse)
            throws Exception {
        FakeServer.Got relay =
                browser.postFromOtherSite(handler, ANSWER, form(samlResponse, start.field("RelayState")));
        return browser.postFromOwnSite(handler, ANSWER, again(relay));
    }

    static FakeServer.Got login(
            FakeServer.Browser browser, FakeServer.Handler handler, BayernIdSimulator bayernId, TestCitizen citizen)
            throws Exception {
        FakeServer.Got start = browser.get(handler, PAGE);
        return comeBack(browser, handler, start, bayernId.answer(start.field("SAMLRequest"), citizen));
    }

    static final List<String> REQUESTED = List.of("givenName", "surname", "postboxHandle", "bPK2");
}
