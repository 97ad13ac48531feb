package io.github.bayernkommunal.portalregistry.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.Leistungsschluessel;
import io.github.bayernkommunal.portalregistry.OnlineService;
import io.github.bayernkommunal.portalregistry.RegistrationPlan;
import io.github.bayernkommunal.portalregistry.ServiceDirectory;
import io.github.bayernkommunal.portalregistry.ServiceFeed;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceFeedServletTest {

    private final ServiceFeed feed = ServiceFeed.builder()
            .credentials("portal", "geheim-genug")
            .rootElement("transfer")
            .agencyId("L199999")
            .build();
    private final Map<String, Object> sent = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @BeforeEach
    void publish() {
        OnlineService service = OnlineService.builder("hund")
                .leistung(Leistungsschluessel.of("99102013104000"))
                .offeredIn(Ars.of("091620000000"))
                .title("Hund anmelden")
                .address(URI.create("https://antrag.example/hund"))
                .build();
        feed.publish(RegistrationPlan.between(feed.registered(), ServiceDirectory.of(service)));
    }

    @Test
    void passesPathAndHeadersToTheFeed() throws Exception {
        ServiceFeedServlet servlet = new ServiceFeedServlet(feed);
        servlet.init();

        servlet.doGet(request("/index.txt", "portal:geheim-genug"), response());

        assertEquals(200, sent.get("status"));
        assertEquals("text/plain;charset=UTF-8", sent.get("Content-Type"));
        assertEquals("091620000000.xml\n", body.toString(UTF_8));
        assertEquals(17, sent.get("length"));
    }

    @Test
    void passesRefusalsOn() throws Exception {
        ServiceFeedServlet servlet = new ServiceFeedServlet(feed);
        servlet.init();

        servlet.doGet(request("/index.txt", "portal:falsch"), response());

        assertEquals(401, sent.get("status"));
        assertTrue(sent.containsKey("WWW-Authenticate"));
        assertEquals(0, body.size());
    }

    @Test
    void folderItselfIsNotFound() throws Exception {
        ServiceFeedServlet servlet = new ServiceFeedServlet(feed);
        servlet.init();

        servlet.doGet(request(null, "portal:geheim-genug"), response());

        assertEquals(404, sent.get("status"));
    }

    @Test
    void saysAtTheStartWhatIsMissing() {
        var failure = assertThrows(ServletException.class, () -> new ServiceFeedServlet().init());

        assertTrue(failure.getMessage().contains("portalregistry.feed.root-element"));
    }

    private static HttpServletRequest request(String path, String credentials) {
        String basic = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
        return (HttpServletRequest) Proxy.newProxyInstance(
                ServiceFeedServletTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getPathInfo" -> path;
                    case "getHeader" -> arguments[0].equals("Authorization") ? basic : null;
                    case "getAttribute" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                ServiceFeedServletTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "setStatus" -> sent.put("status", arguments[0]);
                    case "setHeader" -> sent.put((String) arguments[0], arguments[1]);
                    case "setContentLength" -> sent.put("length", arguments[0]);
                    case "getOutputStream" -> new Body();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private final class Body extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int b) {
            body.write(b);
        }
    }
}
