package io.github.bayernkommunal.samples.vendorgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.LoginOutcome;
import io.github.bayernkommunal.bayernid.LoginStart;
import io.github.bayernkommunal.bayernid.ResponseNotTrustedException;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every login, booking, letter and question lands at the municipality it was meant for, whatever else is going on. */
class TenantsNeverMixTest {

    private static final int EACH = 25;
    private static final PostboxHandle CITIZEN = PostboxHandle.of(PostfachSimulator.TEST_HANDLE);

    private static List<SimulatedTown> towns = List.of();

    private final CallCounter calls = new CallCounter();
    private Municipalities municipalities;

    @BeforeAll
    static void build() {
        towns = List.of(
                new SimulatedTown("musterstadt", PortalSimulator.MUSTERSTADT_ARS),
                new SimulatedTown("beispieldorf", PortalSimulator.BEISPIELDORF_ARS));
    }

    @AfterAll
    static void tearDown() {
        towns.forEach(SimulatedTown::close);
    }

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        for (SimulatedTown town : towns) {
            town.reset();
            SimulatedTown.write(folder, town.key, town.settings(folder));
        }
        municipalities = Municipalities.read(folder, calls);
        towns.forEach(town ->
                town.bayernId.register(municipalities.of(town.key).bayernId().metadata()));
    }

    @AfterEach
    void close() {
        municipalities.close();
    }

    @Test
    void twoHundredOperationsAtOnceLandWhereTheyBelong() throws Exception {
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            // The same file numbers in both town halls, so that only the client tells them apart.
            String fileNumber = "az-" + i;
            for (SimulatedTown town : towns) {
                work.add(() -> logIn(town));
                work.add(() -> collect(town, fileNumber));
                work.add(() -> send(town, fileNumber));
                work.add(() -> ask(town));
            }
        }
        assertEquals(200, work.size());

        atOnce(work);

        Set<String> numbers = IntStream.range(0, EACH).mapToObj(i -> "az-" + i).collect(Collectors.toSet());
        for (SimulatedTown town : towns) {
            assertEquals(
                    numbers.stream().map(number -> town.key + " " + number).collect(Collectors.toSet()),
                    town.epay.bookings().stream()
                            .map(booking -> booking.reference())
                            .collect(Collectors.toSet()));
            assertEquals(EACH, town.epay.bookings().size());

            assertEquals(EACH, town.postfach.received().size());
            assertEquals(
                    Set.of("Stadt " + town.key),
                    town.postfach.received().stream()
                            .map(letter -> letter.senderName())
                            .collect(Collectors.toSet()));

            assertEquals(EACH, town.bayernId.answered().size());
            assertEquals(
                    Set.of(town.host() + "/sp"),
                    town.bayernId.answered().stream()
                            .map(login -> login.entityId())
                            .collect(Collectors.toSet()));

            String other = towns.get(1 - towns.indexOf(town)).area.toString();
            assertFalse(town.portal.requests().isEmpty());
            assertTrue(
                    town.portal.requests().stream().allMatch(call -> call.startsWith("200 ") && !call.contains(other)),
                    () -> town.portal.requests().toString());
        }
        assertEquals(
                Map.of(
                        "beispieldorf letter send OK", 25L,
                        "beispieldorf payment open ANSWERED", 25L,
                        "beispieldorf portal bayernportal leistungen SUCCEEDED", 1L,
                        "musterstadt letter send OK", 25L,
                        "musterstadt payment open ANSWERED", 25L,
                        "musterstadt portal bayernportal leistungen SUCCEEDED", 1L),
                calls.counts());
    }

    @Test
    void loginOfOneMunicipalityIsWorthlessAtTheOther() {
        SimulatedTown town = towns.get(0);
        LoginStart start = desk(town).startLogin();
        String answer = answer(town, start);

        ResponseNotTrustedException refused = assertThrows(
                ResponseNotTrustedException.class, () -> desk(towns.get(1)).finishLogin(answer, start.pending()));

        assertTrue(refused.code().startsWith("BAYERNID-"), refused.code());
        assertTrue(desk(town).finishLogin(answer, start.pending()) instanceof LoginOutcome.LoggedIn);
    }

    @Test
    void mailboxThatIsDownStopsOneMunicipalityOnly() {
        towns.get(0).postfach.goDown();
        try {
            assertThrows(
                    PostfachUnavailableException.class, () -> desk(towns.get(0)).sendNotice("az-1", CITIZEN));
            desk(towns.get(1)).sendNotice("az-1", CITIZEN);
        } finally {
            towns.get(0).postfach.recover();
        }

        assertEquals(1, towns.get(1).postfach.received().size());
        Map<String, Long> counts = calls.counts();
        assertEquals(1L, counts.get("beispieldorf letter send OK"));
        assertTrue(
                counts.keySet().stream()
                        .anyMatch(name -> name.matches("musterstadt letter send UNAVAILABLE POSTFACH-\\d+")),
                counts::toString);
    }

    @Test
    void everyMunicipalityPublishesItsOwnServices() {
        towns.forEach(town -> assertTrue(desk(town).publish(town.area).isComplete()));

        for (SimulatedTown town : towns) {
            String feed = feed(town, town.area + ".json");
            String other = towns.get(1 - towns.indexOf(town)).host();

            assertTrue(feed.contains(town.host() + "/parken"), feed);
            assertFalse(feed.contains(other), feed);
        }
    }

    private ParkingDesk desk(SimulatedTown town) {
        return new ParkingDesk(municipalities.of(town.key));
    }

    private static String answer(SimulatedTown town, LoginStart start) {
        return town.bayernId.answer(start.formFields().getOrDefault("SAMLRequest", ""), TestCitizen.of("anna"));
    }

    private Void logIn(SimulatedTown town) {
        LoginStart start = desk(town).startLogin();
        assertTrue(desk(town).finishLogin(answer(town, start), start.pending()) instanceof LoginOutcome.LoggedIn);
        return null;
    }

    private Void collect(SimulatedTown town, String fileNumber) {
        String page = desk(town).collectFee(fileNumber).address().toString();
        assertTrue(page.startsWith(town.epay.address().toString()), page);
        return null;
    }

    private Void send(SimulatedTown town, String fileNumber) {
        desk(town).sendNotice(fileNumber, CITIZEN);
        return null;
    }

    private Void ask(SimulatedTown town) {
        assertFalse(desk(town).servicesAbout("Führungszeugnis", town.area).isEmpty());
        return null;
    }

    private String feed(SimulatedTown town, String file) {
        String basic =
                Base64.getEncoder().encodeToString("bayernportal:nur-ein-beispiel".getBytes(StandardCharsets.UTF_8));
        var answer = municipalities.of(town.key).registry().feed().orElseThrow().answer(file, null, "Basic " + basic);
        assertEquals(200, answer.status());
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Starts everything at the same moment and waits for all of it. */
    private static void atOnce(List<Callable<Void>> work) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(work.size());
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Void>> results = new ArrayList<>();
            for (Callable<Void> one : work) {
                results.add(workers.submit(() -> {
                    start.await();
                    return one.call();
                }));
            }
            start.countDown();
            for (Future<Void> result : results) {
                result.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }
}
