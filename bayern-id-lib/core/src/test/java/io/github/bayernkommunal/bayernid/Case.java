package io.github.bayernkommunal.bayernid;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * One hostile or damaged answer, classified by hand.
 *
 * @param name what is wrong with it
 * @param expected the check that must refuse it
 * @param control makes the accepted answer that it is built from
 * @param broken breaks one thing of that
 * @param now when it is judged
 */
record Case(String name, Check expected, UnaryOperator<Answer> control, UnaryOperator<Answer> broken, Instant now) {

    static Case of(Check expected, String name, UnaryOperator<Answer> broken) {
        return new Case(name, expected, UnaryOperator.identity(), broken, Desk.NOW);
    }

    /** Without a signature on the response, so that nothing but the assertion protects it. */
    Case unsignedOutside() {
        return new Case(name, expected, Answer::withoutResponseSignature, broken, now);
    }

    Case from(UnaryOperator<Answer> otherControl) {
        return new Case(name, expected, otherControl, broken, now);
    }

    @Override
    public String toString() {
        return expected + ": " + name;
    }
}
