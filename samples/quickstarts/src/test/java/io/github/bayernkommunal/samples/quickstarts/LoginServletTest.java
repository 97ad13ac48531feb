package io.github.bayernkommunal.samples.quickstarts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoginServletTest {

    @RegisterExtension
    static final BayernIdSimulator identityProvider = BayernIdSimulator.create();

    private final Map<String, Object> session = new HashMap<>();
    private final StringWriter shown = new StringWriter();

    @Test
    void greetsTheCitizenWhomTheIdentityProviderNames() throws Exception {
        TestCitizen anna = TestCitizen.of("anna");

        String page = pageAfter(question -> identityProvider.answer(question, anna));

        assertEquals("<p>Guten Tag, " + anna.value("givenName").orElseThrow() + "</p>", page);
        assertEquals(Map.of(), session);
    }

    @Test
    void aNameIsTextAndNotMarkup() throws Exception {
        TestCitizen bobby =
                TestCitizen.named("bobby").name("<b>Bobby & Co", "Tables").build();

        String page = pageAfter(question -> identityProvider.answer(question, bobby));

        // an ID card brings capitals
        assertEquals("<p>Guten Tag, &lt;B>BOBBY &amp; CO</p>", page);
    }

    @Test
    void whoCancelsReadsSo() throws Exception {
        assertEquals("<p>Sie haben die Anmeldung abgebrochen.</p>", pageAfter(identityProvider::cancel));
    }

    @Test
    void withoutTheSessionThereIsNoLogin() {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> pageAfter(question -> {
                    session.clear();
                    return identityProvider.answer(question, TestCitizen.of("anna"));
                }));

        assertTrue(refusal.getMessage().contains("SameSite"), refusal.getMessage());
    }

    private String pageAfter(UnaryOperator<String> identityProviderAnswers) throws Exception {
        try (BayernIdServiceProvider bayernId = BayernIdServiceProvider.from(LogIn.settings(identityProvider))) {
            identityProvider.register(bayernId.metadata());
            LoginServlet servlet = new LoginServlet(bayernId);

            servlet.doGet(request(""), response());
            Matcher field =
                    Pattern.compile("name=\"SAMLRequest\" value=\"([^\"]+)\"").matcher(shown.toString());
            assertTrue(field.find(), shown.toString());
            shown.getBuffer().setLength(0);
            servlet.doPost(request(identityProviderAnswers.apply(field.group(1))), response());
            return shown.toString();
        }
    }

    private HttpServletRequest request(String answer) {
        HttpSession store = mock(HttpSession.class);
        when(store.getAttribute(any())).thenAnswer(call -> session.get(call.<String>getArgument(0)));
        doAnswer(call -> session.put(call.getArgument(0), call.getArgument(1)))
                .when(store)
                .setAttribute(any(), any());
        doAnswer(call -> session.remove(call.<String>getArgument(0)))
                .when(store)
                .removeAttribute(any());
        HttpServletRequest request = mock(HttpServletRequest.class);
        when(request.getSession()).thenReturn(store);
        when(request.getParameter(eq("SAMLResponse"))).thenReturn(answer);
        return request;
    }

    private HttpServletResponse response() throws Exception {
        HttpServletResponse response = mock(HttpServletResponse.class);
        when(response.getWriter()).thenReturn(new PrintWriter(shown, true));
        return response;
    }
}
