package io.github.bayernkommunal.epay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A platform that takes every call and does not answer it until it is told to. It has a server of its own with a thread for
 * each call, because calls that are given up here would hold the few threads of a server that other tests use too.
 */
class SlowPlatformTest {

    private static final String TRANSACTION = """
            {"paymentInformation":{"transactionId":"T-1","status":"INITIAL",
              "transactionRedirectUrl":"https://localhost/page"},
             "paymentRequest":{"requestId":"EPAY1","grosAmount":30.7,"currency":"EUR"}}""";

    /** Long enough for the handshake of a machine that is busy, much shorter than the answers. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @TempDir
    static Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch speak = new CountDownLatch(1);
    private volatile boolean drips;
    private Certificates keys;
    private HttpsServer server;

    private final PaymentOrder order = Orders.parking("az-1").build();
    private final PaymentRoute.Attempt attempt =
            new PaymentRoute.Attempt("EPAY1", "az-1", order.amount(), Instant.EPOCH, false, null);
    private final PaymentRoute.Attempt known =
            new PaymentRoute.Attempt("EPAY1", "az-1", order.amount(), Instant.EPOCH, true, "T-1");

    @BeforeEach
    void start() throws Exception {
        keys = Certificates.forLocalhost();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(keys.store(folder))));
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        speak.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static SSLContext tls(Path store) throws Exception {
        KeyStore entries = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            entries.load(in, "secret".toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(entries, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private void answer(HttpExchange call) throws IOException {
        call.getRequestBody().readAllBytes();
        call.getResponseHeaders().add("Content-Type", "application/json");
        byte[] body = TRANSACTION.getBytes(UTF_8);
        asked.countDown();
        try {
            if (drips) {
                drip(call, body);
            } else {
                speak.await();
                call.sendResponseHeaders(200, body.length);
                call.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            call.close();
        }
    }

    /** Ten seconds in all; always another byte before any pause is long enough to look like silence. */
    private void drip(HttpExchange call, byte[] body) throws IOException, InterruptedException {
        call.sendResponseHeaders(200, body.length);
        for (byte next : body) {
            call.getResponseBody().write(next);
            call.getResponseBody().flush();
            if (speak.await(50, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private XBezahldienste route(Duration timeout) {
        return route(timeout, server.getAddress().getPort());
    }

    private XBezahldienste route(Duration timeout, int port) {
        return XBezahldienste.builder()
                .address(URI.create("https://localhost:" + port + "/xbz"))
                .originatorId("musterstadt")
                .endPointId("09162000")
                .trust(List.of(keys.certificate()))
                .clock(new MovableClock())
                .timeout(timeout)
                .build();
    }

    @Test
    void silenceEndsAtTheTimeLimit() {
        XBezahldienste route = route(LIMIT);

        var failure = assertThrows(EpayUnavailableException.class, () -> route.open(order, attempt));

        assertEquals("EPAY-102", failure.code());
        assertTrue(failure.mayHaveTakenEffect());
    }

    @Test
    void anAnswerThatDripsEndsAtTheTimeLimit() {
        drips = true;
        XBezahldienste route = route(LIMIT);

        var failure = assertThrows(EpayUnavailableException.class, () -> route.open(order, attempt));

        assertEquals("EPAY-102", failure.code());
        assertTrue(failure.mayHaveTakenEffect());
    }

    @Test
    void aPlatformThatDoesNotEvenTakeTheConnectionWasSentNothing() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = new ArrayList<>();
            while (queue.size() < 100 && waits(deaf, queue)) {}
            XBezahldienste route = route(LIMIT, deaf.getLocalPort());

            var failure = assertThrows(EpayUnavailableException.class, () -> route.open(order, attempt));

            assertEquals("EPAY-101", failure.code());
            assertFalse(failure.mayHaveTakenEffect());
            for (Socket waiting : queue) {
                waiting.close();
            }
        }
    }

    /** Whether the queue of a server that takes nobody has room for one more. */
    private static boolean waits(ServerSocket deaf, List<Socket> queue) throws IOException {
        Socket socket = new Socket();
        queue.add(socket);
        try {
            socket.connect(deaf.getLocalSocketAddress(), 200);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        }
    }

    @Test
    void anInterruptedCallSaysSo() throws Exception {
        XBezahldienste route = route(Duration.ofSeconds(60));
        List<Throwable> seen = new ArrayList<>();
        Thread caller = new Thread(() -> {
            try {
                route.status(known);
            } catch (EpayUnavailableException e) {
                seen.add(e);
                if (Thread.currentThread().isInterrupted()) {
                    seen.add(new InterruptedException("still set"));
                }
            }
        });

        caller.start();
        assertTrue(asked.await(30, TimeUnit.SECONDS));
        caller.interrupt();
        caller.join(30_000);

        assertEquals("EPAY-110", ((EpayException) seen.get(0)).code());
        assertEquals(2, seen.size());
    }

    @Test
    void itDoesNotHoldEveryThreadOfTheApplication() throws Exception {
        XBezahldienste route = route(Duration.ofSeconds(60));
        CountDownLatch refused = new CountDownLatch(1);
        List<String> codes = Collections.synchronizedList(new ArrayList<>());
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            callers.add(new Thread(() -> {
                try {
                    route.status(known);
                } catch (EpayUnavailableException e) {
                    codes.add(e.code() + " " + e.mayHaveTakenEffect());
                    refused.countDown();
                }
            }));
        }

        callers.forEach(Thread::start);

        assertTrue(refused.await(30, TimeUnit.SECONDS));
        assertEquals("EPAY-112 false", codes.get(0));
        callers.forEach(Thread::interrupt);
        for (Thread caller : callers) {
            caller.join(30_000);
        }
        assertEquals(1, codes.stream().filter("EPAY-112 false"::equals).count());
        speak.countDown();
        assertEquals(PaymentState.PENDING, route.status(known).state(), "the places are free again");
    }
}
