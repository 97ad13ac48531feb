package io.github.bayernkommunal.postfach.internal;

import io.github.bayernkommunal.postfach.PostfachException;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls over HTTPS: no redirects, a limit for what is read, and a limit for the time of a whole piece of work. */
public final class HttpsCalls implements AutoCloseable {

    private static final int MOST_CALLS = 64;

    private final HttpClient http;
    private final CallPool calls;
    private final TransportFailure failure;
    private final Duration timeout;

    /**
     * Calls to one service.
     *
     * @param name what the threads are called
     * @param host named in errors
     * @param key is shown to the service, or null
     * @param trust what may stand above the service's certificate; empty: the platform's trust store
     * @param timeout longest time for a whole piece of work
     */
    public HttpsCalls(
            String name,
            String host,
            KeyStore.@Nullable PrivateKeyEntry key,
            List<X509Certificate> trust,
            Duration timeout) {
        this.calls = new CallPool(name, MOST_CALLS);
        this.failure = new TransportFailure(host, timeout, key);
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .sslContext(Tls.context(key, trust))
                .sslParameters(Tls.parameters())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.compareTo(Duration.ofSeconds(10)) < 0 ? timeout : Duration.ofSeconds(10))
                .build();
    }

    /**
     * What came back.
     *
     * @param status the HTTP status
     * @param retryAfter the header of this name, or null
     * @param body its beginning, as UTF-8
     */
    public record Answer(int status, @Nullable String retryAfter, String body) {}

    /**
     * One call, within {@link #within}.
     *
     * @param most bytes of the answer that are read
     */
    public Answer send(HttpRequest request, int most) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Retry-After").orElse(null),
                    new String(in.readNBytes(most), StandardCharsets.UTF_8));
        }
    }

    /**
     * The result of {@code work}, which makes one or more calls.
     *
     * @throws PostfachException what the work threw, or what a broken connection or the end of the time means
     */
    public <T> T within(Callable<T> work) {
        try {
            return calls.run(work, timeout);
        } catch (RejectedExecutionException e) {
            throw new PostfachUnavailableException(
                    Code.TOO_MANY_CALLS.toString(),
                    "%d calls are under way already, or the client is closed. Nothing was sent; send again later."
                            .formatted(MOST_CALLS),
                    false,
                    null,
                    e);
        } catch (TimeoutException e) {
            throw failure.noAnswer(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostfachUnavailableException(
                    Code.INTERRUPTED.toString(),
                    "The thread was interrupted while it waited for the answer. Whether the message arrived is unknown. Find out, then call markDelivered or permitRepeat.",
                    true,
                    null,
                    e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof PostfachException known) {
                throw known;
            }
            throw failure.of(cause);
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
