package io.github.bayernkommunal.bayernid.jakarta.internal;

import io.github.bayernkommunal.bayernid.BayernIdException;
import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.Citizen;
import io.github.bayernkommunal.bayernid.LoginOutcome;
import io.github.bayernkommunal.bayernid.LoginRequest;
import io.github.bayernkommunal.bayernid.LoginStart;
import io.github.bayernkommunal.bayernid.jakarta.BayernIdFilter;
import io.github.bayernkommunal.bayernid.jakarta.CitizenPrincipal;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The way of a browser through a login, the same for the mechanism and the filter.
 *
 * <p>The identity provider's form comes from another site, so browsers leave a {@code SameSite=Lax} session cookie at home and
 * the login that was started cannot be found. Therefore the first POST is answered with a page that sends the same fields once
 * more; this second POST comes from our own site, with the session. Nothing is judged or remembered before it.
 */
public final class LoginFlow {

    /** Form field that marks the second POST. */
    static final String AGAIN = "bayernid.again";

    private static final Logger log = LoggerFactory.getLogger(LoginFlow.class);

    // 256 KiB of XML in Base64, with line breaks.
    private static final int LONGEST_RESPONSE = 360_000;
    private static final Pattern RELAY_STATE = Pattern.compile("[A-Za-z0-9_.~-]{16,80}");

    private final BayernIdServiceProvider provider;
    private final Definition definition;
    private final String answerPath;
    // Two posts of one session at once (a double click) are judged one after the other.
    private final Object[] locks = Stream.generate(Object::new).limit(64).toArray();

    /**
     * A flow for one application.
     *
     * @param answerPath path of our answer address as this server sees it, with context path; null takes the public one
     */
    public LoginFlow(BayernIdServiceProvider provider, Definition definition, @Nullable String answerPath) {
        this.provider = provider;
        this.definition = definition;
        this.answerPath = answerPath == null ? provider.answersTo().getRawPath() : answerPath;
    }

    /** Whether a request is addressed to the place where answers arrive. */
    public boolean isAnswer(HttpServletRequest request) {
        String path = request.getRequestURI();
        int parameters = path.indexOf(';');
        return answerPath.equals(parameters < 0 ? path : path.substring(0, parameters));
    }

    /** The logged-in person, if the login still suffices for what the application demands. */
    public Optional<CitizenPrincipal> caller(HttpServletRequest request) {
        return known(request).filter(this::suffices);
    }

    private static Optional<CitizenPrincipal> known(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable(new SessionMemory(session).caller());
    }

    private boolean suffices(CitizenPrincipal principal) {
        Citizen citizen = principal.citizen();
        return citizen.trustLevel().isAtLeast(definition.request().minimum())
                && definition.request().required().stream()
                        .allMatch(attribute -> citizen.value(attribute).isPresent());
    }

    /** Sends the browser to the identity provider; a script that fetches data gets 401 instead, for it could not log in. */
    public void start(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isNavigation(request)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        LoginStart start;
        try {
            start = provider.startLogin(demand(request));
        } catch (BayernIdException unavailable) {
            String correlationId = Page.token();
            log.warn("login not started, correlation {}: {}", correlationId, unavailable.getMessage());
            Page.write(response, 503, Message.UNAVAILABLE, ReturnPath.of(request), correlationId);
            return;
        }
        new SessionMemory(request.getSession(true))
                .started(start.relayState(), start.pending(), ReturnPath.of(request));
        SessionCookie.complete(request, response);
        Page.protect(response, start.contentSecurityPolicy());
        response.getWriter().write(start.selfSubmittingPage());
    }

    /** Somebody whose login does not suffice must raise it: the same person, at the demanded level. */
    private LoginRequest demand(HttpServletRequest request) {
        return known(request)
                .flatMap(principal -> principal.citizen().id())
                .map(id -> definition.request().onlyFor(id))
                .orElse(definition.request());
    }

    private static boolean isNavigation(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return destination == null
                ? request.getHeader("X-Requested-With") == null
                : destination.equals("document") || destination.equals("iframe") || destination.equals("frame");
    }

    /** Treats a request to the answer address. */
    public void finish(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        String home = ReturnPath.home(request);
        if (!"POST".equals(request.getMethod())) {
            response.setHeader("Allow", "POST");
            Page.write(response, 405, Message.NOT_FOUND, home, "");
            return;
        }
        if (request.getContentLengthLong() > 2L * LONGEST_RESPONSE) {
            Page.write(response, 413, Message.FAILED, home, refused("the form is too large"));
            return;
        }
        String samlResponse = only(request, "SAMLResponse");
        String relayState = only(request, "RelayState");
        if (samlResponse == null || samlResponse.length() > LONGEST_RESPONSE || relayState == null) {
            Page.write(response, 400, Message.FAILED, home, refused("SAMLResponse and RelayState must come once each"));
        } else if (!RELAY_STATE.matcher(relayState).matches()) {
            Page.write(response, 400, Message.NOT_FOUND, home, "");
        } else if (request.getParameter(AGAIN) == null) {
            Page.writeAgain(response, provider.answersTo(), samlResponse, relayState);
        } else {
            HttpSession session = request.getSession(false);
            if (session == null) {
                Page.write(response, 400, Message.NOT_FOUND, home, "");
                return;
            }
            synchronized (locks[Math.floorMod(session.getId().hashCode(), locks.length)]) {
                judge(request, response, session, samlResponse, relayState);
            }
        }
    }

    private void judge(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpSession session,
            String samlResponse,
            String relayState)
            throws IOException, ServletException {
        SessionMemory memory = new SessionMemory(session);
        SessionMemory.Started started = memory.take(relayState);
        if (started == null) {
            String finished = memory.finishedAt(relayState);
            if (finished != null && memory.caller() != null) {
                seeOther(response, finished);
            } else {
                Page.write(response, 400, Message.NOT_FOUND, ReturnPath.home(request), "");
            }
            return;
        }
        LoginOutcome outcome;
        try {
            outcome = provider.finishLogin(samlResponse, started.pending());
        } catch (BayernIdException distrust) {
            String correlationId = Page.token();
            log.warn("login refused, correlation {}: {}", correlationId, distrust.getMessage());
            Page.write(response, 403, Message.FAILED, started.returnPath(), correlationId);
            return;
        }
        if (outcome instanceof LoginOutcome.LoggedIn login) {
            welcome(request, session, CitizenPrincipal.of(login), relayState, started.returnPath());
            SessionCookie.complete(request, response);
            seeOther(response, started.returnPath());
        } else {
            explain(request, response, outcome, started.returnPath());
        }
    }

    private static void welcome(
            HttpServletRequest request,
            HttpSession session,
            CitizenPrincipal principal,
            String relayState,
            String returnPath) {
        CitizenPrincipal before = new SessionMemory(session).caller();
        HttpSession now = session;
        boolean samePerson = before != null
                && principal.citizen().id().isPresent()
                && principal.citizen().id().equals(before.citizen().id());
        if (before != null && !samePerson) {
            // What the application kept for one person must not be shown to the next.
            session.invalidate();
            now = request.getSession(true);
        } else {
            request.changeSessionId();
        }
        SessionMemory memory = new SessionMemory(now);
        memory.caller(principal);
        memory.finished(relayState, returnPath);
    }

    private void explain(
            HttpServletRequest request, HttpServletResponse response, LoginOutcome outcome, String returnPath)
            throws IOException, ServletException {
        boolean cancelled = outcome instanceof LoginOutcome.Cancelled;
        String correlationId = Page.token();
        if (outcome instanceof LoginOutcome.Refused refused) {
            // A level that is too low is everyday; a fault or a wrong setting is something for an operator.
            boolean everyday = Message.of(refused.reason()) != Message.FAILED;
            log.atLevel(everyday ? Level.DEBUG : Level.WARN)
                    .log("{} login refused, correlation {}: {}", refused.code(), correlationId, refused.explanation());
        }
        int status = cancelled ? 200 : 403;
        String own = cancelled ? definition.cancelledPage() : definition.refusedPage();
        if (!own.isEmpty()) {
            request.setAttribute(BayernIdFilter.OUTCOME, outcome);
            request.setAttribute(BayernIdFilter.RETURN_PATH, returnPath);
            request.setAttribute(BayernIdFilter.CORRELATION_ID, correlationId);
            response.setStatus(status);
            response.setHeader("Cache-Control", "no-store");
            Objects.requireNonNull(request.getRequestDispatcher(own), own).forward(request, response);
        } else if (outcome instanceof LoginOutcome.Refused refused) {
            Page.write(response, status, Message.of(refused.reason()), returnPath, correlationId);
        } else {
            Page.write(response, status, Message.CANCELLED, returnPath, "");
        }
    }

    /** Ends the login on our side; the service knows no common logout. */
    public void logout(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            new SessionMemory(session).forgetCaller();
        }
    }

    private static String refused(String why) {
        String correlationId = Page.token();
        log.warn("login answer refused, correlation {}: {}", correlationId, why);
        return correlationId;
    }

    /** The value of a form field that came exactly once, and not in the query. */
    private static @Nullable String only(HttpServletRequest request, String name) {
        String query = request.getQueryString();
        String[] values = request.getParameterValues(name);
        return values == null || values.length != 1 || (query != null && query.contains(name + "=")) ? null : values[0];
    }

    private static void seeOther(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
        response.setHeader("Cache-Control", "no-store");
    }
}
