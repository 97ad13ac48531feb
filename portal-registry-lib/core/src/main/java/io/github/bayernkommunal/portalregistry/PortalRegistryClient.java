package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.Redact;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the portal tells about administrative services, and registers online services in it.
 *
 * <p>Publishing has three steps: {@link #plan} shows the difference, {@link #apply(RegistrationPlan)} hands it to the route, and
 * {@link #visibility(ServiceDirectory)} proves by reading back what citizens see. Immutable and thread-safe; keep one for the life of the
 * application.
 */
public final class PortalRegistryClient implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PortalRegistryClient.class);

    private final @Nullable PortalSource source;
    private final @Nullable PublicationRoute route;
    private final double shrinkLimit;
    private final CollectionTime collection;
    private final Clock clock;

    private PortalRegistryClient(Builder from, @Nullable PortalSource source) {
        this.source = source;
        this.route = from.route;
        this.shrinkLimit = from.shrinkLimit;
        this.collection = from.collection;
        this.clock = from.clock;
    }

    /**
     * A client from settings; the README lists them.
     *
     * @param lookup gives the value of a setting, or null
     * @return the client
     * @throws IllegalArgumentException naming every missing or wrong setting
     */
    public static PortalRegistryClient from(Function<String, @Nullable String> lookup) {
        return configure(lookup).build();
    }

    /**
     * A client from settings; unknown names that begin with {@code portalregistry.} are refused.
     *
     * @param settings values by name
     * @return the client
     * @throws IllegalArgumentException naming every missing, wrong or unknown setting
     */
    public static PortalRegistryClient from(Map<String, String> settings) {
        return configure(settings).build();
    }

    /**
     * A builder filled from settings, to which a listener or another route can be added; the README lists them.
     *
     * @param lookup gives the value of a setting, or null
     * @return a builder
     * @throws IllegalArgumentException naming every missing or wrong setting
     */
    public static Builder configure(Function<String, @Nullable String> lookup) {
        return ClientSettings.read(lookup, List.of());
    }

    /**
     * A builder filled from settings; unknown names that begin with {@code portalregistry.} are refused.
     *
     * @param settings values by name
     * @return a builder
     * @throws IllegalArgumentException naming every missing, wrong or unknown setting
     */
    public static Builder configure(Map<String, String> settings) {
        return ClientSettings.read(settings::get, settings.keySet());
    }

    /**
     * Starts a client.
     *
     * @return a builder that still needs a source, a route or both
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * All administrative services of a place.
     *
     * @param place a municipality or an area above it
     * @return the services in the order of the portal
     * @throws PortalRegistryException if the portal cannot be read
     */
    public List<ServiceSummary> services(Ars place) {
        return source().services(place);
    }

    /**
     * The administrative services of a place whose title or synonyms contain every word.
     *
     * @param words words separated by spaces
     * @param place a municipality or an area above it
     * @return the services in the order of the portal
     * @throws PortalRegistryException if the portal cannot be read
     */
    public List<ServiceSummary> search(String words, Ars place) {
        return services(place).stream()
                .filter(service -> service.matches(words))
                .toList();
    }

    /**
     * The description of an administrative service as it holds at a place.
     *
     * @param id the portal's own id, from a {@link ServiceSummary}
     * @param place a municipality or an area above it
     * @return the description, or empty when the portal has none
     * @throws PortalRegistryException if the portal cannot be read
     */
    public Optional<ServiceDescription> service(String id, Ars place) {
        return source().service(id, place);
    }

    /**
     * The description of an administrative service as it holds at a place.
     *
     * @param key the catalogue key
     * @param place a municipality or an area above it
     * @return the description, or empty when the portal has none or the key is not known to it
     * @throws PortalRegistryException if the portal cannot be read
     */
    public Optional<ServiceDescription> service(Leistungsschluessel key, Ars place) {
        PortalSource from = source();
        return from.idOf(key, place)
                .flatMap(id -> from.service(id, place))
                .map(found -> found.keys().isEmpty() ? found.withKeys(List.of(key)) : found);
    }

    /**
     * An office with its addresses and contacts.
     *
     * @param id the portal's own id, from a {@link ServiceDescription}
     * @return the office, or empty when the portal has none
     * @throws PortalRegistryException if the portal cannot be read
     */
    public Optional<Authority> authority(String id) {
        return source().authority(id);
    }

    /**
     * Compares what is wanted with what is registered. Nothing is changed.
     *
     * @param wanted the complete wanted state
     * @return the plan
     * @throws PortalRegistryException if the registered state cannot be read
     */
    public RegistrationPlan plan(ServiceDirectory wanted) {
        return RegistrationPlan.between(route().registered(), wanted);
    }

    /**
     * Hands a plan to the route.
     *
     * <p>A plan that withdraws more than the limit (default 10 % of the entries) or leaves an area without any service is refused,
     * because such plans usually come from an incomplete list. Applying the same plan twice is refused as outdated.
     *
     * @param plan made by {@link #plan}
     * @return what the route answered
     * @throws PortalRegistryRejectedException with {@link PortalRegistryRejectedException#SHRINKS_TOO_MUCH} or
     *     {@link PortalRegistryRejectedException#PLAN_OUTDATED}
     * @throws PortalRegistryException if the route cannot take it over
     */
    public RegistrationReport apply(RegistrationPlan plan) {
        return apply(plan, "");
    }

    /**
     * Hands a plan to the route that somebody has looked at and confirmed, even if it withdraws much.
     *
     * @param plan made by {@link #plan}
     * @param confirmedHash hash of exactly this plan; with another hash the guard holds as usual
     * @return what the route answered
     * @throws PortalRegistryException as {@link #apply(RegistrationPlan)}
     */
    public RegistrationReport apply(RegistrationPlan plan, String confirmedHash) {
        return apply(plan, confirmedHash, Progress.UNWATCHED);
    }

    /**
     * Hands a plan to the route while somebody follows, who may end it.
     *
     * @param plan made by {@link #plan}
     * @param confirmedHash hash of exactly this plan; with another text, also an empty one, the guard holds as usual
     * @param progress is told of every step, and asked whether to go on
     * @return what the route answered
     * @throws PortalRegistryUnavailableException with {@code PORTAL-116} when {@code progress} ended it
     * @throws PortalRegistryException as {@link #apply(RegistrationPlan)}
     */
    public RegistrationReport apply(RegistrationPlan plan, String confirmedHash, Progress progress) {
        PublicationRoute to = route();
        if (!confirmedHash.equals(plan.hash())) {
            ShrinkGuard.check(plan, shrinkLimit);
        }
        RegistrationReport answered = to.publish(plan, progress);
        RegistrationReport report = to.isCollected() ? answered.visibleBy(collection.after(answered.at())) : answered;
        log.debug("applied plan {} to {}: {}", plan.hash(), to.name(), report);
        return report;
    }

    /**
     * Completes a plan of which nobody knows how far it came, because the process or the connection ended. What was confirmed for the plan
     * need not be confirmed again. Harmless when everything was done, and as often as one likes.
     *
     * @param plan the plan that was applied; made anew from {@link RegistrationPlan#registered()} and {@link RegistrationPlan#wanted()} it is the
     *     same
     * @param confirmedHash as for {@link #apply(RegistrationPlan, String)}
     * @param progress is told of every step that is left, and asked whether to go on
     * @return what the route answered; nothing is accepted anew when everything was done before
     * @throws PortalRegistryRejectedException with {@link PortalRegistryRejectedException#PLAN_OUTDATED} when somebody has published something
     *     else in between
     * @throws PortalRegistryException as {@link #apply(RegistrationPlan)}
     */
    public RegistrationReport resume(RegistrationPlan plan, String confirmedHash, Progress progress) {
        ServiceDirectory now = route().registered();
        if (now.equals(plan.registered())) {
            return apply(plan, confirmedHash, progress);
        }
        plan.requireOnTheWay(now);
        RegistrationPlan rest = RegistrationPlan.between(now, plan.wanted());
        return apply(rest, confirmedHash.equals(plan.hash()) ? rest.hash() : "", progress);
    }

    /**
     * What citizens see of every wanted online service, read from the portal at this moment.
     *
     * @param wanted the services to look for
     * @return one finding for every service, administrative service and area
     * @throws PortalRegistryException if the portal cannot be read
     */
    public List<Visibility> visibility(ServiceDirectory wanted) {
        return visibility(wanted, source(), collection.after(clock.instant()));
    }

    /**
     * What a level above shows of every wanted online service, read from it at this moment: the portal hands on to the federal directory a night
     * later than it collects.
     *
     * @param wanted the services to look for
     * @param above for example a {@link Pvog}; closed by whoever made it
     * @return one finding for every service, administrative service and area
     * @throws PortalRegistryException if the source cannot be read
     */
    public List<Visibility> visibility(ServiceDirectory wanted, PortalSource above) {
        return visibility(wanted, above, collection.after(collection.after(clock.instant())));
    }

    private static List<Visibility> visibility(ServiceDirectory wanted, PortalSource in, Instant lookAgain) {
        VisibilityCheck check = new VisibilityCheck(in.uncached(), lookAgain);
        List<Visibility> findings = new ArrayList<>();
        wanted.services().forEach(service -> findings.addAll(check.of(service)));
        return List.copyOf(findings);
    }

    /**
     * What citizens see of an online service, read from the portal at this moment.
     *
     * @param wanted the service to look for
     * @return one finding for every administrative service and area
     * @throws PortalRegistryException if the portal cannot be read
     */
    public List<Visibility> visibility(OnlineService wanted) {
        return visibility(ServiceDirectory.of(wanted));
    }

    /**
     * The feed, when publications go to one; a servlet puts it on the web.
     *
     * @return the feed
     */
    public Optional<ServiceFeed> feed() {
        return route instanceof ServiceFeed feed ? Optional.of(feed) : Optional.empty();
    }

    /** Releases threads and connections. */
    @Override
    public void close() {
        if (source != null) {
            source.close();
        }
    }

    /** Names of source and route. */
    @Override
    public String toString() {
        return "reads %s, publishes to %s"
                .formatted(source == null ? "nothing" : source.name(), route == null ? "nothing" : route.name());
    }

    PortalSource source() {
        if (source == null) {
            throw new IllegalStateException("This client cannot read: name a source, for example by the setting"
                    + " portalregistry.source=bayernportal");
        }
        return source;
    }

    private PublicationRoute route() {
        if (route == null) {
            throw new IllegalStateException("This client cannot publish: name a route, for example by the settings"
                    + " portalregistry.feed.user, portalregistry.feed.password, portalregistry.feed.root-element and"
                    + " portalregistry.feed.agency-id");
        }
        return route;
    }

    /** Collects what makes a client. */
    public static final class Builder {

        private @Nullable PortalSource source;
        private @Nullable Function<Consumer<Exchange>, PortalSource> sourceOfSettings;
        private @Nullable PublicationRoute route;
        private @Nullable Consumer<Exchange> listener;
        private double shrinkLimit = 0.1;
        private CollectionTime collection = CollectionTime.DEFAULT;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Sets where to read. The client closes it.
         *
         * @param source for example a {@link BayernPortal}
         * @return this builder
         */
        public Builder source(PortalSource source) {
            this.source = source;
            this.sourceOfSettings = null;
            return this;
        }

        /** Sets how to make the source that settings name, once it is known who listens. */
        Builder sourceOfSettings(Function<Consumer<Exchange>, PortalSource> maker) {
            this.sourceOfSettings = maker;
            return this;
        }

        /**
         * Sets where to publish.
         *
         * @param route for example a {@link ServiceFeed}
         * @return this builder
         */
        public Builder route(PublicationRoute route) {
            this.route = route;
            return this;
        }

        /**
         * Sets which share of the registered entries a plan may withdraw without being confirmed.
         *
         * @param share 0 to 1; default 0.1
         * @return this builder
         */
        public Builder shrinkLimit(double share) {
            this.shrinkLimit = share;
            return this;
        }

        /**
         * Sets by what time of the day, in Germany, the nightly collection of the portal is over.
         *
         * @param time default 06:00; the portal names no time, so this is our choice
         * @return this builder
         */
        public Builder collectedBy(LocalTime time) {
            this.collection = new CollectionTime(time, CollectionTime.DEFAULT.zone());
            return this;
        }

        /**
         * Sets the clock that tells when to look for a publication.
         *
         * @param clock default: the system's
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Names who is told of every call of the source that the settings name, for metrics. Routes call nobody: they are
         * collected from.
         *
         * @param listener called on the thread of the caller; must not throw
         * @return this builder
         */
        public Builder onExchange(Consumer<Exchange> listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Makes the client.
         *
         * @return the client
         * @throws IllegalArgumentException if there is neither source nor route, the share is out of range, or a listener is named
         *     for a source that was made elsewhere
         */
        public PortalRegistryClient build() {
            if (source == null && sourceOfSettings == null && route == null) {
                throw new IllegalArgumentException("A client needs a source to read, a route to publish, or both");
            }
            if (!(shrinkLimit >= 0 && shrinkLimit <= 1)) {
                throw new IllegalArgumentException("shrinkLimit: a share from 0 to 1 is needed; got %s"
                        .formatted(Redact.line(String.valueOf(shrinkLimit))));
            }
            if (source != null && listener != null) {
                throw new IllegalArgumentException(
                        "onExchange: the source %s was made elsewhere; name the listener there"
                                .formatted(source.name()));
            }
            Consumer<Exchange> told = listener == null ? exchange -> {} : listener;
            return new PortalRegistryClient(this, sourceOfSettings == null ? source : sourceOfSettings.apply(told));
        }
    }
}
