package io.github.bayernkommunal.portalregistry.internal.http;

import java.net.http.HttpHeaders;

/** What came back over HTTP, before anybody has judged it. */
public final class Reply {

    private final int status;
    private final HttpHeaders headers;
    private final byte[] bytes;
    private final boolean cutOff;

    /** A reply; {@code cutOff} tells that its body was too large and not read to its end. */
    public Reply(int status, HttpHeaders headers, byte[] bytes, boolean cutOff) {
        this.status = status;
        this.headers = headers;
        this.bytes = bytes;
        this.cutOff = cutOff;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The headers. */
    public HttpHeaders headers() {
        return headers;
    }

    /** The body itself, not a copy: it can be large and is only read. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether the body was too large and is not complete. */
    public boolean cutOff() {
        return cutOff;
    }
}
