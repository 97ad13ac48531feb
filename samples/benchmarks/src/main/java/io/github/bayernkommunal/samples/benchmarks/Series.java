package io.github.bayernkommunal.samples.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** All windows of one contestant in the order of time, the same number and the same moments as those of its rivals. */
final class Series {

    private final Contestant contestant;
    private final List<Window> windows = new ArrayList<>();
    private String failure = "";

    Series(Contestant contestant) {
        this.contestant = contestant;
    }

    Contestant contestant() {
        return contestant;
    }

    void add(Window window) {
        windows.add(window);
    }

    /** Notes that the contestant fell out, and why. */
    void fail(String reason) {
        failure = reason;
    }

    String failure() {
        return failure;
    }

    boolean hasNumbers() {
        return failure.isEmpty() && !windows.isEmpty();
    }

    double median() {
        return median(times());
    }

    double smallest() {
        return Arrays.stream(times()).min().orElse(Double.NaN);
    }

    double largest() {
        return Arrays.stream(times()).max().orElse(Double.NaN);
    }

    double bytes() {
        return median(values(windows, Window::bytesPerOperation));
    }

    /** How many times slower than the other: the median over pairs of windows that were taken right after each other. */
    double times(Series other) {
        int pairs = Math.min(windows.size(), other.windows.size());
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            ratios[i] =
                    windows.get(i).nanosPerOperation() / other.windows.get(i).nanosPerOperation();
        }
        return median(ratios);
    }

    /**
     * How far the medians of the first, second and last third lie apart: 0.15 means that the slowest third took 15 % longer
     * than the fastest.
     */
    double drift() {
        int third = windows.size() / 3;
        if (third == 0) {
            return 0;
        }
        double[] medians = new double[3];
        for (int i = 0; i < 3; i++) {
            int end = i == 2 ? windows.size() : (i + 1) * third;
            medians[i] = median(values(windows.subList(i * third, end), Window::nanosPerOperation));
        }
        Arrays.sort(medians);
        return medians[2] / medians[0] - 1;
    }

    private double[] times() {
        return values(windows, Window::nanosPerOperation);
    }

    private static double[] values(List<Window> from, ToDoubleFunction<Window> what) {
        return from.stream().mapToDouble(what).toArray();
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
