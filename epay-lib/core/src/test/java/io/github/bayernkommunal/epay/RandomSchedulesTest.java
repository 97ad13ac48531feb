package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random orders of clicks, returns, notifications, questions, cancellations, lost answers, crashes and restarts on two nodes
 * with one journal, judged by the platform's own books.
 *
 * <p>Runs 1,000 schedules; {@code -Depay.schedules=10000} runs more, {@code -Depay.seed=…} repeats one.
 */
class RandomSchedulesTest {

    private static final int STEPS = 60;
    private static final List<String> CLAIMS = List.of("az-1", "az-2");

    @Test
    void nothingIsPaidTwiceNothingIsBelievedUnconfirmedEverythingIsToldOnce() {
        int schedules = Integer.getInteger("epay.schedules", 1000);
        Long only = Long.getLong("epay.seed");
        long first = only == null ? 1 : only;
        for (long seed = first; seed < (only == null ? first + schedules : first + 1); seed++) {
            try {
                new Schedule(seed).run();
            } catch (AssertionError | RuntimeException e) {
                fail("schedule with -Depay.seed=" + seed, e);
            }
        }
    }

    /** Ends the process in the middle of a call. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The platform and its books: what really happened. */
    private static final class Platform implements PaymentRoute {

        private static final class Transaction {
            final String id;
            final String reference;
            PaymentState state = PaymentState.PENDING;
            boolean shown;

            Transaction(String id, String reference) {
                this.id = id;
                this.reference = reference;
            }
        }

        private final Map<String, Transaction> byAttempt = new LinkedHashMap<>();
        private final Random random;
        private boolean calm;

        Platform(Random random) {
            this.random = random;
        }

        private boolean chance(int percent) {
            return !calm && random.nextInt(100) < percent;
        }

        @Override
        public String account() {
            return "model/1";
        }

        @Override
        public URI address() {
            return URI.create("https://pay.example/");
        }

        @Override
        public void check(PaymentOrder order) {}

        @Override
        public Status open(PaymentOrder order, Attempt attempt) {
            if (chance(10)) {
                throw new EpayUnavailableException("EPAY-103", "lost before", true, null, null);
            }
            if (chance(5)) {
                throw new EpayUnavailableException("EPAY-101", "no connection", false, null, null);
            }
            if (chance(5)) {
                throw new EpayRejectedException("EPAY-204", "declined", "VALIDATION_ERROR");
            }
            if (chance(5)) {
                throw new Crash();
            }
            Transaction known = byAttempt.get(attempt.id());
            if (known != null && chance(30)) {
                throw new EpayProtocolException("EPAY-306", "exists, but hidden", null);
            }
            Transaction transaction = byAttempt.computeIfAbsent(
                    attempt.id(), id -> new Transaction("T" + byAttempt.size(), order.reference()));
            long payable = byAttempt.values().stream()
                    .filter(other -> other.reference.equals(order.reference()))
                    .filter(other -> other.state != PaymentState.CANCELED && other.state != PaymentState.FAILED)
                    .count();
            assertEquals(1, payable, "two payments could be made for one claim");
            if (chance(10)) {
                throw new EpayUnavailableException("EPAY-103", "lost after", true, null, null);
            }
            if (chance(5)) {
                throw new Crash();
            }
            return answer(transaction, attempt);
        }

        @Override
        public Status status(Attempt attempt) {
            if (chance(10)) {
                throw new EpayUnavailableException("EPAY-102", "silent", false, null, null);
            }
            if (chance(3)) {
                throw new EpayProtocolException("EPAY-301", "garbage", null);
            }
            Transaction transaction = byAttempt.get(attempt.id());
            if (transaction == null || chance(5)) {
                return Status.withoutMoney(PaymentState.UNKNOWN, "BOOKED", attempt.transactionId(), null);
            }
            return answer(transaction, attempt);
        }

        private Status answer(Transaction transaction, Attempt attempt) {
            transaction.shown = true;
            return new Status(
                    transaction.state,
                    transaction.state.name(),
                    true,
                    transaction.id,
                    URI.create("https://pay.example/" + transaction.id),
                    attempt.amount().amount(),
                    null,
                    null,
                    null,
                    null);
        }

        /** A citizen acts on a page that was shown. */
        void citizen() {
            List<Transaction> open = byAttempt.values().stream()
                    .filter(transaction -> transaction.shown && transaction.state == PaymentState.PENDING)
                    .toList();
            if (!open.isEmpty()) {
                open.get(random.nextInt(open.size())).state = switch (random.nextInt(3)) {
                    case 0 -> PaymentState.AUTHORIZED;
                    case 1 -> PaymentState.CANCELED;
                    default -> PaymentState.FAILED;
                };
            }
        }

        boolean isPaid(String reference) {
            return byAttempt.values().stream()
                    .anyMatch(t -> t.reference.equals(reference) && t.state == PaymentState.AUTHORIZED);
        }
    }

    private static final class Schedule {

        private final Random random;
        private final MovableClock clock = new MovableClock();
        private final Journal journal = Journal.inMemory();
        private final Platform platform;
        private final Map<String, Integer> told = new HashMap<>();
        private final Map<String, Integer> toldBeforeCrash = new HashMap<>();
        private final List<EpayClient> nodes = new ArrayList<>();

        Schedule(long seed) {
            random = new Random(seed);
            platform = new Platform(random);
            nodes.add(node());
            nodes.add(node());
        }

        private EpayClient node() {
            return EpayClient.builder()
                    .route(platform)
                    .journal(journal)
                    .clock(clock)
                    .onChange(this::told)
                    .build();
        }

        private void told(PaymentReport report) {
            if (report.isPaid()) {
                assertTrue(platform.isPaid(report.reference()), "told as paid without the platform's confirmation");
            }
            if (platform.chance(5)) {
                toldBeforeCrash.merge(report.changeKey(), 1, Integer::sum);
                throw new Crash();
            }
            told.merge(report.changeKey(), 1, Integer::sum);
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                int which = random.nextInt(nodes.size());
                try {
                    step(nodes.get(which), CLAIMS.get(random.nextInt(CLAIMS.size())));
                } catch (EpayException expected) {
                    // applications see these
                } catch (Crash crash) {
                    nodes.set(which, node());
                }
            }
            settle();
            judge();
        }

        private void step(EpayClient node, String claim) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> node.open(order(claim));
                case 3, 4 -> platform.citizen();
                case 5 -> {
                    PaymentReport report = node.report(claim);
                    assertEquals(report.isPaid(), report.isPaid() && platform.isPaid(claim));
                }
                case 6 -> node.returned("token-" + claim);
                case 7 -> node.reconciler().run();
                case 8 -> clock.forward(Duration.ofSeconds(random.nextInt(600)));
                default -> clock.forward(Duration.ofSeconds(random.nextInt(5)));
            }
        }

        /** The network is well again and time goes on: everything has to come out. */
        private void settle() {
            platform.calm = true;
            for (int i = 0; i < 40; i++) {
                clock.forward(Duration.ofHours(12));
                nodes.get(0).reconciler().run();
            }
        }

        private void judge() {
            told.forEach((key, times) -> assertEquals(1, times, "told more than once: " + key));
            Set<String> paid = new HashSet<>();
            for (Platform.Transaction transaction : platform.byAttempt.values()) {
                if (transaction.state == PaymentState.AUTHORIZED) {
                    assertTrue(paid.add(transaction.reference), "paid twice: " + transaction.reference);
                }
            }
            for (String reference : paid) {
                assertTrue(
                        told.keySet().stream()
                                .anyMatch(key -> key.startsWith(reference + "#") && key.endsWith("#AUTHORIZED")),
                        "paid and not told: " + reference);
                assertTrue(nodes.get(0).report(reference).isPaid());
            }
            toldBeforeCrash.keySet().forEach(key -> assertTrue(told.containsKey(key), "lost in a crash: " + key));
        }

        private static PaymentOrder order(String claim) {
            return Orders.parking(claim)
                    .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/token-" + claim))
                    .build();
        }
    }
}
