package io.github.bayernkommunal.samples.existingapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.Mishap;
import io.github.bayernkommunal.samples.existingapp.Browser.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How the application is: citizens come with BayernID, clerks as ever. */
class LoginTest {

    @RegisterExtension
    static final BayernIdSimulator bayernId = BayernIdSimulator.create();

    private static final Map<String, String> WITH_CARD = Map.of("login", "anna:eID", "do", "login");

    private static TownServer server;

    private final URI page = server.address("buerger/antraege");
    private final URI answersTo = server.address("login/antwort");
    private final Browser browser = newBrowser();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = TownServer.withBayernId(folder, bayernId, 0);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void citizenReachesThePageThatWasAskedFor() throws IOException {
        URI deep = server.address("buerger/antraege?jahr=2026&seite=2");

        Page end = login(browser, deep, WITH_CARD);

        assertEquals(303, end.status());
        assertEquals(deep, end.location());
        assertEquals("Meine Anträge", browser.follow(end).title());
        assertEquals("login", bayernId.answered().get(0).outcome());
    }

    @Test
    void oldPagesKeepPeopleApartByTheirName() throws IOException {
        Page list = browser.follow(login(browser, page, WITH_CARD));
        browser.follow(browser.submit(list, Map.of("kennzeichen", "M-AB 123")));
        Browser other = newBrowser();

        Page othersList = other.follow(login(other, page, Map.of("login", "bernd:Elster", "do", "login")));
        Browser later = newBrowser();
        Page again = later.follow(login(later, page, WITH_CARD));

        assertEquals(List.of(), othersList.html().select("li").eachText());
        assertTrue(again.html().select("li").eachText().contains("M-AB 123"));
    }

    @Test
    void sessionIsAnotherOneAfterTheLogin() throws IOException {
        Page choice = choose(browser, page);
        String before = browser.session(page);

        deliver(browser, browser.submit(choice, WITH_CARD));

        assertNotEquals("", before);
        assertNotEquals(before, browser.session(page));
        Browser thief = newBrowser();
        thief.plant(page, before);
        assertDemandsLogin(thief.get(page));
    }

    @Test
    void whoCancelsSeesThePageOfTheApplication() throws IOException {
        Page end = login(browser, page, Map.of("do", "cancel"));

        assertEquals(200, end.status());
        assertEquals("Anmeldung abgebrochen", end.title());
        assertDemandsLogin(browser.get(page));
    }

    @Test
    void levelThatIsTooLowLeadsToThePageOfTheApplication() throws IOException {
        bayernId.next(Mishap.LEVEL_TOO_LOW);

        Page end = login(browser, page, WITH_CARD);

        assertEquals(403, end.status());
        assertTrue(end.text().contains("Online-Ausweis oder ELSTER"), end.text());
        assertDemandsLogin(browser.get(page));
    }

    @Test
    void otherFailuresCarryANumberToAskFor() throws IOException {
        bayernId.next(Mishap.TECHNICAL_FAULT);

        Page end = login(browser, page, WITH_CARD);

        assertEquals(403, end.status());
        assertEquals(32, end.html().select("code").text().length());
    }

    @Test
    void reloadAfterTheLoginLeadsToThePageWithoutASecondLogin() throws IOException {
        Page relay = browser.submit(browser.submit(choose(browser, page), WITH_CARD), Map.of());
        browser.submit(relay, Map.of());

        Page reloaded = browser.submit(relay, Map.of());

        assertEquals(303, reloaded.status());
        assertEquals(page, reloaded.location());
        assertEquals("Meine Anträge", browser.get(page).title());
        assertEquals(1, bayernId.answered().size());
    }

    @Test
    void everyTabReturnsToItsOwnPage() throws IOException {
        URI secondPage = server.address("buerger/antraege?tab=2");
        Page first = choose(browser, page);
        Page second = choose(browser, secondPage);

        Page endOfSecond = deliver(browser, browser.submit(second, WITH_CARD));
        Page endOfFirst = deliver(browser, browser.submit(first, WITH_CARD));

        assertEquals(secondPage, endOfSecond.location());
        assertEquals(page, endOfFirst.location());
        assertEquals("Meine Anträge", browser.get(page).title());
    }

    @Test
    void foreignFormBringsNoSessionAndIsNotJudged() throws IOException {
        Page answer = browser.submit(choose(browser, page), WITH_CARD);

        Page skipped = browser.submit(answer, Map.of("bayernid.again", "1"));

        assertEquals(400, skipped.status());
        assertDemandsLogin(browser.get(page));
    }

    @Test
    void answerPostedIntoAnotherBrowserIsRefused() throws IOException {
        Page relay = browser.submit(browser.submit(choose(browser, page), WITH_CARD), Map.of());
        Browser victim = newBrowser();
        String ownState = victim.get(page).field("RelayState");
        Map<String, String> stolen = fields(relay);

        Page withoutSession = newBrowser().post(answersTo, answersTo, stolen);
        Page asItIs = victim.post(answersTo, answersTo, stolen);
        stolen.put("RelayState", ownState);
        Page withOwnState = victim.post(answersTo, answersTo, stolen);

        assertEquals(List.of(400, 400, 403), List.of(withoutSession.status(), asItIs.status(), withOwnState.status()));
        assertDemandsLogin(victim.get(page));
    }

    @Test
    void answerOfALoginIsGoneAfterLogout() throws IOException {
        Page relay = browser.submit(browser.submit(choose(browser, page), WITH_CARD), Map.of());
        Page list = browser.follow(browser.submit(relay, Map.of()));

        browser.post(list.address(), server.address("abmelden"), Map.of());

        assertEquals(400, browser.submit(relay, Map.of()).status());
        assertDemandsLogin(browser.get(page));
    }

    @Test
    void clerksLogInAsEver() throws IOException {
        Page inbox = loginAsClerk(browser);

        assertEquals("Eingang", inbox.title());
        assertTrue(inbox.text().contains("Angemeldet: " + TownServer.CLERK));
        assertDemandsLogin(browser.get(page));
    }

    @Test
    void citizensDoNotGetBehindTheDeskOfTheClerks() throws IOException {
        login(browser, page, WITH_CARD);

        assertEquals(
                "Anmeldung", browser.get(server.address("verwaltung/eingang")).title());
    }

    @Test
    void clerkWhoIsAlsoACitizenIsOneHereAndTheOtherThere() throws IOException {
        loginAsClerk(browser);
        Page list = browser.follow(login(browser, page, WITH_CARD));
        browser.submit(list, Map.of("kennzeichen", "M-CL 7"));

        Page inbox = browser.get(server.address("verwaltung/eingang"));

        assertTrue(inbox.text().contains("Angemeldet: " + TownServer.CLERK));
        assertTrue(inbox.html().select("li").eachText().contains("M-CL 7"));
        Browser other = newBrowser();
        Page own = other.follow(login(other, page, WITH_CARD));
        assertTrue(own.html().select("li").eachText().contains("M-CL 7"));
    }

    @Test
    void pagesAfterALoginCannotBeOpenedDirectly() throws IOException {
        for (String path : List.of("WEB-INF/seiten/abgelehnt.jsp", "WEB-INF/web.xml")) {
            assertEquals(404, browser.get(server.address(path)).status());
        }
        assertEquals(405, browser.get(answersTo).status());
    }

    @Test
    void pathParametersDoNotLeadAroundTheFilter() throws IOException {
        for (String path :
                List.of("buerger/antraege;x=1", "buerger;x=1/antraege", "buerger/./antraege", "%62uerger/antraege")) {
            Page got = browser.get(URI.create(server.address("") + path));

            assertFalse(got.title().equals("Meine Anträge"), path);
        }
    }

    private static Browser newBrowser() {
        return new Browser(server.certificate(), bayernId.certificate());
    }

    /** The identity provider's page of a new login. */
    private static Page choose(Browser browser, URI wanted) throws IOException {
        return browser.follow(browser.submit(browser.get(wanted), Map.of()));
    }

    /** Carries the answer to the application: the foreign form, then its own once more. */
    private static Page deliver(Browser browser, Page answer) throws IOException {
        return browser.submit(browser.submit(answer, Map.of()), Map.of());
    }

    private static Page login(Browser browser, URI wanted, Map<String, String> decision) throws IOException {
        return deliver(browser, browser.submit(choose(browser, wanted), decision));
    }

    private static Page loginAsClerk(Browser browser) throws IOException {
        Page form = browser.get(server.address("verwaltung/eingang"));
        return browser.follow(
                browser.submit(form, Map.of("j_username", TownServer.CLERK, "j_password", TownServer.PASSWORD)));
    }

    private static Map<String, String> fields(Page page) {
        Map<String, String> fields = new TreeMap<>();
        page.form().formData().forEach(field -> fields.put(field.key(), field.value()));
        return fields;
    }

    private static void assertDemandsLogin(Page page) {
        assertNotEquals("", page.field("SAMLRequest"), page.status() + " " + page.title());
    }
}
