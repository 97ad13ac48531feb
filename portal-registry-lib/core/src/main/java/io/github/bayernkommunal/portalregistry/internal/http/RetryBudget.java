package io.github.bayernkommunal.portalregistry.internal.http;

/** Lets repetitions be at most a tenth of the calls, so that they do not add to the load of a service that is down. */
final class RetryBudget {

    private static final int FULL = 100;
    private static final int ONE_REPETITION = 10;

    private int tenths = FULL;

    synchronized void called() {
        tenths = Math.min(FULL, tenths + 1);
    }

    synchronized boolean take() {
        if (tenths < ONE_REPETITION) {
            return false;
        }
        tenths -= ONE_REPETITION;
        return true;
    }
}
