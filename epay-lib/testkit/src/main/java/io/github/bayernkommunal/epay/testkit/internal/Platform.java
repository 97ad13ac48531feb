package io.github.bayernkommunal.epay.testkit.internal;

import io.github.bayernkommunal.epay.testkit.AccountingView;
import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.Mishap;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The memory of the simulated platform: payments, planned faults, calls. Safe for many threads. */
public final class Platform {

    private record Planned(Mishap mishap, @Nullable Call call) {
        boolean matches(Call now) {
            return call == null ? now != Call.TOKEN && now != Call.OTHER && mishap.canHappenAt(now) : call == now;
        }
    }

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final List<Payment> payments = new ArrayList<>();
    private final List<Planned> planned = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private CountDownLatch lateAnswers = new CountDownLatch(1);
    private int kassenzeichen;

    public Platform(Clock clock) {
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Forgets payments, planned faults and calls; waiting answers go out. */
    public synchronized void reset() {
        releaseLateAnswers();
        payments.clear();
        planned.clear();
        calls.clear();
        kassenzeichen = 0;
    }

    /** Books what {@code opening} makes, unless a payment like {@code same} exists; then nothing happens. */
    public synchronized Optional<Payment> open(Predicate<Payment> same, Supplier<Payment> opening) {
        if (payments.stream().anyMatch(same)) {
            return Optional.empty();
        }
        Payment payment = opening.get();
        payments.add(payment);
        return Optional.of(payment);
    }

    public synchronized List<Payment> payments() {
        return List.copyOf(payments);
    }

    public Optional<Payment> find(Predicate<Payment> wanted) {
        return payments().stream().filter(wanted).reduce((older, newer) -> newer);
    }

    /** The newest payment with this transaction id, request id, Kassenzeichen or reference, in this order. */
    public Payment require(String id) {
        return find(p -> p.order().transactionId().equals(id))
                .or(() -> find(p -> p.order().requestId().equals(id)))
                .or(() -> find(p -> p.kassenzeichen().equals(id)))
                .or(() -> find(p -> p.order().reference().equals(id)))
                .or(() -> find(p -> p.order().itemReferences().contains(id)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "No payment has the transaction id, request id, Kassenzeichen or reference '" + id
                                + "'. Booked are: "
                                + payments().stream()
                                        .map(p -> p.order().reference() + " ("
                                                + p.order().transactionId() + ")")
                                        .toList()));
    }

    public AccountingView accounting() {
        return new AccountingView(
                payments().stream().flatMap(p -> p.claim().stream()).toList());
    }

    /** Plans a fault for the next matching call. */
    public synchronized void plan(Mishap mishap, @Nullable Call call) {
        if (call != null && !mishap.canHappenAt(call)) {
            throw new IllegalArgumentException(mishap + " cannot happen at " + call + "; see Mishap.canHappenAt");
        }
        planned.add(new Planned(mishap, call));
    }

    /** The oldest planned fault that matches; it is planned no more. */
    public synchronized @Nullable Mishap take(Call call) {
        for (Iterator<Planned> all = planned.iterator(); all.hasNext(); ) {
            Planned next = all.next();
            if (next.matches(call)) {
                all.remove();
                return next.mishap();
            }
        }
        return null;
    }

    public synchronized void note(String call) {
        calls.add(call);
    }

    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** What a late answer waits for. */
    public synchronized CountDownLatch lateAnswers() {
        return lateAnswers;
    }

    public synchronized void releaseLateAnswers() {
        lateAnswers.countDown();
        lateAnswers = new CountDownLatch(1);
    }

    /** 128 random bits as 32 hexadecimal digits. */
    public String randomId() {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    /** Thirteen digits, as the public example of a Bavarian operator has them. */
    public synchronized String nextKassenzeichen() {
        kassenzeichen++;
        return String.format(Locale.ROOT, "42%011d", kassenzeichen);
    }
}
