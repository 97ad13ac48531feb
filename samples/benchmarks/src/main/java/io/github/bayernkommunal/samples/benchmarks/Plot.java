package io.github.bayernkommunal.samples.benchmarks;

import io.github.bayernkommunal.samples.benchmarks.Contestant.Role;
import java.util.List;
import java.util.Locale;

/** A drawing of all rows: for each contestant the median as a dot and the range of all windows as a line, logarithmic. */
final class Plot {

    private static final int WIDTH = 900;
    private static final int LEFT = 260;
    private static final int RIGHT = 110;
    private static final int LINE = 22;
    private static final int TITLE = 40;

    private final List<Result> results;

    Plot(List<Result> results) {
        this.results = List.copyOf(results);
    }

    String svg() {
        StringBuilder body = new StringBuilder();
        int y = 10;
        for (Result result : results) {
            y = draw(result, y, body);
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" role="img" \
                aria-label="Median and range of every contestant" font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="white"/>
                %s</svg>
                """.formatted(WIDTH, y + 10, body);
    }

    private static int draw(Result result, int top, StringBuilder body) {
        List<Series> shown = result.series().stream().filter(Series::hasNumbers).toList();
        body.append(
                "<text x=\"10\" y=\"%d\" font-weight=\"bold\">%s</text>%n".formatted(top + 20, escaped(title(result))));
        double least = shown.stream().mapToDouble(Series::smallest).min().orElse(1);
        double most = shown.stream().mapToDouble(Series::largest).max().orElse(1);
        Scale scale = new Scale(Math.log(least), Math.log(Math.max(most, least * 1.1)));
        int y = top + TITLE;
        for (Series one : shown) {
            double left = scale.x(one.smallest());
            double right = scale.x(one.largest());
            String colour = colour(one.contestant().role());
            body.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
                    .formatted(LEFT - 20, y + 4, escaped(one.contestant().name())));
            body.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\" stroke-width=\"3\"/>%n",
                    left,
                    y,
                    right,
                    y,
                    colour));
            body.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"%s\"/>%n",
                    scale.x(one.median()),
                    y,
                    colour));
            body.append("<text x=\"%d\" y=\"%d\">%s</text>%n"
                    .formatted(WIDTH - RIGHT + 15, y + 4, result.row().unit().text(one.median())));
            y += LINE;
        }
        return y + 10;
    }

    private static String title(Result result) {
        return result.row().id() + " " + result.row().title() + (result.isVoid() ? " (void)" : "");
    }

    private static String colour(Role role) {
        return switch (role) {
            case LIMIT -> "#555555";
            case OURS -> "#0b6e4f";
            case PEER -> "#b35c00";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private record Scale(double least, double most) {

        double x(double value) {
            return LEFT + (Math.log(value) - least) / (most - least) * (WIDTH - LEFT - RIGHT);
        }
    }
}
