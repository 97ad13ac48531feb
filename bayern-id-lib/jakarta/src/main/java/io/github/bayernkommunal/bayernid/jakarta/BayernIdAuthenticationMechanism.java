package io.github.bayernkommunal.bayernid.jakarta;

import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.jakarta.internal.ActivationExtension;
import io.github.bayernkommunal.bayernid.jakarta.internal.Definition;
import io.github.bayernkommunal.bayernid.jakarta.internal.LoginFlow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Login with BayernID as an authentication mechanism of Jakarta Security; activated by {@link BayernIdAuthentication}.
 *
 * <p>Callers have the group {@code citizen} and the principal {@link CitizenPrincipal}. The answer of the identity provider is
 * treated here too, so no servlet is needed at its address.
 *
 * @source SAML 2.0 Profiles, 4.1 Web Browser SSO
 */
@ApplicationScoped
public class BayernIdAuthenticationMechanism implements HttpAuthenticationMechanism {

    private final @Nullable LoginFlow flow;

    /** For the container's proxy. */
    protected BayernIdAuthenticationMechanism() {
        this.flow = null;
    }

    /**
     * Made by the container.
     *
     * @param provider judges the logins
     * @param beans knows what the application declared
     */
    @Inject
    public BayernIdAuthenticationMechanism(BayernIdServiceProvider provider, BeanManager beans) {
        this(
                provider,
                beans.getExtension(ActivationExtension.class).definition(),
                ConfigLookup.find().apply(BayernIdFilter.ANSWER_PATH));
    }

    BayernIdAuthenticationMechanism(
            BayernIdServiceProvider provider, Definition definition, @Nullable String answerPath) {
        this.flow = new LoginFlow(provider, definition, answerPath);
    }

    /**
     * Lets a logged-in person through and sends everybody else to the identity provider, where the page demands it.
     *
     * @param request of the browser
     * @param response to the browser
     * @param context of the container
     * @return success, nothing to do, or that the answer is already written
     * @throws AuthenticationException if the answer could not be written
     */
    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        LoginFlow logins = flow();
        try {
            if (logins.isAnswer(request)) {
                logins.finish(request, response);
                return AuthenticationStatus.SEND_CONTINUE;
            }
            var caller = logins.caller(request);
            if (caller.isPresent()) {
                return context.notifyContainerAboutLogin(caller.get(), Set.of(BayernIdAuthentication.ROLE));
            }
            if (context.isProtected() || context.isAuthenticationRequest()) {
                logins.start(request, response);
                return AuthenticationStatus.SEND_CONTINUE;
            }
            return context.doNothing();
        } catch (IOException | ServletException e) {
            throw new AuthenticationException("The answer of the login could not be written", e);
        }
    }

    /**
     * Forgets the person, as part of {@link HttpServletRequest#logout()}.
     *
     * @param request of the browser
     * @param response to the browser
     * @param context of the container
     */
    @Override
    public void cleanSubject(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        flow().logout(request);
        context.cleanClientSubject();
    }

    private LoginFlow flow() {
        if (flow == null) {
            throw new IllegalStateException("A proxy has no login of its own");
        }
        return flow;
    }
}
