package io.github.bayernkommunal.samples.quickstarts;

import io.github.bayernkommunal.bayernid.Attribute;
import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.Citizen;
import io.github.bayernkommunal.bayernid.LoginOutcome;
import io.github.bayernkommunal.bayernid.LoginOutcome.Cancelled;
import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import io.github.bayernkommunal.bayernid.LoginRequest;
import io.github.bayernkommunal.bayernid.LoginStart;
import io.github.bayernkommunal.bayernid.PendingLogin;
import io.github.bayernkommunal.bayernid.TrustLevel;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/**
 * The core by hand in a servlet. The session cookie must be {@code SameSite=None; Secure} here, because the answer comes from
 * another site; {@code bayern-id-lib-jakarta} does without that.
 */
public class LoginServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient BayernIdServiceProvider bayernId;

    LoginServlet(BayernIdServiceProvider bayernId) {
        this.bayernId = bayernId;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        LoginStart start = bayernId.startLogin(LoginRequest.atLeast(TrustLevel.SUBSTANTIAL)
                .requesting(Attribute.GIVEN_NAME, Attribute.SURNAME, Attribute.POSTBOX_HANDLE));
        request.getSession().setAttribute("login", start.pending().toText());
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Content-Security-Policy", start.contentSecurityPolicy());
        response.getWriter().write(start.selfSubmittingPage());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        HttpSession session = request.getSession();
        PendingLogin pending = PendingLogin.of((String) session.getAttribute("login"));
        session.removeAttribute("login"); // one login, one answer
        LoginOutcome outcome = bayernId.finishLogin(request.getParameter("SAMLResponse"), pending);
        if (outcome instanceof LoggedIn login) {
            request.changeSessionId(); // whoever knew the id before does not share the login
            response.getWriter().write("<p>" + escaped(welcome(login.citizen())) + "</p>");
        } else if (outcome instanceof Cancelled) {
            response.getWriter().write("<p>Sie haben die Anmeldung abgebrochen.</p>");
        } else { // Refused: its code() and explanation() belong into the log
            response.getWriter().write("<p>Die Anmeldung ist leider nicht möglich.</p>");
        }
    }

    private static String welcome(Citizen citizen) {
        return "Guten Tag, " + citizen.givenName().orElse("");
    }

    // Verified does not mean harmless: a name may hold any character.
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
