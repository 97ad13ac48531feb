package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.http.HttpSettings;
import io.github.bayernkommunal.portalregistry.internal.http.RestCaller;
import io.github.bayernkommunal.portalregistry.internal.http.StoredAnswers;
import io.github.bayernkommunal.portalregistry.internal.http.Waiting;
import io.github.bayernkommunal.portalregistry.internal.pvog.SearchReader;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the federal directory (PVOG) through its search service: every state, catalogue keys included.
 *
 * <p>At most three calls run at a time, and five begin in a second. Answers are kept as by {@link BayernPortal}.
 *
 * <p>Evidence: paths and members are observed in public clients; the service needs no login.
 *
 * @source PVOG Suchdienst
 */
public final class Pvog implements PortalSource {

    private final SearchReader reader;

    private Pvog(SearchReader reader) {
        this.reader = reader;
    }

    /**
     * A municipality that fits a search.
     *
     * @param name name of the place
     * @param ars its regional key
     * @param postcode postcode; empty if the search was not about one
     */
    public record Place(String name, Ars ars, String postcode) {}

    /**
     * Starts a reader.
     *
     * @param address base address of the search service, ends in {@code /suchdienst/api/}
     * @return a builder
     */
    public static Builder at(URI address) {
        return new Builder(address);
    }

    @Override
    public String name() {
        return "pvog";
    }

    @Override
    public List<ServiceSummary> services(Ars place) {
        return reader.services(place);
    }

    @Override
    public Optional<ServiceDescription> service(String id, Ars place) {
        return reader.service(id, place);
    }

    @Override
    public Optional<String> idOf(Leistungsschluessel key, Ars place) {
        return reader.idOf(key, place);
    }

    @Override
    public Optional<Authority> authority(String id) {
        return reader.authority(id);
    }

    /**
     * The municipalities that a postcode or a name may mean. A postcode can cover several, so let people choose.
     *
     * @param words postcode or beginning of a name
     * @return the places in the order of the service
     * @throws PortalRegistryException if the service cannot be read
     */
    public List<Place> places(String words) {
        return reader.places(words);
    }

    @Override
    public PortalSource uncached() {
        return new Pvog(reader.uncached());
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Collects what makes a reader; {@link #build()} names every problem at once. */
    public static final class Builder {

        private final URI address;
        private String clientId = "";
        private List<X509Certificate> trust = List.of();
        private Duration timeout = Duration.ofSeconds(10);
        private Clock clock = Clock.systemUTC();
        private Consumer<Exchange> onExchange = exchange -> {};
        private Waiting waiting = Waiting.REAL;

        private Builder(URI address) {
            this.address = address;
        }

        /**
         * Names this client to the service.
         *
         * @param clientId as agreed with the operator; without it nothing is sent
         * @return this builder
         */
        public Builder clientId(String clientId) {
            this.clientId = clientId;
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
         * Sets the longest time of a call, repetitions and waiting for a free place included.
         *
         * @param limit more than zero; default 10 seconds
         * @return this builder
         */
        public Builder timeout(Duration limit) {
            this.timeout = limit;
            return this;
        }

        /**
         * Sets the clock for the age of answers.
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
        public Pvog build() {
            RestCaller caller = new RestCaller(checked(), waiting);
            StoredAnswers answers = new StoredAnswers(caller, clock, Duration.ofMinutes(15), Duration.ofHours(24));
            return new Pvog(new SearchReader(caller, answers, true));
        }

        /** Refuses what {@link #build()} would refuse. */
        HttpSettings checked() {
            List<String> problems = new ArrayList<>();
            Map<String, String> headers = new HashMap<>(Map.of("Accept-Language", "de"));
            if (!clientId.isEmpty()) {
                headers.put("pvog-sud-api-client-id", clientId);
                if (!clientId.matches("[A-Za-z0-9._-]{1,100}")) {
                    problems.add("clientId: 1 to 100 letters, digits, '.', '_' and '-' are allowed");
                }
            }
            HttpSettings http = HttpSettings.check(address, headers, trust, timeout, clock, onExchange, problems)
                    .limits(3, Duration.ofMillis(200), HttpSettings.LARGEST_ANSWER);
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(
                        "The PVOG has %d problem(s):\n- %s".formatted(problems.size(), String.join("\n- ", problems)));
            }
            return http;
        }
    }
}
