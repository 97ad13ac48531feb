package io.github.bayernkommunal.portalregistry;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ManyThreadsTest {

    @RegisterExtension
    static final MockHttps service = new MockHttps();

    @Test
    void oneClientServesManyThreads() throws Exception {
        service.server().stubFor(get(anyUrl()).willReturn(okJson("{\"id\": 7, \"bezeichnung\": \"Wohngeld\"}")));
        try (BayernPortal portal = portal()) {
            run(16, number -> {
                for (int i = 0; i < 50; i++) {
                    String id = String.valueOf(1 + (i + number) % 10);
                    assertEquals(
                            "Wohngeld",
                            portal.service(id, Samples.MUNICH).orElseThrow().title());
                }
                return "";
            });
        }
        List<String> called = called();
        assertEquals(called.stream().distinct().toList(), called);
    }

    @Test
    void oneCallServesAllWhoWaitForTheSame() throws Exception {
        try (HeldHttps held = new HeldHttps(200, "{\"id\": 7}");
                BayernPortal portal = portal(held)) {
            List<FutureTask<String>> all = waitingForOne(
                    held, () -> portal.authority("7").orElseThrow().id());

            held.speak();

            for (FutureTask<String> one : all) {
                assertEquals("7", one.get());
            }
            assertEquals(1, held.calls());
        }
    }

    @Test
    void oneFailureIsTheFailureOfAllWhoWaitForTheSame() throws Exception {
        try (HeldHttps held = new HeldHttps(500, "");
                BayernPortal portal = portal(held)) {
            List<FutureTask<String>> all = waitingForOne(
                    held,
                    () -> assertThrows(PortalRegistryUnavailableException.class, () -> portal.authority("7"))
                            .code());

            held.speak();

            for (FutureTask<String> one : all) {
                assertEquals("PORTAL-103", one.get());
            }
            assertEquals(3, held.calls());
        }
    }

    @Test
    void interruptedCallIsMadeAgainForThoseWhoWait() throws Exception {
        try (HeldHttps held = new HeldHttps(200, "{\"id\": 7}");
                BayernPortal portal = portal(held)) {
            FutureTask<Optional<Authority>> first = new FutureTask<>(() -> portal.authority("7"));
            FutureTask<Optional<Authority>> second = new FutureTask<>(() -> portal.authority("7"));
            Thread caller = new Thread(first);
            caller.start();
            held.awaitCalls(1);
            startAndAwaitWaiting(second);

            caller.interrupt();

            held.awaitCalls(1);
            held.speak();
            assertTrue(second.get().isPresent());
            var failure = assertThrows(ExecutionException.class, first::get).getCause();
            assertEquals(
                    "PORTAL-108",
                    assertInstanceOf(PortalRegistryException.class, failure).code());
        }
    }

    /** One thread has called and is not answered; 24 others wait for what it gets. */
    private static List<FutureTask<String>> waitingForOne(HeldHttps held, Callable<String> call) throws Exception {
        List<FutureTask<String>> all = new ArrayList<>();
        all.add(new FutureTask<>(call));
        new Thread(all.get(0)).start();
        held.awaitCalls(1);
        for (int i = 0; i < 24; i++) {
            FutureTask<String> one = new FutureTask<>(call);
            all.add(one);
            startAndAwaitWaiting(one);
        }
        return all;
    }

    private static void startAndAwaitWaiting(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        while (!isWaitingForStoredAnswer(thread)) {
            Thread.onSpinWait();
        }
    }

    private static boolean isWaitingForStoredAnswer(Thread thread) {
        return (thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING)
                && Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().endsWith(".StoredAnswers"));
    }

    private static BayernPortal portal() {
        return portal(service.address("/rest/allgemein/v3/"), service.trust());
    }

    private static BayernPortal portal(HeldHttps held) {
        return portal(held.address("/rest/allgemein/v3/"), held.trust());
    }

    private static BayernPortal portal(URI address, List<X509Certificate> trust) {
        return BayernPortal.at(address)
                .credentials("leser", "geheim")
                .trust(trust)
                .waiting(new NoWaiting())
                .timeout(Duration.ofMinutes(5))
                .build();
    }

    private static List<String> called() {
        return service.server().getAllServeEvents().stream()
                .map(event -> event.getRequest().getUrl())
                .toList();
    }

    @Test
    void onlyOneOfManyPlansFromTheSameStateIsTakenOver() throws Exception {
        ServiceFeed feed = ServiceFeed.builder()
                .credentials("portal", "geheim-genug")
                .rootElement("transfer")
                .agencyId("L199999")
                .build();
        AtomicInteger outdated = new AtomicInteger();
        List<RegistrationPlan> plans = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            plans.add(RegistrationPlan.between(
                    feed.registered(),
                    ServiceDirectory.of(Samples.parking().title("Titel " + i).build())));
        }
        run(16, number -> {
            try {
                return feed.publish(plans.get(number)).planHash();
            } catch (PortalRegistryRejectedException e) {
                assertEquals("PORTAL-205", e.code());
                outdated.incrementAndGet();
                return "";
            }
        });

        assertEquals(15, outdated.get());
        assertEquals(1, feed.registered().size());
    }

    private interface Work {
        String by(int number) throws Exception;
    }

    private static void run(int threads, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<String>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                all.add(() -> work.by(number));
            }
            for (Future<String> done : pool.invokeAll(all)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
