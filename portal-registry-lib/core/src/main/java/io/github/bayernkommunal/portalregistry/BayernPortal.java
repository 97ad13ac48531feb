package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.Redact;
import io.github.bayernkommunal.portalregistry.internal.bayernportal.PortalReader;
import io.github.bayernkommunal.portalregistry.internal.bayernportal.SoapWords;
import io.github.bayernkommunal.portalregistry.internal.http.Caller;
import io.github.bayernkommunal.portalregistry.internal.http.HttpSettings;
import io.github.bayernkommunal.portalregistry.internal.http.RestCaller;
import io.github.bayernkommunal.portalregistry.internal.http.StoredAnswers;
import io.github.bayernkommunal.portalregistry.internal.http.Waiting;
import io.github.bayernkommunal.portalregistry.internal.soap.SoapCaller;
import io.github.bayernkommunal.portalregistry.internal.soap.SoapClient;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the BayernPortal through its export web services, version 3, over REST or over SOAP.
 *
 * <p>Answers are kept for 15 minutes. When the portal does not answer, the last good answer is used for up to 24 hours; its age
 * is told by {@link ServiceDescription#readAt()}. At most two calls run at the same time.
 *
 * <p>Evidence: addresses, parameters and most members are confirmed by public clients; the errors are assumed.
 *
 * @source baybw-services.bayern.de, restapi
 */
public final class BayernPortal implements PortalSource {

    /** What happens when a regional addition and the general description fill the same part. */
    public enum Additions {
        /** The addition takes the place of the general text. */
        OVERRIDE,
        /** The addition fills only what the general description leaves empty. */
        FILL_EMPTY
    }

    private final PortalReader reader;

    private BayernPortal(PortalReader reader) {
        this.reader = reader;
    }

    /**
     * Starts a reader.
     *
     * @param address base address of the service, ends in {@code /rest/allgemein/v3/}; for {@link Builder#overSoap} the address of
     *     the SOAP service
     * @return a builder that still needs user and password
     */
    public static Builder at(URI address) {
        return new Builder(address);
    }

    @Override
    public String name() {
        return "bayernportal";
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
        return reader.idOf(key);
    }

    @Override
    public Optional<Authority> authority(String id) {
        return reader.authority(id);
    }

    /**
     * Every resource of the interface, for applications that need more than {@link PortalSource} tells.
     *
     * @return the resources
     */
    public PortalResources resources() {
        return new PortalResources(reader.resources());
    }

    @Override
    public BayernPortal uncached() {
        return new BayernPortal(reader.uncached());
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Collects what makes a reader; {@link #build()} names every problem at once. */
    public static final class Builder {

        private final URI address;
        private String user = "";
        private String password = "";
        private List<X509Certificate> trust = List.of();
        private Duration timeout = Duration.ofSeconds(10);
        private Duration freshFor = Duration.ofMinutes(15);
        private Duration usableFor = Duration.ofHours(24);
        private Clock clock = Clock.systemUTC();
        private Consumer<Exchange> onExchange = exchange -> {};
        private Waiting waiting = Waiting.REAL;
        private @Nullable String soapNamespace;
        private Additions additions = Additions.OVERRIDE;
        private final Map<Leistungsschluessel, String> ids = new HashMap<>();
        private Function<Leistungsschluessel, @Nullable String> moreIds = key -> null;

        private Builder(URI address) {
            this.address = address;
        }

        /**
         * Sets the credentials that the editorial system issued (HTTP Basic).
         *
         * @param user user name without colon
         * @param password the password
         * @return this builder
         */
        public Builder credentials(String user, String password) {
            this.user = user;
            this.password = password;
            return this;
        }

        /**
         * Reads over SOAP 1.1 with one UsernameToken header instead of REST. Needs {@code org.apache.cxf:cxf-rt-frontend-jaxws} and
         * {@code org.apache.cxf:cxf-rt-transports-http}.
         *
         * <p>Experimental: the description of this variant is handed out with the credentials only, and the names of its operations
         * are inferred from observed answers.
         *
         * @param namespace namespace of the operations, from the description of the service
         * @return this builder
         * @source baybw-services.bayern.de, soapapi
         */
        public Builder overSoap(String namespace) {
            this.soapNamespace = namespace;
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
         * Sets how long an answer is used without asking again.
         *
         * @param duration zero or more; default 15 minutes
         * @return this builder
         */
        public Builder freshFor(Duration duration) {
            this.freshFor = duration;
            return this;
        }

        /**
         * Sets how old an answer may be that is used when the portal does not answer.
         *
         * @param duration zero or more; default 24 hours
         * @return this builder
         */
        public Builder usableFor(Duration duration) {
            this.usableFor = duration;
            return this;
        }

        /**
         * Sets how regional additions are merged into general descriptions. Links and offices of both are always shown.
         *
         * @param rule default {@link Additions#OVERRIDE}; both rules exist in public clients
         * @return this builder
         */
        public Builder additions(Additions rule) {
            this.additions = rule;
            return this;
        }

        /**
         * Names the portal's id of an administrative service. The portal's answers contain no catalogue keys, so the
         * relation must be told.
         *
         * @param key the catalogue key
         * @param id the portal's id, a positive number
         * @return this builder
         */
        public Builder leistung(Leistungsschluessel key, String id) {
            ids.put(key, id);
            return this;
        }

        /**
         * Names where more ids are looked up, for example a table of the application.
         *
         * @param lookup gives the portal's id for a catalogue key, or null
         * @return this builder
         */
        public Builder leistungen(Function<Leistungsschluessel, @Nullable String> lookup) {
            this.moreIds = lookup;
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
         * Names who is told of every call, for metrics. Called on the thread of the caller; must not throw.
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
        public BayernPortal build() {
            HttpSettings http = checked();
            Map<Leistungsschluessel, String> known = Map.copyOf(ids);
            Function<Leistungsschluessel, @Nullable String> more = moreIds;
            Caller caller = caller(http);
            StoredAnswers answers = new StoredAnswers(caller, clock, freshFor, usableFor);
            return new BayernPortal(new PortalReader(caller, answers, true, additions, key -> {
                String id = known.get(key);
                return id == null ? more.apply(key) : id;
            }));
        }

        private Caller caller(HttpSettings http) {
            String namespace = soapNamespace;
            if (namespace == null) {
                return new RestCaller(http, waiting);
            }
            try {
                SoapClient client = new SoapClient(http, waiting, new SoapClient.Account(user, password));
                return new SoapCaller(client, namespace, SoapWords::of);
            } catch (NoClassDefFoundError e) {
                throw SoapClient.missing("The SOAP variant of the BayernPortal", e);
            }
        }

        /** Refuses what {@link #build()} would refuse. */
        HttpSettings checked() {
            List<String> problems = new ArrayList<>();
            Map<String, String> headers = Map.of("Authorization", HttpSettings.basic(user, password, problems));
            HttpSettings http = HttpSettings.check(address, headers, trust, timeout, clock, onExchange, problems);
            if (soapNamespace != null) {
                http = http.exactAddress(address);
                if (!isAbsolute(soapNamespace)) {
                    problems.add(
                            "overSoap, portalregistry.soap-namespace: the namespace of the service is an absolute URI; got '%s'"
                                    .formatted(Redact.line(soapNamespace)));
                }
            }
            ids.forEach((key, id) -> {
                if (!PortalReader.isId(id)) {
                    problems.add("leistung %s: the portal's id is a positive number".formatted(key));
                }
            });
            if (freshFor.isNegative() || usableFor.isNegative()) {
                problems.add("freshFor, usableFor: must not be negative");
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("The BayernPortal has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            return http;
        }

        private static boolean isAbsolute(String namespace) {
            try {
                return URI.create(namespace).isAbsolute();
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
