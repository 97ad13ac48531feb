package io.github.bayernkommunal.bayernid.jakarta.internal;

import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Completes the session cookie where the server forgets what the application has configured: GlassFish 7.0 knows {@code
 * SameSite} of {@link SessionCookieConfig}, but sends the cookie without it. A browser would then lend the cookie to forms of
 * other sites for two minutes.
 */
final class SessionCookie {

    private static final String SET_COOKIE = "Set-Cookie";
    private static final String SAME_SITE = "SameSite";
    private static final Set<String> VALUES = Set.of("Lax", "Strict", "None");

    private SessionCookie() {}

    /** To be called when a session was made or has changed its id, before anything is written. */
    static void complete(HttpServletRequest request, HttpServletResponse response) {
        SessionCookieConfig config = request.getServletContext().getSessionCookieConfig();
        String wanted = config.getAttribute(SAME_SITE);
        List<String> cookies = List.copyOf(response.getHeaders(SET_COOKIE));
        String start = (config.getName() == null ? "JSESSIONID" : config.getName()) + "=";
        if (wanted == null
                || !VALUES.contains(wanted)
                || cookies.stream().noneMatch(cookie -> isIncomplete(cookie, start))) {
            return;
        }
        for (int i = 0; i < cookies.size(); i++) {
            String cookie = cookies.get(i);
            String complete = isIncomplete(cookie, start) ? cookie + "; " + SAME_SITE + "=" + wanted : cookie;
            if (i == 0) {
                response.setHeader(SET_COOKIE, complete);
            } else {
                response.addHeader(SET_COOKIE, complete);
            }
        }
    }

    private static boolean isIncomplete(String cookie, String start) {
        return cookie.startsWith(start) && !cookie.toLowerCase(Locale.ROOT).contains("; samesite=");
    }
}
