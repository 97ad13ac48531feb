package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.internal.KeyCheck;
import io.github.bayernkommunal.postfach.internal.fitconnect.FitConnectExchange;
import io.github.bayernkommunal.postfach.internal.zbp.ZbpDocument;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The road to the mailbox of BundID over the internet: the documents of {@link ZbpRest}, encrypted to the bridge behind
 * FIT-Connect.
 *
 * <p>FIT-Connect is a relay: a good answer is {@link DeliveryState#HANDED_OVER}, and {@link #inquire} tells later what the
 * bridge did, from signed events that are verified. Attachments are encrypted while they are read.
 *
 * <p>Evidence: calls <em>specified</em> by the public API and by public clients; the bridge was seen open in the test
 * environment only.
 *
 * @source docs.fitko.de, FIT-Connect submission API v2; RFC 7516; RFC 8417; docs/protocol.md
 */
public final class ZbpFitConnect implements PostfachRoute {

    private final Limits limits;
    private final FitConnectExchange exchange;

    private ZbpFitConnect(Limits limits, FitConnectExchange exchange) {
        this.limits = limits;
        this.exchange = exchange;
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "zbp-fit-connect";
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public Letter prepare(Message message) {
        return new Letter(
                message.messageId(), message.recipient(), ZbpDocument.message(message), message.attachments());
    }

    @Override
    public Receipt deliver(Letter letter) {
        return exchange.deliver(letter);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The bridge accepts ({@link DeliveryState#PROVIDED}) or declines; what it has not fetched after 14 days is declined by
     * FIT-Connect. The text of the receipt holds the signed events: keep it, FIT-Connect deletes them 730 days after the last.
     */
    @Override
    public Optional<Receipt> inquire(String receipt) {
        return exchange.inquire(receipt);
    }

    /**
     * Tells the citizen's account how an application stands.
     *
     * @param status how it stands
     * @return the receipt, good for {@link #inquire}
     * @throws PostfachException if FIT-Connect declined or gave no usable answer
     */
    public Receipt report(ZbpRest.ApplicationStatus status) {
        return exchange.report(ZbpDocument.status(status));
    }

    @Override
    public void close() {
        exchange.close();
    }

    /** Where FIT-Connect is. */
    public enum Environment {
        /** For tests by everybody. */
        TEST(
                "https://auth-testing.fit-connect.fitko.dev/token",
                "https://test.fit-connect.fitko.dev/submission-api",
                "https://test.fit-connect.fitko.dev/destination-api"),
        /** Before production. */
        STAGE(
                "https://auth-refz.fit-connect.fitko.net/token",
                "https://stage.fit-connect.fitko.net/submission-api",
                "https://stage.fit-connect.fitko.net/destination-api"),
        /** Production. */
        PRODUCTION(
                "https://auth-prod.fit-connect.fitko.net/token",
                "https://prod.fit-connect.fitko.net/submission-api",
                "https://prod.fit-connect.fitko.net/destination-api");

        private final URI tokens;
        private final URI submissions;
        private final URI destinations;

        Environment(String tokens, String submissions, String destinations) {
            this.tokens = URI.create(tokens);
            this.submissions = URI.create(submissions);
            this.destinations = URI.create(destinations);
        }
    }

    /** Collects the parts of a route. */
    public static final class Builder {

        private @Nullable URI tokenAddress;
        private @Nullable URI address;
        private @Nullable URI destinationAddress;
        private @Nullable String destinationId;
        private @Nullable String clientId;
        private @Nullable String clientSecret;
        private KeyStore.@Nullable PrivateKeyEntry authorityKey;
        private List<X509Certificate> trust = List.of();
        private Duration timeout = Duration.ofMinutes(5);
        private Limits limits = Limits.zbp();
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * All three addresses at once.
         *
         * @param environment where FIT-Connect is
         * @return this builder
         */
        public Builder environment(Environment environment) {
            this.tokenAddress = environment.tokens;
            this.address = environment.submissions;
            this.destinationAddress = environment.destinations;
            return this;
        }

        /**
         * The address of the token service. Mandatory, here or by {@link #environment}.
         *
         * @param address an absolute https address
         * @return this builder
         */
        public Builder tokenAddress(URI address) {
            this.tokenAddress = https("token service", address);
            return this;
        }

        /**
         * The base address of the submission API, as events name it. Mandatory, here or by {@link #environment}.
         *
         * @param address an absolute https address
         * @return this builder
         */
        public Builder address(URI address) {
            this.address = https("submission API", address);
            return this;
        }

        /**
         * The base address of the destination API. Mandatory, here or by {@link #environment}.
         *
         * @param address an absolute https address
         * @return this builder
         */
        public Builder destinationAddress(URI address) {
            this.destinationAddress = https("destination API", address);
            return this;
        }

        /**
         * The delivery point (Zustellpunkt) of the bridge. Mandatory.
         *
         * @param id a UUID
         * @return this builder
         */
        public Builder destinationId(String id) {
            this.destinationId = id;
            return this;
        }

        /**
         * Who calls, as registered in the self-service portal of FIT-Connect. Mandatory.
         *
         * @param id the client's id
         * @param secret its secret
         * @return this builder
         */
        public Builder client(String id, String secret) {
            this.clientId = id;
            this.clientSecret = secret;
            return this;
        }

        /**
         * The authority's key with its BundID-Postfach-Zertifikat, which signs messages. It is not shown to FIT-Connect as a
         * client certificate. Mandatory.
         *
         * @param key an RSA key of at least 2048 bits whose certificate names a CN
         * @return this builder
         */
        public Builder authorityKey(KeyStore.PrivateKeyEntry key) {
            this.authorityKey = key;
            return this;
        }

        /**
         * Certificates that may stand above the services' certificates; default and empty: the platform's trust store.
         *
         * @param anchors trust anchors
         * @return this builder
         */
        public Builder trust(List<X509Certificate> anchors) {
            this.trust = List.copyOf(anchors);
            return this;
        }

        /**
         * Longest time for sending a whole message, which takes five calls and one for each attachment.
         *
         * @param limit more than zero; default 5 minutes
         * @return this builder
         */
        public Builder timeout(Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("The timeout is more than zero; got " + limit);
            }
            this.timeout = limit;
            return this;
        }

        /**
         * What the bridge takes; default {@link Limits#zbp()}.
         *
         * @param limits sizes, counts and types
         * @return this builder
         */
        public Builder limits(Limits limits) {
            this.limits = limits;
            return this;
        }

        /**
         * The clock for tokens; default: the system's.
         *
         * @param clock any clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * The route.
         *
         * @return the route
         * @throws IllegalArgumentException if something is missing or the key cannot sign; everything is named
         */
        public ZbpFitConnect build() {
            List<String> problems = new ArrayList<>();
            missing(problems, tokenAddress, "tokenAddress: missing; or name an environment");
            missing(problems, address, "address: missing; or name an environment");
            missing(problems, destinationAddress, "destinationAddress: missing; or name an environment");
            missing(problems, destinationId, "destinationId: missing; the operator of the bridge names it");
            missing(problems, clientId, "client: missing; it is made in the self-service portal of FIT-Connect");
            missing(
                    problems,
                    authorityKey,
                    "authorityKey: missing; it is ordered in the self-service portal of BundID");
            if (destinationId != null && !destinationId.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
                problems.add("destinationId: it is a UUID");
            }
            if (clientId != null && (clientId.isBlank() || clientSecret == null || clientSecret.isBlank())) {
                problems.add("client: id and secret are not empty");
            }
            problems.addAll(KeyCheck.problems(authorityKey, clock));
            if (!problems.isEmpty()
                    || tokenAddress == null
                    || address == null
                    || destinationAddress == null
                    || destinationId == null
                    || clientId == null
                    || clientSecret == null
                    || authorityKey == null) {
                throw new IllegalArgumentException("The route zbp-fit-connect has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            return new ZbpFitConnect(
                    limits,
                    new FitConnectExchange(
                            new FitConnectExchange.Access(
                                    address, destinationAddress, tokenAddress, destinationId, clientId, clientSecret),
                            authorityKey,
                            trust,
                            timeout,
                            clock));
        }

        private static void missing(List<String> problems, @Nullable Object part, String otherwise) {
            if (part == null) {
                problems.add(otherwise);
            }
        }

        private static URI https(String what, URI address) {
            if (!"https".equals(address.getScheme()) || address.getHost() == null) {
                throw new IllegalArgumentException("The address of the %s is an absolute https address; got scheme %s"
                        .formatted(what, address.getScheme()));
            }
            return address;
        }
    }
}
