package io.github.bayernkommunal.samples.benchmarks;

import io.github.bayernkommunal.samples.benchmarks.outbox.OurDispatch;
import io.github.bayernkommunal.samples.benchmarks.outbox.OurEnqueue;
import io.github.bayernkommunal.samples.benchmarks.outbox.OurLargeLetter;
import io.github.bayernkommunal.samples.benchmarks.outbox.PlainInsert;
import io.github.bayernkommunal.samples.benchmarks.outbox.RawPost;
import java.util.List;

/** The queue of letters on PostgreSQL. */
final class OutboxRows {

    private static final String ONE_BY_ONE = "one by one, 1,000 waiting";
    private static final String FEW = "batches of 100, 1,000 waiting";

    private static final int LARGE = 200;

    private OutboxRows() {}

    static List<Row> all() {
        return List.of(
                new Row(
                        "O1",
                        "enqueue a letter inside the caller's transaction",
                        Row.Way.WARM,
                        List.of(
                                Contestant.limit("bare statements", PlainInsert.class, ""),
                                Contestant.ours("postfach-lib", OurEnqueue.class, "")),
                        // At least 0.8 times as fast is at most 1.25 times as long.
                        List.of(Goal.timesLimit(1.25))),
                new Row(
                        "O2",
                        "send 1,000 letters out of the queue",
                        Row.Way.PREPARED,
                        List.of(
                                Contestant.limit(ONE_BY_ONE, OurDispatch.class, "1x1000"),
                                Contestant.ours(FEW, OurDispatch.class, "100x1000"),
                                Contestant.ours("batches of 100, 1,000,000 waiting", OurDispatch.class, "100x1000000")),
                        List.of(Goal.fasterThan(ONE_BY_ONE, 5), Goal.fasterThan(FEW, 0.8))),
                new Row(
                        "C3",
                        "send a letter with a file of 200 MB (ZBP) that lies in the outbox",
                        Row.Way.PREPARED,
                        List.of(
                                Contestant.limit("the file as a request", RawPost.class, "" + LARGE),
                                Contestant.ours("postfach-lib", OurLargeLetter.class, "" + LARGE),
                                Contestant.peer(
                                        "postfach-lib, attached and enqueued too",
                                        OurLargeLetter.class,
                                        LARGE + " whole")),
                        // At least half as fast.
                        List.of(Goal.timesLimit(2))),
                new Row(
                        "C3",
                        "smallest heap for attaching, enqueueing and sending 1, 50 and 200 MB",
                        Row.Way.HEAP,
                        List.of(
                                Contestant.limit("1 MB", OurLargeLetter.class, "1 whole"),
                                Contestant.ours("50 MB", OurLargeLetter.class, "50 whole"),
                                Contestant.ours("200 MB", OurLargeLetter.class, LARGE + " whole")),
                        List.of(Goal.timesLimit(1))));
    }
}
