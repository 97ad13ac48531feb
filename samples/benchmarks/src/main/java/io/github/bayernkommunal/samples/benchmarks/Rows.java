package io.github.bayernkommunal.samples.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** Every row, in the order of the report. */
final class Rows {

    private Rows() {}

    static List<Row> all() {
        return Stream.of(SamlRows.all(), CallRows.all(), OutboxRows.all(), PaymentRows.all(), RegistryRows.all())
                .flatMap(List::stream)
                .toList();
    }
}
