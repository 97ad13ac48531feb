package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.internal.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of connections before, between and after letters. */
class ConnectionsTest {

    private static final KeyStore.PrivateKeyEntry KEY = Certificates.rsa(2048, "CN=localhost");
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();
    private final Semaphore ended = new Semaphore(0);
    private ServerSocket listener;
    private ZbpRest route;
    private PostfachClient postfach;

    /** What a server does with a connection, request by request; false ends it without a word. */
    private interface Service {
        boolean answer(OutputStream out) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        route = ZbpRest.builder()
                .address(URI.create("https://localhost:" + listener.getLocalPort()))
                .authorityKey(KEY)
                .trust(List.of((X509Certificate) KEY.getCertificate()))
                .build();
        postfach = PostfachClient.builder().route(route).build();
    }

    @AfterEach
    void stop() throws IOException {
        postfach.close();
        listener.close();
        threads.shutdownNow();
    }

    private void serve(Service service) {
        threads.execute(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket plain = listener.accept();
                    connections.incrementAndGet();
                    threads.execute(() -> talk(plain, service));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private void talk(Socket plain, Service service) {
        try (SSLSocket socket = (SSLSocket)
                Tls.context(KEY, List.of()).getSocketFactory().createSocket(plain, null, plain.getPort(), true)) {
            socket.setUseClientMode(false);
            InputStream in = socket.getInputStream();
            boolean more = true;
            while (more) {
                int length = 0;
                for (String line = line(in); !line.isEmpty(); line = line(in)) {
                    if (line.startsWith("Content-Length: ")) {
                        length = Integer.parseInt(line.substring(16));
                    }
                }
                if (length == 0) {
                    return;
                }
                in.readNBytes(length);
                more = service.answer(socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (IOException gone) {
            // the client has gone
        } finally {
            ended.release();
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    private DeliveryState send(String reference) {
        return postfach.send(Message.to(PostboxHandle.of("11111111-2222-4333-8444-555555555555"))
                        .from(Sender.of("Markt Musterstadt", "Hundesteuer"))
                        .subject("Bescheid")
                        .text("Guten Tag")
                        .readableFrom(TrustLevel.SUBSTANTIAL)
                        .reference(reference)
                        .build())
                .state();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void areUsedAgain() {
        serve(out -> {
            write(out, ANSWER);
            return true;
        });

        for (int i = 0; i < 20; i++) {
            assertEquals(DeliveryState.PROVIDED, send("az-" + i));
        }

        assertEquals(1, connections.get());
    }

    @Test
    void thatTheServerEndedWithoutAWordAreNotUsedAgain() throws Exception {
        serve(out -> {
            write(out, ANSWER);
            return false;
        });

        for (int i = 0; i < 20; i++) {
            assertEquals(DeliveryState.PROVIDED, send("az-" + i));
            ended.acquire();
        }

        assertEquals(20, connections.get());
    }

    @Test
    void onWhichAnAnswerDripsAreLeftByWhoIsNotWaitedForAnyMore() throws Exception {
        CountDownLatch dripping = new CountDownLatch(1);
        serve(out -> {
            write(out, "HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                write(out, " ");
                dripping.countDown();
            }
        });
        AtomicReference<PostfachException> outcome = new AtomicReference<>();
        Thread caller = new Thread(() -> outcome.set(assertThrows(PostfachException.class, () -> send("az-1"))));
        caller.start();
        dripping.await();

        caller.interrupt();
        caller.join();

        assertTrue(
                List.of("POSTFACH-319", "POSTFACH-308").contains(outcome.get().code()));
        ended.acquire();
    }

    @Test
    void goThroughTheProxyOfTheMachine() throws Exception {
        serve(out -> {
            write(out, ANSWER);
            return true;
        });

        List<String> asked = throughProxy(true, () -> assertEquals(DeliveryState.PROVIDED, send("az-1")));

        assertEquals(List.of("CONNECT localhost:" + listener.getLocalPort() + " HTTP/1.1"), asked);
    }

    @Test
    void thatTheProxyDoesNotOpenCarryNothing() throws Exception {
        throughProxy(false, () -> {
            PostfachUnavailableException refused = assertThrows(PostfachUnavailableException.class, () -> send("az-1"));

            assertEquals("POSTFACH-302", refused.code());
            assertTrue(refused.getMessage().contains("HTTP 407"), refused.getMessage());
            assertFalse(refused.mayHaveTakenEffect());
        });
    }

    /** Sends with a proxy set for the whole JVM, as {@code https.proxyHost} does, and tells what it was asked. */
    private List<String> throughProxy(boolean open, Runnable sending) throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        ProxySelector before = ProxySelector.getDefault();
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> {
                try (Socket client = proxy.accept()) {
                    InputStream in = client.getInputStream();
                    asked.add(line(in));
                    while (!line(in).isEmpty()) {}
                    if (!open) {
                        write(
                                client.getOutputStream(),
                                "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
                        return;
                    }
                    write(client.getOutputStream(), "HTTP/1.1 200 Connection established\r\n\r\n");
                    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
                        threads.execute(() -> copy(server, client));
                        in.transferTo(server.getOutputStream());
                    }
                } catch (IOException gone) {
                    // the client has gone
                }
            });
            ProxySelector.setDefault(new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    return List.of(new Proxy(
                            Proxy.Type.HTTP,
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getLocalPort())));
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                    throw new IllegalStateException(failure);
                }
            });
            sending.run();
        } finally {
            ProxySelector.setDefault(before);
        }
        return asked;
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // one of them has gone
        }
    }
}
