package io.github.bayernkommunal.bayernid.internal.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.bayernkommunal.bayernid.IdentityProviderUnavailableException;
import io.github.bayernkommunal.bayernid.internal.Tls;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.Mishap;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMetadataSourceTest {

    @RegisterExtension
    static final BayernIdSimulator simulator = BayernIdSimulator.create();

    private static HttpMetadataSource source(List<X509Certificate> trust) {
        return new HttpMetadataSource(URI.create(simulator.entityId()), trust, List.of(), null, Duration.ofSeconds(60));
    }

    @Test
    void readsTheKeysThatTheIdentityProviderHasNow() {
        try (HttpMetadataSource source = source(List.of(simulator.certificate()))) {
            assertEquals(simulator.entityId(), source.current().entityId());
            assertEquals(
                    List.of(simulator.signingCertificate()), source.current().certificates());
        }
    }

    @Test
    void aRefreshBringsTheNextKey() {
        try (HttpMetadataSource source = source(List.of(simulator.certificate()))) {
            simulator.announceKey();
            assertEquals(1, source.current().certificates().size());

            source.refresh();

            assertEquals(2, source.current().certificates().size());
        }
    }

    @Test
    void aRefreshThatFailsKeepsTheLastGoodCopy() {
        try (HttpMetadataSource source = source(List.of(simulator.certificate()))) {
            Metadata known = source.current();
            simulator.next(Mishap.METADATA_UNAVAILABLE);

            source.refresh();

            assertEquals(known, source.current());
        }
    }

    @Test
    void withoutMetadataAtTheStartThereIsNothingToKeep() {
        simulator.next(Mishap.METADATA_UNAVAILABLE);

        var unavailable = assertThrows(
                IdentityProviderUnavailableException.class, () -> source(List.of(simulator.certificate())));

        assertEquals("BAYERNID-701", unavailable.code());
        assertTrue(unavailable.suggestedPause().isPresent());
        assertEquals(false, unavailable.mayHaveTakenEffect());
    }

    @Test
    void aServerThatNobodyTrustsIsNotHeard() {
        var unavailable = assertThrows(IdentityProviderUnavailableException.class, () -> source(List.of()));

        assertEquals("BAYERNID-701", unavailable.code());
    }

    @Test
    void closingEndsTheBackgroundWork() throws InterruptedException {
        HttpMetadataSource source = source(List.of(simulator.certificate()));
        source.start(Clock.systemUTC());
        source.start(Clock.systemUTC());
        Thread refresher = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("bayernid-metadata"))
                .findFirst()
                .orElseThrow();

        source.close();

        refresher.join(5000);
        assertEquals(false, refresher.isAlive());
    }

    /** A peer that behaves badly in one way after the TLS handshake. */
    private static final class BadServer implements AutoCloseable {

        private final HttpsServer server;
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final X509Certificate certificate;

        BadServer(HttpHandler behaviour) throws Exception {
            this(behaviour, "127.0.0.1", Duration.ofHours(1), null);
        }

        /** With a certificate for this address that ends so much later than now, and with this suite of TLS 1.2 only. */
        BadServer(HttpHandler behaviour, String name, Duration valid, @Nullable String suite) throws Exception {
            var pair = KeyPairGenerator.getInstance("RSA");
            pair.initialize(2048);
            var keys = pair.generateKeyPair();
            var subject = new X500Name("CN=localhost");
            var builder = new JcaX509v3CertificateBuilder(
                    subject,
                    BigInteger.ONE,
                    new Date(System.currentTimeMillis() - Duration.ofDays(2).toMillis()),
                    new Date(System.currentTimeMillis() + valid.toMillis()),
                    subject,
                    keys.getPublic());
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, name)));
            certificate = new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
            server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            SSLContext context = Tls.context(
                    new KeyStore.PrivateKeyEntry(keys.getPrivate(), new X509Certificate[] {certificate}), List.of());
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters chosen = context.getDefaultSSLParameters();
                    if (suite != null) {
                        chosen.setProtocols(new String[] {"TLSv1.2"});
                        chosen.setCipherSuites(new String[] {suite});
                    }
                    parameters.setSSLParameters(chosen);
                }
            });
            server.setExecutor(threads);
            server.createContext("/", behaviour);
            server.start();
        }

        HttpMetadataSource ask(Duration timeout) {
            URI address = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/idp");
            return new HttpMetadataSource(address, List.of(certificate), List.of(), null, timeout);
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static void requireUnavailable(String words, HttpHandler behaviour) throws Exception {
        requireUnavailable(words, new BadServer(behaviour), Duration.ofMinutes(2));
    }

    private static void requireUnavailable(String words, BadServer badServer, Duration timeout) {
        try (badServer) {
            var unavailable = assertThrows(IdentityProviderUnavailableException.class, () -> badServer.ask(timeout));
            assertEquals("BAYERNID-701", unavailable.code());
            assertTrue(unavailable.getMessage().contains(words), unavailable.getMessage());
        }
    }

    @Test
    void aServerThatDripsDoesNotHoldUsUp() throws Exception {
        var closed = new CountDownLatch(1);
        HttpHandler drip = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('<');
            exchange.getResponseBody().flush();
            try {
                closed.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
        requireUnavailable("no complete answer", new BadServer(drip), Duration.ofMillis(1500));
        closed.countDown();
    }

    private static void answerMetadata(HttpExchange exchange) throws IOException {
        byte[] metadata = simulator.metadata().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, metadata.length);
        exchange.getResponseBody().write(metadata);
        exchange.close();
    }

    @Test
    void aSoundServerIsHeard() throws Exception {
        BadServer sound = new BadServer(
                HttpMetadataSourceTest::answerMetadata,
                "127.0.0.1",
                Duration.ofHours(1),
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        try (sound;
                HttpMetadataSource source = sound.ask(Duration.ofMinutes(2))) {
            assertEquals(simulator.entityId(), source.current().entityId());
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        requireUnavailable(
                "SSLHandshakeException",
                new BadServer(HttpMetadataSourceTest::answerMetadata, "127.0.0.2", Duration.ofHours(1), null),
                Duration.ofMinutes(2));
    }

    @Test
    void aPinnedCertificateThatEndedIsRefused() throws Exception {
        requireUnavailable(
                "SSLHandshakeException",
                new BadServer(HttpMetadataSourceTest::answerMetadata, "127.0.0.1", Duration.ofHours(-1), null),
                Duration.ofMinutes(2));
    }

    @Test
    void aWeakSuiteIsRefused() throws Exception {
        requireUnavailable(
                "SSLHandshakeException",
                new BadServer(
                        HttpMetadataSourceTest::answerMetadata,
                        "127.0.0.1",
                        Duration.ofHours(1),
                        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"),
                Duration.ofMinutes(2));
    }

    @Test
    void nothingOlderThanTls12IsSpoken() {
        assertEquals(List.of("TLSv1.3", "TLSv1.2"), List.of(Tls.parameters().getProtocols()));
    }

    @Test
    void whileTheServerIsDownEveryRefreshAsksOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpHandler onceThenDown = exchange -> {
            if (asked.getAndIncrement() == 0) {
                answerMetadata(exchange);
            } else {
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
            }
        };
        try (BadServer server = new BadServer(onceThenDown);
                HttpMetadataSource source = server.ask(Duration.ofMinutes(2))) {
            for (int i = 0; i < 8; i++) {
                source.refresh();
            }

            assertEquals(1 + 8, asked.get());
            assertEquals(simulator.entityId(), source.current().entityId());
        }
    }

    /** The metadata of the simulator, changed in one way at first and in another way later. */
    private static void requireTheFirstCopyStays(UnaryOperator<String> first, UnaryOperator<String> later)
            throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpHandler changing = exchange -> {
            UnaryOperator<String> change = asked.getAndIncrement() == 0 ? first : later;
            byte[] bytes = change.apply(simulator.metadata()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
        try (BadServer server = new BadServer(changing);
                HttpMetadataSource source = server.ask(Duration.ofMinutes(2))) {
            Metadata known = source.current();

            source.refresh();

            assertEquals(2, asked.get());
            assertSame(known, source.current());
        }
    }

    @Test
    void aRefreshCannotBringAnotherIdentityProvider() throws Exception {
        requireTheFirstCopyStays(
                UnaryOperator.identity(),
                metadata -> metadata.replace(
                        "entityID=\"" + simulator.entityId(), "entityID=\"https://stranger.example/idp"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"validUntil=\"2998-12-31T23:59:59Z\" entityID=", "entityID="})
    void aRefreshCannotBringBackOlderMetadata(String older) throws Exception {
        requireTheFirstCopyStays(
                metadata -> metadata.replace("entityID=", "validUntil=\"2999-01-01T00:00:00Z\" entityID="),
                metadata -> metadata.replace("entityID=", older));
    }

    @Test
    void aRefreshCannotBringMetadataThatHaveEnded() throws Exception {
        requireTheFirstCopyStays(
                UnaryOperator.identity(),
                metadata -> metadata.replace("entityID=", "validUntil=\"2001-01-01T00:00:00Z\" entityID="));
    }

    @Test
    void anEndlessAnswerIsCutOff() throws Exception {
        requireUnavailable("more than", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = new byte[65_536];
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(blanks);
            }
        });
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        requireUnavailable("HTTP status 302", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    @Test
    void garbageIsNoMetadata() throws Exception {
        requireUnavailable("metadata", exchange -> {
            byte[] page = "<html><p>Login</p></html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
    }
}
