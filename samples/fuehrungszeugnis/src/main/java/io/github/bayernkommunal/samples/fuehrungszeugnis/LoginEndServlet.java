package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.bayernid.LoginOutcome;
import io.github.bayernkommunal.bayernid.jakarta.BayernIdFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The application's own words for a login that did not lead in: cancelled by the citizen, or not sufficient. The library
 * forwards the answer of the login here; the browser is sent on to the page's own address, where it can be reloaded and
 * read in the other language.
 */
@WebServlet({"/anmeldung/abgebrochen", "/anmeldung/abgelehnt"})
public class LoginEndServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String REFUSAL = "refusal";

    /** What the page shows; kept in the session, because nobody shall be able to make one up in an address. */
    private record Refusal(ArrayList<String> sentences, String number) implements Serializable {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.FORWARD) {
            if (request.getAttribute(BayernIdFilter.OUTCOME) instanceof LoginOutcome.Refused refused) {
                String number = String.valueOf(request.getAttribute(BayernIdFilter.CORRELATION_ID));
                request.getSession().setAttribute(REFUSAL, new Refusal(new ArrayList<>(sentences(refused)), number));
            }
            Pages.seeOther(request.getServletPath(), request, response);
        } else if (request.getServletPath().equals("/anmeldung/abgebrochen")) {
            Pages.say(
                    200,
                    "cancelled.title",
                    List.of("cancelled.text"),
                    new Pages.Next("cancelled.again", "/antrag"),
                    request,
                    response);
        } else if (lastRefusal(request) instanceof Refusal refusal) {
            request.setAttribute("errorNumber", refusal.number());
            Pages.say(
                    403,
                    "refused.title",
                    refusal.sentences(),
                    new Pages.Next("refused.again", "/antrag"),
                    request,
                    response);
        } else {
            Pages.seeOther("/", request, response);
        }
    }

    private static @Nullable Object lastRefusal(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? null : session.getAttribute(REFUSAL);
    }

    private static List<String> sentences(LoginOutcome.Refused refused) {
        return switch (refused.reason()) {
            case LEVEL_NOT_REACHED -> List.of("refused.level", "refused.level.next");
            case ATTRIBUTES_UNAVAILABLE -> List.of("refused.attributes", "refused.level.next");
            case OTHER_PERSON, CONFIGURATION, TECHNICAL -> List.of("refused.other");
        };
    }
}
