package io.github.bayernkommunal.samples.benchmarks;

import java.util.List;

/**
 * One of several ways to do the work of a row.
 *
 * @param name as it stands in the table
 * @param role what the others are compared with, or what is compared
 * @param workload name of a class with a public constructor {@code (Path fixture, String variant)} that implements
 *     {@link java.util.concurrent.Callable}; it need not know this project, so that peers need no class of ours
 * @param variant tells the workload what to do
 * @param peer folder of the peer whose class path is used; empty for our own class path
 * @param jvm options of its process
 * @param threads how many threads call it at the same time
 */
record Contestant(String name, Role role, String workload, String variant, String peer, List<String> jvm, int threads) {

    /** What a contestant is in its row. */
    enum Role {
        /** The least that the task costs, written by hand; every other is told as a multiple of it. */
        LIMIT,
        /** Our library through its public types. */
        OURS,
        /** Another library, or the usual way without a library. */
        PEER
    }

    Contestant {
        jvm = List.copyOf(jvm);
    }

    static Contestant limit(String name, Class<?> workload, String variant) {
        return new Contestant(name, Role.LIMIT, workload.getName(), variant, "", List.of(), 1);
    }

    static Contestant ours(String name, Class<?> workload, String variant) {
        return new Contestant(name, Role.OURS, workload.getName(), variant, "", List.of(), 1);
    }

    static Contestant peer(String name, Class<?> workload, String variant) {
        return new Contestant(name, Role.PEER, workload.getName(), variant, "", List.of(), 1);
    }

    /** A peer with a class path of its own, made by the module {@code peers/<folder>}. */
    static Contestant foreign(String name, String folder, String workload, String variant) {
        return new Contestant(name, Role.PEER, "benchmark.peer." + workload, variant, folder, List.of(), 1);
    }

    /** The same with the class path of this peer. */
    Contestant besides(String folder) {
        return new Contestant(name, role, workload, variant, folder, jvm, threads);
    }

    Contestant with(List<String> options) {
        return new Contestant(name, role, workload, variant, peer, options, threads);
    }

    Contestant with(int callers) {
        return new Contestant(name, role, workload, variant, peer, jvm, callers);
    }
}
