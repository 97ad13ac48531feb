package io.github.bayernkommunal.samples.fuehrungszeugnis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import io.github.bayernkommunal.samples.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The whole journey in a real browser. The application is {@code https://localhost}, the services are {@code
 * https://127.0.0.1}: two sites, so that the rules for foreign forms and cookies apply as they do in the world.
 */
class BrowserJourneyIT {

    @RegisterExtension
    static final SharedDemo shared = new SharedDemo();

    private TestCitizen person;
    private Browser browser;
    private Sandbox sandbox;
    private URI application;

    /** What a test does at every page where the journey stops. */
    private interface Look {
        void at(String page) throws IOException;
    }

    @BeforeEach
    void openTheBrowser() throws IOException {
        person = Guests.next();
        browser = Browser.open(shared.demo());
        sandbox = shared.demo().sandbox();
        application = shared.demo().sample().address();
    }

    @AfterEach
    void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void citizenArrivesAndEveryPageIsAccessible() throws IOException {
        walk(false, page -> browser.demandAccessible());

        assertEquals(1, sandbox.epay().bookings().size());
        assertEquals(1, sandbox.postfach().received().size());
        assertSessionCookieIsOurs();
        assertFirstPostCameWithoutSession();
        assertNothingFromElsewhere();
    }

    @Test
    void citizenArrivesWithoutScriptsOnANarrowScreen() throws IOException {
        browser.scripts(false);
        browser.narrow(320);
        List<String> tooWide = new ArrayList<>();

        walk(true, page -> {
            if (browser.widthOfPage() > 320) {
                tooWide.add(page + ": " + browser.widthOfPage());
            }
            // The other test sees these pages for a moment only: they go on by themselves.
            if (Set.of("request", "answer", "answer again").contains(page)) {
                browser.scripts(true);
                browser.demandAccessible();
                browser.scripts(false);
            }
        });

        assertEquals(1, sandbox.postfach().received().size());
        assertEquals(List.of(), tooWide);
    }

    @Test
    void keyboardIsEnough() {
        browser.go(sandbox.portal().address().resolve("/"));
        browser.tabTo("input[name=q]");
        browser.press("Führungszeugnis" + Keys.ENTER);
        follow("main a[href*='/leistung/']");
        follow("main a[href^='" + application + "']");
        follow("#login");

        browser.tabTo("input[name=login]");
        browser.press(Keys.SPACE);
        WebElement chosen = browser.await("input[name=login]:checked");
        assertEquals(Visitor.cardOf(TestCitizen.of("anna")), chosen.getDomProperty("value"));
        follow("button[value=login]");

        browser.tabTo("#purpose");
        browser.press(String.join(Keys.TAB, Journey.DETAILS.values()));
        browser.press(Keys.ENTER);
        browser.await("#pay");
        follow("#pay button");
        follow("button[value=pay]");

        assertEquals("PAID", browser.await("#state").getDomAttribute("data-payment"));
    }

    @Test
    void mistakesAreNamedAtTheFieldsAndTheFocusGoesThere() throws IOException {
        browser.go(application.resolve("/antrag"));
        browser.click("input[value='" + Visitor.cardOf(person) + "']");
        browser.click("button[value=login]");
        browser.await("#details");
        // As a browser does that does not check by itself.
        browser.driver().executeScript("document.getElementById('details').noValidate = true");
        browser.type("#postalCode", "123");
        browser.click("#details button");

        WebElement notice = browser.await("[role=alert]");

        assertEquals(notice, browser.driver().switchTo().activeElement());
        assertEquals("true", browser.await("#postalCode").getDomAttribute("aria-invalid"));
        assertEquals("123", browser.await("#postalCode").getDomProperty("value"));
        browser.demandAccessible();
        browser.click("a[href='#postalCode']");
        assertTrue(browser.driver().getCurrentUrl().endsWith("#postalCode"));
    }

    private void walk(boolean byHand, Look look) throws IOException {
        browser.go(sandbox.portal().address().resolve("/"));
        look.at("portal");
        browser.type("input[name=q]", "Führungszeugnis" + Keys.ENTER);
        browser.await("main a[href*='/leistung/']");
        look.at("hits");
        browser.click("main a[href*='/leistung/']");
        browser.await("main a[href^='" + application + "']");
        look.at("service");
        browser.click("main a[href^='" + application + "']");
        browser.await("#login");
        look.at("start");
        browser.click("#login");
        if (byHand) {
            browser.awaitHidden("input[name=SAMLRequest]");
            look.at("request");
            browser.click("form button");
        }
        browser.await("input[name=login]");
        look.at("choice");
        browser.click("input[value='" + Visitor.cardOf(person) + "']");
        browser.click("button[value=login]");
        if (byHand) {
            browser.awaitHidden("input[name=SAMLResponse]");
            look.at("answer");
            browser.click("form button");
            browser.awaitHidden("input[name='bayernid.again']");
            look.at("answer again");
            browser.click("form button");
        }
        browser.await("#details");
        look.at("form");
        Journey.DETAILS.forEach((field, text) -> browser.type("#" + field, text));
        browser.click("#details button");
        browser.await("#pay");
        look.at("summary");
        browser.click("#pay button");
        browser.await("button[value=pay]");
        look.at("payment");
        browser.click("button[value=pay]");
        WebElement state = browser.await("#state");
        look.at("status");
        assertEquals("PAID", state.getDomAttribute("data-payment"));
        awaitDelivery();
        assertSessionCookieIsOurs();

        String handle = person.postboxHandle().orElseThrow();
        browser.go(sandbox.postfach().address().resolve("/"));
        look.at("mailboxes");
        browser.click("main a[href*='" + handle + "']");
        browser.await("main a[href^='/message']");
        look.at("mailbox");
        browser.click("main a[href^='/message']");
        browser.await("main a[href^='/attachment']");
        look.at("letter");
    }

    private void awaitDelivery() throws IOException {
        Poll.until(Duration.ofSeconds(15), () -> {
            boolean delivered = "DELIVERED".equals(browser.await("#state").getDomAttribute("data-letter"));
            if (!delivered) {
                browser.click("a[href$='/antrag/stand']");
            }
            return delivered;
        });
    }

    /** Reaches a link or button by keyboard and follows it. */
    private void follow(String css) {
        browser.tabTo(css);
        browser.press(Keys.ENTER);
    }

    private void assertSessionCookieIsOurs() {
        if (!browser.driver().getCurrentUrl().startsWith(application.toString())) {
            return;
        }
        Cookie cookie = browser.driver().manage().getCookieNamed("JSESSIONID");
        assertNotNull(cookie);
        assertEquals("Lax", cookie.getSameSite());
        assertTrue(cookie.isHttpOnly());
        assertTrue(cookie.isSecure());
    }

    /** The provider's form came without the session cookie, and the second one, from our own page, with it. */
    private void assertFirstPostCameWithoutSession() {
        List<Object> answers = browser.events("Network.requestWillBeSent").stream()
                .filter(event -> Browser.map(event.get("request")).get("url").equals(application + "/login/antwort")
                        && Browser.map(event.get("request")).get("method").equals("POST"))
                .map(event -> event.get("requestId"))
                .toList();
        assertEquals(2, answers.size(), "posts to the answer address");
        Map<Object, Set<String>> sent = browser.events("Network.requestWillBeSentExtraInfo").stream()
                .filter(event -> answers.contains(event.get("requestId")))
                .collect(Collectors.toMap(event -> event.get("requestId"), BrowserJourneyIT::cookies, (a, b) -> a));
        assertEquals(Set.of("JSESSIONID kept back: SameSiteLax"), sent.get(answers.get(0)));
        assertEquals(Set.of("JSESSIONID sent"), sent.get(answers.get(1)));
    }

    private static Set<String> cookies(Map<String, Object> event) {
        Set<String> cookies = new LinkedHashSet<>();
        for (Object associated : (List<?>) event.get("associatedCookies")) {
            Map<String, Object> entry = Browser.map(associated);
            List<?> reasons = (List<?>) entry.get("blockedReasons");
            cookies.add(Browser.map(entry.get("cookie")).get("name")
                    + (reasons.isEmpty() ? " sent" : " kept back: " + rule(reasons.get(0))));
        }
        return cookies;
    }

    /** Chromium names the same rule in two ways: it says "schemeful" when it also looked at the schemes of the redirects. */
    private static String rule(Object reason) {
        return reason.equals("SchemefulSameSiteLax") ? "SameSiteLax" : String.valueOf(reason);
    }

    private void assertNothingFromElsewhere() {
        Set<String> ours = Stream.of(
                        application,
                        sandbox.portal().address(),
                        sandbox.bayernId().address(),
                        sandbox.epay().address(),
                        sandbox.postfach().address())
                .map(address -> address.getScheme() + "://" + address.getAuthority())
                .collect(Collectors.toSet());
        Set<String> foreign = browser.events("Network.requestWillBeSent").stream()
                .map(event ->
                        URI.create((String) Browser.map(event.get("request")).get("url")))
                // Not the browser's own pages, and no data: within a page.
                .filter(address -> Set.of("http", "https", "ws", "wss").contains(address.getScheme()))
                .map(address -> address.getScheme() + "://" + address.getAuthority())
                .filter(origin -> !ours.contains(origin))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), foreign);
    }
}
