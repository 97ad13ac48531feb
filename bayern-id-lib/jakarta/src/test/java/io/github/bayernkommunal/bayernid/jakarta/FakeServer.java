package io.github.bayernkommunal.bayernid.jakarta;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a servlet container and of a browser with cookie rules as a login needs. */
final class FakeServer {

    private final Map<String, HttpSession> sessions = new HashMap<>();
    private int sessionsMade;

    /** What is under test. */
    interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    /** What the browser got. */
    static final class Got {
        int status = 200;
        final Map<String, String> headers = new HashMap<>();
        final StringWriter body = new StringWriter();
        String forwardedTo;
        final Map<String, Object> attributes = new HashMap<>();

        String location() {
            return headers.get("Location");
        }

        String field(String name) {
            Matcher field = Pattern.compile("name=\"" + Pattern.quote(name) + "\" value=\"([^\"]*)\"")
                    .matcher(body.toString());
            return field.find() ? unescape(field.group(1)) : null;
        }

        private static String unescape(String text) {
            return text.replace("&#39;", "'")
                    .replace("&#x2b;", "+")
                    .replace("&#43;", "+")
                    .replace("&#61;", "=")
                    .replace("&lt;", "<")
                    .replace("&amp;", "&");
        }
    }

    /** One browser: it remembers its session cookie and leaves it at home when another site posts (SameSite=Lax). */
    final class Browser {
        String cookie;

        Got get(Handler handler, String uri) throws Exception {
            return send(handler, "GET", uri, Map.of(), true);
        }

        Got postFromOtherSite(Handler handler, String uri, Map<String, String[]> form) throws Exception {
            return send(handler, "POST", uri, form, false);
        }

        Got postFromOwnSite(Handler handler, String uri, Map<String, String[]> form) throws Exception {
            return send(handler, "POST", uri, form, true);
        }

        Got send(Handler handler, String method, String uri, Map<String, String[]> form, boolean withCookie)
                throws Exception {
            return send(handler, method, uri, form, withCookie, Map.of());
        }

        Got send(
                Handler handler,
                String method,
                String uri,
                Map<String, String[]> form,
                boolean withCookie,
                Map<String, String> headers)
                throws Exception {
            String[] current = {withCookie ? cookie : null};
            Got got = new Got();
            HttpServletRequest request = request(method, uri, form, headers, current, got);
            handler.handle(request, response(got));
            if (current[0] != null) {
                cookie = current[0];
            }
            return got;
        }
    }

    Browser browser() {
        return new Browser();
    }

    int sessionsMade() {
        return sessionsMade;
    }

    HttpSession session(Browser browser) {
        return sessions.get(browser.cookie);
    }

    private HttpServletRequest request(
            String method,
            String uri,
            Map<String, String[]> form,
            Map<String, String> headers,
            String[] cookie,
            Got got)
            throws Exception {
        HttpServletRequest request = mock(HttpServletRequest.class);
        int question = uri.indexOf('?');
        when(request.getMethod()).thenReturn(method);
        when(request.getRequestURI()).thenReturn(question < 0 ? uri : uri.substring(0, question));
        when(request.getQueryString()).thenReturn(question < 0 ? null : uri.substring(question + 1));
        when(request.getContextPath()).thenReturn("/antrag");
        when(request.getHeader(anyString())).thenAnswer(call -> headers.get(call.<String>getArgument(0)));
        when(request.getContentLengthLong()).thenReturn(Long.parseLong(headers.getOrDefault("Content-Length", "-1")));
        when(request.getParameterValues(anyString())).thenAnswer(call -> form.get(call.<String>getArgument(0)));
        when(request.getParameter(anyString())).thenAnswer(call -> {
            String[] values = form.get(call.<String>getArgument(0));
            return values == null ? null : values[0];
        });
        ServletContext context = mock(ServletContext.class);
        when(request.getServletContext()).thenReturn(context);
        when(context.getSessionCookieConfig()).thenReturn(mock(SessionCookieConfig.class));
        when(request.getSession(anyBoolean())).thenAnswer(call -> {
            HttpSession known = cookie[0] == null ? null : sessions.get(cookie[0]);
            if (known == null && call.<Boolean>getArgument(0)) {
                cookie[0] = open(newId());
                return sessions.get(cookie[0]);
            }
            return known;
        });
        when(request.changeSessionId()).thenAnswer(call -> {
            HttpSession session = sessions.remove(cookie[0]);
            cookie[0] = newId();
            String changed = cookie[0];
            when(session.getId()).thenReturn(changed);
            sessions.put(changed, session);
            return changed;
        });
        doAnswer(call -> got.attributes.put(call.getArgument(0), call.getArgument(1)))
                .when(request)
                .setAttribute(anyString(), any());
        when(request.getRequestDispatcher(anyString())).thenAnswer(call -> {
            RequestDispatcher dispatcher = mock(RequestDispatcher.class);
            doAnswer(forward -> got.forwardedTo = call.getArgument(0))
                    .when(dispatcher)
                    .forward(any(), any());
            return dispatcher;
        });
        return request;
    }

    private static HttpServletResponse response(Got got) throws Exception {
        HttpServletResponse response = mock(HttpServletResponse.class);
        doAnswer(call -> got.status = call.getArgument(0)).when(response).setStatus(anyInt());
        doAnswer(call -> got.headers.put(call.getArgument(0), call.getArgument(1)))
                .when(response)
                .setHeader(anyString(), anyString());
        doAnswer(call -> got.headers.put("Content-Type", call.getArgument(0)))
                .when(response)
                .setContentType(anyString());
        when(response.getWriter()).thenReturn(new PrintWriter(got.body, true));
        return response;
    }

    private String newId() {
        return "session-" + sessionsMade++;
    }

    private String open(String id) {
        Map<String, Object> values = new LinkedHashMap<>();
        HttpSession session = mock(HttpSession.class);
        when(session.getId()).thenReturn(id);
        when(session.getAttribute(anyString())).thenAnswer(call -> values.get(call.<String>getArgument(0)));
        doAnswer(call -> values.put(call.getArgument(0), call.getArgument(1)))
                .when(session)
                .setAttribute(anyString(), any());
        doAnswer(call -> values.remove(call.<String>getArgument(0)))
                .when(session)
                .removeAttribute(anyString());
        doAnswer(call -> sessions.values().remove(session)).when(session).invalidate();
        sessions.put(id, session);
        return id;
    }
}
