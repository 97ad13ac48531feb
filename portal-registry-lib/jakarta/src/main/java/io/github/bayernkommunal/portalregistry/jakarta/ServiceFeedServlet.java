package io.github.bayernkommunal.portalregistry.jakarta;

import io.github.bayernkommunal.portalregistry.PortalRegistryClient;
import io.github.bayernkommunal.portalregistry.ServiceFeed;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Puts the feed on the web, so that the portal can collect it.
 *
 * <p>Map it to a folder, for example {@code /portal-feed/*}: by an entry in {@code web.xml}, by
 * {@code servletContext.addServlet("feed", ServiceFeedServlet.class)}, or by a subclass with {@code @WebServlet}. The path must
 * be reachable without the application's own login; the feed checks user and password, or the client certificate, itself.
 */
public class ServiceFeedServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Where the feed comes from in an application with CDI. */
    @Inject
    private transient @Nullable PortalRegistryClient client;

    /** Given by the application, or taken from the client at the start. */
    private transient @Nullable ServiceFeed feed;

    /** For applications with CDI: the feed of the injected {@link PortalRegistryClient}. */
    public ServiceFeedServlet() {}

    /**
     * For applications without CDI.
     *
     * @param feed the feed to show
     */
    public ServiceFeedServlet(ServiceFeed feed) {
        this.feed = feed;
    }

    /**
     * Takes the feed from the injected client, unless it was given.
     *
     * @throws ServletException if there is no feed
     */
    @Override
    public void init() throws ServletException {
        if (feed == null && client != null) {
            feed = client.feed().orElse(null);
        }
        if (feed == null) {
            throw new ServletException(
                    "No feed to show: set portalregistry.feed.user, portalregistry.feed.password,"
                            + " portalregistry.feed.root-element and portalregistry.feed.agency-id, or give the servlet a ServiceFeed");
        }
    }

    /** Answers GET and, without the content, HEAD. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServiceFeed shown = feed;
        if (shown == null) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
        ServiceFeed.Answer answer = shown.answer(
                path, request.getHeader("If-None-Match"), request.getHeader("Authorization"), clientOf(request));
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        byte[] body = answer.body();
        if (answer.status() != HttpServletResponse.SC_NOT_MODIFIED) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    /** Servlet 6.0, 3.10: the container sets it from the TLS handshake; no header of the request can. */
    private static @Nullable X509Certificate clientOf(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.request.X509Certificate") instanceof X509Certificate[] chain
                        && chain.length > 0
                ? chain[0]
                : null;
    }
}
