package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.internal.KeyCheck;
import io.github.bayernkommunal.postfach.internal.zbp.ZbpDocument;
import io.github.bayernkommunal.postfach.internal.zbp.ZbpExchange;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The road to the mailbox of BundID: the REST interface of the ZBP, version 6, with the authority's certificate.
 *
 * <p>Evidence: requests <em>specified</em> by the federal test material and public clients; the members of the answer are not
 * public. Attachments are streamed.
 *
 * @source docs.fitko.de, ZBP; BundID Anbindungsleitfaden 1.9; docs/protocol.md
 */
public final class ZbpRest implements PostfachRoute {

    private final Limits limits;
    private final ZbpExchange exchange;

    private ZbpRest(Limits limits, ZbpExchange exchange) {
        this.limits = limits;
        this.exchange = exchange;
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "zbp-rest";
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
     * Tells the citizen's account how an application stands.
     *
     * @param status how it stands
     * @throws PostfachException if the service declined or gave no usable answer
     */
    public void report(ApplicationStatus status) {
        exchange.report(ZbpDocument.status(status));
    }

    @Override
    public void close() {
        exchange.close();
    }

    /** Where an application stands. */
    public enum ApplicationState {
        /** Begun, in the online service. */
        INITIATED,
        /** Sent off, in the online service. */
        SUBMITTED,
        /** Arrived at the authority. */
        RECEIVED,
        /** Being worked on. */
        PROCESSING,
        /** The citizen has to do something. */
        ACTION_REQUIRED,
        /** Done. */
        COMPLETED
    }

    /**
     * How one application stands.
     *
     * @param applicationId the id that the login created
     * @param state where it stands
     * @param publicServiceName name of the service in German, at most 100 characters
     * @param senderName the authority, at most 100 characters
     * @param details more about the state, at most 50 characters, or null
     * @param additionalInformation anything else, at most 100 characters, or null
     * @param reference the file number, at most 50 characters, or null
     * @param createdAt when it came to this state
     */
    public record ApplicationStatus(
            UUID applicationId,
            ApplicationState state,
            String publicServiceName,
            String senderName,
            @Nullable String details,
            @Nullable String additionalInformation,
            @Nullable String reference,
            Instant createdAt) {

        /**
         * {@inheritDoc}
         *
         * @throws IllegalArgumentException if a text is blank or too long; all of them are named
         */
        public ApplicationStatus {
            List<String> problems = new ArrayList<>();
            check(problems, "publicServiceName", publicServiceName, 100);
            check(problems, "senderName", senderName, 100);
            check(problems, "details", details, 50);
            check(problems, "additionalInformation", additionalInformation, 100);
            check(problems, "reference", reference, 50);
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("The status has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
        }

        private static void check(List<String> problems, String name, @Nullable String text, int longest) {
            if (text != null && (text.isBlank() || text.length() > longest)) {
                problems.add("%s: 1 to %d characters; got %d".formatted(name, longest, text.length()));
            }
        }
    }

    /** Collects the parts of a route. */
    public static final class Builder {

        private @Nullable URI address;
        private KeyStore.@Nullable PrivateKeyEntry authorityKey;
        private List<X509Certificate> trust = List.of();
        private Duration timeout = Duration.ofMinutes(2);
        private Limits limits = Limits.zbp();
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * The service's address without a path, for example {@code https://int.zbp.bund.de}. Mandatory.
         *
         * @param address an absolute https address
         * @return this builder
         */
        public Builder address(URI address) {
            if (!"https".equals(address.getScheme()) || address.getHost() == null) {
                throw new IllegalArgumentException(
                        "The address of the mailbox service is an absolute https address; got scheme "
                                + address.getScheme());
            }
            this.address = address;
            return this;
        }

        /**
         * The authority's key with its BundID-Postfach-Zertifikat: shown to the service, and used to sign. Mandatory.
         *
         * @param key an RSA key of at least 2048 bits whose certificate names a CN
         * @return this builder
         */
        public Builder authorityKey(KeyStore.PrivateKeyEntry key) {
            this.authorityKey = key;
            return this;
        }

        /**
         * Certificates that may stand above the service's certificate; default and empty: the platform's trust store.
         *
         * @param anchors trust anchors
         * @return this builder
         */
        public Builder trust(List<X509Certificate> anchors) {
            this.trust = List.copyOf(anchors);
            return this;
        }

        /**
         * Longest time for a whole call.
         *
         * @param limit more than zero; default 120 seconds
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
         * What the service takes; default {@link Limits#zbp()}.
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
        public ZbpRest build() {
            List<String> problems = new ArrayList<>();
            if (address == null) {
                problems.add("address: missing; for tests https://int.zbp.bund.de");
            }
            if (authorityKey == null) {
                problems.add("authorityKey: missing; it is ordered in the self-service portal of BundID");
            }
            problems.addAll(KeyCheck.problems(authorityKey, clock));
            if (!problems.isEmpty() || address == null || authorityKey == null) {
                throw new IllegalArgumentException("The route zbp-rest has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            return new ZbpRest(limits, new ZbpExchange(address, authorityKey, trust, timeout, clock));
        }
    }
}
