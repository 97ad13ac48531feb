package io.github.bayernkommunal.samples.benchmarks;

/**
 * What was seen in one stretch of time.
 *
 * @param operations how often the work was done
 * @param nanos how long that took by the clock on the wall
 * @param bytes what the calling threads allocated
 */
record Window(long operations, long nanos, long bytes) {

    double nanosPerOperation() {
        return (double) nanos / operations;
    }

    double bytesPerOperation() {
        return (double) bytes / operations;
    }

    /** Form in which a child process tells it. */
    String toText() {
        return operations + " " + nanos + " " + bytes;
    }

    static Window of(String text) {
        String[] parts = text.split(" ", -1);
        return new Window(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }
}
