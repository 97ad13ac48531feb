package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.http.HttpSettings;
import io.github.bayernkommunal.portalregistry.internal.http.RestCaller;
import io.github.bayernkommunal.portalregistry.internal.http.Waiting;
import io.github.bayernkommunal.portalregistry.internal.push.ChangeXml;
import io.github.bayernkommunal.portalregistry.internal.push.EntryByEntry;
import io.github.bayernkommunal.portalregistry.internal.pvog.Tokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pushes single changes to the collection service of the federal directory, for operators whom it has given an account. Municipalities have none:
 * their state delivers for them.
 *
 * <p><b>Experimental.</b> That the service takes single changes as XZuFi with a token is public; its path and the rules of its body are handed out on
 * request, so address and name of the root element are settings. Every change is one {@code POST} with one message of version 2.3.1; any answer
 * from 200 to 299 means that it was accepted.
 *
 * @source PVOG Sammlerdienst, push; assumed
 */
public final class PvogPush implements PublicationRoute, AutoCloseable {

    private final EntryByEntry road;
    private final RestCaller caller;

    private PvogPush(EntryByEntry road, RestCaller caller) {
        this.road = road;
        this.caller = caller;
    }

    /**
     * Starts a route.
     *
     * @param address where changes are posted, from the operator of the service
     * @return a builder that still needs the client, the agency, the root element and a folder
     */
    public static Builder at(URI address) {
        return new Builder(address);
    }

    @Override
    public String name() {
        return "pvog-push";
    }

    @Override
    public ServiceDirectory registered() {
        return road.registered();
    }

    @Override
    public RegistrationReport publish(RegistrationPlan plan) {
        return publish(plan, Progress.UNWATCHED);
    }

    @Override
    public RegistrationReport publish(RegistrationPlan plan, Progress progress) {
        return road.publish(plan, progress, name());
    }

    @Override
    public boolean isCollected() {
        return false;
    }

    /** Releases threads and connections. */
    @Override
    public void close() {
        caller.close();
    }

    /** Collects what makes a route; {@link #build()} names every problem at once. */
    public static final class Builder {

        private final URI address;
        private URI tokenAddress = URI.create("");
        private String clientId = "";
        private String clientSecret = "";
        private String agencyId = "";
        private String rootElement = "";
        private String sender = "portal-registry-lib";
        private @Nullable Path folder;
        private List<X509Certificate> trust = List.of();
        private Duration timeout = Duration.ofSeconds(30);
        private Clock clock = Clock.systemUTC();
        private Consumer<Exchange> onExchange = exchange -> {};
        private Waiting waiting = Waiting.REAL;

        private Builder(URI address) {
            this.address = address;
        }

        /**
         * Sets the client of the user management of the federal directory (OAuth 2.0, client credentials).
         *
         * @param tokens where tokens are issued
         * @param id key of the client
         * @param secret secret of the client
         * @return this builder
         */
        public Builder client(URI tokens, String id, String secret) {
            this.tokenAddress = tokens;
            this.clientId = id;
            this.clientSecret = secret;
            return this;
        }

        /**
         * Sets the key of the editorial office in which the ids of the services are unique.
         *
         * @param agencyId a letter and six digits
         * @return this builder
         */
        public Builder agencyId(String agencyId) {
            this.agencyId = agencyId;
            return this;
        }

        /**
         * Sets the local name of the root element of the messages.
         *
         * @param localName an XML name without prefix, from the operator of the service
         * @return this builder
         */
        public Builder rootElement(String localName) {
            this.rootElement = localName;
            return this;
        }

        /**
         * Sets who is named as sender.
         *
         * @param sender name of the operator; default {@code portal-registry-lib}
         * @return this builder
         */
        public Builder sender(String sender) {
            this.sender = sender;
            return this;
        }

        /**
         * Sets where it is remembered what was accepted.
         *
         * @param folder an existing or new folder that belongs to this route alone
         * @return this builder
         */
        public Builder remembersIn(Path folder) {
            this.folder = folder;
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
         * Sets the longest time of one change.
         *
         * @param limit more than zero; default 30 seconds
         * @return this builder
         */
        public Builder timeout(Duration limit) {
            this.timeout = limit;
            return this;
        }

        /**
         * Sets the clock for messages, reports and the life of tokens.
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
         * Makes the route. Nothing is called yet.
         *
         * @return the route
         * @throws IllegalArgumentException naming every missing or wrong part
         * @throws PortalRegistryException if the folder cannot be used or is damaged
         */
        public PvogPush build() {
            List<String> problems = new ArrayList<>();
            HttpSettings http = HttpSettings.check(address, Map.of(), trust, timeout, clock, onExchange, problems)
                    .exactAddress(address)
                    .limits(1, Duration.ZERO, 1024 * 1024);
            if (!"https".equalsIgnoreCase(tokenAddress.getScheme()) || tokenAddress.getHost() == null) {
                problems.add("client: an absolute https address for tokens is needed");
            }
            if (clientId.isBlank() || clientSecret.isBlank()) {
                problems.add("client: key and secret are needed; the operator of the PVOG issues them");
            }
            if (!agencyId.matches("[A-Z][0-9]{6}")) {
                problems.add("agency id: a letter and six digits are needed, for example L100042");
            }
            if (!rootElement.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
                problems.add("root element: an XML name without prefix is needed; the operator of the PVOG tells it");
            }
            Path memory = folder;
            if (memory == null) {
                problems.add("remembersIn: a folder is needed, so that nothing is handed over twice or forgotten");
            }
            if (!problems.isEmpty() || memory == null) {
                throw new IllegalArgumentException(
                        "The route has %d problem(s):\n- %s".formatted(problems.size(), String.join("\n- ", problems)));
            }
            RestCaller caller = new RestCaller(http, waiting);
            Tokens tokens = new Tokens(caller, tokenAddress, clientId, clientSecret, clock);
            ChangeXml xml = new ChangeXml(XzufiVersion.V2_3_1, rootElement, agencyId, "PVOG", sender, clock);
            return new PvogPush(
                    EntryByEntry.open(
                            memory,
                            change -> caller.write(
                                    "pvog push",
                                    HttpRequest.newBuilder(address)
                                            .header("Authorization", tokens.header())
                                            .header("Content-Type", "application/xml; charset=UTF-8")
                                            .POST(HttpRequest.BodyPublishers.ofByteArray(xml.of(change)))),
                            clock),
                    caller);
        }
    }
}
