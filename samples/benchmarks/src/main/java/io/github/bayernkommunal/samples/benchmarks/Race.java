package io.github.bayernkommunal.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures a row: all contestants in the same minutes, taking turns window by window, in several sets of new processes.
 *
 * <p>Alternating is the reason for a harness of our own. JMH runs one benchmark to its end before the next, so whatever else
 * the machine does meets one contestant and not the other; and it wants all of them on one class path, which these peers
 * cannot share.
 *
 * @param window length of a window
 * @param forks how many sets of processes
 * @param rounds how many windows in each process
 * @param fixture folder with what the workloads read
 * @param peers folder of the peers' modules
 */
record Race(Duration window, int forks, int rounds, Path fixture, Path peers) {

    /** Steps in which a heap is made larger until it is enough, in megabytes. */
    private static final List<Integer> HEAPS =
            List.of(4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 2048, 4096);

    private static final int WARM_UP_WINDOWS = 5;

    Result run(Row row) {
        List<Series> series = new ArrayList<>();
        for (Contestant contestant : row.contestants()) {
            Series one = new Series(contestant);
            if (!isBuilt(contestant)) {
                one.fail("not built: run with -Pbench");
            }
            series.add(one);
        }
        switch (row.way()) {
            case WARM -> warm(series);
            case FIRST -> fresh(series, Fork::first);
            case NEXT -> fresh(series, Race::next);
            case PREPARED -> fresh(series, Race::prepared);
            case HEAP -> series.forEach(this::smallestHeap);
        }
        return new Result(row, series);
    }

    private boolean isBuilt(Contestant contestant) {
        return contestant.peer().isEmpty()
                || Files.isDirectory(
                        peers.resolve(contestant.peer()).resolve("target").resolve("lib"));
    }

    private void warm(List<Series> series) {
        for (int fork = 0; fork < forks; fork++) {
            Map<Series, Fork> processes = new LinkedHashMap<>();
            try {
                for (Series one : series) {
                    attempt(one, () -> processes.put(one, start(one.contestant())));
                }
                for (int i = 0; i < WARM_UP_WINDOWS; i++) {
                    processes.forEach((one, process) -> attempt(one, () -> process.run(window)));
                }
                for (int i = 0; i < rounds; i++) {
                    processes.forEach((one, process) -> attempt(one, () -> one.add(process.run(window))));
                }
            } finally {
                processes.values().forEach(Fork::close);
            }
        }
    }

    private void fresh(List<Series> series, Look look) {
        for (int i = 0; i < forks * rounds; i++) {
            for (Series one : series) {
                attempt(one, () -> {
                    try (Fork process = start(one.contestant())) {
                        one.add(look.at(process));
                    }
                });
            }
        }
    }

    private static Window next(Fork process) throws IOException {
        process.first();
        return process.first();
    }

    private static Window prepared(Fork process) throws IOException {
        process.make();
        // No time at all is one operation.
        return process.run(Duration.ZERO);
    }

    private void smallestHeap(Series one) {
        if (!one.failure().isEmpty()) {
            return;
        }
        for (int megabytes : HEAPS) {
            List<String> options = new ArrayList<>(one.contestant().jvm());
            options.add("-Xmx" + megabytes + "m");
            options.add("-XX:+UseSerialGC");
            try (Fork process = start(one.contestant().with(options))) {
                process.first();
                one.add(new Window(1, megabytes * 1_000_000L, 0));
                return;
            } catch (IOException tooSmall) {
                // The next step decides; a reason other than memory shows in every step.
            }
        }
        one.fail("fails with %d MB of heap too".formatted(HEAPS.get(HEAPS.size() - 1)));
    }

    private Fork start(Contestant contestant) throws IOException {
        return Fork.start(contestant, fixture, peers);
    }

    /** A contestant that fails is out, and the others go on. */
    private static void attempt(Series one, Step step) {
        if (!one.failure().isEmpty()) {
            return;
        }
        try {
            step.run();
        } catch (IOException e) {
            one.fail(String.valueOf(e.getMessage()));
        }
    }

    @FunctionalInterface
    private interface Look {
        Window at(Fork process) throws IOException;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
