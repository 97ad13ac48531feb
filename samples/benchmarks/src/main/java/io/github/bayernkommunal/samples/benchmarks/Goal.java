package io.github.bayernkommunal.samples.benchmarks;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a row is to show.
 *
 * @param text the demand in words
 * @param judge what was measured, and whether it meets the demand; empty when there is nothing to judge by
 */
record Goal(String text, Function<Result, Optional<Verdict>> judge) {

    /**
     * How a goal turned out.
     *
     * @param measured the number in words
     * @param met whether the goal was reached
     */
    record Verdict(String measured, boolean met) {}

    /** Our library takes at most so many times the limit. */
    static Goal timesLimit(double most) {
        return new Goal(
                "≤ %s × limit".formatted(number(most)),
                result -> result.worst(result.limit()).map(times -> new Verdict(number(times) + " ×", times <= most)));
    }

    /** Our library is at least so many times faster than another contestant. */
    static Goal fasterThan(String name, double least) {
        return new Goal(
                "≥ %s × faster than %s".formatted(number(least), name),
                result -> result.named(name)
                        .flatMap(other -> result.worst(Optional.of(other)))
                        .map(times -> new Verdict(number(1 / times) + " ×", 1 / times >= least)));
    }

    /** Our library allocates at most so much for one operation. */
    static Goal allocates(double mostMegabytes) {
        return new Goal(
                "≤ %s MB garbage".formatted(number(mostMegabytes)),
                result -> result.ours().mapToDouble(Series::bytes).max().stream()
                        .boxed()
                        .findFirst()
                        .map(bytes -> bytes / 1e6)
                        .map(megabytes -> new Verdict(number(megabytes) + " MB", megabytes <= mostMegabytes)));
    }

    /** The median of our library is at most so long; with several of our contestants the slowest counts. */
    static Goal within(Duration most) {
        return new Goal(
                "≤ " + Result.Unit.TIME.text((double) most.toNanos()),
                result -> result.ours().mapToDouble(Series::median).max().stream()
                        .boxed()
                        .findFirst()
                        .map(nanos -> new Verdict(Result.Unit.TIME.text(nanos), nanos <= most.toNanos())));
    }

    /** Our library lives in at most so much heap. */
    static Goal heap(int mostMegabytes) {
        return new Goal(
                "≤ %d MB heap".formatted(mostMegabytes),
                result -> result.ours().mapToDouble(Series::median).max().stream()
                        .boxed()
                        .findFirst()
                        .map(bytes -> new Verdict(Result.Unit.HEAP.text(bytes), bytes <= mostMegabytes * 1e6)));
    }

    static String number(double value) {
        String pattern = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }
}
