package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.http.Waiting;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when somebody waits. */
public final class NoWaiting implements Waiting {

    private long nanos;
    private long secondsPerLook;
    private final List<Long> pauses = new ArrayList<>();

    public NoWaiting() {}

    @Override
    public synchronized long nanos() {
        nanos += secondsPerLook * 1_000_000_000;
        return nanos;
    }

    @Override
    public synchronized void pause(long millis) {
        pauses.add(millis);
        nanos += millis * 1_000_000;
    }

    @Override
    public double random() {
        return 0.5;
    }

    public synchronized void pass(long seconds) {
        nanos += seconds * 1_000_000_000;
    }

    /** From now on so much time passes between one look at the time and the next. */
    public synchronized void passAtEveryLook(long seconds) {
        secondsPerLook = seconds;
    }

    public synchronized List<Long> pauses() {
        return List.copyOf(pauses);
    }
}
