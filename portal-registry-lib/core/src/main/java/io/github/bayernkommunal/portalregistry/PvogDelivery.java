package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.FormerSize;
import io.github.bayernkommunal.portalregistry.internal.http.HttpSettings;
import io.github.bayernkommunal.portalregistry.internal.http.RestCaller;
import io.github.bayernkommunal.portalregistry.internal.http.Waiting;
import io.github.bayernkommunal.portalregistry.internal.pvog.DeliveryReader;
import io.github.bayernkommunal.portalregistry.internal.pvog.FileBookmark;
import io.github.bayernkommunal.portalregistry.internal.pvog.Tokens;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Fetches the data of the federal directory (PVOG) in bulk: first everything, later what changed since.
 *
 * <p>The service hands out blocks and names the address of the next one. The address after the last block is remembered in a
 * {@link Bookmark}; calling it later yields the changes. It is remembered only after the consumer has taken every entry of all blocks, so
 * an interrupted run is repeated rather than skipped: take entries by key, and ignore deletions of unknown objects.
 *
 * <p>Evidence: observed for version 2 of the interface, assumed equal for version 3.
 *
 * @source PVOG Bereitstelldienst
 */
public final class PvogDelivery implements AutoCloseable {

    private final DeliveryReader reader;

    private PvogDelivery(DeliveryReader reader) {
        this.reader = reader;
    }

    /** Where the next run goes on. Implementations store it together with the data, if they can. */
    public interface Bookmark {

        /**
         * Where the last complete run ended.
         *
         * @return the address, or empty before the first run
         */
        Optional<URI> read();

        /**
         * Remembers where a complete run ended.
         *
         * @param next the address of the next run
         */
        void write(URI next);

        /**
         * A bookmark in a file.
         *
         * @param file an existing or new file in an existing folder
         * @return the bookmark
         */
        static Bookmark inFile(Path file) {
            return new FileBookmark(file);
        }
    }

    /**
     * What a complete run fetched.
     *
     * @param full whether it began at the beginning; otherwise it fetched changes only
     * @param blocks number of blocks
     * @param written number of objects that are new or changed
     * @param deleted number of deletions
     * @param warnings what was not understood and left out
     */
    public record Run(boolean full, int blocks, long written, long deleted, List<Problem> warnings) {

        /** Copies the list. {@inheritDoc} */
        public Run {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Starts a reader.
     *
     * @param address base address of the delivery service, ends in {@code /bereitstelldienst/api/}
     * @return a builder that still needs client and bookmark
     */
    public static Builder at(URI address) {
        return new Builder(address);
    }

    /**
     * Fetches everything, or what changed since the last complete run.
     *
     * @param into takes every entry; an exception of it ends the run
     * @return what was fetched
     * @throws PortalRegistryException if the service cannot be read; the bookmark stays where it was
     */
    public Run fetch(Consumer<XzufiReader.Entry> into) {
        return reader.fetch(into, false);
    }

    /**
     * Fetches everything, whatever the bookmark says: to compare the own data with the whole from time to time, since a missed deletion
     * shows in no change.
     *
     * @param into takes every entry; an exception of it ends the run
     * @return what was fetched
     * @throws PortalRegistryException if the service cannot be read; the bookmark stays where it was
     */
    public Run fetchAll(Consumer<XzufiReader.Entry> into) {
        return reader.fetch(into, true);
    }

    /** Releases threads and connections. */
    @Override
    public void close() {
        reader.close();
    }

    /** Collects what makes a reader; {@link #build()} names every problem at once. */
    public static final class Builder {

        private final URI address;
        private URI tokenAddress = URI.create("");
        private String clientId = "";
        private String clientSecret = "";
        private Ars area = Ars.of("000000000000");
        private Bookmark bookmark = new FileBookmark();
        private FormerSize before = FormerSize.UNKNOWN;
        private List<X509Certificate> trust = List.of();
        private Duration timeout = Duration.ofSeconds(60);
        private Clock clock = Clock.systemUTC();
        private Consumer<Exchange> onExchange = exchange -> {};
        private Waiting waiting = Waiting.REAL;

        private Builder(URI address) {
            this.address = address;
        }

        /**
         * Sets who fetches (OAuth 2.0, client credentials).
         *
         * @param tokenAddress where tokens are issued; https
         * @param clientId key of the client
         * @param clientSecret its secret
         * @return this builder
         */
        public Builder client(URI tokenAddress, String clientId, String clientSecret) {
            this.tokenAddress = tokenAddress;
            this.clientId = clientId;
            this.clientSecret = clientSecret;
            return this;
        }

        /**
         * Refuses a full run that has shrunk: what is missing from it would be deleted. The run ends with {@code PORTAL-321} after its last
         * entry; the bookmark stays where it was, so do not delete anything before the run has returned.
         *
         * @param objects {@link Run#written()} of the last full run
         * @param share the share that may be missing, 0 to 1
         * @return this builder
         */
        public Builder comparedWith(long objects, double share) {
            this.before = new FormerSize(objects, share);
            return this;
        }

        /**
         * Restricts what is fetched to an area.
         *
         * @param area an area; default the federation
         * @return this builder
         */
        public Builder area(Ars area) {
            this.area = area;
            return this;
        }

        /**
         * Sets where the end of a complete run is remembered.
         *
         * @param bookmark default: in memory, so that every process begins at the beginning
         * @return this builder
         */
        public Builder bookmark(Bookmark bookmark) {
            this.bookmark = bookmark;
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
         * Sets the longest time of one block.
         *
         * @param limit more than zero; default 60 seconds
         * @return this builder
         */
        public Builder timeout(Duration limit) {
            this.timeout = limit;
            return this;
        }

        /**
         * Sets the clock for the life of tokens.
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
        public PvogDelivery build() {
            List<String> problems = new ArrayList<>();
            HttpSettings http = HttpSettings.check(address, Map.of(), trust, timeout, clock, onExchange, problems)
                    .limits(1, Duration.ZERO, 4 * HttpSettings.LARGEST_ANSWER);
            if (!"https".equalsIgnoreCase(tokenAddress.getScheme()) || tokenAddress.getHost() == null) {
                problems.add("client: an absolute https address for tokens is needed");
            }
            if (clientId.isBlank() || clientSecret.isBlank()) {
                problems.add("client: key and secret are needed; they are issued by the operator of the PVOG");
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("The PVOG delivery has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            RestCaller caller = new RestCaller(http, waiting);
            Tokens tokens = new Tokens(caller, tokenAddress, clientId, clientSecret, clock);
            return new PvogDelivery(new DeliveryReader(caller, tokens, http.address(), area, bookmark, before));
        }
    }
}
