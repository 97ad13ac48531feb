package io.github.bayernkommunal.samples.benchmarks;

import io.github.bayernkommunal.samples.benchmarks.payment.OurReconciling;
import io.github.bayernkommunal.samples.benchmarks.payment.OurTransition;
import io.github.bayernkommunal.samples.benchmarks.payment.PlainUpdate;
import java.util.List;

/** The journal of payments on PostgreSQL. */
final class PaymentRows {

    private static final int NODES = 2;
    private static final String FEW = "1,000 open";
    private static final String MANY = "100,000 open";

    private PaymentRows() {}

    static List<Row> all() {
        return List.of(
                new Row(
                        "P3",
                        "move a payment to its next state, two nodes",
                        Row.Way.WARM,
                        List.of(
                                Contestant.limit("plain UPDATE", PlainUpdate.class, "")
                                        .with(NODES),
                                Contestant.ours("epay-lib", OurTransition.class, "")
                                        .with(NODES)),
                        // At least half as fast.
                        List.of(Goal.timesLimit(2))),
                new Row(
                        "P4",
                        "ask for 1,000 open payments",
                        Row.Way.PREPARED,
                        List.of(
                                Contestant.limit(FEW, OurReconciling.class, "1000x1000"),
                                Contestant.ours(MANY, OurReconciling.class, "1000x100000")),
                        // At least 0.8 times as fast is at most 1.25 times as long.
                        List.of(Goal.timesLimit(1.25))),
                new Row(
                        "P4",
                        "smallest heap for asking for 10,000 open payments",
                        Row.Way.HEAP,
                        List.of(
                                Contestant.limit("10,000 open", OurReconciling.class, "10000x10000"),
                                Contestant.ours(MANY, OurReconciling.class, "10000x100000")),
                        List.of(Goal.heap(64))));
    }
}
