package io.github.bayernkommunal.portalregistry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceFeedTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String AUTHORIZED = basic("portal:geheim-für-alle");

    @TempDir
    private Path directory;

    @Test
    void indexNamesOneFileForEveryArea() {
        ServiceFeed feed =
                published(Samples.parking().offeredIn(Samples.NOERDLINGEN).build());

        ServiceFeed.Answer answer = feed.answer("/index.txt", null, AUTHORIZED);

        assertEquals(200, answer.status());
        assertEquals("text/plain;charset=UTF-8", answer.headers().get("Content-Type"));
        assertEquals("091620000000.xml\n097790194194.xml\n", new String(answer.body(), UTF_8));
    }

    @Test
    void xmlIsTheGoldenOne() throws Exception {
        ServiceFeed feed = published(Samples.parking().build());

        String xml = text(feed, "/091620000000.xml");

        assertEquals(golden("feed-091620000000.xml", xml), xml);
    }

    @Test
    void jsonIsTheGoldenOne() throws Exception {
        ServiceFeed feed = published(Samples.parking().build());

        String json = text(feed, "/091620000000.json");

        assertEquals(golden("feed-091620000000.json", json), json);
    }

    @Test
    void rootElementIsASetting() {
        ServiceFeed feed = feed().rootElement("datenlieferung.0815").build();
        publish(feed, Samples.parking().build());

        assertTrue(text(feed, "/091620000000.xml").contains("<xzufi:datenlieferung.0815 "));
    }

    @Test
    void changedRootElementSenderOrAgencyChangesAlsoListsWhoseServicesStay() {
        publish(
                feed().directory(directory).rootElement("falsch").build(),
                Samples.parking().build());
        ServiceFeed corrected = feed().directory(directory).build();

        publish(corrected, Samples.parking().build());

        assertTrue(text(corrected, "/091620000000.xml").contains("<xzufi:transfer "));
        publish(
                feed().directory(directory).agencyId("L100042").build(),
                Samples.parking().build());
        assertTrue(text(corrected, "/091620000000.xml").contains("\"L100042\""));
    }

    @Test
    void unchangedFileIsNotSentAgain() {
        ServiceFeed feed = published(Samples.parking().build());
        String etag =
                feed.answer("/091620000000.xml", null, AUTHORIZED).headers().get("ETag");

        for (String known : List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
            ServiceFeed.Answer answer = feed.answer("/091620000000.xml", known, AUTHORIZED);
            assertEquals(304, answer.status());
            assertEquals(0, answer.body().length);
        }
        assertEquals(200, feed.answer("/091620000000.xml", "\"x\"", AUTHORIZED).status());
    }

    @Test
    void listOfAnUnchangedAreaKeepsItsTag() {
        ServiceFeed feed = published(Samples.parking().build());
        String before =
                feed.answer("/091620000000.xml", null, AUTHORIZED).headers().get("ETag");

        publish(feed, Samples.parking().build(), other(Samples.NOERDLINGEN));

        assertEquals(
                before,
                feed.answer("/091620000000.xml", null, AUTHORIZED).headers().get("ETag"));
        assertEquals(200, feed.answer("/097790194194.xml", null, AUTHORIZED).status());
    }

    @Test
    void namedCertificateOpensTheFeedWithoutAPassword() {
        X509Certificate collector = TestTls.forName("sammler.example").certificate();
        X509Certificate stranger = TestTls.forName("sammler.example").certificate();
        X509Certificate ended = TestTls.expired("sammler.example").certificate();
        ServiceFeed feed = ServiceFeed.builder()
                .collectors(List.of(collector, ended))
                .rootElement("transfer")
                .agencyId("L199999")
                .build();
        publish(feed, Samples.parking().build());

        assertEquals(200, feed.answer("/index.txt", null, null, collector).status());
        for (X509Certificate other : new X509Certificate[] {stranger, ended, null}) {
            ServiceFeed.Answer refusal = feed.answer("/index.txt", null, basic(":"), other);
            assertEquals(403, refusal.status());
            assertEquals(0, refusal.body().length);
            assertEquals(403, feed.answer("/does-not-exist", null, null, other).status());
        }
    }

    @Test
    void passwordAndCertificateAreTwoWays() {
        X509Certificate collector = TestTls.forName("sammler.example").certificate();
        ServiceFeed feed =
                feed().clock(Clock.systemUTC()).collectors(List.of(collector)).build();
        publish(feed, Samples.parking().build());

        assertEquals(200, feed.answer("/index.txt", null, null, collector).status());
        assertEquals(200, feed.answer("/index.txt", null, AUTHORIZED, null).status());
        assertEquals(401, feed.answer("/index.txt", null, null, null).status());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic !!!", "Bearer x", "Basic cG9ydGFsOmZhbHNjaA=="})
    void nothingIsShownWithoutTheRightPassword(String authorization) {
        ServiceFeed feed = published(Samples.parking().build());

        ServiceFeed.Answer answer = feed.answer("/index.txt", null, authorization);

        assertEquals(401, answer.status());
        assertEquals(0, answer.body().length);
        assertTrue(answer.headers().get("WWW-Authenticate").startsWith("Basic "));
        assertEquals(401, feed.answer("/does-not-exist", null, authorization).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/index.html",
                "/../current",
                "/current",
                "/state.json",
                "/lock",
                "/091620000000.xml/../../etc/passwd",
                "//index.txt",
                "/091620000000.XML",
                "/099999999999.xml"
            })
    void everythingElseIsNotFound(String path) {
        ServiceFeed feed = feed().directory(directory).build();
        publish(feed, Samples.parking().build());

        assertEquals(404, feed.answer(path, null, AUTHORIZED).status());
    }

    @Test
    void nothingPublishedMeansNoIndexRatherThanAnEmptyOne() {
        assertEquals(404, feed().build().answer("/index.txt", null, AUTHORIZED).status());
        assertEquals(
                404,
                feed().directory(directory)
                        .build()
                        .answer("/index.txt", null, AUTHORIZED)
                        .status());
    }

    @Test
    void emptiedAreaStaysInTheIndexWithAnEmptyList() {
        ServiceFeed feed = published(Samples.parking().build());

        publish(feed);

        assertEquals("091620000000.xml\n", text(feed, "/index.txt"));
        assertFalse(text(feed, "/091620000000.xml").contains("onlinedienst"));
        assertTrue(text(feed, "/091620000000.xml").contains("nachrichtenkopf"));
    }

    @Test
    void publishedStateSurvivesARestart() {
        ServiceFeed before = feed().directory(directory).build();
        publish(before, Samples.parking().build(), other(Samples.NOERDLINGEN));

        ServiceFeed after = feed().directory(directory).build();

        assertEquals(before.registered(), after.registered());
        assertArrayEquals(
                before.answer("/091620000000.xml", null, AUTHORIZED).body(),
                after.answer("/091620000000.xml", null, AUTHORIZED).body());
    }

    @Test
    void anotherNodeSeesThePublicationAtOnce() {
        ServiceFeed one = feed().directory(directory).build();
        ServiceFeed two = feed().directory(directory).build();

        publish(one, Samples.parking().build());

        assertEquals(1, two.registered().size());
        assertEquals(200, two.answer("/index.txt", null, AUTHORIZED).status());
    }

    @Test
    void planOfAnotherNodeThatWasOvertakenIsRefused() {
        ServiceFeed one = feed().directory(directory).build();
        ServiceFeed two = feed().directory(directory).build();
        RegistrationPlan slow = RegistrationPlan.between(
                two.registered(), ServiceDirectory.of(Samples.dogTax().build()));
        publish(one, Samples.parking().build());

        var refusal = assertThrows(PortalRegistryRejectedException.class, () -> two.publish(slow));

        assertEquals("PORTAL-205", refusal.code());
    }

    @Test
    void runThatBrokeOffLeavesThePublishedStateWhole() throws Exception {
        ServiceFeed feed = feed().directory(directory).build();
        publish(feed, Samples.parking().build());
        // What a crash leaves: a half-written folder and a pointer that was not yet moved.
        Path half = Files.createDirectory(directory.resolve("20270101T000000000Z-0123456789ab"));
        Files.writeString(half.resolve("091620000000.xml"), "<half");
        Files.writeString(directory.resolve("current.new"), "20270101T000");

        ServiceFeed after = feed().directory(directory).build();
        assertEquals(1, after.registered().size());
        publish(after, Samples.parking().payment(false).build());

        assertFalse(Files.exists(half));
        assertFalse(after.registered().services().get(0).payment());
    }

    @Test
    void folderBeforeTheCurrentOneStaysUntilTheNextRun() throws Exception {
        ServiceFeed feed = feed().directory(directory).build();
        for (int i = 0; i < 5; i++) {
            publish(feed, Samples.parking().title("Titel " + i).build());
        }

        try (Stream<Path> entries = Files.list(directory)) {
            assertEquals(2, entries.filter(Files::isDirectory).count());
        }
    }

    @Test
    void damagedStateIsReportedAndNotTakenForEmpty() throws Exception {
        ServiceFeed feed = feed().directory(directory).build();
        publish(feed, Samples.parking().build());
        Path folder =
                directory.resolve(Files.readString(directory.resolve("current")).strip());
        Files.writeString(folder.resolve("state.json"), "{\"version\": \"1\"");

        var failure = assertThrows(
                PortalRegistryProtocolException.class,
                () -> feed().directory(directory).build());

        assertEquals("PORTAL-307", failure.code());
    }

    @Test
    void stateOfALaterVersionIsRefused() throws Exception {
        ServiceFeed feed = feed().directory(directory).build();
        publish(feed, Samples.parking().build());
        Path folder =
                directory.resolve(Files.readString(directory.resolve("current")).strip());
        Files.writeString(folder.resolve("state.json"), "{\"version\": \"2\"}");

        assertThrows(
                PortalRegistryProtocolException.class,
                () -> feed().directory(directory).build());
    }

    @Test
    void pointerOutOfTheDirectoryIsRefused() throws Exception {
        Files.writeString(directory.resolve("current"), "../somewhere");

        assertThrows(
                PortalRegistryProtocolException.class,
                () -> feed().directory(directory).build());
    }

    @Test
    void unusableDirectoryIsReported() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        var failure = assertThrows(
                PortalRegistryUnavailableException.class,
                () -> feed().directory(file.resolve("below")).build());

        assertEquals("PORTAL-110", failure.code());
    }

    @Test
    @SuppressWarnings("try")
    void twoRunsAtATimeOnOneDirectoryAreNotMixed() throws Exception {
        ServiceFeed feed = feed().directory(directory).build();
        try (FileChannel other = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = other.lock()) {
            var failure = assertThrows(
                    PortalRegistryUnavailableException.class,
                    () -> publish(feed, Samples.parking().build()));
            assertEquals("PORTAL-111", failure.code());
        }
        publish(feed, Samples.parking().build());
        assertEquals(1, feed.registered().size());
    }

    @Test
    void everyMissingPartIsNamedAtOnce() {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> ServiceFeed.builder().agencyId("x").build());

        for (String part : List.of("user", "password", "root element", "agency id")) {
            assertTrue(refusal.getMessage().contains("- " + part + ":"), part);
        }
    }

    private static OnlineService other(Ars area) {
        return OnlineService.builder("anderes")
                .leistung(Samples.DOG_TAX)
                .offeredIn(area)
                .title("Anderes < &amp;\" Titel")
                .address(URI.create("https://antrag.example/?a=1&b=%C3%BC"))
                .build();
    }

    private static ServiceFeed.Builder feed() {
        return ServiceFeed.builder()
                .credentials("portal", "geheim-für-alle")
                .rootElement("transfer")
                .sender("Musterstadt")
                .agencyId("L199999")
                .clock(NOON);
    }

    private static ServiceFeed published(OnlineService... services) {
        ServiceFeed feed = feed().build();
        publish(feed, services);
        return feed;
    }

    private static void publish(ServiceFeed feed, OnlineService... services) {
        feed.publish(RegistrationPlan.between(feed.registered(), ServiceDirectory.of(services)));
    }

    private static String text(ServiceFeed feed, String path) {
        ServiceFeed.Answer answer = feed.answer(path, null, AUTHORIZED);
        assertEquals(200, answer.status());
        return new String(answer.body(), UTF_8);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    /** The golden document; written anew with -Dgolden.update. */
    private static String golden(String name, String actual) throws Exception {
        Path file = Path.of("src/test/resources/golden", name);
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        return Files.readString(file);
    }
}
