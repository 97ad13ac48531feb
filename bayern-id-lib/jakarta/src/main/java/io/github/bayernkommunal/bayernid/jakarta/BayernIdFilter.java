package io.github.bayernkommunal.bayernid.jakarta;

import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.TrustLevel;
import io.github.bayernkommunal.bayernid.jakarta.internal.Definition;
import io.github.bayernkommunal.bayernid.jakarta.internal.LoginFlow;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Login with BayernID for applications without Jakarta Security or CDI: a filter in {@code web.xml}.
 *
 * <p>Map it to the pages to protect and to the path of the answer address. Behind it, {@code getUserPrincipal()} is a
 * {@link CitizenPrincipal} and {@code isUserInRole("citizen")} is true.
 *
 * <p>Init parameters: {@code minimum} (BASIC, SUBSTANTIAL or HIGH; required), {@code requesting}, {@code requiring} and
 * {@code offering} (names separated by commas), {@code cancelledPage} and {@code refusedPage} (paths within the application).
 * The settings of the README may stand as init parameters of the filter or of the application, or come from where
 * {@link BayernIdProducer} takes them. An application that makes its own {@link BayernIdServiceProvider} puts it into the
 * servlet context under the name of its class.
 */
public class BayernIdFilter extends HttpFilter {

    /** Request attribute on the application's own pages: the {@code LoginOutcome}. */
    public static final String OUTCOME = "io.github.bayernkommunal.bayernid.outcome";

    /** Request attribute on the application's own pages: local path that starts the login again. */
    public static final String RETURN_PATH = "io.github.bayernkommunal.bayernid.returnPath";

    /** Request attribute on the application's own pages: a random text that also stands in the log. */
    public static final String CORRELATION_ID = "io.github.bayernkommunal.bayernid.correlationId";

    /**
     * Setting for servers behind a proxy that changes paths: the path of the answer address as this server sees it, with
     * context path. Without it the public path is taken.
     */
    public static final String ANSWER_PATH = "bayernid.answer-path";

    private static final long serialVersionUID = 1;

    private transient @Nullable LoginFlow flow;
    private transient @Nullable BayernIdServiceProvider own;

    /** Made by the container. */
    public BayernIdFilter() {}

    /**
     * Reads parameters and settings.
     *
     * @param config of the filter
     * @throws ServletException naming what is missing or wrong
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        try {
            Function<String, @Nullable String> lookup = lookup(config);
            Definition definition = Definition.of(
                    minimum(config),
                    list(config, "requesting"),
                    list(config, "requiring"),
                    list(config, "offering"),
                    text(config, "cancelledPage"),
                    text(config, "refusedPage"));
            flow = new LoginFlow(provider(config.getServletContext(), lookup), definition, lookup.apply(ANSWER_PATH));
        } catch (IllegalArgumentException wrong) {
            throw new ServletException("BayernIdFilter cannot start: " + wrong.getMessage(), wrong);
        }
    }

    @SuppressWarnings("NullAway") // as in BayernIdProducer
    private BayernIdServiceProvider provider(ServletContext context, Function<String, @Nullable String> lookup) {
        String name = BayernIdServiceProvider.class.getName();
        if (context.getAttribute(name) instanceof BayernIdServiceProvider given) {
            return given;
        }
        BayernIdServiceProvider made = BayernIdServiceProvider.from(lookup);
        context.setAttribute(name, made);
        own = made;
        return made;
    }

    private static TrustLevel minimum(FilterConfig config) {
        String text = text(config, "minimum");
        return Arrays.stream(TrustLevel.values())
                .filter(level -> level.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the init parameter minimum is BASIC, SUBSTANTIAL or HIGH; got '%s'".formatted(text)));
    }

    private static List<String> list(FilterConfig config, String name) {
        return Arrays.stream(text(config, name).split(",", -1))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static String text(FilterConfig config, String name) {
        String value = config.getInitParameter(name);
        return value == null ? "" : value.trim();
    }

    private static Function<String, @Nullable String> lookup(FilterConfig config) {
        Function<String, @Nullable String> outside = ConfigLookup.find();
        ServletContext context = config.getServletContext();
        return name -> {
            String ofFilter = config.getInitParameter(name);
            String ofApplication = ofFilter == null ? context.getInitParameter(name) : ofFilter;
            return ofApplication == null ? outside.apply(name) : ofApplication;
        };
    }

    /**
     * Lets a logged-in person through and sends everybody else to the identity provider.
     *
     * @param request of the browser
     * @param response to the browser
     * @param chain to the application
     * @throws IOException if the answer could not be written
     * @throws ServletException from the application
     */
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        LoginFlow logins = flow;
        if (logins == null) {
            throw new IllegalStateException("The filter was not initialised");
        }
        if (logins.isAnswer(request)) {
            logins.finish(request, response);
            return;
        }
        var caller = logins.caller(request);
        if (caller.isPresent()) {
            chain.doFilter(new CitizenRequest(request, caller.get(), logins), response);
        } else {
            logins.start(request, response);
        }
    }

    /** Closes the service provider that the filter made. */
    @Override
    public void destroy() {
        if (own != null) {
            own.close();
        }
    }

    /** The request of a logged-in person. */
    private static final class CitizenRequest extends HttpServletRequestWrapper {
        private final LoginFlow logins;
        private @Nullable CitizenPrincipal principal;

        CitizenRequest(HttpServletRequest request, CitizenPrincipal principal, LoginFlow logins) {
            super(request);
            this.principal = principal;
            this.logins = logins;
        }

        @Override
        public @Nullable Principal getUserPrincipal() {
            return principal;
        }

        @Override
        public @Nullable String getRemoteUser() {
            return principal == null ? null : principal.getName();
        }

        @Override
        public @Nullable String getAuthType() {
            return principal == null ? null : "BayernID";
        }

        @Override
        public boolean isUserInRole(String role) {
            return principal != null && BayernIdAuthentication.ROLE.equals(role);
        }

        @Override
        public void logout() {
            principal = null;
            logins.logout((HttpServletRequest) getRequest());
        }
    }
}
