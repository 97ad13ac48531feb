package io.github.bayernkommunal.epay.testkit;

import io.github.bayernkommunal.epay.testkit.internal.Keys;
import io.github.bayernkommunal.epay.testkit.internal.Payment;
import io.github.bayernkommunal.epay.testkit.internal.PaymentPage;
import io.github.bayernkommunal.epay.testkit.internal.Platform;
import io.github.bayernkommunal.epay.testkit.internal.epaybl.Dialect;
import java.math.BigDecimal;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A payment platform for tests and demonstrations, on HTTPS of this machine.
 *
 * <p>It speaks XBezahldienste 1.0.0, ePayBL in two dialects, pmPayment and ePay21 at the same time, checks what it receives, keeps books, shows a payment page to people, and misbehaves
 * when told to. In a test it is a JUnit 5 extension that forgets everything before each test:
 *
 * <pre>{@code @RegisterExtension static final EpaySimulator platform = EpaySimulator.create();}</pre>
 *
 * <p>Wherever a method takes an {@code id}, it means the newest payment with this transaction id, request id, Kassenzeichen
 * or reference; without such a payment it throws an {@link IllegalArgumentException}. Controls that do not fit the state
 * of the payment throw an {@link IllegalStateException}. All methods may be called from any thread.
 */
public sealed class EpaySimulator implements AutoCloseable permits EpaySimulatorExtension {

    private final Builder builder;
    private volatile @Nullable Simulation running;

    EpaySimulator(Builder builder) {
        this.builder = builder;
    }

    /** {@return a simulator as JUnit 5 extension, with OAuth 2, on a free port} */
    public static EpaySimulator create() {
        return builder().create();
    }

    /**
     * A running simulator with OAuth 2.
     *
     * @param port the TCP port; 0 takes a free one
     * @return the simulator; the caller closes it
     */
    public static EpaySimulator start(int port) {
        return builder().port(port).start();
    }

    /** {@return a simulator with other keys, another clock, or another way of signing in} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Runs until the process is stopped, and prints what a client must be told.
     *
     * @param arguments the TCP port; without it 8443
     * @throws InterruptedException when the process is interrupted
     */
    public static void main(String... arguments) throws InterruptedException {
        int port = arguments.length == 0 ? 8443 : Integer.parseInt(arguments[0]);
        try (EpaySimulator simulator = start(port)) {
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
            System.out.println("Payment platform (simulator): " + simulator.address() + "/");
            System.out.println("Settings:");
            simulator.settings().forEach((name, value) -> System.out.println("  " + name + "=" + value));
            System.out.println("Stop with Ctrl-C.");
            new CountDownLatch(1).await();
        }
    }

    /** {@return the server's address, {@code https://127.0.0.1:port} without a slash at the end; people open it in a browser} */
    public URI address() {
        return simulation().address();
    }

    /** {@return names and values that a user of the library would configure; the files exist until {@link #close()}} */
    public Map<String, String> settings() {
        return simulation().settings();
    }

    /** {@return the same for ePay21's own protocol, with HTTP Basic} */
    public Map<String, String> ePay21Settings() {
        return simulation().ePay21Settings();
    }

    /**
     * Address of the SOAP service of ePayBL; it knows the Mandant {@code 9990000001}, the Bewirtschafter {@code 42} and the
     * dunning key {@code 01}, and demands a client certificate with {@link Builder#mutualTls()} only.
     *
     * @param dialect 2 for services of the generation 2.x, 3 for 3.x
     * @return an address of this simulator
     */
    public URI epayBlAddress(int dialect) {
        return switch (dialect) {
            case 2 -> simulation().epayBlAddress(Dialect.V2);
            case 3 -> simulation().epayBlAddress(Dialect.V3);
            default -> throw new IllegalArgumentException("dialect must be 2 or 3, is " + dialect);
        };
    }

    /** {@return the address of the Paypage of ePayBL, without parameters} */
    public URI paypageAddress() {
        return simulation().paypageAddress();
    }

    /** {@return the salt of pmPayment for the AGS {@code 09162000} and the procedure {@code GEWERBE}; its paths begin at {@link #address()}} */
    public String pmPaymentSalt() {
        return simulation().pmPaymentSalt();
    }

    /** {@return the certificate that the server shows} */
    public X509Certificate certificate() {
        return simulation().certificate();
    }

    /**
     * Lets the next call misbehave that opens a payment or asks for one, if the fault is possible there.
     *
     * @param mishap the fault
     */
    public void next(Mishap mishap) {
        platform().plan(mishap, null);
    }

    /**
     * Lets the next {@code call} misbehave.
     *
     * @param mishap the fault
     * @param call where
     * @throws IllegalArgumentException if the fault cannot happen there
     */
    public void next(Mishap mishap, Call call) {
        platform().plan(mishap, call);
    }

    /** Sends every answer that waits because of {@link Mishap#LATE_ANSWER}. */
    public void releaseLateAnswers() {
        platform().releaseLateAnswers();
    }

    /** Forgets payments, planned faults, calls and access tokens. */
    public void reset() {
        simulation().reset();
    }

    /** {@return every payment that was really accepted, oldest first} */
    public List<BookedPayment> bookings() {
        return platform().payments().stream().map(Payment::booked).toList();
    }

    /** {@return what the cash office sees} */
    public AccountingView accounting() {
        return platform().accounting();
    }

    /** {@return every call with the status of its answer, such as {@code "OPEN 200"} or {@code "OPEN cut"}, oldest first} */
    public List<String> calls() {
        return platform().calls();
    }

    /** {@return number of access tokens issued since the last {@link #reset()}} */
    public int tokensIssued() {
        return simulation().tokens().issued();
    }

    /** Makes every access token issued so far worthless; the next call with one gets status 401. */
    public void revokeTokens() {
        simulation().tokens().revoke();
    }

    /**
     * The payment's page for people, as long as the simulator knows the payment.
     *
     * @param id transaction id, request id, Kassenzeichen or reference of the payment
     * @return an address of this simulator
     */
    public URI paymentPage(String id) {
        return address()
                .resolve(PaymentPage.PATH + platform().require(id).order().transactionId());
    }

    /**
     * The payer pays by card.
     *
     * @param id transaction id, request id, Kassenzeichen or reference of the payment
     */
    public void pay(String id) {
        Payment payment = platform().require(id);
        payment.pay(PaymentPage.usualMeans(payment), platform().now());
    }

    /**
     * The payer pays.
     *
     * @param id transaction id, request id, Kassenzeichen or reference of the payment
     * @param method the means of payment as the protocol names it, also one that no document knows
     */
    public void pay(String id, String method) {
        platform().require(id).pay(method, platform().now());
    }

    /**
     * The payer aborts.
     *
     * @param id transaction id, request id, Kassenzeichen or reference of the payment
     */
    public void cancel(String id) {
        platform().require(id).cancel(platform().now());
    }

    /**
     * The platform ends the payment because of the payer's input.
     *
     * @param id transaction id, request id, Kassenzeichen or reference of the payment
     */
    public void fail(String id) {
        platform().require(id).fail(platform().now());
    }

    /**
     * The money comes although the payment was canceled or has failed.
     *
     * @param id transaction id, request id, Kassenzeichen or reference of the payment
     */
    public void payLate(String id) {
        Payment payment = platform().require(id);
        payment.payLate(PaymentPage.usualMeans(payment), platform().now());
    }

    /**
     * Every report of the payment names another amount from now on; the books stay as they are.
     *
     * @param id transaction id, request id, Kassenzeichen or reference of the payment
     * @param amount in euro with two decimals, such as {@code "13.01"}
     */
    public void reportWrongAmount(String id, String amount) {
        platform().require(id).pretendAmount(euro(amount));
    }

    /**
     * Every report of the payment names this state from now on; the books stay as they are.
     *
     * @param id transaction id, request id, Kassenzeichen or reference of the payment
     * @param status a state in the protocol's word, also one that no document knows, such as {@code "BOOKED"}
     */
    public void reportStatus(String id, String status) {
        platform().require(id).pretendStatus(status);
    }

    /**
     * The notification that pmPayment sends for a payment, as the form it carries; the test delivers it as often, as late
     * and as altered as it likes.
     *
     * @param id transaction id, request id, Kassenzeichen or reference of the payment
     * @param signed whether it carries a hash; the real platform sent none in 2020
     * @return the body of a POST with {@code application/x-www-form-urlencoded}
     */
    public String notification(String id, boolean signed) {
        return simulation().pmpayment().notification(platform().require(id), signed);
    }

    /**
     * Where pmPayment was told to send notifications.
     *
     * @param id transaction id, request id, Kassenzeichen or reference of the payment
     * @return empty if the payment was opened without such an address
     */
    public Optional<URI> notificationAddress(String id) {
        return simulation().pmpayment().notifyAddress(platform().require(id));
    }

    /**
     * The whole amount of a paid payment arrives at the cash office.
     *
     * @param id transaction id, request id, Kassenzeichen or reference of the payment
     */
    public void settle(String id) {
        Payment payment = platform().require(id);
        payment.receive(payment.order().amount());
    }

    /**
     * Money for a paid payment arrives at the cash office: less, the rest, or too much.
     *
     * @param id transaction id, request id, Kassenzeichen or reference of the payment
     * @param amount in euro with two decimals
     */
    public void settle(String id, String amount) {
        platform().require(id).receive(euro(amount));
    }

    /**
     * The payer's bank takes the money of a paid payment back.
     *
     * @param id transaction id, request id, Kassenzeichen or reference of the payment
     */
    public void returnDebit(String id) {
        platform().require(id).takeBack();
    }

    /**
     * The cash office withdraws the claim of a paid payment and returns what arrived.
     *
     * @param id transaction id, request id, Kassenzeichen or reference of the payment
     */
    public void withdraw(String id) {
        platform().require(id).withdraw();
    }

    /** Stops the server and deletes the files that the settings name. Closing twice is harmless. */
    @Override
    public void close() {
        Simulation old;
        synchronized (this) {
            old = running;
            running = null;
        }
        if (old != null) {
            old.close();
        }
    }

    final synchronized void run() {
        if (running == null) {
            running = new Simulation(builder);
        }
    }

    private static BigDecimal euro(String amount) {
        BigDecimal euro = new BigDecimal(amount);
        if (euro.signum() <= 0 || euro.scale() != 2) {
            throw new IllegalArgumentException("An amount is more than zero and has two decimals; got " + amount);
        }
        return euro;
    }

    private Platform platform() {
        return simulation().platform();
    }

    private Simulation simulation() {
        Simulation now = running;
        if (now == null) {
            throw new IllegalStateException(
                    "The simulator does not run. Register it with @RegisterExtension on a static"
                            + " field, or make it with EpaySimulator.start(0); after close() it is gone.");
        }
        return now;
    }

    /** How a simulator shall be; every part has a default. */
    public static final class Builder {

        enum SignIn {
            OAUTH,
            BASIC,
            MUTUAL_TLS
        }

        private static final Pattern ID = Pattern.compile("[\\w-]{1,36}");

        int port;
        Clock clock = Clock.systemUTC();
        Consumer<Served> served = call -> {};
        KeyStore.@Nullable PrivateKeyEntry tlsKey;
        SignIn signIn = SignIn.OAUTH;
        Duration tokenLifetime = Duration.ofMinutes(5);
        final Set<String> tenants = new LinkedHashSet<>(Set.of("musterstadt/09162000"));
        Set<String> demandedBookingData = Set.of();
        boolean takesRequestor = true;
        String postScope = "";
        Set<String> withoutOperations = Set.of();
        UnaryOperator<String> transactionIds = requestId -> UUID.randomUUID().toString();

        private Builder() {}

        /**
         * The TCP port.
         *
         * @param number 0 to 65535; 0, the default, takes a free one
         * @return this builder
         */
        public Builder port(int number) {
            if (number < 0 || number > 65_535) {
                throw new IllegalArgumentException("port must be from 0 to 65535, is " + number);
            }
            port = number;
            return this;
        }

        /**
         * Where the simulator reads the time; default the system's clock.
         *
         * @param time the clock
         * @return this builder
         */
        public Builder clock(Clock time) {
            clock = time;
            return this;
        }

        /**
         * The server's key and certificate chain; default a fresh pair for localhost and 127.0.0.1.
         *
         * @param key what the server shows
         * @return this builder
         */
        public Builder tlsKey(KeyStore.PrivateKeyEntry key) {
            tlsKey = key;
            return this;
        }

        /**
         * Clients of XBezahldienste sign in with OAuth 2 client credentials; this is the default.
         *
         * @return this builder
         */
        public Builder oauth() {
            signIn = SignIn.OAUTH;
            return this;
        }

        /**
         * Clients of XBezahldienste sign in with user name and password.
         *
         * @return this builder
         */
        public Builder basic() {
            signIn = SignIn.BASIC;
            return this;
        }

        /**
         * Clients show the certificate that {@link EpaySimulator#settings()} names.
         *
         * @return this builder
         */
        public Builder mutualTls() {
            signIn = SignIn.MUTUAL_TLS;
            return this;
        }

        /**
         * How long an access token lives, by the simulator's clock.
         *
         * @param lifetime more than zero; default 5 minutes
         * @return this builder
         */
        public Builder tokenLifetime(Duration lifetime) {
            if (lifetime.isNegative() || lifetime.isZero()) {
                throw new IllegalArgumentException("tokenLifetime must be more than zero, is " + lifetime);
            }
            tokenLifetime = lifetime;
            return this;
        }

        /**
         * One more payee, beside {@code musterstadt/09162000} which always exists and which the settings name.
         *
         * @param originatorId 1 to 36 word characters or hyphens
         * @param endPointId 1 to 36 word characters or hyphens
         * @return this builder
         */
        public Builder tenant(String originatorId, String endPointId) {
            for (String id : List.of(originatorId, endPointId)) {
                if (!ID.matcher(id).matches()) {
                    throw new IllegalArgumentException(
                            "A tenant's ids have 1 to 36 word characters or hyphens; got '" + id + "'");
                }
            }
            tenants.add(originatorId + "/" + endPointId);
            return this;
        }

        /**
         * Names that {@code bookingData} of every item must have; without them the platform answers BOOKING_DATA_MISSING.
         *
         * @param names the names; default none
         * @return this builder
         */
        public Builder demandBookingData(String... names) {
            demandedBookingData = Set.of(names);
            return this;
        }

        /**
         * Refuses requests of XBezahldienste that name who pays, as ePay21 does.
         *
         * @return this builder
         */
        public Builder refuseRequestor() {
            takesRequestor = false;
            return this;
        }

        /**
         * The scope that an access token must have to open a payment over XBezahldienste, as GiroCheckout demands {@code post}.
         *
         * @param word one word; default none is demanded
         * @return this builder
         */
        public Builder demandScope(String word) {
            postScope = word;
            return this;
        }

        /**
         * How transaction ids of XBezahldienste come into being; default a random UUID.
         *
         * @param fromRequestId for example {@code id -> id}, or ids of 44 characters, as some providers have them
         * @return this builder
         */
        public Builder transactionIds(UnaryOperator<String> fromRequestId) {
            transactionIds = fromRequestId;
            return this;
        }

        /**
         * Operations that this installation of ePayBL does not offer; calls of them get a SOAP fault.
         *
         * @param names such as {@code anlegenKassenzeichenMitZahlverfahrenlisteMitBLP}
         * @return this builder
         */
        public Builder withoutEpayBlOperations(String... names) {
            withoutOperations = Set.of(names);
            return this;
        }

        /**
         * Tells {@code listener} of every call that was answered, on the thread that answers.
         *
         * @param listener default: nobody
         * @return this builder
         */
        public Builder onServed(Consumer<Served> listener) {
            served = listener;
            return this;
        }

        /** {@return a JUnit 5 extension that starts before all tests of a class, resets before each and closes after all} */
        public EpaySimulator create() {
            return EpaySimulatorExtension.of(this);
        }

        /** {@return a running simulator} */
        public EpaySimulator start() {
            EpaySimulator simulator = new EpaySimulator(this);
            simulator.run();
            return simulator;
        }

        KeyStore.PrivateKeyEntry serverKey() {
            return tlsKey == null ? Keys.fresh("localhost") : tlsKey;
        }
    }
}
