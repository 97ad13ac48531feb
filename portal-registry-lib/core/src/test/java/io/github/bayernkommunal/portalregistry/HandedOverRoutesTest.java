package io.github.bayernkommunal.portalregistry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for every route that hands over entry by entry, shown with the push to the PVOG. */
class HandedOverRoutesTest {

    @RegisterExtension
    static final MockHttps service = new MockHttps();

    private static final String TOKEN = "{\"access_token\": \"t0\", \"token_type\": \"Bearer\", \"expires_in\": 300}";

    @TempDir
    private Path folder;

    private PvogPush push;

    @BeforeEach
    void open() {
        accept();
        push = push().build();
    }

    @AfterEach
    void close() {
        push.close();
    }

    @Nested
    class PushKeepsTheContract extends PublicationRouteContract {
        @Override
        protected PublicationRoute freshRoute() {
            return push;
        }
    }

    @Test
    void everyChangeIsOneMessageWithAToken() {
        publish(push, Samples.parking().build());
        publish(push);

        List<LoggedRequest> sent = pushed();
        assertEquals(2, sent.size());
        assertEquals("Bearer t0", sent.get(0).getHeader("Authorization"));
        List<XzufiReader.Entry> entries = new ArrayList<>();
        for (LoggedRequest one : sent) {
            try (XzufiReader reader = XzufiReader.open(new ByteArrayInputStream(one.getBody()))) {
                assertEquals(XzufiVersion.V2_3_1, reader.version());
                reader.forEachRemaining(entries::add);
            }
        }
        assertEquals(2, entries.size());
        assertTrue(entries.get(0) instanceof XzufiReader.Schreibe);
        assertTrue(entries.get(1) instanceof XzufiReader.Loesche);
    }

    @Test
    void entryThatIsDeclinedIsAProblemAndTheOthersAreHandedOver() {
        service.server()
                .stubFor(post(urlPathEqualTo("/push"))
                        .withRequestBody(containing("dienst-1"))
                        .willReturn(aResponse().withStatus(422).withBody("Titel fehlt")));
        List<OnlineService> three = Samples.services(3, Samples.MUNICH);

        RegistrationReport report = publish(push, three.toArray(new OnlineService[0]));

        assertEquals(List.of("dienst-0", "dienst-2"), report.accepted());
        assertFalse(report.isComplete());
        assertEquals("dienst-1", report.problems().get(0).entry());
        assertTrue(report.problems().get(0).text().contains("Titel fehlt"));
        assertEquals(2, push.registered().size());
    }

    @ParameterizedTest
    @CsvSource({
        "401, PORTAL-201, false",
        "403, PORTAL-202, false",
        "404, PORTAL-316, false",
        "429, PORTAL-104, false",
        "500, PORTAL-103, true",
        "503, PORTAL-103, true",
        "302, PORTAL-304, false"
    })
    void failureEndsTheRunAndWhatWasAcceptedIsRemembered(int status, String code, boolean uncertain) {
        service.server()
                .stubFor(post(urlPathEqualTo("/push"))
                        .withRequestBody(containing("dienst-1"))
                        .willReturn(aResponse().withStatus(status)));
        ServiceDirectory wanted = ServiceDirectory.of(Samples.services(3, Samples.MUNICH));
        RegistrationPlan plan = RegistrationPlan.between(push.registered(), wanted);

        var failure = assertThrows(PortalRegistryException.class, () -> push.publish(plan));

        assertEquals(code, failure.code());
        assertEquals(
                uncertain, failure instanceof PortalRegistryUnavailableException late && late.mayHaveTakenEffect());
        assertEquals(2, pushed().size(), "a write is never repeated behind the caller's back");
        assertEquals(List.of("dienst-0"), ids(push.registered()));

        accept();
        PortalRegistryClient client = PortalRegistryClient.builder().route(push).build();
        RegistrationReport report = client.resume(plan, "", Progress.UNWATCHED);
        assertEquals(List.of("dienst-1", "dienst-2"), report.accepted());
        assertEquals(Optional.empty(), report.visibleBy());
        assertEquals(wanted, push.registered());
    }

    @Test
    void connectionThatBreaksLeavesTheEntryUncertain() {
        service.server()
                .stubFor(post(urlPathEqualTo("/push")).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        var failure = assertThrows(
                PortalRegistryUnavailableException.class,
                () -> publish(push, Samples.parking().build()));

        assertEquals("PORTAL-105", failure.code());
        assertTrue(failure.mayHaveTakenEffect());
        assertTrue(failure.getMessage().contains("resume"), failure.getMessage());
        assertEquals(0, push.registered().size());
    }

    @Test
    void strangersAreSentNothingAndNothingIsUncertain() {
        try (PvogPush other = push().trust(List.of(TestTls.forName("localhost").certificate()))
                .remembersIn(folder.resolve("other"))
                .build()) {
            var failure = assertThrows(
                    PortalRegistryProtocolException.class,
                    () -> publish(other, Samples.parking().build()));

            assertEquals("PORTAL-306", failure.code());
        }
        assertEquals(0, pushed().size());
    }

    @Test
    void memoryIsWholeAfterACrashBetweenAnyTwoWrites() throws Exception {
        List<OnlineService> services = Samples.services(3, Samples.MUNICH);
        publish(push, services.get(0), services.get(1));
        Path copy = folder.resolve("copy");
        RegistrationPlan plan =
                RegistrationPlan.between(push.registered(), ServiceDirectory.of(services.get(1), services.get(2)));
        List<Integer> seen = new ArrayList<>();

        push.publish(plan, (done, total) -> {
            // The process could end here: whoever opens the folder next must know exactly what was accepted.
            copyOf(folder.resolve("memory"), copy);
            try (PvogPush next = push().remembersIn(copy).build()) {
                List<String> expected = done == 0
                        ? List.of("dienst-0", "dienst-1")
                        : done == 1 ? List.of("dienst-1") : List.of("dienst-1", "dienst-2");
                assertEquals(expected, ids(next.registered()));
                assertEquals(
                        ServiceDirectory.of(services.get(1), services.get(2)),
                        resumed(next, services.get(1), services.get(2)));
                seen.add(done);
            }
            return true;
        });

        assertEquals(List.of(0, 1, 2), seen.stream().distinct().toList());
    }

    @Test
    void lineThatWasBeingWrittenDoesNotCount() throws Exception {
        publish(push, Samples.dogTax().build());
        Path memory = folder.resolve("memory");
        Files.copy(memory.resolve("registered.json"), memory.resolve("wanted.json"));
        Files.writeString(memory.resolve("accepted.log"), "hundesteuer\nbewohnerpark");

        assertEquals(List.of("hundesteuer"), ids(push.registered()));
    }

    @Test
    void endedRunKeepsWhatWasAccepted() {
        RegistrationPlan plan =
                RegistrationPlan.between(push.registered(), ServiceDirectory.of(Samples.services(3, Samples.MUNICH)));

        var ended = assertThrows(
                PortalRegistryUnavailableException.class, () -> push.publish(plan, (done, total) -> done < 2));

        assertEquals("PORTAL-116", ended.code());
        assertEquals(List.of("dienst-0", "dienst-1"), ids(push.registered()));
    }

    @Test
    void interruptionBetweenTwoEntriesForgetsNothing() {
        RegistrationPlan plan =
                RegistrationPlan.between(push.registered(), ServiceDirectory.of(Samples.services(3, Samples.MUNICH)));

        var ended = assertThrows(
                PortalRegistryUnavailableException.class,
                () -> push.publish(plan, (done, total) -> {
                    if (done == 2) {
                        Thread.currentThread().interrupt();
                    }
                    return true;
                }));

        assertTrue(Thread.interrupted());
        assertEquals("PORTAL-108", ended.code());
        assertEquals(2, pushed().size());
        assertEquals(List.of("dienst-0", "dienst-1"), ids(push.registered()));
    }

    @Test
    void twoRunsFromOneFolderAreRefused() throws Exception {
        try (FileChannel lock = FileChannel.open(
                        folder.resolve("memory").resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            assertTrue(held.isValid());
            var refusal = assertThrows(
                    PortalRegistryUnavailableException.class,
                    () -> publish(push, Samples.parking().build()));

            assertEquals("PORTAL-118", refusal.code());
        }
        assertEquals(0, pushed().size());
    }

    @Test
    void damagedMemoryIsRefused() throws Exception {
        publish(push, Samples.parking().build());
        Files.writeString(folder.resolve("memory").resolve("registered.json"), "{\"version\":");

        var refusal = assertThrows(PortalRegistryProtocolException.class, () -> push.registered());

        assertEquals("PORTAL-319", refusal.code());
        assertThrows(PortalRegistryProtocolException.class, () -> push().build());
    }

    @Test
    void folderThatCannotBeUsedIsTold() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        var refusal = assertThrows(
                PortalRegistryUnavailableException.class,
                () -> push().remembersIn(file).build());

        assertEquals("PORTAL-117", refusal.code());
    }

    @Test
    void everyMissingPartOfAPushIsNamedAtOnce() {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> PvogPush.at(URI.create("http://pvog.example/")).build());

        for (String part : List.of("address", "tokens", "secret", "agency id", "root element", "remembersIn")) {
            assertTrue(refusal.getMessage().contains(part), part + " in " + refusal.getMessage());
        }
    }

    private PvogPush.Builder push() {
        return PvogPush.at(service.address("/push"))
                .client(service.address("/token"), "wir", "geheim")
                .agencyId("L199999")
                .rootElement("transfer")
                .remembersIn(folder.resolve("memory"))
                .trust(service.trust())
                .waiting(new NoWaiting());
    }

    private static void accept() {
        service.server().resetMappings();
        service.server().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(202)));
        service.server().stubFor(post(urlPathEqualTo("/token")).willReturn(okJson(TOKEN)));
    }

    private static List<LoggedRequest> pushed() {
        return service.server().getAllServeEvents().stream()
                .map(event -> event.getRequest())
                .filter(request -> request.getUrl().equals("/push"))
                .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
                .toList();
    }

    private static ServiceDirectory resumed(PublicationRoute route, OnlineService... wanted) {
        publish(route, wanted);
        return route.registered();
    }

    private static RegistrationReport publish(PublicationRoute route, OnlineService... services) {
        return route.publish(RegistrationPlan.between(route.registered(), ServiceDirectory.of(services)));
    }

    private static List<String> ids(ServiceDirectory directory) {
        return directory.services().stream().map(OnlineService::id).toList();
    }

    private static void copyOf(Path from, Path to) {
        try {
            Files.createDirectories(to);
            for (String name : List.of("registered.json", "wanted.json", "accepted.log")) {
                Files.deleteIfExists(to.resolve(name));
                if (Files.exists(from.resolve(name))) {
                    Files.copy(from.resolve(name), to.resolve(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
