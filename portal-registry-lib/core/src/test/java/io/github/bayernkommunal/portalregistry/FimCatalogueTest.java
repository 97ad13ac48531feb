package io.github.bayernkommunal.portalregistry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.FimCatalogue.Entry;
import io.github.bayernkommunal.portalregistry.FimCatalogue.Run;
import io.github.bayernkommunal.portalregistry.FimCatalogue.Source;
import io.github.bayernkommunal.portalregistry.testkit.Mishap;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FimCatalogueTest {

    @RegisterExtension
    static final PortalSimulator simulator =
            PortalSimulator.builder().generated(0, 450).create();

    @RegisterExtension
    static final MockHttps service = new MockHttps();

    private static final Leistungsschluessel RECORD = Leistungsschluessel.of(PortalSimulator.FUEHRUNGSZEUGNIS);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private FimCatalogue catalogue;

    @BeforeEach
    void open() {
        catalogue = FimCatalogue.at(simulator.fim())
                .trust(List.of(simulator.certificate()))
                .clock(Clock.fixed(NOON, ZoneOffset.UTC))
                .waiting(new NoWaiting())
                .build();
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    @Test
    void everyEntryComesOnceAndPageByPage() {
        Set<Leistungsschluessel> keys = new HashSet<>();
        List<Entry> entries = new ArrayList<>();

        Run run = catalogue.all(entry -> {
            entries.add(entry);
            keys.addAll(entry.keys());
        });

        assertTrue(run.entries() > 450, run::toString);
        assertEquals(run.entries(), entries.size());
        assertEquals(entries.size(), keys.size());
        assertTrue(keys.contains(RECORD));
        assertEquals(3, simulator.requests().size());
    }

    @Test
    void entryIsReadWithSafeTexts() {
        Entry entry = catalogue.entry(RECORD).orElseThrow();

        assertEquals(List.of(RECORD), entry.keys());
        assertTrue(entry.title().contains("Führungszeugnis"));
        assertEquals(Source.CATALOGUE, entry.source());
        assertEquals(List.of("2/3"), entry.kinds());
        assertTrue(entry.isReleased());
        assertEquals(Optional.of(Instant.parse("2026-02-01T12:00:00.123456Z")), entry.changedAt());
        assertFalse(entry.description().contains("script"), entry.description());
        assertTrue(entry.description().startsWith("<p>"), entry.description());
    }

    @Test
    void textsAreToldApartByTheirSource() {
        assertEquals(
                List.of(Source.CATALOGUE, Source.STATE, Source.PVOG),
                catalogue.texts(RECORD).stream().map(Entry::source).toList());
        assertEquals(
                List.of(Source.PVOG),
                catalogue.texts(RECORD, Source.PVOG).stream().map(Entry::source).toList());
    }

    @Test
    void unknownKeyHasNoEntry() {
        assertTrue(catalogue.entry(Leistungsschluessel.of("99999999999998")).isEmpty());
        assertEquals(List.of(), catalogue.texts(Leistungsschluessel.of("99999999999998")));
    }

    @ParameterizedTest
    @CsvSource({"2026-02-01T12:00:00Z, true", "2026-02-01T12:00:01Z, false"})
    void onlyChangesSinceTheMomentCome(Instant since, boolean changed) {
        Run run = catalogue.changedSince(since, entry -> {});

        assertEquals(changed, run.entries() > 0);
    }

    @Test
    void nextRunBeginsALittleEarlierThanThisOne() {
        Run run = catalogue.changedSince(NOON, entry -> {});

        assertEquals(Instant.parse("2026-03-01T11:50:00Z"), run.next());
    }

    @Test
    void listThatNeverEndsIsAnError() {
        simulator.next(Mishap.LOOPING_PAGES);

        var failure = assertThrows(PortalRegistryProtocolException.class, () -> catalogue.all(entry -> {}));

        assertEquals("PORTAL-311", failure.code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | {} | PORTAL-104",
                "422 | {} | PORTAL-203",
                "404 | {} | PORTAL-316",
                "200 | {\"items\": []} | PORTAL-316",
                "200 | <html/> | PORTAL-316",
                "200 | [1] | PORTAL-316"
            })
    void everyOtherAnswerHasItsCode(int status, String body, String code) {
        service.server()
                .stubFor(get(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
        try (FimCatalogue other = mocked()) {
            var failure = assertThrows(PortalRegistryException.class, () -> other.all(entry -> {}));

            assertEquals(code, failure.code());
        }
    }

    @Test
    void oddMembersDoNotStopTheReading() {
        service.server().stubFor(get(anyUrl()).willReturn(okJson("""
                {"items": [{"redaktion_id": "L1", "leistung_id": 7, "source": "neu", "title": "Nur &amp; Titel",
                  "leistungsschluessel": ["99", "99102013104000", null], "leistungsbezeichnung": null, "typisierung": null,
                  "geaendert_datum_zeit": "gestern", "unbekannt": {"a": 1}}], "total_count": 1}
                """)));
        try (FimCatalogue other = mocked()) {
            List<Entry> entries = new ArrayList<>();
            other.all(entries::add);

            Entry entry = entries.get(0);
            assertEquals("Nur & Titel", entry.title());
            assertEquals(List.of(Samples.DOG_TAX), entry.keys());
            assertEquals(Optional.empty(), entry.changedAt());
            assertEquals(new Source("neu"), entry.source());
            assertFalse(entry.isReleased());
        }
    }

    @Test
    void onlyHttpsIsTaken() {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> FimCatalogue.at(URI.create("http://fimportal.example/")).build());

        assertTrue(refusal.getMessage().contains("https"));
    }

    private static FimCatalogue mocked() {
        return FimCatalogue.at(service.address("/"))
                .trust(service.trust())
                .waiting(new NoWaiting())
                .build();
    }
}
