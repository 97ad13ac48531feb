package io.github.bayernkommunal.portalregistry.testkit.internal;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import io.github.bayernkommunal.portalregistry.testkit.Served;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Tells a listener what was answered, with sizes and time; changes nothing. */
public final class ServedFilter extends Filter {

    private final Consumer<Served> listener;

    /** Tells {@code listener}, on the thread that answers. */
    public ServedFilter(Consumer<Served> listener) {
        this.listener = listener;
    }

    @Override
    public String description() {
        return "tells what was answered";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        long start = System.nanoTime();
        CountedInput in = new CountedInput(exchange.getRequestBody());
        CountedOutput out = new CountedOutput(exchange.getResponseBody());
        exchange.setStreams(in, out);
        try {
            chain.doFilter(exchange);
        } finally {
            listener.accept(new Served(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    Math.max(exchange.getResponseCode(), 0),
                    in.count,
                    out.count,
                    Duration.ofNanos(System.nanoTime() - start),
                    clientOf(exchange)));
        }
    }

    private static Optional<String> clientOf(HttpExchange exchange) {
        try {
            return exchange instanceof HttpsExchange https
                            && https.getSSLSession().getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(certificate.getSubjectX500Principal().getName())
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private static final class CountedInput extends FilterInputStream {
        private long count;

        CountedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }

    private static final class CountedOutput extends FilterOutputStream {
        private long count;

        CountedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }
    }
}
