package io.github.bayernkommunal.bayernid.testkit;

import io.github.bayernkommunal.bayernid.testkit.Refusal.RefusedRequest;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A BayernID identity provider on this machine: real SAML over real HTTPS, with invented people.
 *
 * <p>In a test: {@code @RegisterExtension static final BayernIdSimulator bayernId = BayernIdSimulator.create();}. It starts
 * before all tests of the class, {@linkplain #reset() forgets} before each of them what was asked, and stops after all. Test
 * methods of that class may have it as a parameter.
 * Registered service providers stay registered.
 *
 * @source docs/protocol.md, section "Simulator: what is assumed"
 */
public final class BayernIdSimulator
        implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, ParameterResolver, AutoCloseable {

    private final SimulatorSettings settings;
    private @Nullable RunningSimulator running;
    private boolean startedByJUnit;

    private BayernIdSimulator(SimulatorSettings settings) {
        this.settings = new SimulatorSettings(settings);
    }

    /**
     * What was answered to one request.
     *
     * @param entityId who asked
     * @param requestId ID of the request
     * @param citizen key of the person, or empty
     * @param level of the login, or 0
     * @param outcome {@code login}, {@code cancel}, {@code attributes missing}, the name of a mishap or forgery
     */
    public record Answered(String entityId, String requestId, String citizen, int level, String outcome) {}

    /**
     * A simulator that JUnit starts and stops.
     *
     * @return an extension with a free port, for {@code @RegisterExtension static}
     */
    public static BayernIdSimulator create() {
        return builder().create();
    }

    /**
     * Starts a simulator.
     *
     * @param port of 127.0.0.1, or 0 for a free one
     * @return running; to be closed
     */
    public static BayernIdSimulator start(int port) {
        return builder().port(port).start();
    }

    /**
     * For everything else than the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Address of the server, with a start page for people.
     *
     * @return {@code https://127.0.0.1:port}
     */
    public URI address() {
        return running().address();
    }

    /**
     * Entity id of the identity provider, which is also the address of its metadata.
     *
     * @return {@code https://127.0.0.1:port/idp}, or {@code …/ekona} for organisations
     */
    public String entityId() {
        return service().entityId();
    }

    /**
     * Metadata of the identity provider.
     *
     * @return an EntityDescriptor with every published signing key
     */
    public String metadata() {
        return service().metadata();
    }

    /**
     * Certificate of the HTTPS server.
     *
     * @return self-signed, for localhost and 127.0.0.1
     */
    public X509Certificate certificate() {
        return running().certificate();
    }

    /**
     * Certificate of the key that signs answers now.
     *
     * @return self-signed
     */
    public X509Certificate signingCertificate() {
        return service().signingCertificate();
    }

    /**
     * The service provider's keys named by {@link #settings()}.
     *
     * @return made once per start
     */
    public TestKeys keys() {
        return running().keys();
    }

    /**
     * What a user of the library would configure: where the identity provider's metadata are, and two test keys.
     *
     * <p>Entity id, answer address and display name belong to the application and are not among them.
     *
     * @return names beginning with {@code bayernid.}; the files live until {@link #close()}
     */
    public Map<String, String> settings() {
        return running().settings();
    }

    /**
     * Registers a service provider, as the operator does before the first login.
     *
     * @param metadata SP metadata
     * @throws IllegalArgumentException naming everything that breaks the operator's rules
     */
    public void register(String metadata) {
        service().register(metadata);
    }

    /**
     * Logs a person in without a browser. The same request may be answered again and again.
     *
     * @param samlRequest content of the form field {@code SAMLRequest}
     * @param citizen who logs in, and how; a level below the demanded one is answered as it is
     * @return content of the form field {@code SAMLResponse}; it reports missing attributes instead of a login if the
     *     person lacks a required one
     * @throws IllegalArgumentException if the service would show its error page; the message begins with the
     *     {@code idp.code}
     */
    public String answer(String samlRequest, TestCitizen citizen) {
        if (service().isForOrganisations()) {
            throw new IllegalStateException("This simulator is Mein Unternehmenskonto; answer with a TestOrganisation");
        }
        return service().loggedIn(question(samlRequest), citizen);
    }

    /**
     * Logs an organisation in without a browser; the simulator must have been built
     * {@linkplain Builder#unternehmenskonto for organisations}.
     *
     * @param samlRequest content of the form field {@code SAMLRequest}
     * @param organisation which one logs in
     * @return content of the form field {@code SAMLResponse}
     * @throws IllegalArgumentException as {@link #answer(String, TestCitizen)}
     */
    public String answer(String samlRequest, TestOrganisation organisation) {
        if (!service().isForOrganisations()) {
            throw new IllegalStateException("This simulator is BayernID; build one with unternehmenskonto(…)");
        }
        return service().loggedIn(question(samlRequest), organisation);
    }

    /**
     * Cancels a login without a browser.
     *
     * @param samlRequest content of the form field {@code SAMLRequest}
     * @return content of the form field {@code SAMLResponse}
     * @throws IllegalArgumentException as {@link #answer(String, TestCitizen)}
     */
    public String cancel(String samlRequest) {
        return service().cancelled(question(samlRequest));
    }

    /**
     * Answers with a mishap, without a browser.
     *
     * @param mishap one that concerns an answer
     * @param samlRequest content of the form field {@code SAMLRequest}
     * @param citizen who tries to log in
     * @return content of the form field {@code SAMLResponse}
     * @throws IllegalArgumentException as {@link #answer(String, TestCitizen)}
     */
    public String answer(Mishap mishap, String samlRequest, TestCitizen citizen) {
        if (!mishap.concernsAnswer()) {
            throw new IllegalArgumentException(mishap + " happens to an address; use next(Mishap) for it");
        }
        return service().answer(question(samlRequest), citizen, mishap);
    }

    /**
     * Attacks a login: the answer that {@link #answer(String, TestCitizen)} would give, with exactly one thing broken.
     *
     * @param forgery what is broken
     * @param samlRequest content of the form field {@code SAMLRequest}
     * @param citizen whose login is attacked
     * @return content of the form field {@code SAMLResponse}, which nobody may accept
     * @throws IllegalArgumentException as {@link #answer(String, TestCitizen)}
     * @throws IllegalStateException if the unbroken answer would not be a login
     */
    public String forge(Forgery forgery, String samlRequest, TestCitizen citizen) {
        return service().forged(question(samlRequest), citizen, forgery);
    }

    /**
     * Answers an organisation with a mishap, without a browser.
     *
     * @param mishap one that concerns an answer and neither level nor attributes, which nobody demands there
     * @param samlRequest content of the form field {@code SAMLRequest}
     * @param organisation which one tries to log in
     * @return content of the form field {@code SAMLResponse}
     * @throws IllegalArgumentException as {@link #answer(String, TestCitizen)}, and for another mishap
     */
    public String answer(Mishap mishap, String samlRequest, TestOrganisation organisation) {
        if (!mishap.concernsAnswer()) {
            throw new IllegalArgumentException(mishap + " happens to an address; use next(Mishap) for it");
        }
        return service().answer(question(samlRequest), organisation, mishap);
    }

    /**
     * Attacks the login of an organisation: the answer that {@link #answer(String, TestOrganisation)} would give, with
     * exactly one thing broken.
     *
     * @param forgery one that {@linkplain Forgery#concernsOrganisations() concerns organisations}
     * @param samlRequest content of the form field {@code SAMLRequest}
     * @param organisation whose login is attacked
     * @return content of the form field {@code SAMLResponse}, which nobody may accept
     * @throws IllegalArgumentException as {@link #answer(String, TestCitizen)}, and for another forgery
     */
    public String forge(Forgery forgery, String samlRequest, TestOrganisation organisation) {
        return service().forged(question(samlRequest), organisation, forgery);
    }

    /**
     * Lets the next matching exchange go wrong; several are kept in order.
     *
     * @param mishap what happens
     */
    public void next(Mishap mishap) {
        service().next(mishap);
    }

    /**
     * Replaces the next login by an attack; several are kept in order.
     *
     * @param forgery what is broken
     */
    public void next(Forgery forgery) {
        service().next(forgery);
    }

    /**
     * Everything answered since start or {@link #reset()}.
     *
     * @return in order
     */
    public List<Answered> answered() {
        return service().ledger();
    }

    /**
     * Moves the simulator's time.
     *
     * @param time negative moves it back
     */
    public void advance(Duration time) {
        service().advance(time);
    }

    /** Publishes a further signing key, which is the first step of a roll-over; it signs nothing yet. */
    public void announceKey() {
        service().announceKey();
        running().writeMetadata();
    }

    /** Signs with the newest key from now on, announced or not; older ones stay published. */
    public void switchKey() {
        service().useNewestKey();
        running().writeMetadata();
    }

    /** Ends a roll-over: only the key in use stays published. */
    public void withdrawOldKeys() {
        service().withdrawOldKeys();
        running().writeMetadata();
    }

    /** Forgets requests, answers, ordered mishaps, moved time and rolled keys; registrations stay. */
    public void reset() {
        service().reset();
        running().writeMetadata();
    }

    /** Stops the server and deletes the key files. */
    @Override
    public synchronized void close() {
        RunningSimulator ending = running;
        running = null;
        startedByJUnit = false;
        if (ending != null) {
            ending.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (running == null) {
            running = RunningSimulator.launch(settings);
            startedByJUnit = true;
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (running == null) {
            throw new IllegalStateException(
                    "Declare the field static: the simulator starts before all tests of a class");
        }
        reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (startedByJUnit) {
            close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == BayernIdSimulator.class;
    }

    @Override
    public BayernIdSimulator resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }

    private LoginQuestion question(String samlRequest) {
        try {
            return service().judge(samlRequest);
        } catch (RefusedRequest refused) {
            throw new IllegalArgumentException(refused.refusal().code() + ": " + refused.getMessage(), refused);
        }
    }

    private Service service() {
        return running().service();
    }

    private synchronized RunningSimulator running() {
        if (running == null) {
            throw new IllegalStateException(
                    "The simulator is not running: register it with @RegisterExtension on a static field, or start it");
        }
        return running;
    }

    /**
     * Runs the simulator until the process is stopped.
     *
     * @param arguments the port, without it 8443; and a {@linkplain Builder#citizens(Path) file with people}
     */
    public static void main(String[] arguments) {
        CommandLine.run(arguments);
    }

    /** What a simulator can be told before it starts. */
    public static final class Builder {

        private final SimulatorSettings settings = new SimulatorSettings();

        private Builder() {}

        /**
         * Port on 127.0.0.1.
         *
         * @param number 0 to 65535; default 0, which takes a free one
         * @return this
         */
        public Builder port(int number) {
            if (number < 0 || number > 65535) {
                throw new IllegalArgumentException("A port is 0 to 65535; got " + number);
            }
            settings.port = number;
            return this;
        }

        /**
         * The simulator's time.
         *
         * @param source default is the system's time
         * @return this
         */
        public Builder clock(Clock source) {
            settings.clock = source;
            return this;
        }

        /**
         * Key of the HTTPS server.
         *
         * @param key with a certificate for 127.0.0.1; default is a fresh one
         * @return this
         */
        public Builder tlsKey(KeyStore.PrivateKeyEntry key) {
            settings.tlsKey = key;
            return this;
        }

        /**
         * The first key that signs answers.
         *
         * @param key RSA; default is a fresh one of 3072 bits
         * @return this
         */
        public Builder signingKey(KeyStore.PrivateKeyEntry key) {
            settings.signingKey = key;
            return this;
        }

        /**
         * The people who can log in at the page.
         *
         * @param people at least one; default {@link TestCitizen#catalogue()}
         * @return this
         */
        public Builder citizens(List<TestCitizen> people) {
            if (people.isEmpty()) {
                throw new IllegalArgumentException("At least one person must be able to log in");
            }
            settings.citizens = List.copyOf(people);
            return this;
        }

        /**
         * The people who can log in at the page, read from a file: one line {@code key.attribute=text} for each thing known
         * about a person, and {@code key.means=eID, Elster}. The file {@code people.properties} in this package is the
         * pattern, and what {@link TestCitizen#catalogue()} holds.
         *
         * @param file Java properties in UTF-8
         * @return this
         * @throws IllegalArgumentException naming everything that is wrong in the file
         * @throws UncheckedIOException if the file cannot be read
         */
        public Builder citizens(Path file) {
            return citizens(TestPeople.read(file));
        }

        /**
         * Makes this simulator Mein Unternehmenskonto: another entity id, requests without extension and signed with PSS,
         * responses signed instead of assertions, persistent names, attributes with parts.
         *
         * @param known who can log in; at least one
         * @return this
         */
        public Builder unternehmenskonto(List<TestOrganisation> known) {
            if (known.isEmpty()) {
                throw new IllegalArgumentException("At least one organisation must be able to log in");
            }
            settings.organisations = List.copyOf(known);
            return this;
        }

        /**
         * Whether an organisation's NameID is encrypted, too.
         *
         * @param encrypted default false
         * @return this
         */
        public Builder encryptsNameId(boolean encrypted) {
            settings.encryptsNameId = encrypted;
            return this;
        }

        /**
         * Whether responses are signed besides their assertions.
         *
         * @param signed default false
         * @return this
         */
        public Builder signsResponse(boolean signed) {
            settings.signsResponse = signed;
            return this;
        }

        /**
         * Signature algorithm of answers.
         *
         * @param method URI of sha256-rsa-MGF1 (default) or rsa-sha256
         * @return this
         */
        public Builder signatureMethod(String method) {
            if (!Signatures.REQUEST_METHODS.contains(method)) {
                throw new IllegalArgumentException(
                        "The service signs with %s; got '%s'".formatted(Signatures.REQUEST_METHODS, method));
            }
            settings.signatureMethod = method;
            return this;
        }

        /**
         * Algorithm that encrypts the assertion.
         *
         * @param algorithm URI of aes128-gcm, aes192-gcm, aes256-gcm (default), aes128-cbc or aes256-cbc
         * @return this
         */
        public Builder contentEncryption(String algorithm) {
            settings.encryption = settings.encryption.withContent(algorithm);
            return this;
        }

        /**
         * Wraps the content key with {@code xmlenc11#rsa-oaep}, SHA-256 and MGF1 with SHA-256. This is the default.
         *
         * @return this
         */
        public Builder oaepWithSha256() {
            settings.encryption = settings.encryption.withOaepSha256();
            return this;
        }

        /**
         * Wraps the content key with {@code xmlenc#rsa-oaep-mgf1p}, whose mask is always MGF1 with SHA-1.
         *
         * @param digest URI of SHA-1 or SHA-256
         * @return this
         */
        public Builder oaepMgf1p(String digest) {
            settings.encryption = settings.encryption.withOaepMgf1p(digest);
            return this;
        }

        /**
         * A simulator for {@code @RegisterExtension static}, which starts before all tests of the class.
         *
         * @return not yet running
         */
        public BayernIdSimulator create() {
            return new BayernIdSimulator(settings);
        }

        /**
         * Starts the simulator.
         *
         * @return running; to be closed
         */
        public BayernIdSimulator start() {
            BayernIdSimulator simulator = create();
            simulator.running = RunningSimulator.launch(simulator.settings);
            return simulator;
        }
    }
}
