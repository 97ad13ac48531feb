package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.IdentityProviderUnavailableException;
import io.github.bayernkommunal.bayernid.internal.Tls;
import io.github.bayernkommunal.bayernid.internal.xml.Limits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metadata from an https address: read once at the start, then refreshed in the background.
 *
 * <p>Readers take a snapshot and never wait. A refresh that fails keeps the last good copy; a copy whose own end has come is
 * not used any more.
 */
public final class HttpMetadataSource implements MetadataSource {

    /** The identity provider announces new keys weeks before it uses them. */
    private static final Duration PAUSE = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(HttpMetadataSource.class);

    private final URI address;
    private final List<X509Certificate> signers;
    private final HttpClient http;
    private final Duration timeout;
    private volatile Metadata snapshot;
    private volatile Clock clock = Clock.systemUTC();
    private @Nullable Thread refresher;

    /**
     * Reads the metadata once.
     *
     * @throws IdentityProviderUnavailableException if that fails
     */
    public HttpMetadataSource(
            URI address,
            List<X509Certificate> trust,
            List<X509Certificate> signers,
            @Nullable String entityId,
            Duration timeout) {
        this.address = address;
        this.signers = signers;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .sslContext(Tls.context(null, trust))
                .sslParameters(Tls.parameters())
                .connectTimeout(timeout)
                // A redirect could lead inside the own network.
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.snapshot = fetch(entityId);
    }

    @Override
    public Metadata current() {
        Metadata known = snapshot;
        if (hasEnded(known)) {
            throw new IdentityProviderUnavailableException(
                    "BAYERNID-702",
                    "The metadata of %s ended at %s and no newer one could be read from %s. Ask the operator."
                            .formatted(known.entityId(), known.validUntil(), address),
                    null);
        }
        return known;
    }

    private Metadata fetch(@Nullable String entityId) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Accept", "application/samlmetadata+xml, application/xml")
                .build();
        CompletableFuture<HttpResponse<byte[]>> call =
                http.sendAsync(request, response -> new LimitedBody(Limits.METADATA.bytes()));
        try {
            // One deadline for the whole call: a server that sends a byte now and then does not hold us up.
            HttpResponse<byte[]> response = call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw unavailable("HTTP status " + response.statusCode(), null);
            }
            return MetadataReader.read(response.body(), entityId, signers);
        } catch (ExecutionException e) {
            throw unavailable(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            call.cancel(true);
            throw unavailable("no complete answer within " + timeout, e);
        } catch (IllegalArgumentException e) {
            throw unavailable(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable("interrupted", e);
        }
    }

    private IdentityProviderUnavailableException unavailable(String what, @Nullable Exception cause) {
        return new IdentityProviderUnavailableException(
                "BAYERNID-701",
                "The metadata of the identity provider cannot be read from %s: %s. Check the address, the network and the"
                                .formatted(address, what)
                        + " trusted certificates, or use a file.",
                cause);
    }

    @Override
    public synchronized void start(Clock time) {
        clock = time;
        if (refresher != null) {
            return;
        }
        Thread thread = new Thread(this::refreshForever, "bayernid-metadata");
        thread.setDaemon(true);
        refresher = thread;
        thread.start();
    }

    private void refreshForever() {
        try {
            while (true) {
                // Jitter, so that not every node asks in the same second.
                Thread.sleep(PAUSE.toMillis() + ThreadLocalRandom.current().nextLong(PAUSE.toMillis() / 4));
                refresh();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the metadata again; a failure keeps the last good copy. */
    void refresh() {
        try {
            // The settings chose this identity provider; the server cannot choose another one later.
            Metadata fetched = fetch(snapshot.entityId());
            if (hasEnded(fetched) || isOlder(fetched, snapshot)) {
                log.warn(
                        "{} gives metadata that has ended or ends earlier ({}) than what is known ({}); the last good copy"
                                + " stays in use",
                        address,
                        fetched.validUntil(),
                        snapshot.validUntil());
                return;
            }
            snapshot = fetched;
            log.debug("refreshed metadata of {} from {}", snapshot.entityId(), address);
        } catch (IdentityProviderUnavailableException e) {
            log.warn("{}; the last good copy stays in use", e.getMessage());
        }
    }

    private boolean hasEnded(Metadata metadata) {
        Instant end = metadata.validUntil();
        return end != null && !clock.instant().isBefore(end);
    }

    // Somebody who replays old metadata could bring back a key that was withdrawn.
    private static boolean isOlder(Metadata fetched, Metadata known) {
        Instant end = fetched.validUntil();
        Instant knownEnd = known.validUntil();
        return knownEnd != null && (end == null || end.isBefore(knownEnd));
    }

    @Override
    public synchronized void close() {
        if (refresher != null) {
            refresher.interrupt();
            refresher = null;
        }
    }
}
