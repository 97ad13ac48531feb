package io.github.bayernkommunal.samples.fuehrungszeugnis;

import static io.github.bayernkommunal.samples.fuehrungszeugnis.Visitor.fields;
import static io.github.bayernkommunal.samples.fuehrungszeugnis.Visitor.text;
import static io.github.bayernkommunal.samples.fuehrungszeugnis.Visitor.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.samples.fuehrungszeugnis.Walker.Page;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who must not get in, and what no page may give away. */
class LoginSafetyIT {

    @RegisterExtension
    static final SharedDemo shared = new SharedDemo();

    private Visitor citizen;
    private Map<String, String> login;
    private URI answersTo;

    @BeforeEach
    void comeWithAFreshBrowser() {
        citizen = new Visitor(shared.demo());
        login = Map.of("login", citizen.withCard(), "do", "login");
        answersTo = citizen.address("/login/antwort");
    }

    @Test
    void sessionOfTheLoginIsNotTheOneFromBefore() throws IOException {
        Page choice = citizen.choose();
        String before = citizen.session();

        citizen.walker().follow(citizen.deliver(citizen.answer(choice, login)));

        assertNotEquals("", before);
        assertNotEquals(before, citizen.session());
        Visitor other = new Visitor(shared.demo());
        other.walker().plant(answersTo, "JSESSIONID", before);
        assertDemandsLogin(other.get("/antrag"));
    }

    @Test
    void answerIsWorthlessAfterItsUse() throws IOException {
        Page answer = citizen.answer(citizen.choose(), login);
        Map<String, String> used = with(fields(answer), "bayernid.again", "1");
        Page form = citizen.walker().follow(citizen.deliver(answer));
        citizen.walker().submit(form.form("header form"), Map.of());
        citizen.get("/");

        Page replayed = citizen.walker().post(answersTo, used);

        assertEquals(400, replayed.status());
        assertDemandsLogin(citizen.get("/antrag"));
    }

    @Test
    void usedAnswerDoesNotFitTheNextLoginOfTheSameBrowser() throws IOException {
        Page answer = citizen.answer(citizen.choose(), login);
        String used = fields(answer).get("SAMLResponse");
        Page form = citizen.walker().follow(citizen.deliver(answer));
        citizen.walker().submit(form.form("header form"), Map.of());
        Page request = citizen.get("/antrag");

        Page replayed = citizen.walker()
                .post(
                        answersTo,
                        Map.of(
                                "SAMLResponse",
                                used,
                                "RelayState",
                                fields(request).get("RelayState"),
                                "bayernid.again",
                                "1"));

        assertEquals(403, replayed.status());
        assertDemandsLogin(citizen.get("/antrag"));
    }

    @Test
    void answerOfOnePersonDoesNotLogInAnothersBrowser() throws IOException {
        Map<String, String> stolen = with(fields(citizen.answer(citizen.choose(), login)), "bayernid.again", "1");
        Visitor victim = new Visitor(shared.demo());
        String ownRelayState = fields(victim.get("/antrag")).get("RelayState");

        Page asItIs = victim.walker().post(answersTo, stolen);
        Page withOwnState = victim.walker().post(answersTo, with(stolen, "RelayState", ownRelayState));

        assertEquals(400, asItIs.status());
        assertEquals(403, withOwnState.status());
        assertDemandsLogin(victim.get("/antrag"));
    }

    @Test
    void foreignPageCannotSkipTheSecondPost() throws IOException {
        Page answer = citizen.answer(citizen.choose(), login);

        Page posted = citizen.walker().post(answersTo, with(fields(answer), "bayernid.again", "1"));

        assertEquals(400, posted.status());
        assertDemandsLogin(citizen.get("/antrag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DIGEST", "SIGNATURE"})
    void failedLoginSaysNothingOfItsReason(String reason) throws IOException {
        Page answer = citizen.answer(citizen.choose(), login);
        Map<String, String> fields = with(fields(answer), "bayernid.again", "1");
        char[] text = fields.get("SAMLResponse").toCharArray();
        text[text.length / 2] = text[text.length / 2] == 'A' ? 'B' : 'A';
        citizen.get("/");

        Page refused = citizen.walker().post(answersTo, with(fields, "SAMLResponse", new String(text)));

        assertEquals(403, refused.status());
        assertFalse(text(refused).contains("BAYERNID-"), text(refused));
        assertFalse(text(refused).contains(reason), text(refused));
        assertDemandsLogin(citizen.get("/antrag"));
    }

    @Test
    void formsOfOthersMoveNothing() throws IOException {
        citizen.summary();

        Page withoutToken = citizen.walker().post(citizen.address("/antrag/bezahlen"), Map.of());
        Page withWrongToken = citizen.walker().post(citizen.address("/antrag/bezahlen"), Map.of("csrf", "x"));

        assertEquals(403, withoutToken.status());
        assertEquals(403, withWrongToken.status());
        assertEquals(List.of(), shared.demo().sandbox().epay().bookings());
    }

    @Test
    void caseOfAnotherPersonCannotBeSeen() throws IOException {
        citizen.decide(citizen.paymentPage(), "pay");
        Visitor other = new Visitor(shared.demo());

        Page form = other.walker().follow(other.login(Map.of("login", "joerg:eID", "do", "login")));
        Page status = other.status();

        assertTrue(text(form).contains("GRÖẞWANG-SÜẞMÜLLER"), text(form));
        assertEquals("/antrag", status.location().getPath());
    }

    @Test
    void everyPageIsProtected() throws IOException {
        Page payment = citizen.paymentPage();
        citizen.decide(payment, "cancel");

        for (String path : List.of(
                "/", "/antrag", "/antrag/pruefen", "/antrag/stand", "/anmeldung/abgebrochen", "/gibt-es-nicht")) {
            assertProtected(path, citizen.get(path));
        }
        Visitor stranger = new Visitor(shared.demo());
        assertProtected("request of a login", stranger.get("/antrag"));
        assertProtected("answer of a login", stranger.login(Map.of("do", "cancel")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/gibt-es-nicht",
                "/WEB-INF/web.xml",
                "/WEB-INF/pages/form.jsp",
                "/META-INF/MANIFEST.MF",
                "/antrag/../WEB-INF/web.xml",
                "/zahlung/%22%3E%3Cscript%3E",
                "/login/antwort",
                "/portal-feed/",
                "/antrag%00",
                "/fehler",
                "/antrag/stand/mehr",
                "/?lang=%3Cscript%3E"
            })
    void noAddressGivesTheInsideAway(String path) throws IOException {
        Page page = citizen.walker().get(URI.create(shared.demo().sample().address() + path));

        String all = page.text() + page.headers().map();
        for (String secret : List.of(
                "GlassFish", "Exception", "\tat ", "java.", "jakarta.", "Servlet", "Grizzly", "<script>", "web-app")) {
            assertFalse(all.contains(secret), secret + " on " + path + " (" + page.status() + "): " + all);
        }
    }

    @Test
    void sessionCookieStaysWithUs() throws IOException {
        Page page = citizen.get("/antrag");

        String cookie = page.header("Set-Cookie");
        assertTrue(cookie.contains("JSESSIONID="), cookie);
        for (String attribute : List.of("Secure", "HttpOnly", "SameSite=Lax")) {
            assertTrue(cookie.contains(attribute), cookie);
        }
        assertFalse(cookie.contains("Domain"), cookie);
    }

    private static void assertDemandsLogin(Page page) {
        assertEquals(
                1,
                page.html().select("input[name=SAMLRequest]").size(),
                page.status() + " " + page.html().title());
    }

    private static void assertProtected(String what, Page page) {
        assertTrue(
                page.header("Cache-Control").contains("no-store"),
                what + ": " + page.headers().map());
        assertEquals("nosniff", page.header("X-Content-Type-Options"), what);
        assertEquals("no-referrer", page.header("Referrer-Policy"), what);
        String policy = page.header("Content-Security-Policy");
        for (String rule : List.of("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action")) {
            assertTrue(policy.contains(rule), what + ": " + policy);
        }
        assertFalse(policy.contains("unsafe"), what + ": " + policy);
        assertEquals(1, page.headers().allValues("Content-Security-Policy").size(), what);
    }
}
