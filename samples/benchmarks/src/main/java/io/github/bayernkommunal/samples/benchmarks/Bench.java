package io.github.bayernkommunal.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Measures the rows that are asked for and writes table and plot.
 *
 * <p>System properties: {@code bench} (ids with commas, or {@code all}), {@code bench.seconds} (length of a window), {@code
 * bench.forks}, {@code bench.rounds}, {@code bench.peers} and {@code bench.output} (folders).
 */
final class Bench {

    private Bench() {}

    /** Runs to the end; the exit code tells nothing about the goals, because a busy machine is not a broken build. */
    public static void main(String[] arguments) throws Exception {
        Duration window = Duration.ofMillis(Math.round(1000 * Double.parseDouble(property("bench.seconds", "1"))));
        int forks = Integer.parseInt(property("bench.forks", "3"));
        int rounds = Integer.parseInt(property("bench.rounds", "7"));
        Path peers = Path.of(property("bench.peers", "peers"));
        Path output = Path.of(property("bench.output", "target/bench"));
        Path work = Files.createDirectories(output.resolve("fixture")).toAbsolutePath();
        try (Fixtures fixtures = Fixtures.make(work)) {
            Report report = new Report(window, forks, rounds);
            Race race = new Race(window, forks, rounds, fixtures.folder(), peers);
            for (Row row : chosen(Rows.all())) {
                System.out.printf("%n%s  %s …%n", row.id(), row.title());
                Result result = race.run(row);
                System.out.print(report.add(result));
                // After each row, so that an interrupted run leaves what it has.
                write(output, report);
            }
            System.out.printf("%nTable and plot: %s%n", output.resolve("report.md"));
        }
    }

    private static void write(Path output, Report report) throws IOException {
        Files.writeString(output.resolve("report.md"), report.markdown());
        Files.writeString(output.resolve("report.svg"), new Plot(report.results()).svg());
    }

    private static List<Row> chosen(List<Row> all) {
        String wish = property("bench", "all");
        if (wish.equals("all") || wish.isEmpty() || wish.equals("true")) {
            return all;
        }
        Set<String> ids = new TreeSet<>(Arrays.asList(wish.split(",", -1)));
        Set<String> unknown = new TreeSet<>(ids);
        List<Row> rows = new ArrayList<>();
        for (Row row : all) {
            row.ids().forEach(unknown::remove);
            if (row.ids().stream().anyMatch(ids::contains)) {
                rows.add(row);
            }
        }
        if (!unknown.isEmpty()) {
            Set<String> known = new TreeSet<>(
                    all.stream().flatMap(row -> row.ids().stream()).toList());
            throw new IllegalArgumentException("-Dbench names %s; known are %s".formatted(unknown, known));
        }
        return rows;
    }

    private static String property(String name, String otherwise) {
        return System.getProperty(name, otherwise).strip();
    }
}
