package io.github.bayernkommunal.epay.jakarta;

import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.EpayException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the browser comes back from the payment page. Believes nothing that it brings: the last part of the path only
 * says which payment to ask the platform for, and the browser is sent on to a page of the application.
 *
 * <p>Declare it in {@code web.xml} with a mapping such as {@code /zahlung/*} and the parameter {@code continue-to}: a path
 * of the application in which <code>{token}</code> stands for the token, for example <code>/antrag/{token}/stand</code>.
 * That page shows what {@link EpayClient#report(String)} says.
 */
public class EpayReturnServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(EpayReturnServlet.class);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~-]{1,200}");
    private static final String PLACE = "{token}";

    /** The application's client. */
    private transient @Nullable EpayClient client;

    /** Where the browser goes next. */
    private String next = "";

    /** Made by the container. */
    public EpayReturnServlet() {}

    /**
     * Made by hand, for containers without CDI and for tests.
     *
     * @param client asks the platform
     */
    public EpayReturnServlet(EpayClient client) {
        this.client = client;
    }

    @Inject
    void use(EpayClient injected) {
        client = injected;
    }

    @Override
    public void init() throws ServletException {
        String path = getInitParameter("continue-to");
        if (path == null || !path.startsWith("/") || path.startsWith("//") || path.contains("\\")) {
            throw new ServletException(
                    "EpayReturnServlet needs the parameter continue-to: a path of the application that"
                            + " begins with one slash, for example /antrag/{token}/stand");
        }
        next = path;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        goOn(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        goOn(request, response);
    }

    private void goOn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        String path = request.getPathInfo();
        String token = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
        if (!TOKEN.matcher(token).matches() || !isKnown(token)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        // 303: the browser asks with GET, whatever it came with, and a reload repeats nothing.
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", request.getContextPath() + next.replace(PLACE, token));
    }

    private boolean isKnown(String token) {
        EpayClient asked = client;
        if (asked == null) {
            throw new IllegalStateException("EpayReturnServlet has no EpayClient: is CDI active in this application?");
        }
        try {
            return asked.returned(token).isPresent();
        } catch (EpayException e) {
            // The page that follows asks again and explains; the citizen must not be left here.
            log.debug("the platform could not be asked for a payment that came back: {}", e.code());
            return true;
        }
    }
}
