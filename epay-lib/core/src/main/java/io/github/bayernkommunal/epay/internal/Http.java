package io.github.bayernkommunal.epay.internal;

import io.github.bayernkommunal.epay.EpayException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** One HTTPS exchange with a deadline for the whole of it, a limit for the answer, and no redirects. */
public final class Http {

    /** Longest answer that is read: about a hundred times what the protocols need. */
    public static final int LARGEST_ANSWER = 256 * 1024;

    /** Calls at once to one platform; a slow one must not hold every thread of an application. */
    static final int MOST_CALLS = 64;

    private final Semaphore free = new Semaphore(MOST_CALLS);
    private final HttpClient client;
    private final Duration deadline;
    private final @Nullable X509Certificate shown;

    /** An answer with its whole body. */
    public static final class Answer {
        private final HttpResponse<LimitedBody> response;
        private final byte[] body;

        private Answer(HttpResponse<LimitedBody> response, byte[] body) {
            this.response = response;
            this.body = body;
        }

        /** The status code. */
        public int status() {
            return response.statusCode();
        }

        /** The headers. */
        public HttpHeaders headers() {
            return response.headers();
        }

        /** The body; not to be changed. */
        public byte[] body() {
            return body;
        }

        /** Whether the status is 2xx. */
        public boolean isSuccess() {
            return status() / 100 == 2;
        }
    }

    /** Shows {@code key} to the peer; trusts {@code anchors}, or the platform's trust store when there are none. */
    public Http(KeyStore.@Nullable PrivateKeyEntry key, List<X509Certificate> anchors, Duration deadline) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                // Well before the deadline: who has not connected by then knows that nothing was sent.
                .connectTimeout(deadline.dividedBy(2))
                .sslContext(Tls.context(key, anchors))
                .sslParameters(Tls.parameters())
                .build();
        this.deadline = deadline;
        this.shown = key != null && key.getCertificate() instanceof X509Certificate certificate ? certificate : null;
    }

    /**
     * Sends a request and waits for its complete answer.
     *
     * @param description of the request, without a time limit
     * @param writes whether the peer acts on the request, so that a lost answer leaves the outcome open
     */
    public Answer send(HttpRequest.Builder description, boolean writes) {
        HttpRequest request = description.timeout(deadline).build();
        String host = request.uri().getHost();
        if (!free.tryAcquire()) {
            throw Fault.TOO_MANY_AT_ONCE.unavailable(
                    "%d calls to %s are under way already; nothing was sent".formatted(MOST_CALLS, host),
                    false,
                    Duration.ofSeconds(1),
                    null);
        }
        try {
            return exchange(request, host, writes);
        } finally {
            free.release();
        }
    }

    private Answer exchange(HttpRequest request, String host, boolean writes) {
        long began = System.nanoTime();
        try {
            HttpResponse<LimitedBody> response = client.send(request, info -> new LimitedBody(LARGEST_ANSWER));
            // The client's own limit ended with the headers.
            byte[] body = response.body().within(deadline.minusNanos(System.nanoTime() - began));
            String coding = response.headers().firstValue("Content-Encoding").orElse("identity");
            if (!"identity".equalsIgnoreCase(coding)) {
                throw Fault.NOT_READABLE.protocol(
                        "The answer of " + host + " is compressed although we did not ask for it", null);
            }
            return new Answer(response, body);
        } catch (TimeoutException e) {
            throw noAnswer(host, writes, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.INTERRUPTED.unavailable(
                    "The call to " + host + " was interrupted. Ask for the payment before doing anything else",
                    writes,
                    null,
                    e);
        } catch (IOException e) {
            throw failure(host, e, writes);
        }
    }

    private EpayException failure(String host, IOException cause, boolean writes) {
        if (cause instanceof LimitedBody.TooLarge) {
            return Fault.TOO_LARGE.protocol(
                    "The answer of %s is larger than %d bytes".formatted(host, LARGEST_ANSWER), cause);
        }
        // Order matters: a connect timeout is a timeout, too, but nothing was sent.
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return Fault.NO_CONNECTION.unavailable(
                    "No connection to " + host + ". Check address, network and firewall; nothing was sent",
                    false,
                    null,
                    cause);
        }
        if (cause instanceof HttpTimeoutException) {
            return noAnswer(host, writes, cause);
        }
        if (cause instanceof SSLHandshakeException) {
            return handshake(host, cause);
        }
        return Fault.CONNECTION_LOST.unavailable(
                "The connection to " + host + " broke before the answer was complete"
                        + (writes ? "; the platform may have acted. Repeat with the same reference" : ""),
                writes,
                null,
                cause);
    }

    private EpayException noAnswer(String host, boolean writes, Throwable cause) {
        return Fault.NO_ANSWER.unavailable(
                "%s did not answer completely within %d ms%s"
                        .formatted(
                                host,
                                deadline.toMillis(),
                                writes ? "; the platform may have acted. Repeat with the same reference" : ""),
                writes,
                null,
                cause);
    }

    private EpayException handshake(String host, Throwable cause) {
        String alert = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        boolean ours =
                alert.contains("received fatal alert") && (alert.contains("certificate") || alert.contains("_ca"));
        if (ours) {
            return Fault.CERTIFICATE_REFUSED.unavailable(
                    host + " refused our client certificate ("
                            + (shown == null
                                    ? "none is configured"
                                    : "serial number %s, valid until %s"
                                            .formatted(
                                                    shown.getSerialNumber().toString(16),
                                                    shown.getNotAfter().toInstant()))
                            + "). Configure the certificate that the operator registered",
                    false,
                    null,
                    cause);
        }
        return Fault.NO_CONNECTION.unavailable(
                "No trusted connection to " + host + ": " + Redact.line(String.valueOf(cause.getMessage()))
                        + ". Check the address and the trusted certificates; nothing was sent",
                false,
                null,
                cause);
    }
}
