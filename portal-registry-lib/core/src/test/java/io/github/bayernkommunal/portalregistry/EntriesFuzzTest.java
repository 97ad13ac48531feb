package io.github.bayernkommunal.portalregistry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.bayernkommunal.portalregistry.internal.bayernportal.PortalReader;
import io.github.bayernkommunal.portalregistry.internal.feed.Publication;
import io.github.bayernkommunal.portalregistry.internal.feed.PublishedState;
import io.github.bayernkommunal.portalregistry.internal.http.Answer;
import io.github.bayernkommunal.portalregistry.internal.http.Answers;
import io.github.bayernkommunal.portalregistry.internal.http.Caller;
import io.github.bayernkommunal.portalregistry.internal.http.HttpSettings;
import io.github.bayernkommunal.portalregistry.internal.http.Reply;
import io.github.bayernkommunal.portalregistry.internal.http.StoredAnswers;
import io.github.bayernkommunal.portalregistry.internal.pvog.SearchReader;
import io.github.bayernkommunal.portalregistry.internal.tree.JsonTree;
import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;
import io.github.bayernkommunal.portalregistry.internal.tree.XmlTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every entry that takes bytes from outside, led by a fuzzer that watches which branches it reaches.
 *
 * <p>Not part of a normal build, because the fuzzer rewrites the classes of its process: {@code mvn -Pcampaign-short test} gives each entry a
 * process and half a minute. Nothing may leave but the declared exceptions. A finding becomes an ordinary test.
 */
class EntriesFuzzTest {

    private static final String LONG_ENOUGH = "25s";
    private static final String ID = "3345512290";

    private static final String DESCRIPTION = """
            {"id": 3345512290, "bezeichnung": {"value": "Parken"}, "url": "https://www.bayernportal.de/x",
             "kurzbeschreibung": {"value": "<p onclick='x()'>a</p><script>x</script>"}, "leistung": [{"id": 4, "bezeichnung": "b"}],
             "onlineVerfahren": {"onlineVerfahren": [{"kurzbeschreibung": "c", "url": "https://dienste.example/"}]},
             "zustaendigkeiten": {"zustaendig": {"behoerdId": 44218646771, "bezeichnung": "Amt"}}, "behoerde": {"id": 5},
             "regionaleErgaenzungen": {"regionaleErgaenzung": [{"id": 990011}]}, "content": [{"id": "L1.LB.1", "ars": ["09"]}]}
            """;

    /** Text in JSON. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void json(byte[] data) {
        try {
            JsonTree.read(data).list("leistung");
        } catch (UnreadableException declared) {
            assertFalse(String.valueOf(declared.getMessage()).isBlank());
        }
    }

    /** A text in XML of which a piece is exchanged; without one, the parser would be left at once. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void xml(FuzzedDataProvider data) {
        String sound =
                "<?xml version='1.0' encoding='UTF-8'?><n:r xmlns:n='urn:x'><a b='1'>ü<![CDATA[x]]></a><!-- c --><?p?><a>&lt;</a></n:r>";
        try {
            XmlTree.read(spliced(sound, data).getBytes(UTF_8)).list("leistung");
        } catch (UnreadableException declared) {
            assertFalse(String.valueOf(declared.getMessage()).isBlank());
        }
    }

    /** An answer of the portal, whatever was asked. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void portalAnswer(byte[] data) {
        everythingOfThePortal(data);
    }

    /** A sound answer of which a piece is exchanged. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void changedPortalAnswer(FuzzedDataProvider data) {
        everythingOfThePortal(spliced(DESCRIPTION, data).getBytes(UTF_8));
    }

    /** An answer of the federal directory. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void pvogAnswer(FuzzedDataProvider data) {
        Caller caller = answering(spliced(DESCRIPTION, data).getBytes(UTF_8));
        SearchReader reader = new SearchReader(caller, stored(caller), false);
        declared(() -> reader.services(Samples.MUNICH));
        declared(() -> reader.service("L100042.LB.1", Samples.MUNICH));
        declared(() -> reader.idOf(Samples.PARKING, Samples.MUNICH));
        declared(() -> reader.authority("L100042.OE.1"));
        declared(() -> reader.places("86720"));
    }

    /** An XZuFi message. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void message(byte[] data) {
        readAndRepaired(data);
    }

    /** A sound XZuFi message of which a piece is exchanged. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void changedMessage(FuzzedDataProvider data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XzufiWriter writer = XzufiWriter.to(out, XzufiVersion.V2_2_0, "transfer", XzufiSamples.KOPF)) {
            writer.schreibe(XzufiSamples.leistung("1"));
            writer.schreibe(XzufiSamples.office());
            writer.schreibe(XzufiSamples.online());
        }
        readAndRepaired(spliced(out.toString(UTF_8), data).getBytes(UTF_8));
    }

    /** The state of a feed, should somebody have changed it. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void publishedState(FuzzedDataProvider data) {
        byte[] sound = PublishedState.write(Publication.NONE.next(
                ServiceDirectory.of(Samples.parking().build()), Instant.parse("2026-03-01T12:00:00Z")));
        try {
            Publication read =
                    PublishedState.read(spliced(new String(sound, UTF_8), data).getBytes(UTF_8));
            assertEquals(read, PublishedState.read(PublishedState.write(read)));
        } catch (UnreadableException | IllegalArgumentException declared) {
            assertFalse(String.valueOf(declared.getMessage()).isBlank());
        }
    }

    /** What somebody asks the feed for. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void request(FuzzedDataProvider data) {
        ServiceFeed feed = ServiceFeed.builder()
                .credentials("portal", "geheim-genug")
                .rootElement("transfer")
                .agencyId("L199999")
                .build();
        String path = data.consumeString(100);
        String tag = data.consumeString(50);
        ServiceFeed.Answer stranger = feed.answer(path, tag, data.consumeRemainingAsString());
        ServiceFeed.Answer friend = feed.answer(path, tag, "Basic cG9ydGFsOmdlaGVpbS1nZW51Zw==");

        assertEquals(401, stranger.status());
        assertEquals(404, friend.status());
    }

    /** Settings of all names with any text. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void settings(FuzzedDataProvider data) {
        Map<String, String> settings = new HashMap<>();
        while (data.remainingBytes() > 0) {
            settings.put(data.pickValue(ClientSettings.NAMES), data.consumeString(60));
        }
        // The operator's own: a file would be read, a folder made, and the SOAP stack takes a second to start.
        settings.keySet()
                .removeIf(name -> name.endsWith(".file") || name.endsWith("directory") || name.endsWith("namespace"));
        try {
            PortalRegistryClient.from(settings).close();
        } catch (IllegalArgumentException declared) {
            assertTrue(String.valueOf(declared.getMessage()).length() < 20_000);
        }
    }

    private static void everythingOfThePortal(byte[] data) {
        Caller caller = answering(data);
        PortalReader reader =
                new PortalReader(caller, stored(caller), false, BayernPortal.Additions.OVERRIDE, key -> ID);
        declared(() -> reader.services(Samples.MUNICH));
        declared(() -> reader.service(ID, Samples.MUNICH));
        declared(() -> reader.authority(ID));
        declared(() -> reader.resources().offices(true));
        declared(() -> reader.resources().contacts(true));
        declared(() -> reader.resources().building(ID, ID));
        declared(() -> reader.resources().onlineServicesOfOffice("a", Samples.MUNICH));
        declared(() -> reader.resources().lifeSituations(true));
    }

    private static void readAndRepaired(byte[] data) {
        List<XzufiReader.Entry> entries = new ArrayList<>();
        try (XzufiReader reader = XzufiReader.open(new ByteArrayInputStream(data))) {
            reader.forEachRemaining(entries::add);
            assertTrue(reader.isComplete());
        } catch (PortalRegistryProtocolException declared) {
            assertTrue(declared.code().startsWith("PORTAL-30"), declared.code());
        }
        try {
            XzufiFixer.fix(new ByteArrayInputStream(data), new ByteArrayOutputStream());
        } catch (PortalRegistryProtocolException declared) {
            assertEquals("PORTAL-308", declared.code());
        }
    }

    private static void declared(Runnable reading) {
        try {
            reading.run();
        } catch (PortalRegistryException declared) {
            assertTrue(String.valueOf(declared.getMessage()).length() < 5_000);
        }
    }

    /** Answers every question with the same bytes. */
    private static Caller answering(byte[] data) {
        HttpSettings settings = HttpSettings.check(
                URI.create("https://portal.example/"),
                Map.of(),
                List.of(),
                Duration.ofSeconds(10),
                Clock.systemUTC(),
                exchange -> {},
                new ArrayList<>());
        Reply reply = new Reply(200, HttpHeaders.of(Map.of(), (name, value) -> true), data, false);
        return new Caller() {
            @Override
            public Optional<Answer> get(String operation, String path) {
                return Answers.judge(operation, settings, reply, Instant.EPOCH);
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
    }

    private static StoredAnswers stored(Caller caller) {
        return new StoredAnswers(caller, Clock.systemUTC(), Duration.ZERO, Duration.ZERO);
    }

    private static String spliced(String text, FuzzedDataProvider data) {
        int from = data.consumeInt(0, text.length());
        int to = data.consumeInt(from, Math.min(text.length(), from + 200));
        return text.substring(0, from) + data.consumeRemainingAsString() + text.substring(to);
    }
}
