package io.github.bayernkommunal.postfach.internal;

import io.github.bayernkommunal.postfach.PostfachException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Calls over HTTPS, by Apache HttpClient: no redirects, nothing sent a second time, a limit for what is read, and a limit for the
 * time of a whole piece of work.
 *
 * <p>Not by {@code java.net.http}, which cannot tell whether a failed handshake came before or after the letter, and keeps
 * connections for 20 minutes; and not by {@code HttpURLConnection}, which waits a millisecond before each request to see whether
 * the connection is still there.
 */
public final class HttpsCalls implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    // Firewalls forget an idle connection and tell nobody; a letter sent into it would be uncertain.
    private static final TimeValue KEPT = TimeValue.ofSeconds(9);

    private final TimedCalls calls;
    private final CloseableHttpClient http;

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
        // Connecting and handshake end well before the whole: who is not connected by then knows that nothing was sent.
        Duration third = timeout.dividedBy(3);
        Timeout connect = Timeout.of(third.compareTo(CONNECT) < 0 ? third : CONNECT);
        Timeout whole = Timeout.of(timeout);
        TlsSocketStrategy tls = new StrictTls(Tls.context(key, trust), connect.toMillisecondsIntBound());
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(
                new DefaultHttpClientConnectionOperator(
                        QuietConnection.SOCKETS, null, null, scheme -> scheme.equals("https") ? tls : null),
                PoolConcurrencyPolicy.STRICT,
                PoolReusePolicy.LIFO,
                TimeValue.NEG_ONE_MILLISECOND,
                socket -> new QuietConnection());
        connections.setMaxTotal(TimedCalls.MOST);
        connections.setDefaultMaxPerRoute(TimedCalls.MOST);
        connections.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(connect)
                .setSocketTimeout(whole)
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build());
        this.calls = new TimedCalls(name, timeout, new TransportFailure(host, timeout, key), connections::closeExpired);
        this.http = HttpClientBuilder.create()
                .setConnectionManager(connections)
                // As the JDK's clients do: https.proxyHost and its like.
                .setRoutePlanner(new SystemDefaultRoutePlanner(null))
                .setKeepAliveStrategy((answer, context) -> KEPT)
                .setUserAgent("postfach-lib")
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(whole)
                        .setResponseTimeout(whole)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .build();
    }

    /**
     * What came back.
     *
     * @param status the HTTP status
     * @param retryAfter the header of this name, or null
     * @param body its beginning, unread
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    public record Answer(int status, @Nullable String retryAfter, byte[] body) {

        /** {@return the body, as UTF-8} */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /**
     * One call, within {@link #within}.
     *
     * @param most bytes of the answer that are read
     */
    public Answer send(HttpUriRequestBase request, int most) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        try (ClassicHttpResponse answer = http.executeOpen(null, request, context)) {
            if (context.getSSLSession() == null) {
                throw new NotConnectedException(
                        new IOException("the proxy opens no way to it (HTTP " + answer.getCode() + ")"));
            }
            Header retryAfter = answer.getFirstHeader("Retry-After");
            HttpEntity entity = answer.getEntity();
            return new Answer(
                    answer.getCode(),
                    retryAfter == null ? null : retryAfter.getValue(),
                    entity == null ? new byte[0] : entity.getContent().readNBytes(most));
        }
    }

    /**
     * The result of {@code work}, which makes one or more calls.
     *
     * @throws PostfachException what the work threw, or what a broken connection or the end of the time means
     */
    public <T> T within(Callable<T> work) {
        return calls.within(work);
    }

    @Override
    public void close() {
        calls.close();
        http.close(CloseMode.IMMEDIATE);
    }
}
