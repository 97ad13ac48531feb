package io.github.bayernkommunal.postfach.testkit;

import io.github.bayernkommunal.postfach.testkit.internal.Bsp;
import io.github.bayernkommunal.postfach.testkit.internal.Policy;
import io.github.bayernkommunal.postfach.testkit.internal.Running;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.FileLimits;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A small honest mailbox service: it refuses what the contract refuses, keeps what it accepted, and can be told to
 * misbehave. Three roads lead into the same mailboxes: BSP-Nachrichten over SOAP ({@link #settings()}), ZBP version 6 over
 * REST ({@link #zbpSettings()}), and ZBP through the bridge of FIT-Connect ({@link #fitConnectSettings()}).
 *
 * <p>In a test:
 *
 * <pre>{@code
 * @RegisterExtension static final PostfachSimulator mailbox = PostfachSimulator.create();
 * }</pre>
 *
 * <p>One mailbox, {@link #TEST_HANDLE}, always exists. All methods may be called from any thread.
 *
 * @source BMI, Schnittstellenbeschreibung BundID 10.2.0.0, chapters 11 to 15, for SOAP; docs/protocol.md for the others and
 *     for what is assumed
 */
public sealed class PostfachSimulator implements AutoCloseable permits PostfachExtension {

    /** The handle of the mailbox that exists after every start and reset. */
    public static final String TEST_HANDLE = "0c9be1f4-5a77-4d2e-8b36-d41f7a20c593";

    private final Builder builder;
    private @Nullable Running running;

    PostfachSimulator(Builder builder) {
        this.builder = builder;
    }

    /** {@return a simulator for {@code @RegisterExtension}: starts before all tests, is reset before each, closes after all} */
    public static PostfachSimulator create() {
        return builder().create();
    }

    /**
     * Starts with defaults.
     *
     * @param port the port on 127.0.0.1; 0 for a free one
     * @return the simulator; the caller closes it
     */
    public static PostfachSimulator start(int port) {
        return builder().port(port).start();
    }

    /** {@return a builder for everything that is not the default} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts, prints address and settings, and runs until the process ends.
     *
     * @param arguments the port; without it 8443
     * @throws InterruptedException when the main thread is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        PostfachSimulator simulator = start(arguments.length == 0 ? 8443 : Integer.parseInt(arguments[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
        System.out.println("Mailboxes to look into: " + simulator.address());
        System.out.println("Handle of the test mailbox: " + TEST_HANDLE);
        for (Map<String, String> settings :
                List.of(simulator.settings(), simulator.zbpSettings(), simulator.fitConnectSettings())) {
            settings.forEach((name, value) -> System.out.println(name + "=" + value));
            System.out.println();
        }
        Thread.currentThread().join();
    }

    /** {@return address of the pages, for example {@code https://127.0.0.1:8443}} */
    public URI address() {
        return URI.create("https://127.0.0.1:" + running().server().port());
    }

    /** {@return address of the SOAP endpoint; its WSDL lies at the same address plus {@code .wsdl}} */
    public URI endpoint() {
        return URI.create(address() + Bsp.PATH);
    }

    /**
     * The settings with which a client reaches this simulator by SOAP: {@code postfach.route=bsp-soap}, {@code .address},
     * {@code .client-key.file}, {@code .client-key.password} and {@code .trust.file}.
     *
     * @return names and values; the files lie in a private temporary directory that {@link #close()} deletes
     */
    public Map<String, String> settings() {
        return running().settings();
    }

    /**
     * The settings with which a client reaches this simulator by ZBP: {@code postfach.route=zbp-rest}, those of
     * {@link #settings()} with another address, and in {@code postfach.client-key.file} the key of an authority that may sign.
     *
     * @return names and values; the files lie in a private temporary directory that {@link #close()} deletes
     */
    public Map<String, String> zbpSettings() {
        return running().zbpSettings();
    }

    /**
     * The settings with which a client reaches this simulator by FIT-Connect: {@code postfach.route=zbp-fit-connect}, those
     * of {@link #zbpSettings()} with another address, and {@code postfach.fit-connect.token-address}, {@code .client-id},
     * {@code .client-secret}, {@code .destination-id} and {@code .destination-address}.
     *
     * @return names and values; the files lie in a private temporary directory that {@link #close()} deletes
     */
    public Map<String, String> fitConnectSettings() {
        return running().fitConnectSettings();
    }

    /** {@return the certificate that the server shows} */
    public X509Certificate certificate() {
        return running().certificate();
    }

    /** {@return the key of a client that may call; the same as in {@link #settings()}} */
    public KeyStore.PrivateKeyEntry clientKey() {
        return running().clientKey();
    }

    /** {@return the RSA key of an authority that may sign; the same as in {@link #zbpSettings()}} */
    public KeyStore.PrivateKeyEntry authorKey() {
        return running().authorKey();
    }

    /**
     * Creates a mailbox; a message to a handle without mailbox is refused with 30.
     *
     * @param handle the handle, 1 to 255 characters
     */
    public void createMailbox(String handle) {
        createMailbox(handle, "");
    }

    /**
     * Creates a mailbox with a name for the page.
     *
     * @param handle the handle, 1 to 255 characters
     * @param label what the page shows instead of the handle
     * @throws IllegalArgumentException if {@code handle} is blank or longer than 255 characters
     */
    public void createMailbox(String handle, String label) {
        running().mailboxes().create(handle, label);
    }

    /** {@return the handles of all mailboxes} */
    public List<String> mailboxes() {
        return List.copyOf(running().mailboxes().labels().keySet());
    }

    /** {@return every message that was really accepted, in order; a message accepted twice stands here twice} */
    public List<ReceivedMessage> received() {
        return running().mailboxes().received();
    }

    /**
     * The messages in one mailbox, in order.
     *
     * @param handle the handle of the mailbox
     * @return what it holds; empty also when there is no such mailbox
     */
    public List<ReceivedMessage> received(String handle) {
        return received().stream()
                .filter(message -> message.handle().equals(handle))
                .toList();
    }

    /** {@return the accepted messages whose id had been accepted before: what a citizen gets twice} */
    public List<ReceivedMessage> duplicates() {
        return received().stream()
                .filter(message -> message.arrival().duplicate())
                .toList();
    }

    /** {@return every status of an application that was really accepted, in order} */
    public List<ReceivedStatus> statuses() {
        return running().mailboxes().statuses();
    }

    /** {@return the number of calls that deliver, since the start or the last reset, whatever became of them} */
    public int calls() {
        return calls(Step.DELIVER);
    }

    /**
     * The number of calls of one kind.
     *
     * @param step which kind
     * @return how many there were since the start or the last reset, whatever became of them
     */
    public int calls(Step step) {
        return running().mishaps().calls(step);
    }

    /**
     * The next call that delivers goes wrong; several calls of this method line up.
     *
     * @param mishap in which way
     */
    public void next(Mishap mishap) {
        next(mishap, Step.DELIVER);
    }

    /**
     * The next call of one kind goes wrong; several calls of this method line up.
     *
     * @param mishap in which way
     * @param step which kind of call
     */
    public void next(Mishap mishap, Step step) {
        running().mishaps().next(mishap, step);
    }

    /**
     * Every call that delivers goes wrong until {@link #recover()}; what {@link #next(Mishap)} lined up comes first.
     *
     * @param mishap in which way
     */
    public void always(Mishap mishap) {
        always(mishap, Step.DELIVER);
    }

    /**
     * Every call of one kind goes wrong until {@link #recover()}; what was lined up comes first.
     *
     * @param mishap in which way
     * @param step which kind of call
     */
    public void always(Mishap mishap, Step step) {
        running().mishaps().always(mishap, step);
    }

    /** Lets submissions of FIT-Connect wait, neither accepted nor rejected, until {@link #resumeBridge()}. */
    public void holdBridge() {
        running().fitConnect().submissions().hold();
    }

    /** Ends {@link #holdBridge()}: the bridge picks up what has been waiting, and then everything at once. */
    public void resumeBridge() {
        running().fitConnect().submissions().resume();
    }

    /** Refuses connections, pages included, until {@link #recover()}; open connections end. */
    public void goDown() {
        running().server().goDown();
    }

    /** Ends {@link #goDown()}, {@link #always(Mishap)} and everything lined up, and releases the answers that are held back. */
    public void recover() {
        running().mishaps().clear();
        running().server().comeBack();
    }

    /** Lets the answers go that {@link Mishap#LATE_ANSWER} and {@link Mishap#SLOW_DRIP} hold back at this moment. */
    public void releaseAnswers() {
        running().mishaps().release();
    }

    /**
     * As after the start: no messages, only the first mailboxes, nothing goes wrong. Keys, ids and access tokens stay
     * valid, so that a client may outlive it.
     */
    public void reset() {
        running().reset();
    }

    /** Stops listening and deletes the key files. */
    @Override
    public synchronized void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    final synchronized void open() {
        if (running == null) {
            running = builder.run();
        }
    }

    private synchronized Running running() {
        if (running == null) {
            throw new IllegalStateException(
                    "The simulator is not running. Register it with @RegisterExtension on a static"
                            + " field, or use start instead of create; after close() start a new one");
        }
        return running;
    }

    /** Chooses what differs from the defaults. */
    public static final class Builder {
        private int port;
        private Clock clock = Clock.systemUTC();
        private KeyStore.@Nullable PrivateKeyEntry tlsKey;
        private final List<X509Certificate> clientCas = new ArrayList<>();
        private final List<X509Certificate> authors = new ArrayList<>();
        private final Map<String, String> mailboxes = new LinkedHashMap<>(Map.of(TEST_HANDLE, "Testpostfach"));
        private Policy.Access access = Policy.Access.CERTIFICATE;
        private Environment environment = Environment.standard();
        private boolean honoursIds;
        private Consumer<Served> served = call -> {};
        private List<ReceiptStyle> styles = List.of(ReceiptStyle.PLAIN);
        private boolean faultWithOutput = true;
        private FileLimits zbpLimits = new FileLimits(10, 10 * 1024 * 1024, 20L * 1024 * 1024);

        private Builder() {}

        /**
         * The port on 127.0.0.1; default 0, a free one.
         *
         * @param port the port, or 0
         * @return this builder
         */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * The clock that dates messages and answers; default the system's.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * The server's key; default a fresh one for localhost and 127.0.0.1.
         *
         * @param tlsKey key and chain; the last certificate becomes the trust anchor of {@link #settings()}
         * @return this builder
         */
        public Builder tlsKey(KeyStore.PrivateKeyEntry tlsKey) {
            this.tlsKey = tlsKey;
            return this;
        }

        /**
         * Accepts client certificates of this authority too; the key of {@link #settings()} is always accepted.
         *
         * @param authority the authority's certificate
         * @return this builder
         */
        public Builder clientCa(X509Certificate authority) {
            this.clientCas.add(authority);
            return this;
        }

        /**
         * Accepts the signatures of this authority at ZBP and FIT-Connect too; the key of {@link #zbpSettings()} is always
         * accepted.
         *
         * @param author the certificate of an RSA key
         * @return this builder
         */
        public Builder author(X509Certificate author) {
            this.authors.add(author);
            return this;
        }

        /**
         * The limits of attachments at ZBP and FIT-Connect; default 10 of 10 MiB, together 20 MiB. Those of SOAP belong to
         * the {@link #environment(Environment)}.
         *
         * @param count the largest number
         * @param bytesEach the largest size of one
         * @param bytesTogether the largest size of all
         * @return this builder
         */
        public Builder zbpAttachments(int count, int bytesEach, long bytesTogether) {
            this.zbpLimits = new FileLimits(count, bytesEach, bytesTogether);
            return this;
        }

        /**
         * Lets everybody call, with or without a client certificate.
         *
         * @return this builder
         */
        public Builder withoutClientCertificate() {
            this.access = Policy.Access.OPEN;
            return this;
        }

        /**
         * Lets the TLS handshake fail without client certificate; also the pages then need one.
         *
         * @return this builder
         */
        public Builder clientCertificateInHandshake() {
            this.access = Policy.Access.CERTIFICATE_IN_HANDSHAKE;
            return this;
        }

        /**
         * Adds a mailbox that exists after every start and reset.
         *
         * @param handle the handle
         * @param label what the page shows instead of the handle
         * @return this builder
         */
        public Builder mailbox(String handle, String label) {
            this.mailboxes.put(handle, label);
            return this;
        }

        /**
         * What this installation allows; default {@link Environment#standard()}.
         *
         * @param environment the limits of content
         * @return this builder
         */
        public Builder environment(Environment environment) {
            this.environment = environment;
            return this;
        }

        /**
         * Acknowledges a repeated message id without a second delivery; by default it is delivered again.
         *
         * @return this builder
         */
        public Builder honouringMessageIds() {
            this.honoursIds = true;
            return this;
        }

        /**
         * The spellings of the answers, used in turn; default {@link ReceiptStyle#PLAIN} only.
         *
         * @param styles at least one
         * @return this builder
         */
        public Builder receiptStyles(ReceiptStyle... styles) {
            if (styles.length == 0) {
                throw new IllegalArgumentException("receiptStyles: name at least one style");
            }
            this.styles = List.of(styles);
            return this;
        }

        /**
         * Sends faults of OK.KOMM without the output part beside them.
         *
         * @return this builder
         */
        public Builder faultWithoutOutput() {
            this.faultWithOutput = false;
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

        /** {@return a simulator that has just started; the caller closes it} */
        public PostfachSimulator start() {
            PostfachSimulator simulator = new PostfachSimulator(this);
            simulator.open();
            return simulator;
        }

        /** {@return a JUnit extension that starts before all tests} */
        public PostfachSimulator create() {
            return PostfachExtension.of(this);
        }

        private Running run() {
            Policy policy = new Policy(access, environment, honoursIds, styles, faultWithOutput);
            return new Running(port, clock, tlsKey, clientCas, authors, mailboxes, policy, zbpLimits, served);
        }
    }
}
