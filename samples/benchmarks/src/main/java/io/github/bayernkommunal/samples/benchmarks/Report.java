package io.github.bayernkommunal.samples.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Tables of what was measured, readable on a console and as Markdown. */
final class Report {

    private static final List<String> HEAD =
            List.of("contestant", "median", "smallest", "largest", "× limit", "garbage/op");

    private final List<Result> results = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Report(Duration window, int forks, int rounds) {
        text.append("# Measured %s\n\n".formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
        text.append("%s %s, %d processors, load %.2f at the start; windows of %d ms, %d forks × %d rounds.\n\n"
                .formatted(
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vm.version"),
                        Runtime.getRuntime().availableProcessors(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        window.toMillis(),
                        forks,
                        rounds));
        text.append(
                "A row is void when the medians of the first, second and last third of its limit lie more than 15 % apart."
                        + " \"× limit\" is the median over pairs of neighbouring windows.\n\n![plot](report.svg)\n");
    }

    /** Adds a row and returns its part of the report. */
    String add(Result result) {
        results.add(result);
        String part = part(result);
        text.append(part);
        return part;
    }

    List<Result> results() {
        return List.copyOf(results);
    }

    String markdown() {
        return text.toString();
    }

    private static String part(Result result) {
        StringBuilder part = new StringBuilder(
                "\n## %s %s\n\n".formatted(result.row().id(), result.row().title()));
        part.append(table(result));
        part.append('\n');
        if (result.isVoid()) {
            part.append("**Void:** the limit itself moved by %.0f %%; the machine was busy. Run it again.\n\n"
                    .formatted(100 * result.limit().map(Series::drift).orElse(0.0)));
        }
        for (Goal goal : result.row().goals()) {
            String verdict = goal.judge()
                    .apply(result)
                    .map(one -> "%s – %s".formatted(one.measured(), word(result, one)))
                    .orElse("not measured");
            part.append("* %s: %s\n".formatted(goal.text(), verdict));
        }
        return part.toString();
    }

    private static String word(Result result, Goal.Verdict verdict) {
        return result.isVoid() ? "void" : verdict.met() ? "met" : "**missed**";
    }

    private static String table(Result result) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        for (Series one : result.series()) {
            lines.add(line(result, one));
        }
        int[] widths = new int[HEAD.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            table.append(joined(lines.get(i), widths));
            if (i == 0) {
                table.append(rule(widths));
            }
        }
        return table.toString();
    }

    private static List<String> line(Result result, Series one) {
        if (!one.hasNumbers()) {
            return List.of(one.contestant().name(), one.failure().replace('|', '/'), "", "", "", "");
        }
        Result.Unit unit = result.row().unit();
        boolean warm = result.row().way() == Row.Way.WARM;
        return List.of(
                one.contestant().name(),
                unit.text(one.median()),
                unit.text(one.smallest()),
                unit.text(one.largest()),
                result.limit().map(limit -> Goal.number(one.times(limit))).orElse("–"),
                warm ? Result.Unit.HEAP.text(one.bytes()) : "–");
    }

    private static String joined(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String blank = " ".repeat(widths[i] - cells.get(i).length());
            line.append(' ')
                    .append(i == 0 ? cells.get(i) + blank : blank + cells.get(i))
                    .append(" |");
        }
        return line.append('\n').toString();
    }

    private static String rule(int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "-" : "").append("-".repeat(widths[i] + 1)).append(i == 0 ? "|" : ":|");
        }
        return line.append('\n').toString();
    }
}
