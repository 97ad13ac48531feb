package io.github.bayernkommunal.portalregistry.internal.http;

/** Time that passes: measures and waits. Tests put their own in its place and never wait. */
public interface Waiting {

    /** The time of the machine. */
    Waiting REAL = new Waiting() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(long millis) throws InterruptedException {
            Thread.sleep(millis);
        }

        @Override
        public double random() {
            return java.util.concurrent.ThreadLocalRandom.current().nextDouble();
        }
    };

    /** A time that never jumps, in nanoseconds. */
    long nanos();

    /** Waits. */
    void pause(long millis) throws InterruptedException;

    /** A number from 0 to 1 that spreads repetitions of many clients. */
    double random();
}
