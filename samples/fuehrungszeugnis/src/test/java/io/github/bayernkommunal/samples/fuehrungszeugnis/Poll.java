package io.github.bayernkommunal.samples.fuehrungszeugnis;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.time.Duration;

/** Looks again and again until something has happened or the time is over. */
final class Poll {

    /** What is looked at. */
    interface Question {
        boolean ask() throws IOException;
    }

    private static final long PAUSE_MILLIS = 50;

    private Poll() {}

    static void until(Duration limit, Question question) throws IOException {
        if (!happens(limit, question)) {
            fail("not within " + limit);
        }
    }

    static boolean happens(Duration limit, Question question) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!question.ask()) {
                if (System.nanoTime() > end) {
                    return false;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
