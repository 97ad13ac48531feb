package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.fim.CatalogueReader;
import io.github.bayernkommunal.portalregistry.internal.http.HttpSettings;
import io.github.bayernkommunal.portalregistry.internal.http.RestCaller;
import io.github.bayernkommunal.portalregistry.internal.http.Waiting;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The national catalogue of administrative services (FIM portal): which keys exist, what they are called, and what texts there are for them.
 *
 * <p>Entries come one by one, so that the whole catalogue fits into little memory. One call runs at a time, five begin in a second. The service is
 * open; it needs no login.
 *
 * <p>Evidence: paths, parameters and members follow the published OpenAPI description 0.24.0.
 *
 * @source fimportal.de, API v1
 */
public final class FimCatalogue implements AutoCloseable {

    /** Clocks differ, and an entry may be stored some time after its own moment: the next run begins so much earlier. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final CatalogueReader reader;
    private final Clock clock;

    private FimCatalogue(CatalogueReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Where a text comes from; values added later arrive unchanged.
     *
     * @param code as the portal names it
     */
    public record Source(String code) {
        /** The catalogue itself. */
        public static final Source CATALOGUE = new Source("leika");
        /** The editorial office of a state. */
        public static final Source STATE = new Source("landesredaktion");
        /** The federal directory. */
        public static final Source PVOG = new Source("pvog");
    }

    /**
     * An entry of the catalogue, or a text for it. HTML is safe to show.
     *
     * @param office key of the editorial office
     * @param id its id there
     * @param source where it comes from
     * @param keys catalogue keys; none while it is being made
     * @param title official title
     * @param citizenTitle title for citizens; empty if there is none
     * @param summary short text as safe HTML; empty if there is none
     * @param description full text as safe HTML; empty if there is none
     * @param kinds who regulates and who executes (Typisierung), as coded
     * @param release state of release as coded; 5 and 6 count as approved; empty if not told
     * @param changedAt when it was changed, if told
     */
    public record Entry(
            String office,
            String id,
            Source source,
            List<Leistungsschluessel> keys,
            String title,
            String citizenTitle,
            String summary,
            String description,
            List<String> kinds,
            String release,
            Optional<Instant> changedAt) {

        /** Copies the lists. {@inheritDoc} */
        public Entry {
            keys = List.copyOf(keys);
            kinds = List.copyOf(kinds);
        }

        /**
         * Whether the entry is approved.
         *
         * @return true for the states 5 and 6
         */
        public boolean isReleased() {
            return release.equals("5") || release.equals("6");
        }
    }

    /**
     * A run through the catalogue.
     *
     * @param entries how many different entries came
     * @param next from when the next run must ask for changes; a little before this one began, so a few entries come twice
     */
    public record Run(long entries, Instant next) {}

    /**
     * Starts a reader.
     *
     * @param address base address of the portal, {@code https://fimportal.de/}
     * @return a builder
     */
    public static Builder at(URI address) {
        return new Builder(address);
    }

    /**
     * Every entry of the catalogue. The portal deletes nothing that was released, so comparing is a matter of keys.
     *
     * @param into is given each entry once
     * @return how it went
     * @throws PortalRegistryException if the service cannot be read; what came before is not complete
     */
    public Run all(Consumer<Entry> into) {
        return run("", into);
    }

    /**
     * The entries that were changed.
     *
     * @param since {@link Run#next()} of the run before; keep it only after the entries were stored
     * @param into is given each entry once
     * @return how it went
     * @throws PortalRegistryException if the service cannot be read; repeat the run with the same moment
     */
    public Run changedSince(Instant since, Consumer<Entry> into) {
        return run("updated_since=" + URLEncoder.encode(since.toString(), StandardCharsets.UTF_8) + "&", into);
    }

    private Run run(String query, Consumer<Entry> into) {
        Instant start = clock.instant();
        long entries = reader.read("leistung-steckbriefe", query + "order_by=leistungsschluessel_asc&", into);
        return new Run(entries, start.minus(OVERLAP));
    }

    /**
     * The entry of a key.
     *
     * @param key the key
     * @return the entry, if the catalogue has one
     * @throws PortalRegistryException if the service cannot be read
     */
    public Optional<Entry> entry(Leistungsschluessel key) {
        return find("leistung-steckbriefe", "", key).stream().findFirst();
    }

    /**
     * The texts for a key, of the catalogue, of states and of the federal directory.
     *
     * @param key the key
     * @return the texts in the order of the portal
     * @throws PortalRegistryException if the service cannot be read
     */
    public List<Entry> texts(Leistungsschluessel key) {
        return find("leistung-stammtexte", "", key);
    }

    /**
     * The texts for a key from one source.
     *
     * @param key the key
     * @param source the source
     * @return the texts in the order of the portal
     * @throws PortalRegistryException if the service cannot be read
     */
    public List<Entry> texts(Leistungsschluessel key, Source source) {
        String query = "source=" + URLEncoder.encode(source.code(), StandardCharsets.UTF_8) + "&";
        return find("leistung-stammtexte", query, key);
    }

    /** The portal finds parts of keys as well. */
    private List<Entry> find(String resource, String query, Leistungsschluessel key) {
        List<Entry> found = new ArrayList<>();
        reader.read(resource, query + "leistungsschluessel=" + key + "&", entry -> {
            if (entry.keys().contains(key)) {
                found.add(entry);
            }
        });
        return List.copyOf(found);
    }

    /** Releases threads and connections. */
    @Override
    public void close() {
        reader.close();
    }

    /** Collects what makes a reader; {@link #build()} names every problem at once. */
    public static final class Builder {

        private final URI address;
        private List<X509Certificate> trust = List.of();
        private Duration timeout = Duration.ofSeconds(30);
        private Clock clock = Clock.systemUTC();
        private Consumer<Exchange> onExchange = exchange -> {};
        private Waiting waiting = Waiting.REAL;

        private Builder(URI address) {
            this.address = address;
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
         * Sets the longest time of one page, repetitions included.
         *
         * @param limit more than zero; default 30 seconds
         * @return this builder
         */
        public Builder timeout(Duration limit) {
            this.timeout = limit;
            return this;
        }

        /**
         * Sets the clock for {@link Run#next()}.
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
        public FimCatalogue build() {
            List<String> problems = new ArrayList<>();
            HttpSettings http = HttpSettings.check(address, Map.of(), trust, timeout, clock, onExchange, problems)
                    .limits(1, Duration.ofMillis(200), HttpSettings.LARGEST_ANSWER);
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("The FIM catalogue has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            return new FimCatalogue(new CatalogueReader(new RestCaller(http, waiting)), clock);
        }
    }
}
