package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.internal.KeyCheck;
import io.github.bayernkommunal.postfach.internal.bsp.BspExchange;
import io.github.bayernkommunal.postfach.internal.bsp.BspOptions;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The road to the mailbox of BayernID: SOAP over TLS with a client certificate, operation {@code sendBspNachrichtNative}.
 *
 * <p>Evidence: <em>specified</em>, for a product that BundID and BayernID share; docs/protocol.md says for each rule where
 * it stands. The address comes from the operator and has no default.
 *
 * @source BMI, Schnittstellenbeschreibung BundID, release 10.2.0.0, chapters 11 to 15
 */
public final class BspSoap implements PostfachRoute {

    /** Default of {@link Builder#timeout}: the service answers only after it has processed the message. */
    public static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** How line ends of a plain text are written. */
    public enum LineBreaks {
        /** As the two characters {@code \n}, a backslash doubled: the rule of the message schema. */
        ESCAPED,
        /** As they are, as the paper's own sample does. */
        RAW
    }

    /** What is sent in the element {@code Ereignis}, about which schema and samples disagree. */
    public enum Ereignis {
        /** Key {@code BSP} of table 9001. */
        BSP,
        /** Key {@code BspNachricht}, as a remark in the schema says. */
        BSP_NACHRICHT,
        /** Nothing, as every sample does. */
        OMIT
    }

    /**
     * The transport platform OK.KOMM in between: the message travels in an envelope that names the sending software.
     *
     * @param targetAgs {@code AKT_ZIEL_AGS}: the operator's key, {@code 09999001} unless it says otherwise
     * @param softwareKind {@code APPS_TYP}, for example {@code FACHVERFAHREN}; allowed values are not public
     * @param softwareName {@code APPS_NAME}
     * @param softwareVersion {@code APPS_VERSION}
     * @param ownAgs {@code APPS_AGS}: eight digits of the municipality
     * @source BMI, Schnittstellenbeschreibung BundID, chapter 13.2
     */
    public record OkKomm(
            String targetAgs, String softwareKind, String softwareName, String softwareVersion, String ownAgs) {

        /**
         * {@inheritDoc}
         *
         * @throws IllegalArgumentException if a key has not eight digits or a text is blank or longer than 100 characters
         */
        public OkKomm {
            for (String key : List.of(targetAgs, ownAgs)) {
                if (!key.matches("[0-9]{8}")) {
                    throw new IllegalArgumentException("An AGS has eight digits, for example 09162000");
                }
            }
            for (String text : List.of(softwareKind, softwareName, softwareVersion)) {
                if (text.isBlank() || text.length() > 100) {
                    throw new IllegalArgumentException(
                            "Kind, name and version of the software have 1 to 100 characters");
                }
            }
        }

        /**
         * The usual envelope of a specialist procedure.
         *
         * @param softwareName name of the sending software
         * @param softwareVersion its version
         * @param ownAgs eight digits of the municipality
         * @return the parts of the envelope
         */
        public static OkKomm of(String softwareName, String softwareVersion, String ownAgs) {
            return new OkKomm("09999001", "FACHVERFAHREN", softwareName, softwareVersion, ownAgs);
        }
    }

    private final Limits limits;
    private final BspExchange exchange;

    private BspSoap(Limits limits, BspOptions options) {
        this.limits = limits;
        this.exchange = new BspExchange(options);
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "bsp-soap";
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public Letter prepare(Message message) {
        return new Letter(message.messageId(), message.recipient(), exchange.prepare(message), List.of());
    }

    @Override
    public Receipt deliver(Letter letter) {
        return exchange.deliver(letter);
    }

    @Override
    public void warmUp() {
        exchange.warmUp();
    }

    @Override
    public void close() {
        exchange.close();
    }

    /** Collects the parts of a route. */
    public static final class Builder {

        private @Nullable URI address;
        private KeyStore.@Nullable PrivateKeyEntry clientKey;
        private List<X509Certificate> trust = List.of();
        private Duration timeout = TIMEOUT;
        private LineBreaks lineBreaks = LineBreaks.ESCAPED;
        private Ereignis ereignis = Ereignis.BSP;
        private Limits limits = Limits.bsp();
        private @Nullable OkKomm okKomm;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * The service's {@code https} address, as its operator named it. Mandatory.
         *
         * @param address as its operator named it
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
         * Key and certificate shown to the service; default: none, for operators that admit by network address.
         *
         * @param key key and certificate chain
         * @return this builder
         */
        public Builder clientKey(KeyStore.PrivateKeyEntry key) {
            this.clientKey = key;
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
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder timeout(Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("The timeout is more than zero; got " + limit);
            }
            this.timeout = limit;
            return this;
        }

        /**
         * How line ends of a plain text are written; default {@link LineBreaks#ESCAPED}.
         *
         * @param lineBreaks the way
         * @return this builder
         */
        public Builder lineBreaks(LineBreaks lineBreaks) {
            this.lineBreaks = lineBreaks;
            return this;
        }

        /**
         * What is sent in the element {@code Ereignis}; default {@link Ereignis#BSP}.
         *
         * @param ereignis the content
         * @return this builder
         */
        public Builder ereignis(Ereignis ereignis) {
            this.ereignis = ereignis;
            return this;
        }

        /**
         * What the operator's installation takes; default {@link Limits#bsp()}.
         *
         * @param limits the limits
         * @return this builder
         */
        public Builder limits(Limits limits) {
            this.limits = limits;
            return this;
        }

        /**
         * Sends through OK.KOMM, operation {@code sendBspNachricht}; default: natively, which needs two thirds of the bytes.
         *
         * @param envelope what the envelope says about the sender
         * @return this builder
         */
        public Builder throughOkKomm(OkKomm envelope) {
            this.okKomm = envelope;
            return this;
        }

        /**
         * The clock for the envelope's time and for {@code Retry-After}; default: the system's.
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
         * @throws IllegalArgumentException if the address is missing
         */
        public BspSoap build() {
            List<String> problems = new ArrayList<>();
            if (address == null) {
                problems.add("address: missing; ask the operator of the mailbox service for it");
            }
            problems.addAll(KeyCheck.problems(clientKey, clock));
            if (!problems.isEmpty() || address == null) {
                throw new IllegalArgumentException("The route bsp-soap has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            return new BspSoap(
                    limits, new BspOptions(address, clientKey, trust, timeout, lineBreaks, ereignis, okKomm, clock));
        }
    }
}
