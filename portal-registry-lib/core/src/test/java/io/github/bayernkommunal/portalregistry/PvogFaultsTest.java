package io.github.bayernkommunal.portalregistry;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PvogFaultsTest {

    @RegisterExtension
    static final MockHttps service = new MockHttps();

    private static final String OBJECT =
            "<x:transfer xmlns:x=\\\"http://xoev.de/schemata/xzufi/2_3_1\\\"><x:schreibe><x:leistung>"
                    + "<x:id schemeAgencyID=\\\"L1\\\">1</x:id></x:leistung></x:schreibe></x:transfer>";

    private final NoWaiting waiting = new NoWaiting();
    private Pvog pvog;
    private PvogDelivery delivery;

    @BeforeEach
    void open() {
        pvog = Pvog.at(service.address("/suchdienst/api/"))
                .trust(service.trust())
                .waiting(waiting)
                .build();
        delivery = PvogDelivery.at(service.address("/bereitstelldienst/api/"))
                .client(service.address("/token"), "wir", "geheim & mehr")
                .trust(service.trust())
                .waiting(waiting)
                .build();
        service.server()
                .stubFor(post(urlPathEqualTo("/token"))
                        .withFormParam("client_secret", equalTo("geheim & mehr"))
                        .willReturn(okJson(
                                "{\"access_token\": \"abc\", \"token_type\": \"bearer\", \"expires_in\": 300}")));
    }

    @AfterEach
    void close() {
        pvog.close();
        delivery.close();
    }

    @Test
    void pagesAreReadUntilOneIsNotFull() {
        page(0, 0, 100);
        page(1, 95, 195);
        page(2, 190, 200);

        List<ServiceSummary> services = pvog.services(Samples.MUNICH);

        // The list moved while it was read: five entries came twice and are taken once.
        assertEquals(200, services.size());
        assertEquals(3, service.server().getAllServeEvents().size());
        assertEquals(List.of(201L, 200L), waiting.pauses());
    }

    @Test
    void pagesThatRepeatForEverAreAnError() {
        service.server().stubFor(get(anyUrl()).willReturn(okJson(content(0, 100))));

        var failure = assertThrows(PortalRegistryProtocolException.class, () -> pvog.services(Samples.MUNICH));

        assertEquals("PORTAL-311", failure.code());
        assertEquals(2, service.server().getAllServeEvents().size());
    }

    @Test
    void blocksAreReadUntilTheLastOne() {
        block("index=0", OBJECT, false, "/bereitstelldienst/api/v3/verwaltungsobjekte/xzufi-2-3-1?index=1&ars=%");
        block("index=1", "", false, "/bereitstelldienst/api/v3/verwaltungsobjekte/xzufi-2-3-1?index=2");
        block("index=2", OBJECT, true, "/bereitstelldienst/api/v3/verwaltungsobjekte/xzufi-2-3-1?index=3");
        List<XzufiReader.Entry> entries = new ArrayList<>();

        PvogDelivery.Run run = delivery.fetch(entries::add);

        assertEquals(new PvogDelivery.Run(true, 3, 2, 0, List.of()), run);
        assertEquals(2, entries.size());
        assertEquals(
                1,
                service.server().getAllServeEvents().stream()
                        .filter(event -> event.getRequest().getUrl().equals("/token"))
                        .count());
    }

    @ParameterizedTest
    @CsvSource({"294, 1", "295, 2"})
    void tokenIsRenewedFiveSecondsBeforeItEnds(long seconds, int tokens) {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
        block("index=0", OBJECT, false, "/bereitstelldienst/api/v3/x?index=1");
        block("index=1", OBJECT, true, "/bereitstelldienst/api/v3/x?index=2");
        try (PvogDelivery slow = PvogDelivery.at(service.address("/bereitstelldienst/api/"))
                .client(service.address("/token"), "wir", "geheim & mehr")
                .trust(service.trust())
                .clock(new InstantClock(now))
                .waiting(waiting)
                .build()) {

            assertEquals(
                    2,
                    slow.fetch(entry -> now.updateAndGet(time -> time.plusSeconds(seconds)))
                            .blocks());
        }
        assertEquals(
                tokens,
                service.server().getAllServeEvents().stream()
                        .filter(event -> event.getRequest().getUrl().equals("/token"))
                        .count());
    }

    @Test
    void deliveryThatGoesInCirclesIsAnError() {
        block("index=0", OBJECT, false, "/bereitstelldienst/api/v3/x?index=1");
        block("index=1", OBJECT, false, "/bereitstelldienst/api/v3/x?index=1");

        assertEquals("PORTAL-311", fetchFails());
    }

    @ParameterizedTest
    @CsvSource({"1000, true", "1001, false"})
    void deliveryOfEmptyBlocksEndsAtALimit(int empty, boolean accepted) {
        for (int i = 0; i < empty; i++) {
            block("index=" + i + "(&|$)", "", false, "/bereitstelldienst/api/v3/x?index=" + (i + 1));
        }
        block("index=" + empty, OBJECT, true, "/bereitstelldienst/api/v3/x?index=0");

        if (accepted) {
            assertEquals(empty + 1, delivery.fetch(entry -> {}).blocks());
        } else {
            assertEquals("PORTAL-311", fetchFails());
        }
    }

    @Test
    void descriptionNearestToThePlaceCountsAndNotOneThatIsNearToAnother() {
        service.server().stubFor(get(anyUrl()).willReturn(okJson("""
                {"content": [
                  {"id": "L100042.LB.1", "leikakeys": ["99108001001000"], "ars": ["090000000000", "097790194194"]},
                  {"id": "L100042.LB.2", "leikakeys": ["99108001001000"], "ars": ["091620000000"]},
                  {"id": "L100042.LB.3", "leikakeys": ["99108001001000"], "ars": ["990000000000", "x"]}]}
                """)));

        assertEquals("L100042.LB.2", pvog.idOf(Samples.PARKING, Samples.MUNICH).orElseThrow());
        assertEquals(
                "L100042.LB.1", pvog.idOf(Samples.PARKING, Samples.NOERDLINGEN).orElseThrow());
    }

    @Test
    void placesWithKeysThatCannotBeAreLeftOut() {
        service.server().stubFor(get(anyUrl()).willReturn(okJson("""
                {"content": [{"name": "Nirgends", "ars": "990000000000", "zip": "1"}, {"name": "Leer"},
                  {"name": "Mond", "ars": "099620000000"}, {"name": "<b>München</b>", "ars": "091620000000", "zip": "80331"}]}
                """)));

        assertEquals(List.of(new Pvog.Place("München", Samples.MUNICH, "80331")), pvog.places("egal"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/bereitstelldienst/api/v3/x?index=1, PORTAL-314",
        "http://localhost/bereitstelldienst/api/v3/x?index=1, PORTAL-314",
        "/other/api/v3/x?index=1, PORTAL-314",
        "/bereitstelldienst/api/../../admin, PORTAL-314",
        "//evil.example/bereitstelldienst/api/x, PORTAL-314",
        "'', PORTAL-313",
        "http://[, PORTAL-313"
    })
    void nextAddressMustBelongToTheService(String next, String code) {
        block("index=0", OBJECT, false, next);

        assertEquals(code, fetchFails());
        assertTrue(service.server().getAllServeEvents().size() <= 2);
    }

    @Test
    void wrongBaseAddressIsNotTakenForADirectoryWithoutServices() {
        service.server().stubFor(get(anyUrl()).willReturn(notFound()));

        var failure = assertThrows(PortalRegistryProtocolException.class, () -> pvog.services(Samples.MUNICH));

        assertEquals("PORTAL-316", failure.code());
    }

    @Test
    void placeThatTheDirectoryDoesNotKnowHasNoServices() {
        service.server().stubFor(get(anyUrl()).willReturn(notFound()));
        service.server()
                .stubFor(get(urlPathEqualTo("/suchdienst/api/v2/locations")).willReturn(okJson("{\"content\": []}")));

        assertTrue(pvog.services(Samples.MUNICH).isEmpty());
    }

    @Test
    void missingBlockIsAnError() {
        service.server().stubFor(get(anyUrl()).willReturn(notFound()));

        assertEquals("PORTAL-313", fetchFails());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"access_token\": \"\", \"token_type\": \"bearer\"}",
                "{\"access_token\": \"abc\", \"token_type\": \"mac\"}",
                "{\"access_token\": \"a\\r\\nb\", \"token_type\": \"bearer\"}"
            })
    void answerWithoutAUsableTokenIsAnError(String answer) {
        service.server().stubFor(post(urlPathEqualTo("/token")).willReturn(okJson(answer)));

        assertEquals("PORTAL-312", fetchFails());
    }

    /** A clock that the test moves. */
    private static final class InstantClock extends Clock {

        private final AtomicReference<Instant> now;

        InstantClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private String fetchFails() {
        return assertThrows(PortalRegistryProtocolException.class, () -> delivery.fetch(entry -> {}))
                .code();
    }

    private static void page(int number, int from, int to) {
        service.server().stubFor(get(urlMatching(".*page=" + number)).willReturn(okJson(content(from, to))));
    }

    private static String content(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"id\": \"L100042.LB." + i + "\", \"name\": \"Leistung " + i + "\"}")
                .collect(Collectors.joining(",", "{\"serviceDescriptions\": {\"content\": [", "]}}"));
    }

    private static void block(String query, String xml, boolean last, String next) {
        service.server()
                .stubFor(get(urlMatching(".*" + query + ".*"))
                        .withHeader("Authorization", equalTo("Bearer abc"))
                        .willReturn(okJson("{\"xzufiObjekte\": \"" + xml + "\", \"vollstaendig\": " + last
                                + ", \"naechsterIndex\": 1, \"naechsteAnfrageUrl\": \"" + next + "\"}")));
    }
}
