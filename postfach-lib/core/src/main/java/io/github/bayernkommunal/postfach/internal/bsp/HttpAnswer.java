package io.github.bayernkommunal.postfach.internal.bsp;

import org.jspecify.annotations.Nullable;

/** What came back over HTTP, before anybody has judged it. */
final class HttpAnswer {

    private final int status;
    private final @Nullable String retryAfter;
    private final byte[] body;

    HttpAnswer(int status, @Nullable String retryAfter, byte[] body) {
        this.status = status;
        this.retryAfter = retryAfter;
        this.body = body;
    }

    int status() {
        return status;
    }

    @Nullable String retryAfter() {
        return retryAfter;
    }

    /** The complete body, at most {@link CxfPort#LONGEST_ANSWER} bytes. */
    byte[] body() {
        return body;
    }
}
