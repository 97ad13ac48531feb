package io.github.bayernkommunal.samples.benchmarks;

import io.github.bayernkommunal.samples.benchmarks.Contestant.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row with everything that was seen.
 *
 * @param row what was measured
 * @param series one for each contestant, in the order of the row
 */
record Result(Row row, List<Series> series) {

    /** A limit that moves more than this says that the machine was busy with something else. */
    static final double MOST_DRIFT = 0.15;

    /** What the numbers of a row mean; both are kept as doubles. */
    enum Unit {
        /** Nanoseconds for one operation. */
        TIME("ns µs ms s"),
        /** Bytes of the smallest heap that is enough. */
        HEAP("B kB MB GB");

        private final String names;

        Unit(String names) {
            this.names = names;
        }

        String text(double value) {
            String[] steps = names.split(" ", -1);
            double shown = value;
            int i = 0;
            while (shown >= 1000 && i < steps.length - 1) {
                shown /= 1000;
                i++;
            }
            return Goal.number(shown) + " " + steps[i];
        }
    }

    Result {
        series = List.copyOf(series);
    }

    Optional<Series> limit() {
        return series.stream()
                .filter(one -> one.contestant().role() == Role.LIMIT && one.hasNumbers())
                .findFirst();
    }

    Stream<Series> ours() {
        return series.stream().filter(one -> one.contestant().role() == Role.OURS && one.hasNumbers());
    }

    Optional<Series> named(String name) {
        return series.stream()
                .filter(one -> one.contestant().name().equals(name) && one.hasNumbers())
                .findFirst();
    }

    /** The slowest of ours as a multiple of another contestant. */
    Optional<Double> worst(Optional<Series> other) {
        return other.flatMap(
                reference -> ours().map(one -> one.times(reference)).max(Double::compare));
    }

    /** Nothing may be concluded from the row. */
    boolean isVoid() {
        return limit().map(Series::drift).orElse(0.0) > MOST_DRIFT;
    }
}
