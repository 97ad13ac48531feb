package io.github.bayernkommunal.bayernid.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoginWithTheFilterTest {

    @RegisterExtension
    static final BayernIdSimulator bayernId = BayernIdSimulator.create();

    private final Map<String, String> ofFilter = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final ServletContext application = mock(ServletContext.class);
    private final BayernIdFilter filter = new BayernIdFilter();
    private final FakeServer.Browser browser = new FakeServer().browser();
    private HttpServletRequest passed;

    private final FakeServer.Handler site = (request, response) ->
            filter.doFilter(request, response, (through, to) -> passed = (HttpServletRequest) through);

    @BeforeEach
    void describe() {
        ofFilter.put("minimum", "SUBSTANTIAL");
        ofFilter.put("requesting", "givenName, surname,postboxHandle");
        Map<String, String> ofApplication = Antrag.settings(bayernId);
        when(application.getInitParameter(anyString()))
                .thenAnswer(call -> ofApplication.get(call.<String>getArgument(0)));
        when(application.getAttribute(anyString())).thenAnswer(call -> attributes.get(call.<String>getArgument(0)));
        doAnswer(call -> attributes.put(call.getArgument(0), call.getArgument(1)))
                .when(application)
                .setAttribute(anyString(), any());
    }

    @AfterEach
    void stop() {
        filter.destroy();
    }

    private void start() throws ServletException {
        FilterConfig config = mock(FilterConfig.class);
        when(config.getInitParameter(anyString())).thenAnswer(call -> ofFilter.get(call.<String>getArgument(0)));
        when(config.getServletContext()).thenReturn(application);
        filter.init(config);
        BayernIdServiceProvider provider =
                (BayernIdServiceProvider) attributes.get(BayernIdServiceProvider.class.getName());
        bayernId.register(provider.metadata());
    }

    @Test
    void showsTheCitizenToAnOldApplication() throws Exception {
        start();

        FakeServer.Got end = Antrag.login(browser, site, bayernId, TestCitizen.of("anna"));
        assertEquals(303, end.status);
        assertNull(passed);
        browser.get(site, Antrag.PAGE);

        CitizenPrincipal citizen = (CitizenPrincipal) passed.getUserPrincipal();
        assertEquals("BEISPIEL", citizen.citizen().surname().orElseThrow());
        assertEquals(citizen.getName(), passed.getRemoteUser());
        assertEquals("BayernID", passed.getAuthType());
        assertTrue(passed.isUserInRole("citizen"));
        assertFalse(passed.isUserInRole("admin"));
    }

    @Test
    void forgetsTheCitizenAtLogout() throws Exception {
        start();
        Antrag.login(browser, site, bayernId, TestCitizen.of("anna"));
        browser.get(site, Antrag.PAGE);

        browser.get(
                (request, response) -> filter.doFilter(request, response, (through, to) -> {
                    HttpServletRequest wrapped = (HttpServletRequest) through;
                    wrapped.logout();
                    assertNull(wrapped.getUserPrincipal());
                    assertNull(wrapped.getRemoteUser());
                    assertNull(wrapped.getAuthType());
                    assertFalse(wrapped.isUserInRole("citizen"));
                }),
                Antrag.PAGE);

        assertNotNull(browser.get(site, Antrag.PAGE).field("SAMLRequest"));
    }

    @Test
    void findsItsAnswerPathBehindAProxyThatChangesPaths() throws Exception {
        ofFilter.put(BayernIdFilter.ANSWER_PATH, "/app/intern");
        start();

        assertEquals(405, browser.get(site, "/app/intern").status);
        assertEquals(405, browser.get(site, "/app/intern;jsessionid=1").status);
        assertNotNull(browser.get(site, Antrag.ANSWER).field("SAMLRequest"));
    }

    @Test
    void doesNotStartWithoutALevel() {
        ofFilter.remove("minimum");

        String message = assertThrows(ServletException.class, this::start).getMessage();

        assertTrue(message.contains("minimum is BASIC, SUBSTANTIAL or HIGH"), message);
    }

    @Test
    void doesNotStartWithAnUnknownAttributeOrAPageThatIsNoPath() {
        ofFilter.put("requesting", "shoeSize");
        assertTrue(
                assertThrows(ServletException.class, this::start).getMessage().contains("shoeSize"));

        ofFilter.put("requesting", "surname");
        ofFilter.put("refusedPage", "refused.html");
        assertTrue(
                assertThrows(ServletException.class, this::start).getMessage().contains("refusedPage"));
    }

    @Test
    void doesNotStartWithoutSettings() {
        when(application.getInitParameter(anyString())).thenReturn(null);

        String message = assertThrows(ServletException.class, this::start).getMessage();

        assertTrue(message.contains("bayernid.entity-id"), message);
    }

    @Test
    void sharesItsServiceProviderWithTheMetadataServlet() throws Exception {
        start();
        BayernIdMetadataServlet servlet = new BayernIdMetadataServlet();
        ServletConfig config = mock(ServletConfig.class);
        when(config.getServletContext()).thenReturn(application);
        servlet.init(config);
        StringWriter body = new StringWriter();
        HttpServletResponse response = mock(HttpServletResponse.class);
        when(response.getWriter()).thenReturn(new PrintWriter(body, true));

        servlet.doGet(mock(HttpServletRequest.class), response);

        assertTrue(body.toString().contains("entityID=\"https://antrag.musterstadt.example/sp\""));
    }
}
