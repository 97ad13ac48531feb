package io.github.bayernkommunal.bayernid.jakarta;

import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Shows the application's SAML metadata, to be handed to the operator. Map it in {@code web.xml}, or extend it with
 * {@code @WebServlet}.
 *
 * <p>It takes the {@link BayernIdServiceProvider} of {@link BayernIdFilter}, then the CDI bean.
 */
public class BayernIdMetadataServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** Made by the container. */
    public BayernIdMetadataServlet() {}

    /**
     * Writes the metadata.
     *
     * @param request of whoever asks
     * @param response 200 with the document, or 404 if the application has no service provider
     * @throws IOException if the answer could not be written
     */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        BayernIdServiceProvider provider = find(getServletContext());
        if (provider == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/samlmetadata+xml;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().write(provider.metadata());
    }

    private static @Nullable BayernIdServiceProvider find(ServletContext context) {
        if (context.getAttribute(BayernIdServiceProvider.class.getName()) instanceof BayernIdServiceProvider given) {
            return given;
        }
        try {
            return Beans.find();
        } catch (LinkageError | IllegalStateException withoutCdi) {
            return null;
        }
    }

    /** Apart, so that CDI is looked for only when it is used. */
    private static final class Beans {

        static @Nullable BayernIdServiceProvider find() {
            Instance<BayernIdServiceProvider> found = CDI.current().select(BayernIdServiceProvider.class);
            return found.isResolvable() ? found.get() : null;
        }
    }
}
