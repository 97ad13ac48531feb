package io.github.bayernkommunal.bayernid.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.Check;
import io.github.bayernkommunal.bayernid.LoginRequest;
import io.github.bayernkommunal.bayernid.LoginStart;
import io.github.bayernkommunal.bayernid.ReplayGuard;
import io.github.bayernkommunal.bayernid.ResponseNotTrustedException;
import io.github.bayernkommunal.bayernid.TrustLevel;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActivationByAnnotationTest {

    @RegisterExtension
    static final BayernIdSimulator bayernId = BayernIdSimulator.create();

    private Map<String, String> settings;

    @ApplicationScoped
    @BayernIdAuthentication(minimum = TrustLevel.HIGH, requesting = "surname")
    static class Application {}

    @ApplicationScoped
    @BayernIdAuthentication(minimum = TrustLevel.BASIC)
    static class SecondApplication {}

    @ApplicationScoped
    @BayernIdAuthentication(minimum = TrustLevel.HIGH, requesting = "shoeSize")
    static class WrongApplication {}

    @ApplicationScoped
    static class OtherApplication {}

    @BeforeEach
    void configure() {
        settings = Antrag.settings(bayernId);
        settings.forEach(System::setProperty);
    }

    @AfterEach
    void tidy() {
        settings.keySet().forEach(System::clearProperty);
    }

    private static SeContainer container(Class<?>... classes) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(classes)
                .addBeanClasses(BayernIdProducer.class, BayernIdAuthenticationMechanism.class)
                .addExtensions(io.github.bayernkommunal.bayernid.jakarta.internal.ActivationExtension.class)
                .initialize();
    }

    @Test
    void makesTheMechanismABeanThatKnowsTheDefinition() throws Exception {
        try (SeContainer beans = container(Application.class)) {
            HttpAuthenticationMechanism mechanism =
                    beans.select(HttpAuthenticationMechanism.class).get();
            HttpMessageContext context = mock(HttpMessageContext.class);
            when(context.isProtected()).thenReturn(true);
            AuthenticationStatus[] status = new AuthenticationStatus[1];

            FakeServer.Got start = new FakeServer()
                    .browser()
                    .get(
                            (request, response) -> status[0] = mechanism.validateRequest(request, response, context),
                            "/antrag/x");

            assertEquals(AuthenticationStatus.SEND_CONTINUE, status[0]);
            BayernIdServiceProvider provider =
                    beans.select(BayernIdServiceProvider.class).get();
            bayernId.register(provider.metadata());
            assertTrue(bayernId.cancel(start.field("SAMLRequest")).length() > 100);
            assertSame(provider, beans.select(BayernIdServiceProvider.class).get());
        }
    }

    @ApplicationScoped
    static class EverythingWasUsed implements ReplayGuard {
        @Override
        public boolean firstUse(String assertion, Instant until) {
            return false;
        }
    }

    @Test
    void asksTheMemoryOfUsedAssertionsThatTheApplicationHas() {
        try (SeContainer beans = container(Application.class, EverythingWasUsed.class)) {
            BayernIdServiceProvider provider =
                    beans.select(BayernIdServiceProvider.class).get();
            bayernId.register(provider.metadata());
            LoginStart start = provider.startLogin(LoginRequest.atLeast(TrustLevel.BASIC));
            String answer = bayernId.answer(start.formFields().get("SAMLRequest"), TestCitizen.of("anna"));

            var refusal = assertThrows(
                    ResponseNotTrustedException.class, () -> provider.finishLogin(answer, start.pending()));

            assertEquals(Check.REPLAY, refusal.failedCheck());
        }
    }

    @Test
    void leavesAnApplicationWithoutTheAnnotationAlone() {
        try (SeContainer beans = container(OtherApplication.class)) {
            assertFalse(beans.select(HttpAuthenticationMechanism.class).isResolvable());
        }
    }

    @Test
    void refusesTwoAnnotationsAndAnUnknownAttributeAtDeployment() {
        assertTrue(assertThrows(RuntimeException.class, () -> container(Application.class, SecondApplication.class))
                .getMessage()
                .contains("one class of an application"));
        assertTrue(assertThrows(RuntimeException.class, () -> container(WrongApplication.class))
                .getMessage()
                .contains("shoeSize"));
    }

    @Test
    void letsTheMetadataServletFindTheBean() throws Exception {
        assertEquals(404, metadata(new StringWriter()));

        try (SeContainer beans = container(OtherApplication.class)) {
            StringWriter body = new StringWriter();

            assertEquals(200, metadata(body));
            assertTrue(body.toString().contains("https://antrag.musterstadt.example/sp"));
        }
    }

    private static int metadata(StringWriter body) throws Exception {
        BayernIdMetadataServlet servlet = new BayernIdMetadataServlet();
        ServletConfig config = mock(ServletConfig.class);
        when(config.getServletContext()).thenReturn(mock(ServletContext.class));
        servlet.init(config);
        HttpServletResponse response = mock(HttpServletResponse.class);
        when(response.getWriter()).thenReturn(new PrintWriter(body, true));
        servlet.doGet(mock(HttpServletRequest.class), response);
        if (body.toString().isEmpty()) {
            verify(response).sendError(404);
            return 404;
        }
        return 200;
    }
}
