package io.github.bayernkommunal.bayernid.jakarta.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionCookieTest {

    private final HttpServletRequest request = mock(HttpServletRequest.class);
    private final HttpServletResponse response = mock(HttpServletResponse.class);
    private final SessionCookieConfig config = mock(SessionCookieConfig.class);
    private final List<String> sent = new ArrayList<>();

    @BeforeEach
    void serverThatForgets() {
        ServletContext context = mock(ServletContext.class);
        when(request.getServletContext()).thenReturn(context);
        when(context.getSessionCookieConfig()).thenReturn(config);
        when(config.getAttribute("SameSite")).thenReturn("Lax");
        when(response.getHeaders("Set-Cookie")).thenAnswer(call -> List.copyOf(sent));
        doAnswer(call -> {
                    sent.clear();
                    return sent.add(call.getArgument(1));
                })
                .when(response)
                .setHeader(eq("Set-Cookie"), anyString());
        doAnswer(call -> sent.add(call.getArgument(1))).when(response).addHeader(eq("Set-Cookie"), anyString());
    }

    @Test
    void cookieGetsTheAttributeThatWasConfigured() {
        sent.addAll(List.of("JSESSIONID=1; Path=/; Secure", "lang=en; Path=/"));

        SessionCookie.complete(request, response);

        assertEquals(List.of("JSESSIONID=1; Path=/; Secure; SameSite=Lax", "lang=en; Path=/"), sent);
    }

    @Test
    void cookieWithAnotherNameIsFoundToo() {
        when(config.getName()).thenReturn("visit");
        sent.addAll(List.of("JSESSIONID=1", "visit=2"));

        SessionCookie.complete(request, response);

        assertEquals(List.of("JSESSIONID=1", "visit=2; SameSite=Lax"), sent);
    }

    @Test
    void completeCookieStaysAsItIs() {
        sent.add("JSESSIONID=1; SameSite=Strict");

        SessionCookie.complete(request, response);

        assertEquals(List.of("JSESSIONID=1; SameSite=Strict"), sent);
    }

    @Test
    void nothingIsAddedThatWasNotConfigured() {
        when(config.getAttribute("SameSite")).thenReturn(null);
        sent.add("JSESSIONID=1");

        SessionCookie.complete(request, response);

        assertEquals(List.of("JSESSIONID=1"), sent);
    }

    @Test
    void senselessConfigurationIsNotSent() {
        when(config.getAttribute("SameSite")).thenReturn("Lax; Domain=example.org");
        sent.add("JSESSIONID=1");

        SessionCookie.complete(request, response);

        assertEquals(List.of("JSESSIONID=1"), sent);
    }
}
