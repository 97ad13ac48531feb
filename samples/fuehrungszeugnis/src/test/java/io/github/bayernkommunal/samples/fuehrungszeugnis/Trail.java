package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.samples.fuehrungszeugnis.Walker.Page;
import io.github.bayernkommunal.samples.sandbox.Call;
import io.github.bayernkommunal.samples.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints the journey: one line per hop, those of the citizen and those that the services saw behind the scenes. */
final class Trail {

    /** One request and its answer. */
    interface Step {
        Page take() throws IOException;
    }

    /** What an answer proves, in words; throws when it proves the contrary. */
    interface Proof {
        String of(Page page) throws IOException;
    }

    /** The hop shows nothing beyond its status. */
    static final Proof STATUS = page -> "";

    /** The first letter of a fresh server loads the SOAP stack. */
    private static final Duration BACKGROUND_LIMIT = Duration.ofSeconds(15);

    private final PrintStream out;
    private final Sandbox sandbox;
    private final long start = System.nanoTime();
    private final Map<String, Integer> protocols = new TreeMap<>();
    private int hops;
    private int known;
    private long bytes;
    private String current = "start";

    Trail(PrintStream out, Sandbox sandbox) {
        this.out = out;
        this.sandbox = sandbox;
        this.known = sandbox.calls().size();
    }

    void title() {
        out.printf(
                "%n%3s  %-11s   %-11s  %-8s  %-33s %6s %9s %6s  %s%n",
                "hop", "from", "to", "protocol", "operation", "status", "bytes", "ms", "proven");
    }

    /** A step of the citizen. */
    Page hop(String to, String operation, Step step, Proof proof) throws IOException {
        current = (hops + 1) + ", citizen → " + to + ", " + operation;
        Page page = step.take();
        String proven = "";
        try {
            if (page.status() >= 400) {
                throw new IllegalStateException(
                        "status " + page.status() + ", '" + page.html().title() + "'");
            }
            proven = proof.of(page);
        } finally {
            line(new Call(
                    "citizen",
                    to,
                    "HTTPS",
                    operation,
                    page.status(),
                    page.sentBytes() + page.body().length,
                    page.took(),
                    proven));
        }
        return page;
    }

    /**
     * Prints what services and application have said to each other since the last time; each such call was checked by the
     * service itself. A refused call is no failure when it was repeated with success, as with a worthless access token.
     *
     * @param expected operations that must have succeeded
     */
    void background(String... expected) {
        current = (hops + 1) + ", " + String.join(" and ", expected);
        Set<String> missing = Set.of(expected);
        boolean complete = sandbox.await(calls -> operations(calls).containsAll(missing), BACKGROUND_LIMIT);
        List<Call> calls = sandbox.calls();
        for (; known < calls.size(); known++) {
            Call call = calls.get(known);
            if (!succeeded(call) && call.operation().equals("ask for its status")) {
                continue; // about a payment of a test before, which the platform has forgotten; ours is expected to
                // succeed
            }
            current = (hops + 1) + ", " + call.from() + " → " + call.to() + ", " + call.operation();
            line(call);
            if (!succeeded(call) && !operations(calls).contains(call.operation())) {
                throw new IllegalStateException("status " + call.status() + " " + call.proven());
            }
        }
        if (!complete) {
            throw new IllegalStateException("expected the calls " + String.join(", ", expected));
        }
    }

    boolean arrived(String result) {
        String summary = protocols.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        out.printf(
                Locale.ROOT,
                "%nArrived after %d hops (%s), %,d bytes, %.1f s; every hop as expected.%n%s%n",
                hops,
                summary,
                bytes,
                (System.nanoTime() - start) / 1e9,
                result);
        return true;
    }

    boolean failed(Exception reason) {
        out.printf("%nFAILED at hop %s: %s%n", current, reason.getMessage());
        return false;
    }

    private Set<String> operations(List<Call> calls) {
        return calls.stream()
                .skip(known)
                .filter(Trail::succeeded)
                .map(Call::operation)
                .collect(Collectors.toSet());
    }

    private static boolean succeeded(Call call) {
        return call.status() >= 200 && call.status() < 400;
    }

    private void line(Call call) {
        hops++;
        bytes += call.bytes();
        protocols.merge(call.protocol(), 1, Integer::sum);
        out.printf(
                Locale.ROOT,
                "%3d  %-11s → %-11s  %-8s  %-33s %6d %,9d %6d  %s%n",
                hops,
                call.from(),
                call.to(),
                call.protocol(),
                call.operation(),
                call.status(),
                call.bytes(),
                call.took().toMillis(),
                call.proven());
    }
}
