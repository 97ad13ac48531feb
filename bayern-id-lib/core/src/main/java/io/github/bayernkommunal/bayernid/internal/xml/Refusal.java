package io.github.bayernkommunal.bayernid.internal.xml;

import io.github.bayernkommunal.bayernid.Check;
import io.github.bayernkommunal.bayernid.ResponseNotTrustedException;
import io.github.bayernkommunal.bayernid.internal.Redact;
import org.jspecify.annotations.Nullable;

/** Words a refusal: what happened, with which values, what to do. Never personal data. */
public final class Refusal {

    private Refusal() {}

    /** A refusal by {@code check}; {@code text} names values and remedy. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    public static ResponseNotTrustedException of(Check check, String text, Object... values) {
        return new ResponseNotTrustedException(check, text.formatted(values));
    }

    /** Two texts side by side, or that ours should be there. */
    public static String expected(String expected, @Nullable String actual) {
        return "expected '%s', got %s".formatted(Redact.line(expected), quoted(actual));
    }

    /** A text from outside, safe to print; for names, addresses and times only. */
    public static String quoted(@Nullable String text) {
        return text == null ? "nothing" : "'" + Redact.line(text) + "'";
    }
}
