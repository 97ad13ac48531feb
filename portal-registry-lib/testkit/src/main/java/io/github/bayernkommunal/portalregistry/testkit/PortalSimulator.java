package io.github.bayernkommunal.portalregistry.testkit;

import io.github.bayernkommunal.portalregistry.testkit.internal.PortalServer;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.SampleCatalogue;
import io.github.bayernkommunal.portalregistry.testkit.internal.pvog.DeliveryService;
import io.github.bayernkommunal.portalregistry.testkit.internal.pvog.SearchService;
import io.github.bayernkommunal.portalregistry.testkit.internal.routing.RoutingService;
import java.net.URI;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A BayernPortal of your own: reading interfaces, the nightly collection of a supplier's feed, pages for people.
 *
 * <p>It speaks real HTTPS on the loopback address, checks credentials, judges what it collects as the portal does, keeps
 * state, and misbehaves on order. It knows nothing of the library it tests: they meet in {@link #settings()}.
 *
 * <p>In a test: {@code @RegisterExtension static final PortalSimulator portal = PortalSimulator.create();}. In a program:
 * {@code PortalSimulator.start(8443)}. From a shell: the jar's main class. Thread-safe.
 *
 * @source docs/protocol.md, "Simulator: what is assumed"
 */
public sealed class PortalSimulator implements AutoCloseable permits JupiterLifecycle {

    /** 12-digit ARS of the invented town; its district (99 of region 1) does not exist. */
    public static final String MUSTERSTADT_ARS = "091990123123";

    /** 8-digit AGS of the same town. */
    public static final String MUSTERSTADT_AGS = "09199123";

    /** ARS of an invented member of an association of municipalities; its AGS is {@code 09199130}. */
    public static final String BEISPIELDORF_ARS = "091995101130";

    /** Leistungsschluessel of "Führungszeugnis; Beantragung" here: a sample value of valid form. */
    public static final String FUEHRUNGSZEUGNIS = "99115004001000";

    /** Leistungsschluessel of "Bewohnerparkausweis; Beantragung". */
    public static final String BEWOHNERPARKAUSWEIS = "99108001001000";

    private final Builder builder;
    private @Nullable PortalServer server;

    PortalSimulator(Builder builder) {
        this.builder = builder;
    }

    /**
     * A simulator for {@code @RegisterExtension}: starts before all tests of the class, forgets everything before each,
     * ends after all.
     *
     * @return not yet started
     */
    public static PortalSimulator create() {
        return builder().create();
    }

    /**
     * A running simulator.
     *
     * @param port 0 takes a free one
     * @return to be closed
     */
    public static PortalSimulator start(int port) {
        return builder().port(port).start();
    }

    /**
     * A simulator with own choices.
     *
     * @return choices with defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Where people look: the start page.
     *
     * @return {@code https://127.0.0.1:port}
     */
    public URI address() {
        return server().address();
    }

    /**
     * The certificate that the server shows; it is its own issuer.
     *
     * @return for the trust list of clients and browsers
     */
    public X509Certificate certificate() {
        return server().certificate();
    }

    /**
     * What a user of the library configures to reach this portal, including the numbers of the catalogue's services.
     *
     * @return names and values; the trust file exists until {@code close()}
     */
    public Map<String, String> settings() {
        return new LinkedHashMap<>(server().settings());
    }

    /**
     * As {@link #settings()}, for reading over SOAP instead of REST.
     *
     * @return names and values
     */
    public Map<String, String> soapSettings() {
        return server().soapSettings();
    }

    /**
     * Collects a supplier's feed now, as the portal does every night.
     *
     * @param feedBase address under which {@code index.txt} is found
     * @param user for HTTP Basic
     * @param password for HTTP Basic
     * @param trusted the feed's certificate or its issuer; null trusts the platform's list
     * @return what was imported, skipped or refused; also kept in {@link #runs()}
     * @throws IllegalStateException if the thread is interrupted while it waits for the feed
     */
    public CollectionReport collect(URI feedBase, String user, String password, @Nullable X509Certificate trusted) {
        return server().collect(feedBase, user, password, trusted);
    }

    /**
     * Hands the portal's online services on to the federal level (PVOG), as happens a day or two after a collection. Until
     * then the search and delivery services do not know them.
     */
    public void forwardToPvog() {
        server().forward();
    }

    /**
     * Where the simulated federal level is reached.
     *
     * @return addresses and credentials
     */
    public PvogAccess pvog() {
        return new PvogAccess(
                address().resolve(SearchService.BASE),
                address().resolve(DeliveryService.BASE),
                address().resolve(DeliveryService.TOKENS),
                PortalServer.PVOG_CLIENT,
                server().pvogSecret());
    }

    /**
     * Base of the simulated FIM portal: its catalogue holds the services of this portal; nobody has to log in.
     *
     * @return {@code https://127.0.0.1:port/}
     */
    public URI fim() {
        return address().resolve("/");
    }

    /**
     * Base of the simulated FIT-Connect routing service; only Musterstadt's offices have mailboxes.
     *
     * @return ends with {@code /routing/v2/}
     */
    public URI routing() {
        return address().resolve(RoutingService.BASE);
    }

    /**
     * The key that verifies the signature of a destination (JWS, PS512).
     *
     * @return an RSA key
     */
    public PublicKey destinationKey() {
        return server().destinationKey();
    }

    /**
     * The online services that the portal shows now.
     *
     * @return in the order of feeds, files and objects
     */
    public List<RegisteredEntry> entries() {
        return server().entries();
    }

    /**
     * Every collection since the last reset.
     *
     * @return oldest first
     */
    public List<CollectionReport> runs() {
        return server().runs();
    }

    /**
     * The calls of the interfaces for programs since the last reset, as {@code 200 GET /rest/…}.
     *
     * @return oldest first, at most the last 10,000; never credentials
     */
    public List<String> requests() {
        return server().requests();
    }

    /**
     * Lets the next matching call of an interface for programs misbehave; several orders are worked off one by one.
     *
     * @param mishap what goes wrong
     */
    public void next(Mishap mishap) {
        server().next(mishap);
    }

    /**
     * Writes JSON as after a conversion from XML: every list of exactly one element appears as that element. Ends with
     * {@code reset()}.
     *
     * @param on false ends it earlier
     */
    public void singleObjectsForLists(boolean on) {
        server().singleObjectsForLists(on);
    }

    /**
     * Waits until a call has arrived whose answer is held back by {@link Mishap#LATE_ANSWER}, at most 10 seconds.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if no such call arrives
     */
    public void awaitLateAnswer() throws InterruptedException {
        server().awaitLateAnswer();
    }

    /** Sends the answers that {@link Mishap#LATE_ANSWER} holds back. */
    public void releaseLateAnswers() {
        server().releaseLateAnswers();
    }

    /** Forgets collected services, runs, requests and ordered mishaps. */
    public final void reset() {
        server().reset();
    }

    /** Ends the server and deletes its files. */
    @Override
    public final void close() {
        PortalServer running = server;
        server = null;
        if (running != null) {
            running.close();
        }
    }

    final void open() {
        if (server == null) {
            server = builder.open();
        }
    }

    private PortalServer server() {
        PortalServer running = server;
        if (running == null) {
            throw new IllegalStateException("The portal simulator is not running: register it with @RegisterExtension,"
                    + " or use PortalSimulator.start(port)");
        }
        return running;
    }

    /**
     * Runs until the process is stopped.
     *
     * @param arguments optionally the port; default 8443
     * @throws InterruptedException when it is stopped from inside
     */
    public static void main(String[] arguments) throws InterruptedException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8443;
        try (PortalSimulator portal = start(port)) {
            System.out.println("Portal simulator: " + portal.address());
            System.out.println("Municipality: Stadt Musterstadt, ARS " + MUSTERSTADT_ARS + ", AGS " + MUSTERSTADT_AGS);
            portal.settings().forEach((name, value) -> System.out.println(name + "=" + value));
            new CountDownLatch(1).await();
        }
    }

    /** Choices before the start. */
    public static final class Builder {

        private int port;
        private Clock clock = Clock.systemUTC();
        private KeyStore.@Nullable PrivateKeyEntry key;
        private final Map<String, String> places = new LinkedHashMap<>();
        private String user = "musterstadt-redaktion";
        private @Nullable String password;
        private int generatedPlaces;
        private int generatedServices;
        private Consumer<Served> served = call -> {};

        private Builder() {}

        /**
         * The port to listen on.
         *
         * @param port 0 to 65535; default 0, a free one
         * @return this
         */
        public Builder port(int port) {
            this.port = within("port", port, 65_535);
            return this;
        }

        /**
         * The clock of reports.
         *
         * @param clock default: the system's, in UTC
         * @return this
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * The key that the server shows.
         *
         * @param key with a certificate for the name clients use; default: fresh, for localhost and 127.0.0.1
         * @return this
         */
        public Builder tlsKey(KeyStore.PrivateKeyEntry key) {
            this.key = key;
            return this;
        }

        /**
         * Who may read.
         *
         * @param user without a colon; default {@code musterstadt-redaktion}
         * @param password any characters, sent as UTF-8; default: fresh at every start
         * @return this
         */
        public Builder credentials(String user, String password) {
            if (user.isEmpty() || user.contains(":")) {
                throw new IllegalArgumentException("HTTP Basic needs a user name without a colon (RFC 7617)");
            }
            this.user = user;
            this.password = password;
            return this;
        }

        /**
         * Adds a municipality.
         *
         * @param ars 12 digits that begin with 091 to 097
         * @param name as people say it
         * @return this
         */
        public Builder municipality(String ars, String name) {
            if (!ars.matches("09[1-7]\\d{9}")) {
                throw new IllegalArgumentException(
                        "A Bavarian municipality has a 12-digit ARS that begins with 091 to 097; got '%s'"
                                .formatted(ars));
            }
            places.put(ars, name);
            return this;
        }

        /**
         * Invents further municipalities and services for load tests.
         *
         * @param municipalities 0 to 7,000
         * @param services 0 to 10,000
         * @return this
         */
        public Builder generated(int municipalities, int services) {
            this.generatedPlaces = within("municipalities", municipalities, 7_000);
            this.generatedServices = within("services", services, 10_000);
            return this;
        }

        /**
         * Tells {@code listener} of every call that was answered, on the thread that answers.
         *
         * @param listener default: nobody
         * @return this builder
         */
        public Builder onServed(Consumer<Served> listener) {
            this.served = listener;
            return this;
        }

        /**
         * A JUnit extension with these choices.
         *
         * @return not yet started
         */
        public PortalSimulator create() {
            return JupiterLifecycle.of(this);
        }

        /**
         * A running simulator with these choices.
         *
         * @return to be closed
         */
        public PortalSimulator start() {
            PortalSimulator simulator = new PortalSimulator(this);
            simulator.open();
            return simulator;
        }

        private PortalServer open() {
            return PortalServer.open(
                    port,
                    clock,
                    key,
                    SampleCatalogue.with(places, generatedPlaces, generatedServices),
                    user,
                    password,
                    served);
        }

        private static int within(String name, int value, int most) {
            if (value < 0 || value > most) {
                throw new IllegalArgumentException("%s must be 0 to %d; got %d".formatted(name, most, value));
            }
            return value;
        }
    }
}
