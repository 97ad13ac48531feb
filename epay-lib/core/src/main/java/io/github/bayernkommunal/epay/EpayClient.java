package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.internal.Fault;
import io.github.bayernkommunal.epay.internal.Redact;
import io.github.bayernkommunal.epay.internal.Settings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens payments and reports on them; one per payee and route. Immutable and safe for many threads.
 *
 * <p>What is owed is remembered before the platform is called. Whether it is paid is known from the platform's answer to
 * our own question alone; nothing that a browser brings is believed.
 */
public final class EpayClient implements AutoCloseable {

    private static final int LOCKS = 64;
    static final int LONGEST_TOKEN = 200;

    private final PaymentRoute route;
    private final Journal journal;
    private final Opening opening;
    private final Asking asking;
    private final Clock clock;
    private final Notifications notifications;
    // A double click waits here for the first click instead of being told that a call is under way.
    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

    private EpayClient(Builder from, PaymentRoute route, Set<String> hosts) {
        this.route = route;
        this.journal = from.journal;
        this.clock = from.clock;
        Calls calls = new Calls(route, from.exchangeListener, from.clock);
        this.notifications = new Notifications(route, journal, from.clock);
        this.asking =
                new Asking(journal, calls, from.changeListener, notifications, route.reportsSettlement(), from.clock);
        this.opening = new Opening(route, journal, calls, asking, new AttemptIds(from.random), hosts, from.clock);
        Arrays.setAll(locks, i -> new ReentrantLock());
    }

    /**
     * A client from settings found by name, with a journal in memory.
     *
     * @param lookup the value of a setting, or null when it is not set; the names are listed in the README
     * @return the client
     * @throws IllegalArgumentException naming everything that is missing or wrong
     */
    public static EpayClient from(Function<String, @Nullable String> lookup) {
        return configure(lookup).build();
    }

    /**
     * A client from all settings, with a journal in memory; unknown names that begin with {@code epay.} are refused.
     *
     * @param settings names and values; the names are listed in the README
     * @return the client
     * @throws IllegalArgumentException naming everything that is missing, wrong or unknown
     */
    public static EpayClient from(Map<String, String> settings) {
        return configure(settings).build();
    }

    /**
     * A builder filled from settings found by name, to which a journal and listeners can be added.
     *
     * @param lookup the value of a setting, or null when it is not set
     * @return a builder
     * @throws IllegalArgumentException naming everything that is missing or wrong
     */
    public static Builder configure(Function<String, @Nullable String> lookup) {
        return configure(lookup, Clock.systemUTC());
    }

    /**
     * The same with another clock, for the client and its route alike; for tests.
     *
     * @param lookup the value of a setting, or null when it is not set
     * @param clock where the time is read
     * @return a builder
     * @throws IllegalArgumentException naming everything that is missing or wrong
     */
    public static Builder configure(Function<String, @Nullable String> lookup, Clock clock) {
        return ClientSettings.read(new Settings(lookup), clock);
    }

    /**
     * A builder filled from all settings; unknown names that begin with {@code epay.} are refused.
     *
     * @param settings names and values
     * @return a builder
     * @throws IllegalArgumentException naming everything that is missing, wrong or unknown
     */
    public static Builder configure(Map<String, String> settings) {
        return ClientSettings.read(
                new Settings(settings::get).refuseUnknown(settings.keySet(), "epay.", ClientSettings.NAMES),
                Clock.systemUTC());
    }

    /**
     * Starts a client.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Opens a payment, or finds the page of the one that is open under the same reference.
     *
     * <p>After an attempt that the platform reports as ended without payment, a new attempt is opened. While an attempt is
     * open, paid, or its fate unknown, there is never a second one.
     *
     * @param order what is owed for what
     * @return where to send the browser
     * @throws IllegalArgumentException if the route cannot carry the order
     * @throws EpayRejectedException if the platform declines, the reference is in use for another content, or the claim is
     *     paid
     * @throws EpayUnavailableException if no usable answer came; open again later with the same order
     * @throws EpayProtocolException if the platform's answer must not be believed
     */
    public PaymentPage open(PaymentOrder order) {
        return alone(order, opening::open);
    }

    /**
     * Opens a claim that is paid by bank transfer or direct debit, without a payment page, or finds the one that is open under
     * the same reference. Only for routes made for it ({@link EpayBl.Builder#collecting(EpayBl.Collecting)}).
     *
     * @param order what is owed for what; the return address is not used
     * @return the claim; its transaction id is the Kassenzeichen that the citizen has to name; a debit that is under way
     *     is {@link PaymentState#AUTHORIZED}
     * @throws IllegalArgumentException if the route cannot carry the order
     * @throws EpayException as for {@link #open(PaymentOrder)}
     */
    public PaymentReport claim(PaymentOrder order) {
        return alone(order, opening::claim);
    }

    private <T> T alone(PaymentOrder order, Function<PaymentOrder, T> step) {
        ReentrantLock lock = locks[Math.floorMod(order.reference().hashCode(), LOCKS)];
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.INTERRUPTED.unavailable(
                    "Opening the payment %s was interrupted; nothing was sent".formatted(order.reference()),
                    false,
                    null,
                    e);
        }
        try {
            return step.apply(order);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks the platform how a payment stands.
     *
     * @param reference the claim, as named in the order
     * @return what is known after asking
     * @throws EpayRejectedException if the reference is unknown, or the platform declines
     * @throws EpayUnavailableException if no usable answer came
     * @throws EpayProtocolException if the platform's answer must not be believed
     */
    public PaymentReport report(String reference) {
        List<Journal.Entry> attempts = journal.attempts(route.account(), reference);
        if (attempts.isEmpty()) {
            throw Fault.REFERENCE_UNKNOWN.rejected(
                    "No payment with the reference %s was opened for %s"
                            .formatted(Redact.line(reference), route.account()),
                    null);
        }
        return asking.ask(Attempts.decisive(attempts)).report();
    }

    /**
     * To be called when a browser comes back from the payment page. Believes nothing that it brings: finds the payment by
     * the token and asks the platform.
     *
     * @param token last part of the path under which the browser came back
     * @return what is known after asking; empty when the token belongs to no payment
     * @throws EpayException if the platform could not be asked
     */
    public Optional<PaymentReport> returned(String token) {
        if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        return journal.byReturnToken(route.account(), token).map(entry -> report(entry.reference()));
    }

    /**
     * To be called when the platform notifies of a payment. The notification only brings the reconciler's next question
     * forward; it is stored when this method returns.
     *
     * @param body the request's body as it came, at most 16 KiB
     * @return true: answer 204, whether the payment is known or not; false: answer 400, this is not the platform's call
     * @throws EpayUnavailableException if the journal failed: answer 503, the platform shall call again
     */
    public boolean notified(byte[] body) {
        return notifications.take(body);
    }

    /**
     * When our credentials at the platform end, for a health check. Worth a warning 60, 30 and 7 days before.
     *
     * @return end of the client certificate; empty if there is none
     */
    public Optional<Instant> credentialsEnd() {
        return route.credentialsEnd();
    }

    /**
     * What looks after payments whose citizens never come back.
     *
     * @return a reconciler for this client's account; one per node is fine
     */
    public Reconciler reconciler() {
        return new Reconciler(route.account(), journal, asking, clock);
    }

    /** Closes the route. */
    @Override
    public void close() {
        route.close();
    }

    /** Collects the parts of a client; {@link #build()} names everything that is wrong at once. */
    public static final class Builder {

        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]");

        private @Nullable PaymentRoute route;
        private Journal journal = Journal.inMemory();
        private Set<String> hosts = Set.of();
        private @Nullable Consumer<PaymentReport> changeListener;
        private Consumer<Exchange> exchangeListener = exchange -> {};
        private Clock clock = Clock.systemUTC();
        private SecureRandom random = new SecureRandom();

        private Builder() {}

        /**
         * The road to the platform.
         *
         * @param road for example from {@link XBezahldienste#builder()}; closed with the client
         * @return this
         */
        public Builder route(PaymentRoute road) {
            this.route = road;
            return this;
        }

        /**
         * Where payments are remembered.
         *
         * @param memory default {@link Journal#inMemory()}
         * @return this
         */
        public Builder journal(Journal memory) {
            this.journal = memory;
            return this;
        }

        /**
         * Hosts on which payment pages may lie.
         *
         * @param names host names without port; default the host of the route's address
         * @return this
         */
        public Builder redirectHosts(Set<String> names) {
            this.hosts = Set.copyOf(names);
            return this;
        }

        /**
         * Told once about each final state of each attempt.
         *
         * <p>After a crash between the change and the call it is told again with the same {@link
         * PaymentReport#changeKey()}. An exception is logged, and the call repeated later.
         *
         * @param listener called in the thread that asked the platform
         * @return this
         */
        public Builder onChange(Consumer<PaymentReport> listener) {
            this.changeListener = listener;
            return this;
        }

        /**
         * Told about each call to the platform.
         *
         * @param listener called in the thread that made the call
         * @return this
         */
        public Builder onExchange(Consumer<Exchange> listener) {
            this.exchangeListener = listener;
            return this;
        }

        /**
         * The clock; for tests.
         *
         * @param source default the system's clock
         * @return this
         */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /**
         * Source of unguessable ids; for tests.
         *
         * @param source default the platform's strong random numbers
         * @return this
         */
        public Builder random(SecureRandom source) {
            this.random = source;
            return this;
        }

        /**
         * The finished client.
         *
         * @return the client
         * @throws IllegalArgumentException naming everything that is missing or wrong
         */
        public EpayClient build() {
            List<String> problems = new ArrayList<>();
            PaymentRoute road = route;
            if (road == null) {
                problems.add("route is missing: for example XBezahldienste.builder()…build()");
            }
            for (String host : hosts) {
                if (!HOST.matcher(host).matches()) {
                    problems.add("redirectHosts has host names without scheme, port and path; got '%s'"
                            .formatted(Redact.line(host)));
                }
            }
            if (!problems.isEmpty() || road == null) {
                throw new IllegalArgumentException("The client has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            Stream<String> allowed = hosts.isEmpty() ? Stream.of(road.address().getHost()) : hosts.stream();
            return new EpayClient(
                    this,
                    road,
                    allowed.map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet()));
        }
    }
}
