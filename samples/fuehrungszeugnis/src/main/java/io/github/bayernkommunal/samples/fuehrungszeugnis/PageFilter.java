package io.github.bayernkommunal.samples.fuehrungszeugnis;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What every page needs: its language, its security headers, and a token that only our own forms carry. Also for pages that
 * the login or an error shows in place of the one that was asked for.
 */
@WebFilter(
        urlPatterns = "/*",
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR})
public class PageFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String LANGUAGE = "lang";
    private static final String TOKEN = "csrf";

    private final transient SecureRandom random = new SecureRandom();

    @Inject
    private transient SampleSettings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute("texts") == null) {
            request.setCharacterEncoding("UTF-8");
            Texts texts = Texts.of(languageOf(request, response));
            request.setAttribute(LANGUAGE, texts.language());
            request.setAttribute("t", texts.sentences());
            request.setAttribute("texts", texts);
        }
        request.setAttribute(TOKEN, tokenOf(request.getSession(false)));
        // A page that answers a form has no address of its own; its other language is that of the start page.
        request.setAttribute("here", request.getMethod().equals("GET") ? "" : request.getContextPath() + "/");
        request.setAttribute("loggedIn", request.getUserPrincipal() != null);

        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        // Browsers apply form-action to redirects as well: paying ends at the platform's page.
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none';"
                        + " form-action 'self' " + settings.paymentOrigins());
        chain.doFilter(request, response);
    }

    static Texts texts(HttpServletRequest request) {
        return request.getAttribute("texts") instanceof Texts texts ? texts : Texts.GERMAN;
    }

    /** Whether the form that was sent is one of ours, filled in this session. */
    static boolean isOurForm(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String sent = request.getParameter(TOKEN);
        return session != null
                && sent != null
                && session.getAttribute(TOKEN) instanceof String expected
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String tokenOf(@Nullable HttpSession session) {
        if (session == null) {
            return null;
        }
        if (session.getAttribute(TOKEN) instanceof String token) {
            return token;
        }
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        session.setAttribute(TOKEN, token);
        return token;
    }

    private static String languageOf(HttpServletRequest request, HttpServletResponse response) {
        String wanted = request.getMethod().equals("GET") ? request.getParameter(LANGUAGE) : null;
        if (wanted != null && (wanted.equals("de") || wanted.equals("en"))) {
            Cookie cookie = new Cookie(LANGUAGE, wanted);
            cookie.setPath("/");
            cookie.setSecure(true);
            cookie.setHttpOnly(true);
            cookie.setAttribute("SameSite", "Lax");
            response.addCookie(cookie);
            return wanted;
        }
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(LANGUAGE) && cookie.getValue().equals("en")) {
                    return "en";
                }
            }
        }
        return "de";
    }
}
