package io.github.bayernkommunal.bayernid.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anySet;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.TrustLevel;
import io.github.bayernkommunal.bayernid.jakarta.FakeServer.Browser;
import io.github.bayernkommunal.bayernid.jakarta.FakeServer.Got;
import io.github.bayernkommunal.bayernid.jakarta.internal.Definition;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.TestOrganisation;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The mechanism in front of Mein Unternehmenskonto. */
class LoginOfAnOrganisationTest {

    private static final TestOrganisation COMPANY = TestOrganisation.catalogue().get(0);

    @RegisterExtension
    static final BayernIdSimulator muk = BayernIdSimulator.builder()
            .unternehmenskonto(TestOrganisation.catalogue())
            .create();

    private static BayernIdServiceProvider provider;

    private final FakeServer server = new FakeServer();
    private CitizenPrincipal caller;

    private final BayernIdAuthenticationMechanism mechanism = new BayernIdAuthenticationMechanism(
            provider, Definition.of(TrustLevel.SUBSTANTIAL, List.of(), List.of(), List.of(), "", ""), null);

    private final FakeServer.Handler site = (request, response) -> {
        HttpMessageContext context = mock(HttpMessageContext.class);
        when(context.isProtected()).thenReturn(true);
        when(context.notifyContainerAboutLogin(any(CitizenPrincipal.class), anySet()))
                .thenAnswer(call -> {
                    caller = call.getArgument(0);
                    return AuthenticationStatus.SUCCESS;
                });
        mechanism.validateRequest(request, response, context);
    };

    @BeforeAll
    static void register() {
        Map<String, String> settings = Antrag.settings(muk);
        settings.put("bayernid.account", "unternehmenskonto");
        provider = BayernIdServiceProvider.from(settings);
        muk.register(provider.metadata());
    }

    @AfterAll
    static void close() {
        provider.close();
    }

    private void login(Browser browser, Got start, TestOrganisation organisation) throws Exception {
        Got end = Antrag.comeBack(browser, site, start, muk.answer(start.field("SAMLRequest"), organisation));
        assertEquals(303, end.status);
        browser.get(site, end.location());
    }

    private CitizenPrincipal callerAfterLoginOf(TestOrganisation organisation) throws Exception {
        Browser browser = server.browser();
        login(browser, browser.get(site, Antrag.PAGE), organisation);
        return caller;
    }

    @Test
    void theCallerGoesByTheIdOfTheOrganisation() throws Exception {
        CitizenPrincipal once = callerAfterLoginOf(COMPANY);
        CitizenPrincipal again = callerAfterLoginOf(COMPANY);
        CitizenPrincipal other = callerAfterLoginOf(TestOrganisation.catalogue().get(1));

        assertEquals(once.organisation().orElseThrow().id().orElseThrow(), once.getName());
        assertTrue(once.getName().startsWith("du-"), once.getName());
        assertEquals(once.getName(), again.getName());
        assertNotEquals(once.getName(), other.getName());
    }

    /** Two people may act for one organisation; nothing says that they are the same. */
    @Test
    void theApplicationsDataAreForgottenAtTheNextLoginForTheSameOrganisation() throws Exception {
        Browser browser = server.browser();
        Got first = browser.get(site, Antrag.PAGE);
        Got second = browser.get(site, Antrag.PAGE + "?tab=2");
        login(browser, first, COMPANY);
        server.session(browser).setAttribute("draft", "of a colleague");

        login(browser, second, COMPANY);

        assertNull(server.session(browser).getAttribute("draft"));
    }
}
