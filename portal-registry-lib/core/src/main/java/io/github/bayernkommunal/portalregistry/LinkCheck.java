package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.links.LinkProbe;
import java.net.InetAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Checks on request whether the addresses of online services lead somewhere. Never runs by itself.
 *
 * <p>Only https addresses on public hosts are called: an address in a list must not make this machine talk to its own network. Host names are
 * looked up before the call and again by the call itself, so run it where internal services cannot be reached at all if others write the list.
 *
 * @source rule R14 of {@link XzufiCheck}; our choice
 */
public final class LinkCheck implements AutoCloseable {

    private final LinkProbe probe;

    private LinkCheck(LinkProbe probe) {
        this.probe = probe;
    }

    /** How a link is. */
    public enum State {
        /** It leads to a page. */
        GOOD,
        /** It leads to a page by way of other addresses; the list should name the last one. */
        REDIRECTED,
        /** The host answers, but not with a page. */
        BROKEN,
        /** The host does not answer in time. */
        UNREACHABLE,
        /** The certificate of the host is not trusted. */
        UNTRUSTED,
        /** It was not called: not https, or not a public host. */
        NOT_CALLED
    }

    /**
     * What was found.
     *
     * @param serviceId the operator's key of the online service
     * @param state how the link is
     * @param status last HTTP status; 0 if there was none
     * @param way every address that was called or named, the first one included
     * @param certificateDays days until the certificate of the last host ends; -1 if unknown
     * @param detail in words
     */
    public record Result(
            String serviceId, State state, int status, List<URI> way, long certificateDays, String detail) {

        /** Copies the list. {@inheritDoc} */
        public Result {
            way = List.copyOf(way);
        }

        private Result of(String otherId) {
            return new Result(otherId, state, status, way, certificateDays, detail);
        }

        /**
         * Whether somebody has to renew the certificate of the host.
         *
         * @param days so many days or fewer are too few; 30 leave time for two attempts
         * @return true if it ends by then; false if that is unknown
         */
        public boolean certificateEndsWithin(long days) {
            return certificateDays >= 0 && certificateDays <= days;
        }
    }

    /**
     * Starts a check.
     *
     * @return a builder with defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Calls the address of every online service, one after the other; an address that several services share is called once.
     *
     * @param directory the services
     * @return one result for each, in the order of the directory
     * @throws PortalRegistryUnavailableException with {@code PORTAL-108} if the thread is interrupted: what was not called is not broken
     */
    public List<Result> check(ServiceDirectory directory) {
        Map<URI, Result> known = new HashMap<>();
        return directory.services().stream()
                .map(service -> known.computeIfAbsent(service.address(), address -> check(service))
                        .of(service.id()))
                .toList();
    }

    /**
     * Calls the address of an online service.
     *
     * @param service the service
     * @return the result
     * @throws PortalRegistryUnavailableException with {@code PORTAL-108} if the thread is interrupted
     */
    public Result check(OnlineService service) {
        return probe.check(service.id(), service.address());
    }

    /** Releases threads and connections. */
    @Override
    public void close() {
        probe.close();
    }

    /** Collects what makes a check. */
    public static final class Builder {

        private List<X509Certificate> trust = List.of();
        private Duration timeout = Duration.ofSeconds(10);
        private Clock clock = Clock.systemUTC();
        private LinkProbe.Names names = host -> List.of(InetAddress.getAllByName(host));
        private Predicate<InetAddress> reach = LinkProbe::isPublic;

        private Builder() {}

        /**
         * Sets whom to trust instead of the authorities of the platform.
         *
         * @param anchors certificates of servers or of authorities
         * @return this builder
         */
        public Builder trust(Collection<X509Certificate> anchors) {
            this.trust = List.copyOf(anchors);
            return this;
        }

        /**
         * Sets the longest time of one call.
         *
         * @param limit more than zero; default 10 seconds
         * @return this builder
         */
        public Builder timeout(Duration limit) {
            this.timeout = limit;
            return this;
        }

        /**
         * Sets the clock for the days that a certificate has left.
         *
         * @param clock default: the system's
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** For tests. */
        Builder names(LinkProbe.Names instead) {
            this.names = instead;
            return this;
        }

        /** For tests, whose servers live on this machine. */
        Builder reach(Predicate<InetAddress> instead) {
            this.reach = instead;
            return this;
        }

        /**
         * Makes the check. Nothing is called yet.
         *
         * @return the check
         * @throws IllegalArgumentException if the time limit is not more than zero
         */
        public LinkCheck build() {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException("timeout: more than zero is needed; got %s".formatted(timeout));
            }
            return new LinkCheck(new LinkProbe(trust, timeout, clock, names, reach));
        }
    }
}
