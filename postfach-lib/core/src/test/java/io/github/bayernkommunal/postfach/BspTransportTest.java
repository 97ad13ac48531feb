package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.bayernkommunal.postfach.internal.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server can do to a client that only wants a receipt. */
class BspTransportTest {

    private static final KeyStore.PrivateKeyEntry KEY = Certificates.ec(
            "CN=localhost",
            "localhost",
            Instant.now().minusSeconds(60),
            Instant.now().plusSeconds(3600));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new ArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private HttpsServer server;
    private BspSoap route;

    @BeforeEach
    void start() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(Tls.context(KEY, List.of())));
        server.setExecutor(threads);
        server.start();
        route = BspSoap.builder()
                .address(URI.create("https://localhost:" + server.getAddress().getPort() + "/komm"))
                .trust(List.of((X509Certificate) KEY.getCertificate()))
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    @AfterEach
    void stop() {
        release.countDown();
        route.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answers(HttpHandler handler) {
        server.createContext("/", exchange -> {
            synchronized (requests) {
                requests.add(exchange.getRequestURI().getPath());
            }
            exchange.getRequestBody().readAllBytes();
            handler.handle(exchange);
            exchange.close();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void isNotLedElsewhere(int status) {
        answers(exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        });

        assertUncertain("POSTFACH-309");

        assertEquals(List.of("/komm"), requests);
    }

    @Test
    void stopsReadingAfterFourMebibytes() {
        answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 * 1024];
            try {
                for (int i = 0; i < 10_000; i++) {
                    exchange.getResponseBody().write(block);
                }
            } catch (IOException e) {
                // the client has stopped reading
            }
        });

        assertUncertain("POSTFACH-308");
    }

    @Test
    void doesNotUnpackCompressedAnswers() {
        answers(exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            write(exchange, new byte[] {0x1f, (byte) 0x8b, 8, 0});
        });

        assertUncertain("POSTFACH-309");
    }

    @Test
    void sendsWhatTheContractSays() {
        AtomicReference<String> seen = new AtomicReference<>();
        answers(exchange -> {
            seen.set(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("SOAPAction") + " "
                    + (exchange.getRequestHeaders().getFirst("Content-Length") != null));
            write(exchange, "x".getBytes(StandardCharsets.US_ASCII));
        });

        assertUncertain("POSTFACH-309");

        assertEquals(
                "post text/xml; charset=utf-8 \"urn:akdb:bsp:postkorb:komm:webservice\" true",
                seen.get().replaceFirst("^POST", "post").replace("UTF-8", "utf-8"));
    }

    @Test
    void givesUpWhenItsThreadIsInterrupted() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        answers(exchange -> {
            arrived.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        AtomicReference<PostfachException> outcome = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            outcome.set(assertThrows(PostfachException.class, () -> send("az-1")));
            assertTrue(Thread.currentThread().isInterrupted());
        });
        caller.start();
        arrived.await();

        caller.interrupt();
        caller.join();

        assertEquals("POSTFACH-319", outcome.get().code());
    }

    @Test
    void callThatIsGivenUpDuringTheHandshakeIsNeverSent() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                BspSoap toSlow = BspSoap.builder()
                        .address(URI.create("https://localhost:" + slow.getLocalPort() + "/komm"))
                        .trust(List.of((X509Certificate) KEY.getCertificate()))
                        .build()) {
            CountDownLatch connected = new CountDownLatch(1);
            Future<Integer> received = threads.submit(() -> {
                try (Socket plain = slow.accept()) {
                    connected.countDown();
                    release.await();
                    SSLSocket socket = (SSLSocket) Tls.context(KEY, List.of())
                            .getSocketFactory()
                            .createSocket(plain, "localhost", slow.getLocalPort(), true);
                    socket.setUseClientMode(false);
                    return socket.getInputStream().read();
                } catch (SSLException | SocketException closed) {
                    return -1;
                }
            });
            AtomicReference<PostfachException> outcome = new AtomicReference<>();
            Thread caller = new Thread(() -> outcome.set(assertThrows(
                    PostfachException.class,
                    () -> PostfachClient.builder()
                            .route(toSlow)
                            .build()
                            .send(Fixtures.aNotice("az-1").build()))));
            caller.start();
            connected.await();

            caller.interrupt();
            caller.join();
            release.countDown();

            assertEquals("POSTFACH-319", outcome.get().code());
            assertEquals(-1, received.get(), "nothing of the letter may leave after the caller was released");
        }
    }

    @Test
    void letsAtMost64CallsWait() throws Exception {
        CountDownLatch arrived = new CountDownLatch(64);
        answers(exchange -> {
            arrived.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        PostfachClient postfach = PostfachClient.builder().route(route).build();
        for (int i = 0; i < 64; i++) {
            String reference = "az-" + i;
            threads.submit(() -> postfach.send(Fixtures.aNotice(reference).build()));
        }
        arrived.await();

        PostfachUnavailableException refused = assertThrows(
                PostfachUnavailableException.class,
                () -> postfach.send(Fixtures.aNotice("one more").build()));

        assertEquals("POSTFACH-318", refused.code());
    }

    private static void write(HttpExchange exchange, byte[] content) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    private Delivery send(String reference) {
        return PostfachClient.builder()
                .route(route)
                .build()
                .send(Fixtures.aNotice(reference).build());
    }

    private void assertUncertain(String code) {
        PostfachUnavailableException unclear = assertThrows(PostfachUnavailableException.class, () -> send("az-1"));
        assertEquals(code, unclear.code());
        assertTrue(unclear.mayHaveTakenEffect());
    }
}
