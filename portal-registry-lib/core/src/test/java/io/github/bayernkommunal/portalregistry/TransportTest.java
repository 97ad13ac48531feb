package io.github.bayernkommunal.portalregistry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.internal.Tls;
import java.io.ByteArrayOutputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransportTest {

    @RegisterExtension
    static final MockHttps service = new MockHttps();

    @RegisterExtension
    static final MockHttps stale = new MockHttps(TestTls.expired("localhost"));

    @Test
    void expiredCertificateIsRefused() {
        try (BayernPortal portal = portal(stale).build()) {
            var failure = assertThrows(PortalRegistryProtocolException.class, () -> portal.authority("7"));

            assertEquals("PORTAL-306", failure.code());
        }
    }

    @Test
    void onlyCurrentVersionsOfTlsAreOffered() {
        assertArrayEquals(new String[] {"TLSv1.3", "TLSv1.2"}, Tls.parameters().getProtocols());
        assertEquals("HTTPS", Tls.parameters().getEndpointIdentificationAlgorithm());
        for (String suite : Tls.parameters().getCipherSuites()) {
            assertTrue(suite.contains("GCM"), suite);
        }
    }

    @Test
    void peerThatNeverAnswersIsGivenUp() throws Exception {
        try (HeldHttps silent = new HeldHttps(200, "{}");
                BayernPortal portal = portal(silent.address("/rest/allgemein/v3/"), silent.trust())
                        .timeout(Duration.ofMillis(200))
                        .build()) {
            var failure = assertThrows(PortalRegistryUnavailableException.class, () -> portal.authority("7"));

            assertEquals("PORTAL-102", failure.code());
        }
    }

    @Test
    void compressedAnswerThatNobodyAskedForIsNotUnpacked() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[10_000_000]);
        }
        service.server()
                .stubFor(get(anyUrl())
                        .willReturn(aResponse()
                                .withStatus(200)
                                .withHeader("Content-Type", "application/json")
                                .withHeader("Content-Encoding", "gzip")
                                .withBody(bomb.toByteArray())));
        try (BayernPortal portal = portal(service).build()) {
            var failure = assertThrows(PortalRegistryProtocolException.class, () -> portal.authority("7"));

            assertEquals("PORTAL-303", failure.code());
        }
    }

    @Test
    void closingEndsTheThreads() throws Exception {
        service.server().stubFor(get(anyUrl()).willReturn(okJson("{\"id\": 7}")));
        BayernPortal portal = portal(service).build();
        portal.authority("7");
        List<Thread> ours = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("portal-registry-http"))
                .toList();
        assertFalse(ours.isEmpty());

        portal.close();

        for (Thread thread : ours) {
            assertTrue(thread.isDaemon());
            thread.join(10_000);
            assertFalse(thread.isAlive());
        }
    }

    @Test
    void onlyTheApiIsExported() {
        ModuleDescriptor module = ModuleFinder.of(Path.of("target/classes"))
                .find("io.github.bayernkommunal.portalregistry")
                .orElseThrow()
                .descriptor();

        assertEquals(
                Set.of("io.github.bayernkommunal.portalregistry"),
                module.exports().stream().map(ModuleDescriptor.Exports::source).collect(Collectors.toSet()));
        assertFalse(module.isOpen());
        assertEquals(Set.of(), module.opens());
    }

    private static BayernPortal.Builder portal(MockHttps at) {
        return portal(at.address("/rest/allgemein/v3/"), at.trust());
    }

    private static BayernPortal.Builder portal(URI address, List<X509Certificate> trust) {
        return BayernPortal.at(address)
                .credentials("leser", "geheim")
                .trust(trust)
                .waiting(new NoWaiting());
    }
}
