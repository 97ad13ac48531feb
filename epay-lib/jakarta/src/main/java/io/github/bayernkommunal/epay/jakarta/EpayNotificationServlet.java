package io.github.bayernkommunal.epay.jakarta;

import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.EpayUnavailableException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the platform's notifications arrive, if it sends any (pmPayment does). Answers 204 after the wish to ask is stored,
 * 400 if this is not the platform's call, 503 if it cannot be stored; never more than the status.
 *
 * <p>Declare it in {@code web.xml} with a mapping of its own, outside of the application's login.
 */
public class EpayNotificationServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int LARGEST = 16 * 1024;

    /** The application's client. */
    private transient @Nullable EpayClient client;

    /** Made by the container. */
    public EpayNotificationServlet() {}

    /**
     * Made by hand, for containers without CDI and for tests.
     *
     * @param client takes the notifications
     */
    public EpayNotificationServlet(EpayClient client) {
        this.client = client;
    }

    @Inject
    void use(EpayClient injected) {
        client = injected;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        EpayClient asked = client;
        if (asked == null) {
            throw new IllegalStateException(
                    "EpayNotificationServlet has no EpayClient: is CDI active in this application?");
        }
        response.setHeader("Cache-Control", "no-store");
        // One byte more than allowed, so that the client sees that it is too much.
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        try {
            response.setStatus(
                    asked.notified(body) ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_BAD_REQUEST);
        } catch (EpayUnavailableException e) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
