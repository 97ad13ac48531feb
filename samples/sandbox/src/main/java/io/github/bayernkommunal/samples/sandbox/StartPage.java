package io.github.bayernkommunal.samples.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The one page of the sandbox: where everything is, who may log in, and which certificate to trust. */
final class StartPage implements AutoCloseable {

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "sandbox page");
        thread.setDaemon(true);
        return thread;
    });
    private final Sandbox sandbox;

    StartPage(int port, KeyStore.PrivateKeyEntry key, Sandbox sandbox) {
        this.sandbox = sandbox;
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context(key)));
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot listen on port " + port, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/certificate.pem")) {
                send(exchange, 200, "application/x-pem-file", Files.readString(sandbox.authorityFile()));
            } else if (path.equals("/")) {
                boolean english = "lang=en".equals(exchange.getRequestURI().getQuery());
                exchange.getResponseHeaders()
                        .set(
                                "Content-Security-Policy",
                                "default-src 'none'; style-src 'sha256-" + StyleHash.OF_STYLE
                                        + "'; frame-ancestors 'none'");
                send(exchange, 200, "text/html; charset=utf-8", page(english));
            } else {
                send(exchange, 404, "text/plain; charset=utf-8", "Nicht gefunden / not found\n");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private String page(boolean english) {
        StringBuilder people = new StringBuilder();
        TestCitizen.catalogue()
                .forEach(person -> people.append("<tr><th scope=\"row\">%s</th><td>%s</td><td>%d</td></tr>\n"
                        .formatted(
                                escape(Sandbox.nameOf(person)),
                                escape(person.means().wireName()),
                                person.level())));
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <nav><a href="%s" hreflang="%s" lang="%s">%s</a></nav>
                <main>
                <h1>%s</h1>
                <p>%s</p>
                <ul>
                <li><a href="%s/">BayernPortal</a> – %s</li>
                <li><a href="%s/">BayernID</a> – %s</li>
                <li><a href="%s/">ePayment</a> – %s</li>
                <li><a href="%s/">Mein Postfach</a> – %s</li>
                </ul>
                <h2 id="people">%s</h2>
                <div class="scroll" role="region" aria-labelledby="people" tabindex="0">
                <table>
                <thead><tr><th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                </div>
                <p><a href="/certificate.pem">%s</a></p>
                </main>
                </body>
                </html>
                """.formatted(
                english ? "en" : "de",
                english ? "Sandbox of the Bavarian services" : "Sandkasten der bayerischen Dienste",
                StyleHash.STYLE,
                english ? "/" : "/?lang=en",
                english ? "de" : "en",
                english ? "de" : "en",
                english ? "Deutsch" : "English",
                english ? "Sandbox of the Bavarian services" : "Sandkasten der bayerischen Dienste",
                english
                        ? "Four simulators on this machine. None of them belongs to an authority; all people are invented."
                        : "Vier Simulatoren auf diesem Rechner. Keiner gehört zu einer Behörde, alle Personen sind erfunden.",
                sandbox.portal().address(),
                english ? "find a service; the journey begins here" : "eine Leistung finden; hier beginnt die Reise",
                sandbox.bayernId().address(),
                english ? "who may log in, and who has" : "wer sich anmelden darf und wer es getan hat",
                sandbox.epay().address(),
                english ? "payments, and what the cash office sees" : "Zahlungen und was die Kasse sieht",
                sandbox.postfach().address(),
                english ? "mailboxes with their letters" : "Postfächer mit ihren Nachrichten",
                english ? "People" : "Personen",
                "Name",
                english ? "Means" : "Ausweismittel",
                english ? "Level" : "Vertrauensniveau",
                people,
                english ? "Certificate to trust (PEM)" : "Zertifikat, dem der Browser vertrauen soll (PEM)");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static SSLContext context(KeyStore.PrivateKeyEntry key) throws GeneralSecurityException, IOException {
        char[] password = new char[0];
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key.getPrivateKey(), password, key.getCertificateChain());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
