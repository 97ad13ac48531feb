package io.github.bayernkommunal.bayernid.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anySet;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.LoginOutcome;
import io.github.bayernkommunal.bayernid.TrustLevel;
import io.github.bayernkommunal.bayernid.jakarta.FakeServer.Browser;
import io.github.bayernkommunal.bayernid.jakarta.FakeServer.Got;
import io.github.bayernkommunal.bayernid.jakarta.internal.Definition;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.Forgery;
import io.github.bayernkommunal.bayernid.testkit.Mishap;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginWithTheMechanismTest {

    @RegisterExtension
    static final BayernIdSimulator bayernId = BayernIdSimulator.create();

    private static BayernIdServiceProvider provider;

    private final FakeServer server = new FakeServer();
    private final Browser browser = server.browser();
    private BayernIdAuthenticationMechanism mechanism = mechanism(TrustLevel.SUBSTANTIAL, "", "");
    private boolean isProtected = true;
    private AuthenticationStatus status;
    private Principal caller;

    @BeforeAll
    static void register() {
        provider = Antrag.provider(bayernId);
    }

    @AfterAll
    static void close() {
        provider.close();
    }

    private static BayernIdAuthenticationMechanism mechanism(TrustLevel minimum, String cancelled, String refused) {
        return new BayernIdAuthenticationMechanism(
                provider, Definition.of(minimum, Antrag.REQUESTED, List.of(), List.of(), cancelled, refused), null);
    }

    private final FakeServer.Handler site = (request, response) -> {
        HttpMessageContext context = mock(HttpMessageContext.class);
        when(context.isProtected()).thenReturn(isProtected);
        when(context.doNothing()).thenReturn(AuthenticationStatus.NOT_DONE);
        when(context.notifyContainerAboutLogin(any(Principal.class), anySet())).thenAnswer(call -> {
            caller = call.getArgument(0);
            assertEquals(Set.of("citizen"), call.getArgument(1));
            return AuthenticationStatus.SUCCESS;
        });
        status = mechanism.validateRequest(request, response, context);
    };

    private Got login(TestCitizen citizen) throws Exception {
        return Antrag.login(browser, site, bayernId, citizen);
    }

    private String page(Got got) {
        return got.body.toString();
    }

    @Test
    void beginsAtAProtectedPage() throws Exception {
        Got start = browser.get(site, Antrag.PAGE);

        assertEquals(AuthenticationStatus.SEND_CONTINUE, status);
        assertNotNull(start.field("SAMLRequest"));
        assertTrue(page(start).contains(bayernId.address() + "/idp/profile/SAML2/POST/SSO"));
        assertTrue(start.headers.get("Content-Security-Policy").contains("form-action"));
        assertEquals("no-store", start.headers.get("Cache-Control"));
        assertEquals("no-referrer", start.headers.get("Referrer-Policy"));
    }

    @Test
    void leavesPublicPagesAlone() throws Exception {
        isProtected = false;

        browser.get(site, "/antrag/");

        assertEquals(AuthenticationStatus.NOT_DONE, status);
        assertEquals(0, server.sessionsMade());
    }

    @Test
    void endsAtThePageThatWasWantedWithANewSessionId() throws Exception {
        Got start = browser.get(site, Antrag.PAGE + "?art=hund&n=1");
        String before = browser.cookie;

        Got end = Antrag.comeBack(
                browser, site, start, bayernId.answer(start.field("SAMLRequest"), TestCitizen.of("anna")));

        assertEquals(303, end.status);
        assertEquals(Antrag.PAGE + "?art=hund&n=1", end.location());
        assertNotEquals(before, browser.cookie);

        browser.get(site, end.location());
        assertEquals(AuthenticationStatus.SUCCESS, status);
        CitizenPrincipal citizen = (CitizenPrincipal) caller;
        assertEquals("BEISPIEL", citizen.citizen().surname().orElseThrow());
        assertEquals(TestCitizen.of("anna").postboxHandle(), citizen.citizen().postboxHandle());
        assertEquals(citizen.citizen().id().orElseThrow().value(), citizen.getName());
    }

    @Test
    void isKnownOnPublicPagesToo() throws Exception {
        login(TestCitizen.of("anna"));
        isProtected = false;

        browser.get(site, "/antrag/");

        assertEquals(AuthenticationStatus.SUCCESS, status);
    }

    @Test
    void doesNothingAtTheFirstPostButRepeatTheForm() throws Exception {
        Got start = browser.get(site, Antrag.PAGE);
        int sessions = server.sessionsMade();
        String answer = bayernId.answer(start.field("SAMLRequest"), TestCitizen.of("anna"));

        Got relay = browser.postFromOtherSite(site, Antrag.ANSWER, Antrag.form(answer, start.field("RelayState")));

        assertEquals(sessions, server.sessionsMade());
        assertEquals(answer, relay.field("SAMLResponse"));
        assertTrue(page(relay).contains("<button>"));
        assertTrue(page(relay).contains("action=\"https://antrag.musterstadt.example/antrag/login/antwort\""));
        String policy = relay.headers.get("Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'") && policy.contains("script-src 'nonce-"));
        assertEquals("no-store", relay.headers.get("Cache-Control"));
    }

    @Test
    void keepsTwoTabsApart() throws Exception {
        Got first = browser.get(site, Antrag.PAGE + "?tab=1");
        Got second = browser.get(site, Antrag.PAGE + "?tab=2");

        Got secondEnd = Antrag.comeBack(
                browser, site, second, bayernId.answer(second.field("SAMLRequest"), TestCitizen.of("anna")));
        Got firstEnd = Antrag.comeBack(
                browser, site, first, bayernId.answer(first.field("SAMLRequest"), TestCitizen.of("anna")));

        assertEquals(Antrag.PAGE + "?tab=2", secondEnd.location());
        assertEquals(Antrag.PAGE + "?tab=1", firstEnd.location());
    }

    @Test
    void leadsOnWhenTheFormIsPostedAgain() throws Exception {
        Got start = browser.get(site, Antrag.PAGE);
        String answer = bayernId.answer(start.field("SAMLRequest"), TestCitizen.of("anna"));
        Antrag.comeBack(browser, site, start, answer);

        Got again = Antrag.comeBack(browser, site, start, answer);

        assertEquals(303, again.status);
        assertEquals(Antrag.PAGE, again.location());
    }

    @Test
    void endsWithAClearPageInAnotherBrowser() throws Exception {
        Got start = browser.get(site, Antrag.PAGE);
        String answer = bayernId.answer(start.field("SAMLRequest"), TestCitizen.of("anna"));
        Browser victim = server.browser();
        Got withoutSession = Antrag.comeBack(victim, site, start, answer);
        victim.get(site, Antrag.PAGE);

        Got withOwnSession = Antrag.comeBack(victim, site, start, answer);

        for (Got got : List.of(withoutSession, withOwnSession)) {
            assertEquals(400, got.status);
            assertTrue(page(got).contains("Anmeldung abgelaufen") && page(got).contains("Login expired"));
        }
        victim.get(site, Antrag.PAGE);
        assertNull(caller);
    }

    @Test
    void tellsThatItWasCancelled() throws Exception {
        Got start = browser.get(site, Antrag.PAGE);

        Got end = Antrag.comeBack(browser, site, start, bayernId.cancel(start.field("SAMLRequest")));

        assertEquals(200, end.status);
        assertTrue(page(end).contains("Anmeldung abgebrochen") && page(end).contains("href=\"" + Antrag.PAGE + "\""));
    }

    @Test
    void forwardsACancellationToTheApplicationsOwnPage() throws Exception {
        mechanism = mechanism(TrustLevel.SUBSTANTIAL, "/login/abgebrochen", "");
        Got start = browser.get(site, Antrag.PAGE);

        Got end = Antrag.comeBack(browser, site, start, bayernId.cancel(start.field("SAMLRequest")));

        assertEquals("/login/abgebrochen", end.forwardedTo);
        assertTrue(end.attributes.get(BayernIdFilter.OUTCOME) instanceof LoginOutcome.Cancelled);
        assertEquals(Antrag.PAGE, end.attributes.get(BayernIdFilter.RETURN_PATH));
    }

    @Test
    void explainsALevelThatIsTooLow() throws Exception {
        mechanism = mechanism(TrustLevel.HIGH, "", "");

        Got end = login(TestCitizen.of("carla"));

        assertEquals(403, end.status);
        assertTrue(page(end).contains("höheren Vertrauensniveau"));
    }

    @Test
    void forwardsARefusalWithItsReasonToTheApplicationsOwnPage() throws Exception {
        mechanism = mechanism(TrustLevel.HIGH, "", "/login/abgelehnt");

        Got end = login(TestCitizen.of("bernd"));

        assertEquals("/login/abgelehnt", end.forwardedTo);
        assertEquals(403, end.status);
        LoginOutcome.Refused refused = (LoginOutcome.Refused) end.attributes.get(BayernIdFilter.OUTCOME);
        assertEquals(LoginOutcome.Reason.LEVEL_NOT_REACHED, refused.reason());
        assertNotNull(end.attributes.get(BayernIdFilter.CORRELATION_ID));
    }

    @ParameterizedTest
    @EnumSource(Mishap.class)
    void letsNobodyInOnABadDay(Mishap mishap) throws Exception {
        if (mishap == Mishap.UNAVAILABLE || mishap == Mishap.METADATA_UNAVAILABLE) {
            return;
        }
        mechanism = mechanism(TrustLevel.HIGH, "", "");
        Got start = browser.get(site, Antrag.PAGE);

        Got end = Antrag.comeBack(
                browser, site, start, bayernId.answer(mishap, start.field("SAMLRequest"), TestCitizen.of("anna")));

        assertNull(end.location());
        assertTrue(page(end).contains("href=\"" + Antrag.PAGE + "\""));
        browser.get(site, Antrag.PAGE);
        assertNull(caller);
    }

    @Test
    void tellsAForgerNothing() throws Exception {
        String first = null;
        for (Forgery forgery :
                List.of(Forgery.UNSIGNED, Forgery.EXPIRED, Forgery.CONTENT_CBC, Forgery.WRAPPED_IN_ADVICE)) {
            Got start = browser.get(site, Antrag.PAGE);
            Got end = Antrag.comeBack(
                    browser, site, start, bayernId.forge(forgery, start.field("SAMLRequest"), TestCitizen.of("anna")));

            assertEquals(403, end.status);
            String body = page(end).replaceAll("[0-9a-f]{32}", "#");
            first = first == null ? body : first;
            assertEquals(first, body);
            assertFalse(body.contains("Exception") || body.contains("BAYERNID-"));
        }
        browser.get(site, Antrag.PAGE);
        assertNull(caller);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "https://attacker.example/aaaaaaaa",
                "//attacker.example/aaaaaaaaaaa",
                "javascript:alert(1)//aaaaaaaaa",
                "\"><script>alert(1)</script>aaaa",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "aaaaaaaaaaaaaaaaaaaaaaaa\tx"
            })
    void neverFollowsOrShowsAForeignRelayState(String relayState) throws Exception {
        Got start = browser.get(site, Antrag.PAGE);
        String answer = bayernId.answer(start.field("SAMLRequest"), TestCitizen.of("anna"));

        Got end = browser.postFromOwnSite(site, Antrag.ANSWER, Antrag.form(answer, relayState));

        assertEquals(400, end.status);
        assertNull(end.location());
        assertFalse(page(end).contains("attacker") || page(end).contains("alert"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//attacker.example/", "/\\attacker.example/", "/antrag/\nx", "/ä"})
    void neverReturnsToAnotherServer(String uri) throws Exception {
        Got start = browser.get(site, uri);

        Got end = Antrag.comeBack(
                browser, site, start, bayernId.answer(start.field("SAMLRequest"), TestCitizen.of("anna")));

        assertEquals("/antrag/", end.location());
    }

    @Test
    void answers401ToScriptsThatFetchData() throws Exception {
        Got fetched = browser.send(site, "GET", Antrag.PAGE, Map.of(), true, Map.of("Sec-Fetch-Dest", "empty"));
        Got old = browser.send(site, "GET", Antrag.PAGE, Map.of(), true, Map.of("X-Requested-With", "XMLHttpRequest"));
        Got navigated = browser.send(site, "GET", Antrag.PAGE, Map.of(), true, Map.of("Sec-Fetch-Dest", "document"));

        assertEquals(List.of(401, 401, 200), List.of(fetched.status, old.status, navigated.status));
    }

    @Test
    void acceptsItsFormByPostOnly() throws Exception {
        Got got = browser.get(site, Antrag.ANSWER + "?SAMLResponse=x&RelayState=y");

        assertEquals(405, got.status);
        assertEquals("POST", got.headers.get("Allow"));
    }

    @Test
    void acceptsEachFieldOnceAndNotInTheQuery() throws Exception {
        Got start = browser.get(site, Antrag.PAGE);
        String answer = bayernId.answer(start.field("SAMLRequest"), TestCitizen.of("anna"));
        Map<String, String[]> twice = Antrag.form(answer, start.field("RelayState"));
        twice.put("SAMLResponse", new String[] {answer, answer});
        Map<String, String[]> none = new HashMap<>(Antrag.form(answer, start.field("RelayState")));
        none.remove("SAMLResponse");

        assertEquals(400, browser.postFromOwnSite(site, Antrag.ANSWER, twice).status);
        assertEquals(400, browser.postFromOwnSite(site, Antrag.ANSWER, none).status);
        assertEquals(
                400,
                browser.postFromOwnSite(
                                site, Antrag.ANSWER + "?SAMLResponse=x", Antrag.form(answer, start.field("RelayState")))
                        .status);
    }

    @Test
    void refusesAFormThatIsTooLarge() throws Exception {
        Got got = browser.send(site, "POST", Antrag.ANSWER, Map.of(), false, Map.of("Content-Length", "10000000"));

        assertEquals(413, got.status);
    }

    @Test
    void forgetsTheApplicationsDataWhenAnotherPersonLogsIn() throws Exception {
        Got start = browser.get(site, Antrag.PAGE + "?tab=2");
        login(TestCitizen.of("anna"));
        server.session(browser).setAttribute("draft", "of Anna");

        Got end = Antrag.comeBack(
                browser, site, start, bayernId.answer(start.field("SAMLRequest"), TestCitizen.of("joerg")));

        assertEquals(303, end.status);
        assertNull(server.session(browser).getAttribute("draft"));
    }

    @Test
    void asksTheSamePersonForMoreWhereAnotherPageDemandsMore() throws Exception {
        login(TestCitizen.of("anna").using(TestCitizen.Means.ELSTER));
        mechanism = mechanism(TrustLevel.HIGH, "", "");
        Got start = browser.get(site, Antrag.PAGE);
        assertEquals(AuthenticationStatus.SEND_CONTINUE, status);

        Got other = Antrag.comeBack(
                browser, site, start, bayernId.answer(start.field("SAMLRequest"), TestCitizen.of("joerg")));
        assertEquals(403, other.status);
        assertTrue(page(other).contains("Andere Person"));

        login(TestCitizen.of("anna"));
        browser.get(site, Antrag.PAGE);
        assertEquals(TrustLevel.HIGH, ((CitizenPrincipal) caller).citizen().trustLevel());
    }

    @Test
    void endsWithLogout() throws Exception {
        login(TestCitizen.of("anna"));
        HttpMessageContext context = mock(HttpMessageContext.class);

        browser.get((request, response) -> mechanism.cleanSubject(request, response, context), "/antrag/");

        verify(context).cleanClientSubject();
        browser.get(site, Antrag.PAGE);
        assertEquals(AuthenticationStatus.SEND_CONTINUE, status);
    }

    @Test
    void forgetsTheOldestOfManyStartedLogins() throws Exception {
        Got oldest = browser.get(site, Antrag.PAGE + "?n=0");
        for (int i = 1; i <= 10; i++) {
            browser.get(site, Antrag.PAGE + "?n=" + i);
        }

        Got end = Antrag.comeBack(
                browser, site, oldest, bayernId.answer(oldest.field("SAMLRequest"), TestCitizen.of("anna")));

        assertEquals(400, end.status);
    }

    @Test
    void namesNobodyWithoutAnAccount() {
        LoginOutcome.LoggedIn login = new LoginOutcome.LoggedIn(
                io.github.bayernkommunal.bayernid.Citizen.of(TrustLevel.HIGH, Map.of()),
                java.util.Optional.empty(),
                java.time.Instant.EPOCH);

        CitizenPrincipal one = CitizenPrincipal.of(login);
        CitizenPrincipal two = CitizenPrincipal.of(login);

        assertNotEquals(one.getName(), two.getName());
        assertNotEquals(one, two);
        assertEquals("CitizenPrincipal[level=HIGH]", one.toString());
    }
}
