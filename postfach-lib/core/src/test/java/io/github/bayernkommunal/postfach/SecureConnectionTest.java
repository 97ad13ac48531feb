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
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is at the other end, and whether a byte has left. */
class SecureConnectionTest {

    @RegisterExtension
    static final PostfachSimulator mailbox =
            PostfachSimulator.builder().clientCertificateInHandshake().create();

    private final Instant now = Instant.now();

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
                BspSoap route = service.route(server).build()) {
            PostfachUnavailableException refused = assertNotSent("POSTFACH-303", route);

            assertTrue(refused.getMessage().contains("none is configured"), refused.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void namesOurCertificateWhenItIsRefused(String protocol) throws Exception {
        KeyStore.PrivateKeyEntry server = key("localhost", now.minusSeconds(60), now.plusSeconds(3600));
        KeyStore.PrivateKeyEntry stranger = key("client", now.minusSeconds(60), now.plusSeconds(3600));
        try (Handshakes service = new Handshakes(server, protocol).demandingCertificates();
                BspSoap route = service.route(server).clientKey(stranger).build()) {
            PostfachUnavailableException refused = assertNotSent("POSTFACH-303", route);

            assertTrue(refused.getMessage().contains("serial number 2a, valid until"), refused.getMessage());
        }
    }

    @Test
    void isRefusedToAServerThatNobodyVouchesFor() throws Exception {
        X509Certificate other = (X509Certificate)
                key("other", now.minusSeconds(60), now.plusSeconds(3600)).getCertificate();
        try (BspSoap route =
                RouteOf.builder(mailbox.settings()).trust(List.of(other)).build()) {
            assertNotSent("POSTFACH-302", route);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "wrong host name, elsewhere.example, -60, 3600",
        "expired, localhost, -3600, -60",
        "not yet valid, localhost, 60, 3600"
    })
    void isRefusedToAServerWithAnotherFault(String fault, String host, long from, long until) throws Exception {
        KeyStore.PrivateKeyEntry server = key(host, now.plusSeconds(from), now.plusSeconds(until));
        try (Handshakes service = new Handshakes(server, "TLSv1.3");
                BspSoap route = service.route(server).build()) {
            assertNotSent("POSTFACH-302", route);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.1", "TLSv1"})
    void isRefusedWithAnOldProtocol(String protocol) throws Exception {
        KeyStore.PrivateKeyEntry server = key("localhost", now.minusSeconds(60), now.plusSeconds(3600));
        try (Handshakes service = new Handshakes(server, protocol);
                BspSoap route = service.route(server).build()) {
            assertNotSent("POSTFACH-302", route);
        }
    }

    @Test
    void isRefusedWithoutTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                BspSoap route = BspSoap.builder()
                        .address(URI.create("https://localhost:" + plain.getLocalPort() + "/x"))
                        .build()) {
            Thread talker = new Thread(() -> {
                try (var socket = plain.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes());
                } catch (IOException e) {
                    // the client has gone
                }
            });
            talker.start();

            assertNotSent("POSTFACH-302", route);
            talker.join();
        }
    }

    @Test
    void isNotMadeToAClosedPort() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (BspSoap route = BspSoap.builder()
                .address(URI.create("https://localhost:" + port + "/x"))
                .build()) {
            assertNotSent("POSTFACH-301", route);
        }
    }

    @Test
    void isNotMadeToAHostThatDoesNotExist() {
        try (BspSoap route = BspSoap.builder()
                .address(URI.create("https://postkorb.invalid/x"))
                .build()) {
            assertNotSent("POSTFACH-301", route);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/x", "ftp://localhost/x", "/x", "https:/x"})
    void isNeverPlain(String address) {
        assertThrows(IllegalArgumentException.class, () -> BspSoap.builder().address(URI.create(address)));
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

        BspSoap.Builder route(KeyStore.PrivateKeyEntry server) {
            return BspSoap.builder()
                    .address(URI.create("https://localhost:" + plain.getLocalPort() + "/x"))
                    .trust(List.of((X509Certificate) server.getCertificate()))
                    .timeout(Duration.ofSeconds(20));
        }

        @Override
        public void close() throws IOException {
            plain.close();
        }
    }
}
