package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.internal.ClientSettings;
import io.github.bayernkommunal.postfach.internal.Pseudonyms;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages to citizens' mailboxes and knows what became of them. Immutable and thread-safe; costly to make, cheap to
 * keep: one per municipality and service.
 *
 * <p>A message is sent once per reference. When nobody can tell whether it arrived, it stays
 * {@link DeliveryState#UNCERTAIN} and is not sent again until {@link #markDelivered} or {@link #permitRepeat} decides.
 */
public final class PostfachClient implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PostfachClient.class);

    private final PostfachRoute route;
    private final Journal journal;
    private final Clock clock;
    private final @Nullable Sender sender;
    private final Consumer<Exchange> onExchange;
    private final Pseudonyms pseudonyms;
    private final SendOnce once;

    private PostfachClient(Builder complete, PostfachRoute route) {
        this.route = route;
        this.journal = complete.journal;
        this.clock = complete.clock;
        this.sender = complete.sender;
        this.onExchange = complete.onExchange;
        this.pseudonyms = new Pseudonyms(complete.pseudonymKey);
        this.once = new SendOnce(route, journal, clock, complete.scanner, complete.onProgress);
    }

    /** {@return a builder for a client whose parts are given one by one} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins a client from settings; what settings cannot express, such as a journal, can be added before it is built.
     *
     * @param lookup gives the value of a setting by its name, or null
     * @return a builder filled from the settings
     * @throws IllegalArgumentException if a setting is missing or wrong; its text lists every problem
     */
    public static Builder configure(Function<String, @Nullable String> lookup) {
        return ClientSettings.read(lookup);
    }

    /**
     * Begins a client from settings, and refuses names that begin with {@code postfach.} and mean nothing.
     *
     * @param settings names and values
     * @return a builder filled from the settings
     * @throws IllegalArgumentException if a setting is missing, wrong or unknown; its text lists every problem
     */
    public static Builder configure(Map<String, String> settings) {
        return ClientSettings.read(settings);
    }

    /**
     * A client made from settings.
     *
     * @param lookup gives the value of a setting by its name, or null; the names stand in the README
     * @return a client made from settings
     * @throws IllegalArgumentException if a setting is missing or wrong; its text lists every problem
     */
    public static PostfachClient from(Function<String, @Nullable String> lookup) {
        return configure(lookup).build();
    }

    /**
     * A client made from settings, which also refuses names that begin with {@code postfach.} and mean nothing.
     *
     * @param settings names and values
     * @return a client made from settings
     * @throws IllegalArgumentException if a setting is missing, wrong or unknown; its text lists every problem
     */
    public static PostfachClient from(Map<String, String> settings) {
        return configure(settings).build();
    }

    /**
     * Begins a message that already carries the sender of the settings.
     *
     * @param recipient the mailbox it goes to
     * @return a builder with recipient, clock and sender
     */
    public Message.Builder messageTo(PostboxHandle recipient) {
        Message.Builder message = new Message.Builder(recipient, clock);
        return sender == null ? message : message.from(sender);
    }

    /**
     * Sends a message once, or returns the delivery that exists already for the same reference and content.
     *
     * @param message a complete message
     * @return the receipt; its state is {@link DeliveryState#PROVIDED} or, on routes with a relay,
     *     {@link DeliveryState#HANDED_OVER}
     * @throws PostfachRejectedException if our own check, which lists every problem at once, or the service declined
     * @throws PostfachUnavailableException if no usable answer came; ask it whether the message may have arrived all the same
     * @throws PostfachProtocolException if the service says that our request breaks the contract
     */
    public Delivery send(Message message) {
        Instant start = clock.instant();
        long began = System.nanoTime();
        String code = "";
        Exchange.Outcome outcome = Exchange.Outcome.OK;
        try {
            return once.send(message);
        } catch (PostfachRejectedException e) {
            code = e.code();
            outcome = Exchange.Outcome.REJECTED;
            throw e;
        } catch (PostfachUnavailableException e) {
            code = e.code();
            outcome = e.mayHaveTakenEffect() ? Exchange.Outcome.UNCERTAIN : Exchange.Outcome.UNAVAILABLE;
            throw e;
        } catch (PostfachProtocolException e) {
            code = e.code();
            outcome = Exchange.Outcome.PROTOCOL;
            throw e;
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            log.debug(
                    "sent {} to mailbox {} by {}: {} {} in {} ms",
                    message.messageId(),
                    pseudonyms.of(message.recipient()),
                    route.name(),
                    outcome,
                    code,
                    took.toMillis());
            tell(new Exchange("send", route.name(), start, took, outcome, code));
        }
    }

    private void tell(Exchange exchange) {
        try {
            onExchange.accept(exchange);
        } catch (RuntimeException e) {
            // A counter that fails must not turn a delivery into an error.
            log.warn("the listener of exchanges failed", e);
        }
    }

    /**
     * What became of the message with the given reference; empty if it is not known here.
     *
     * @param reference the caller's own reference, at most 255 characters
     * @return the delivery, if it is known here
     */
    public Optional<Delivery> find(String reference) {
        return journal.find(reference).map(Journal.Entry::delivery);
    }

    /**
     * Asks the road what became of a message that was {@link DeliveryState#HANDED_OVER}, and notes it. Messages in another state,
     * and roads that learn nothing later, are answered from the journal.
     *
     * @param reference the caller's own reference, at most 255 characters
     * @return the delivery as it stands now
     * @throws IllegalStateException if the message is unknown
     * @throws PostfachException if the service gave no usable answer; the delivery stands as before
     */
    public Delivery refresh(String reference) {
        return once.refresh(reference);
    }

    /**
     * Decides that an uncertain message did arrive, for example because the citizen says so.
     *
     * @param reference the caller's own reference, at most 255 characters
     * @return the delivery as decided
     * @throws IllegalStateException if the message is unknown or not uncertain
     */
    public Delivery markDelivered(String reference) {
        return once.decide(reference, DeliveryState.PROVIDED);
    }

    /**
     * Decides that an uncertain message may be sent again; the next {@link #send} does it, under the same message id.
     *
     * @param reference the caller's own reference, at most 255 characters
     * @return the delivery as decided
     * @throws IllegalStateException if the message is unknown or not uncertain
     */
    public Delivery permitRepeat(String reference) {
        return once.decide(reference, DeliveryState.QUEUED);
    }

    /** Opens what is costly to open, so that the first citizen does not wait for it; sends nothing. */
    public void warmUp() {
        route.warmUp();
    }

    /** Releases connections and threads. */
    @Override
    public void close() {
        route.close();
    }

    /** Collects the parts of a client. */
    public static final class Builder {

        private @Nullable PostfachRoute route;
        private Journal journal = Journal.inMemory();
        private Clock clock = Clock.systemUTC();
        private @Nullable Sender sender;
        private Consumer<Exchange> onExchange = exchange -> {};
        private @Nullable AttachmentScanner scanner;
        private @Nullable Consumer<Exchange.Progress> onProgress;
        private byte[] pseudonymKey;

        private Builder() {
            pseudonymKey = new byte[32];
            new SecureRandom().nextBytes(pseudonymKey);
        }

        /**
         * The road to the mailbox. Mandatory.
         *
         * @param route for BayernID a {@link BspSoap}
         * @return this builder
         */
        public Builder route(PostfachRoute route) {
            this.route = route;
            return this;
        }

        /**
         * What remembers messages; default: in memory, forgotten when the process ends.
         *
         * @param journal for production one that outlives the process
         * @return this builder
         */
        public Builder journal(Journal journal) {
            this.journal = journal;
            return this;
        }

        /**
         * The clock for every time this client notes; default: the system's, in UTC.
         *
         * @param clock gives the time of every journal entry and exchange
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * The sender that {@link PostfachClient#messageTo} fills in; default: none.
         *
         * @param sender the sender to fill in
         * @return this builder
         */
        public Builder sender(Sender sender) {
            this.sender = sender;
            return this;
        }

        /**
         * Is told about every finished call, in the caller's thread; default: nobody.
         *
         * @param listener is called in the thread that sends; must be quick
         * @return this builder
         */
        public Builder onExchange(Consumer<Exchange> listener) {
            this.onExchange = listener;
            return this;
        }

        /**
         * Scans every attachment before it is sent; default: no scan.
         *
         * @param scanner for example {@link AttachmentScanner#clamd}
         * @return this builder
         */
        public Builder scanner(AttachmentScanner scanner) {
            this.scanner = scanner;
            return this;
        }

        /**
         * Is told how far large messages are; default: nobody.
         *
         * @param listener is called in a thread that sends; must be quick
         * @return this builder
         */
        public Builder onProgress(Consumer<Exchange.Progress> listener) {
            this.onProgress = listener;
            return this;
        }

        /**
         * The key under which handles appear in logs as pseudonyms; default: random for each client.
         *
         * @param key at least 16 bytes; the same on all nodes makes their logs comparable
         * @return this builder
         * @throws IllegalArgumentException if it is shorter
         */
        public Builder pseudonymKey(byte[] key) {
            if (key.length < 16) {
                throw new IllegalArgumentException("A pseudonym key has at least 16 bytes; got " + key.length);
            }
            this.pseudonymKey = key.clone();
            return this;
        }

        /**
         * The client.
         *
         * @return the client
         * @throws IllegalArgumentException if the route is missing
         */
        public PostfachClient build() {
            if (route == null) {
                throw new IllegalArgumentException(
                        "The client has 1 problem(s):\n- route: missing; for BayernID use BspSoap");
            }
            return new PostfachClient(this, route);
        }
    }
}
