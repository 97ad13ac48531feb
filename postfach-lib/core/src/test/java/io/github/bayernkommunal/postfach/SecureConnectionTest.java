package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.internal.Tls;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is at the other end, and whether a byte has left. */
class SecureConnectionTest {

    @RegisterExtension
    static final PostfachSimulator mailbox =
            PostfachSimulator.builder().clientCertificateInHandshake().create();

    private final Instant now = Instant.now();

    /** The roads that end at a mailbox service. */
    enum Road {
        BSP_SOAP {
            @Override
            PostfachRoute to(URI address, X509Certificate trusted, KeyStore.PrivateKeyEntry key) {
                return BspSoap.builder()
                        .address(address)
                        .trust(List.of(trusted))
                        .clientKey(key)
                        .timeout(Duration.ofSeconds(9))
                        .build();
            }
        },
        ZBP_REST {
            @Override
            PostfachRoute to(URI address, X509Certificate trusted, KeyStore.PrivateKeyEntry key) {
                return ZbpRest.builder()
                        .address(address)
                        .trust(List.of(trusted))
                        .authorityKey(key)
                        .timeout(Duration.ofSeconds(9))
                        .build();
            }
        };

        abstract PostfachRoute to(URI address, X509Certificate trusted, KeyStore.PrivateKeyEntry key);
    }

    @Test
    void isMadeWithOurCertificate() {
        try (BspSoap route = RouteOf.builder(mailbox.settings()).build()) {
            assertEquals(DeliveryState.PROVIDED, send(route).state());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void saysSoWhenNoCertificateIsConfigured(String protocol) throws Exception {
        KeyStore.PrivateKeyEntry server = key("localhost", now.minusSeconds(60), now.plusSeconds(3600));
        try (Handshakes service = new Handshakes(server, protocol).demandingCertificates();
                BspSoap route = BspSoap.builder()
                        .address(service.address())
                        .trust(List.of((X509Certificate) server.getCertificate()))
                        .timeout(Duration.ofSeconds(20))
                        .build()) {
            PostfachUnavailableException refused = assertNotSent("POSTFACH-303", route);

            assertTrue(refused.getMessage().contains("none is configured"), refused.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"BSP_SOAP, TLSv1.3", "BSP_SOAP, TLSv1.2", "ZBP_REST, TLSv1.3", "ZBP_REST, TLSv1.2"})
    void namesOurCertificateWhenItIsRefused(Road road, String protocol) throws Exception {
        KeyStore.PrivateKeyEntry server = key("localhost", now.minusSeconds(60), now.plusSeconds(3600));
        try (Handshakes service = new Handshakes(server, protocol).demandingCertificates();
                PostfachRoute route = service.by(road, server)) {
            PostfachUnavailableException refused = assertNotSent("POSTFACH-303", route);

            assertTrue(refused.getMessage().contains("serial number 2a, valid until"), refused.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(Road.class)
    void isRefusedToAServerThatNobodyVouchesFor(Road road) throws Exception {
        KeyStore.PrivateKeyEntry server = key("localhost", now.minusSeconds(60), now.plusSeconds(3600));
        KeyStore.PrivateKeyEntry other = key("localhost", now.minusSeconds(60), now.plusSeconds(3600));
        try (Handshakes service = new Handshakes(server, "TLSv1.3");
                PostfachRoute route = service.by(road, other)) {
            assertNotSent("POSTFACH-302", route);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "BSP_SOAP, wrong host name, elsewhere.example, -60, 3600",
        "BSP_SOAP, expired, localhost, -3600, -60",
        "BSP_SOAP, not yet valid, localhost, 60, 3600",
        "ZBP_REST, wrong host name, elsewhere.example, -60, 3600",
        "ZBP_REST, expired, localhost, -3600, -60",
        "ZBP_REST, not yet valid, localhost, 60, 3600"
    })
    void isRefusedToAServerWithAnotherFault(Road road, String fault, String host, long from, long until)
            throws Exception {
        KeyStore.PrivateKeyEntry server = key(host, now.plusSeconds(from), now.plusSeconds(until));
        try (Handshakes service = new Handshakes(server, "TLSv1.3");
                PostfachRoute route = service.by(road, server)) {
            assertNotSent("POSTFACH-302", route);
        }
    }

    @ParameterizedTest
    @CsvSource({"BSP_SOAP, TLSv1.1", "BSP_SOAP, TLSv1", "ZBP_REST, TLSv1.1", "ZBP_REST, TLSv1"})
    void isRefusedWithAnOldProtocol(Road road, String protocol) throws Exception {
        KeyStore.PrivateKeyEntry server = key("localhost", now.minusSeconds(60), now.plusSeconds(3600));
        try (Handshakes service = new Handshakes(server, protocol);
                PostfachRoute route = service.by(road, server)) {
            assertNotSent("POSTFACH-302", route);
        }
    }

    @ParameterizedTest
    @EnumSource(Road.class)
    void isRefusedWithoutTls(Road road) throws Exception {
        assertNotSentToAPlain(road, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    @ParameterizedTest
    @EnumSource(Road.class)
    void isNotMadeWhenTheServerHangsUpDuringTheHandshake(Road road) throws Exception {
        assertNotSentToAPlain(road, "");
    }

    private void assertNotSentToAPlain(Road road, String answer) throws Exception {
        KeyStore.PrivateKeyEntry key = key("localhost", now.minusSeconds(60), now.plusSeconds(3600));
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PostfachRoute route = road.to(
                        URI.create("https://localhost:" + plain.getLocalPort() + "/x"),
                        (X509Certificate) key.getCertificate(),
                        Certificates.rsa(2048, "CN=authority"))) {
            Thread talker = new Thread(() -> {
                try (var socket = plain.accept()) {
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // the client has gone
                }
            });
            talker.start();

            assertNotSent("POSTFACH-302", route);
            talker.join();
        }
    }

    @ParameterizedTest
    @EnumSource(Road.class)
    void isNotMadeToAClosedPort(Road road) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertNotConnected(road, "https://localhost:" + port + "/x");
    }

    @ParameterizedTest
    @EnumSource(Road.class)
    void isNotMadeToAServerThatTakesNobody(Road road) throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = new ArrayList<>();
            while (queue.size() < 100 && waits(deaf, queue)) {}

            assertNotConnected(road, "https://localhost:" + deaf.getLocalPort() + "/x");
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

    @ParameterizedTest
    @EnumSource(Road.class)
    void isNotMadeToAHostThatDoesNotExist(Road road) throws Exception {
        assertNotConnected(road, "https://postkorb.invalid/x");
    }

    private void assertNotConnected(Road road, String address) throws Exception {
        KeyStore.PrivateKeyEntry key = key("localhost", now.minusSeconds(60), now.plusSeconds(3600));
        try (PostfachRoute route = road.to(
                URI.create(address), (X509Certificate) key.getCertificate(), Certificates.rsa(2048, "CN=authority"))) {
            assertNotSent("POSTFACH-301", route);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/x", "ftp://localhost/x", "/x", "https:/x"})
    void isNeverPlain(String address) {
        assertThrows(IllegalArgumentException.class, () -> BspSoap.builder().address(URI.create(address)));
        assertThrows(IllegalArgumentException.class, () -> ZbpRest.builder().address(URI.create(address)));
    }

    private static Delivery send(PostfachRoute route) {
        return PostfachClient.builder()
                .route(route)
                .build()
                .send(Fixtures.aNotice().build());
    }

    private static PostfachUnavailableException assertNotSent(String code, PostfachRoute route) {
        PostfachUnavailableException later = assertThrows(PostfachUnavailableException.class, () -> send(route));
        assertEquals(code, later.code(), later::getMessage);
        assertFalse(later.mayHaveTakenEffect());
        return later;
    }

    private static KeyStore.PrivateKeyEntry key(String host, Instant from, Instant until) {
        return Certificates.ec("CN=" + host, host, from, until);
    }

    /** A service that never comes further than the handshake, and lets the client read why. */
    private static final class Handshakes implements AutoCloseable {

        private final ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final SSLSocketFactory tls;
        private final String protocol;
        private volatile boolean demanding;

        Handshakes(KeyStore.PrivateKeyEntry key, String protocol) throws IOException {
            this.tls = Tls.context(key, List.of()).getSocketFactory();
            this.protocol = protocol;
            Thread thread = new Thread(() -> {
                while (!plain.isClosed()) {
                    try (Socket accepted = plain.accept()) {
                        refuse(accepted);
                    } catch (IOException e) {
                        // closed
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        private void refuse(Socket accepted) throws IOException {
            SSLSocket socket = (SSLSocket) tls.createSocket(accepted, null, accepted.getPort(), false);
            socket.setUseClientMode(false);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.setNeedClientAuth(demanding);
            try {
                socket.startHandshake();
            } catch (IOException refused) {
                if (demanding) {
                    // Closing with unread bytes would reset the connection and take the alert with it.
                    accepted.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
            }
        }

        Handshakes demandingCertificates() {
            demanding = true;
            return this;
        }

        URI address() {
            return URI.create("https://localhost:" + plain.getLocalPort() + "/x");
        }

        PostfachRoute by(Road road, KeyStore.PrivateKeyEntry trusted) {
            return road.to(
                    address(), (X509Certificate) trusted.getCertificate(), Certificates.rsa(2048, "CN=authority"));
        }

        @Override
        public void close() throws IOException {
            plain.close();
        }
    }
}
