package io.github.bayernkommunal.samples.benchmarks;

import io.github.bayernkommunal.samples.benchmarks.xzufi.JaxbReading;
import io.github.bayernkommunal.samples.benchmarks.xzufi.JaxbWriting;
import io.github.bayernkommunal.samples.benchmarks.xzufi.OurCheck;
import io.github.bayernkommunal.samples.benchmarks.xzufi.OurPlan;
import io.github.bayernkommunal.samples.benchmarks.xzufi.OurReading;
import io.github.bayernkommunal.samples.benchmarks.xzufi.OurWriting;
import io.github.bayernkommunal.samples.benchmarks.xzufi.StaxReading;
import io.github.bayernkommunal.samples.benchmarks.xzufi.StaxWriting;
import java.util.List;

/** Large amounts of services: reading, writing, checking, planning. */
final class RegistryRows {

    private static final String HUNDRED_THOUSAND = "100000";
    private static final String MILLION = "1000000";
    private static final String STAX = "StAX by hand";
    private static final String JAXB = "whole-document JAXB";
    private static final String OURS = "portal-registry-lib";

    private RegistryRows() {}

    static List<Row> all() {
        return List.of(
                new Row("X1", "write 100,000 XZuFi objects", Row.Way.WARM, writing(HUNDRED_THOUSAND), speed()),
                new Row("X2", "read 100,000 XZuFi objects", Row.Way.WARM, reading(HUNDRED_THOUSAND), speed()),
                new Row(
                        "X3",
                        "check 100,000 XZuFi objects in two stages, beside reading them",
                        Row.Way.WARM,
                        List.of(
                                Contestant.limit("reading", OurReading.class, HUNDRED_THOUSAND),
                                Contestant.ours(OURS, OurCheck.class, HUNDRED_THOUSAND)),
                        List.of(Goal.timesLimit(2))),
                heap("X4", "heap to write 100,000 objects", writing(HUNDRED_THOUSAND), 32),
                heap("X4", "heap to read 100,000 objects", reading(HUNDRED_THOUSAND), 32),
                heap("X4", "heap to write a million objects", writing(MILLION).subList(0, 2), 32),
                heap("X4", "heap to read a million objects", reading(MILLION).subList(0, 2), 32),
                new Row(
                        "X5",
                        "plan 1,700 services for ten times as many municipalities",
                        Row.Way.WARM,
                        List.of(
                                Contestant.limit("205 municipalities", OurPlan.class, "205x1700")
                                        .with(List.of("-Xms512m", "-Xmx512m")),
                                Contestant.ours("2,056 municipalities", OurPlan.class, "2056x1700")
                                        .with(List.of("-Xms512m", "-Xmx512m"))),
                        List.of(Goal.timesLimit(12))),
                heap(
                        "X6",
                        "heap to plan 1,700 services for 2,056 municipalities",
                        List.of(
                                Contestant.limit("205 municipalities", OurPlan.class, "205x1700"),
                                Contestant.ours("2,056 municipalities", OurPlan.class, "2056x1700")),
                        512));
    }

    private static List<Goal> speed() {
        // At least half as fast as by hand is at most twice as long.
        return List.of(Goal.timesLimit(2), Goal.fasterThan(JAXB, 2));
    }

    private static Row heap(String id, String title, List<Contestant> contestants, int megabytes) {
        return new Row(
                id,
                title,
                Row.Way.HEAP,
                contestants.stream().map(one -> one.with(List.of())).toList(),
                List.of(Goal.heap(megabytes)));
    }

    private static List<Contestant> writing(String count) {
        return List.of(
                Contestant.limit(STAX, StaxWriting.class, count),
                Contestant.ours(OURS, OurWriting.class, count),
                large(Contestant.peer(JAXB, JaxbWriting.class, count)));
    }

    private static List<Contestant> reading(String count) {
        return List.of(
                Contestant.limit(STAX, StaxReading.class, count),
                Contestant.ours(OURS, OurReading.class, count),
                large(Contestant.peer(JAXB, JaxbReading.class, count)));
    }

    private static Contestant large(Contestant one) {
        return one.with(List.of("-Xms3g", "-Xmx3g"));
    }
}
