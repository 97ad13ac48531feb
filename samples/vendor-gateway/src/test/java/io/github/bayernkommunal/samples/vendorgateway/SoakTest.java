package io.github.bayernkommunal.samples.vendorgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.bayernkommunal.bayernid.BayernIdException;
import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import io.github.bayernkommunal.bayernid.LoginStart;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import io.github.bayernkommunal.epay.EpayException;
import io.github.bayernkommunal.portalregistry.PortalRegistryException;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.PostfachException;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mixed work on a bad network, where one call in ten goes wrong in one of all the ways that the simulators know: whatever happened,
 * no thread, no connection, no file and no memory is left behind.
 *
 * <p>A build does a few hundred calls; {@code mvn -Pcampaign test -Dtest=SoakTest} goes on for an hour.
 */
@EnabledOnOs(OS.LINUX) // it counts open files
class SoakTest {

    private static final Duration LENGTH = Duration.parse(System.getProperty("soak.length", "PT0S"));
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    private static final int THREADS = 8;
    private static final int CALLS = 100;
    private static final int WARM_UP = 4;
    private static final int AT_LEAST = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final List<io.github.bayernkommunal.epay.testkit.Mishap> PAYMENT =
            List.of(io.github.bayernkommunal.epay.testkit.Mishap.values());
    private static final List<io.github.bayernkommunal.postfach.testkit.Mishap> LETTER =
            List.of(io.github.bayernkommunal.postfach.testkit.Mishap.values());
    private static final List<io.github.bayernkommunal.portalregistry.testkit.Mishap> PORTAL =
            List.of(io.github.bayernkommunal.portalregistry.testkit.Mishap.values());
    private static final List<io.github.bayernkommunal.bayernid.testkit.Forgery> LOGIN =
            List.of(io.github.bayernkommunal.bayernid.testkit.Forgery.values());

    @TempDir
    Path folder;

    private final Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();
    private final Random seeds = new Random(SEED);

    /** What must not grow. */
    private record Held(int threads, long files, long heap) {

        static Held now() {
            System.gc();
            long files = ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getOpenFileDescriptorCount();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            return new Held(Thread.activeCount(), files, heap);
        }

        boolean isNoMoreThan(Held before) {
            return threads <= before.threads && files <= before.files && heap <= before.heap * 1.05;
        }
    }

    @Test
    void aBadNetworkLeavesNoThreadNoFileAndNoMemoryBehind() throws Exception {
        rounds(WARM_UP, Duration.ZERO);
        Held before = Held.now();

        rounds(AT_LEAST, LENGTH);

        Held after = Held.now();
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (!after.isNoMoreThan(before) && System.nanoTime() < patience) {
            after = Held.now(); // idle connections end by themselves
        }
        String told = "seed " + SEED + ": before " + before + ", after " + after + ", " + outcomes;
        System.out.println(told);
        assertTrue(after.isNoMoreThan(before), told);
        // Every kind of work was done, and the network was bad indeed.
        assertEquals(
                Set.of("login done", "fee done", "letter done", "question done"),
                outcomes.keySet().stream()
                        .filter(outcome -> outcome.endsWith(" done"))
                        .collect(Collectors.toSet()),
                told);
        assertTrue(outcomes.size() > 4, told);
    }

    /** With simulators that are gone afterwards: what these keep is not what the test is about. */
    private void rounds(int atLeast, Duration length) throws Exception {
        try (SimulatedTown town = new SimulatedTown("musterstadt", PortalSimulator.MUSTERSTADT_ARS)) {
            Map<String, String> settings = town.settings(folder);
            settings.put("epay.timeout", "PT1S");
            settings.put("postfach.timeout", "PT1S");
            settings.put("portalregistry.timeout", "PT1S");
            SimulatedTown.write(folder, town.key, settings);
            long end = System.nanoTime() + length.toNanos();
            for (int i = 0; i < atLeast || System.nanoTime() < end; i++) {
                round(town);
            }
        }
    }

    /** Opens the gateway, works with it, and closes it again. */
    private void round(SimulatedTown town) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(THREADS);
        try (Municipalities municipalities = Municipalities.read(folder, new CallCounter())) {
            Municipality municipality = municipalities.of(town.key);
            town.bayernId.register(municipality.bayernId().metadata());
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                int number = i;
                Random random = new Random(seeds.nextLong());
                work.add(workers.submit(() -> call(town, municipality, number, random)));
            }
            for (Future<?> one : work) {
                one.get(); // fails with everything that is not declared
            }
        } finally {
            workers.shutdownNow();
            town.reset();
        }
    }

    private void call(SimulatedTown town, Municipality municipality, int number, Random random) {
        ParkingDesk desk = new ParkingDesk(municipality);
        boolean bad = random.nextInt(10) == 0;
        String fileNumber = "az-" + number;
        switch (number % 4) {
            case 0 -> count("login", () -> logIn(town, desk, bad ? any(LOGIN, random) : null));
            case 1 -> {
                if (bad) {
                    town.epay.next(any(PAYMENT, random));
                }
                count("fee", () -> desk.collectFee(fileNumber));
            }
            case 2 -> {
                if (bad) {
                    town.postfach.next(any(LETTER, random));
                }
                count("letter", () -> desk.sendNotice(fileNumber, PostboxHandle.of(PostfachSimulator.TEST_HANDLE)));
            }
            default -> {
                if (bad) {
                    town.portal.next(any(PORTAL, random));
                }
                count("question", () -> desk.servicesAbout("Parkausweis " + number, town.area));
            }
        }
    }

    private void logIn(
            SimulatedTown town, ParkingDesk desk, io.github.bayernkommunal.bayernid.testkit.Forgery forgery) {
        LoginStart start = desk.startLogin();
        String request = start.formFields().getOrDefault("SAMLRequest", "");
        TestCitizen anna = TestCitizen.of("anna");
        String answer =
                forgery == null ? town.bayernId.answer(request, anna) : town.bayernId.forge(forgery, request, anna);
        assertTrue(desk.finishLogin(answer, start.pending()) instanceof LoggedIn);
    }

    private void count(String kind, Runnable work) {
        String outcome = "done";
        try {
            work.run();
        } catch (BayernIdException | EpayException | PostfachException | PortalRegistryException e) {
            outcome = e.getClass().getSimpleName();
        }
        outcomes.merge(kind + " " + outcome, 1, Integer::sum);
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
