package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.http.HttpSettings;
import io.github.bayernkommunal.portalregistry.internal.http.RestCaller;
import io.github.bayernkommunal.portalregistry.internal.http.Waiting;
import io.github.bayernkommunal.portalregistry.internal.routing.RouteReader;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Finds the electronic letter box of the office that is responsible for an administrative service in an area (FIT-Connect routing).
 *
 * <p>Only letter boxes whose signature was verified and covers service and area are handed out.
 *
 * @source FIT-Connect Routing API 2.0.0
 */
public final class Routing implements AutoCloseable {

    private final RouteReader reader;

    private Routing(RouteReader reader) {
        this.reader = reader;
    }

    /**
     * A verified letter box.
     *
     * @param destinationId key of the letter box
     * @param destinationSignature the signature that was verified; goes into the submission
     * @param name name of the office; empty if not told
     * @param submissionHost host that takes submissions; empty if the signature does not tell
     */
    public record Destination(UUID destinationId, String destinationSignature, String name, String submissionHost) {}

    /**
     * Starts a reader.
     *
     * @param address base address of the routing service, for example {@code https://routing-api-prod.fit-connect.fitko.net/v2/}
     * @return a builder that still needs the keys
     */
    public static Builder at(URI address) {
        return new Builder(address);
    }

    /**
     * The letter boxes for a service in an area.
     *
     * @param key the catalogue key; begins with 99
     * @param area the area
     * @return the verified letter boxes; none when no office takes it electronically
     * @throws PortalRegistryProtocolException {@code PORTAL-315} if a signature is missing, forged or does not cover the question
     * @throws PortalRegistryException if the service cannot be read
     */
    public List<Destination> destinations(Leistungsschluessel key, Ars area) {
        return reader.destinations(key, area);
    }

    /** Releases threads and connections. */
    @Override
    public void close() {
        reader.close();
    }

    /** Collects what makes a reader; {@link #build()} names every problem at once. */
    public static final class Builder {

        private final URI address;
        private final List<PublicKey> keys = new ArrayList<>();
        private List<X509Certificate> trust = List.of();
        private Duration timeout = Duration.ofSeconds(10);
        private Clock clock = Clock.systemUTC();
        private Consumer<Exchange> onExchange = exchange -> {};
        private Waiting waiting = Waiting.REAL;

        private Builder(URI address) {
            this.address = address;
        }

        /**
         * Adds a key that signs letter boxes; several while keys change.
         *
         * @param key an RSA key of at least 2048 bits
         * @return this builder
         */
        public Builder signedBy(PublicKey key) {
            keys.add(key);
            return this;
        }

        /**
         * Sets whom to trust instead of the authorities of the platform.
         *
         * @param anchors certificates of the server or of authorities
         * @return this builder
         */
        public Builder trust(Collection<X509Certificate> anchors) {
            this.trust = List.copyOf(anchors);
            return this;
        }

        /**
         * Sets the longest time of a call.
         *
         * @param limit more than zero; default 10 seconds
         * @return this builder
         */
        public Builder timeout(Duration limit) {
            this.timeout = limit;
            return this;
        }

        /**
         * Sets the clock.
         *
         * @param clock default: the system's
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Names who is told of every call, for metrics.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder onExchange(Consumer<Exchange> listener) {
            this.onExchange = listener;
            return this;
        }

        /** For tests, which must not wait. */
        Builder waiting(Waiting instead) {
            this.waiting = instead;
            return this;
        }

        /**
         * Makes the reader. Nothing is called yet.
         *
         * @return the reader
         * @throws IllegalArgumentException naming every missing or wrong part
         */
        public Routing build() {
            List<String> problems = new ArrayList<>();
            HttpSettings http = HttpSettings.check(address, Map.of(), trust, timeout, clock, onExchange, problems);
            if (keys.isEmpty()) {
                problems.add("signedBy: at least one key is needed, otherwise no letter box can be trusted");
            }
            keys.forEach(key -> RouteReader.checkKey(key, problems));
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("The routing has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            return new Routing(new RouteReader(new RestCaller(http, waiting), keys));
        }
    }
}
