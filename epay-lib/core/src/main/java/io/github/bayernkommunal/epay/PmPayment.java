package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.internal.Address;
import io.github.bayernkommunal.epay.internal.Fault;
import io.github.bayernkommunal.epay.internal.Http;
import io.github.bayernkommunal.epay.internal.pmpayment.Form;
import io.github.bayernkommunal.epay.internal.pmpayment.Mac;
import io.github.bayernkommunal.epay.internal.pmpayment.PmService;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The road of pmPayment as it was before XBezahldienste: a form with a message authentication code, a status to ask for.
 * <i>Observed</i> in two open clients.
 *
 * <p>The status names no amount. The platform binds its transaction to the amount of our signed request, and the hash of the
 * return covers the amount as well; nothing else is known.
 *
 * @source docs/protocol.md, pmPayment
 */
public final class PmPayment implements PaymentRoute {

    // The SEPA alphabet: other letters make the platform compute another hash.
    private static final Pattern TEXT = Pattern.compile("[a-zA-Z0-9 ':?,\\-(+.)/]{1,27}");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final URI address;
    private final String ags;
    private final String procedure;
    private final Mac mac;
    private final @Nullable URI notify;
    private final PmService calls;

    private PmPayment(Builder from, URI address) {
        this.address = address;
        this.ags = from.ags;
        this.procedure = from.procedure;
        this.mac = new Mac(from.salts);
        this.notify = from.notify;
        this.calls = new PmService(address, new Http(null, from.anchors, from.timeout), from.clock);
    }

    /**
     * Starts the description of a service.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String account() {
        return "pmpayment/" + ags + "/" + procedure;
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public void check(PaymentOrder order) {
        List<String> problems = new ArrayList<>();
        if (!TEXT.matcher(order.purpose()).matches()) {
            problems.add("purpose has 1 to 27 of a–z, A–Z, 0–9, space and ' : ? , - ( + . ) /; got %d characters"
                    .formatted(order.purpose().length()));
        }
        if (order.returnTo().toASCIIString().contains("|")) {
            problems.add("returnTo has no '|', which separates the signed values");
        }
        if (order.kassenzeichen().isPresent()) {
            problems.add("pmPayment has no field for an own Kassenzeichen");
        }
        if (order.mandate().isPresent()) {
            problems.add("this route does not debit accounts, so a mandate has no place in the order");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("pmPayment cannot carry the order %s:\n- %s"
                    .formatted(order.reference(), String.join("\n- ", problems)));
        }
    }

    @Override
    public Status open(PaymentOrder order, Attempt attempt) {
        String known = attempt.transactionId();
        if (known != null) {
            return status(attempt);
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("ags", ags);
        form.put("amount", Long.toString(attempt.amount().cents()));
        form.put("procedure", procedure);
        form.put("desc", order.purpose());
        form.put("txid", attempt.id());
        if (notify != null) {
            form.put("notifyURL", notify.toASCIIString());
        }
        form.put("redirectURL", order.returnTo().toASCIIString());
        form.put("hash", mac.of(form.values()));
        PmService.Opened opened = calls.open(form, attempt.id());
        return Status.withoutMoney(PaymentState.PENDING, "", opened.transactionId(), opened.page());
    }

    @Override
    public Status status(Attempt attempt) {
        String id = attempt.transactionId() == null ? attempt.id() : attempt.transactionId();
        Optional<PmService.Seen> found = calls.status(ags, id);
        if (found.isEmpty()) {
            return Status.withoutMoney(PaymentState.UNKNOWN, "", attempt.transactionId(), null);
        }
        PmService.Seen seen = found.get();
        PaymentState state = switch (seen.status()) {
            case "-1" -> PaymentState.PENDING;
            case "1" -> PaymentState.AUTHORIZED;
            // A failed payment names its means, an aborted one does not.
            case "0" -> seen.method() == null ? PaymentState.CANCELED : PaymentState.FAILED;
            default -> PaymentState.UNKNOWN;
        };
        return new Status(
                state,
                seen.status(),
                true,
                id,
                null,
                null,
                null,
                seen.method() == null ? null : PaymentMethod.of(seen.method()),
                null,
                null);
    }

    @Override
    public Optional<PaymentNotification> notification(byte[] body) {
        Map<String, String> fields = Form.read(body);
        String id = fields.getOrDefault("txid", "");
        if (!fields.getOrDefault("ags", "").equals(ags) || !ID.matcher(id).matches()) {
            throw Fault.NOTIFICATION_FOREIGN.protocol("A notification does not belong to " + account(), null);
        }
        // The platform sent no hash in 2020. Where there is one, it has to be right.
        boolean signed = !fields.getOrDefault("hash", "").isEmpty();
        if (signed && !isAuthenticReturn(fields)) {
            throw Fault.NOTIFICATION_FORGED.protocol(
                    "A notification carries a hash that none of our salts gives", null);
        }
        return Optional.of(new PaymentNotification(id, signed));
    }

    /**
     * Whether the fields with which the browser came back carry the platform's hash. Even then they are only a reason to
     * ask; a wrong hash is worth a warning.
     *
     * @param fields the parameters of the return
     * @return true if the hash fits to one of the salts
     */
    public boolean isAuthenticReturn(Map<String, String> fields) {
        List<String> values = new ArrayList<>();
        for (String name : List.of("ags", "txid", "amount", "desc", "status", "payment_method", "created_at")) {
            values.add(fields.getOrDefault(name, ""));
        }
        return mac.fits(values, fields.getOrDefault("hash", ""));
    }

    /** Collects what is known about a service; {@link #build()} names everything that is wrong at once. */
    public static final class Builder {

        private static final Duration LONGEST = Duration.ofMinutes(1);

        private @Nullable URI address;
        private String ags = "";
        private String procedure = "";
        private List<String> salts = List.of();
        private @Nullable URI notify;
        private List<X509Certificate> anchors = List.of();
        private Duration timeout = Duration.ofSeconds(10);
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Address of the platform, without path.
         *
         * @param base an https address
         * @return this
         */
        public Builder address(URI base) {
            this.address = base;
            return this;
        }

        /**
         * Official key of the municipality.
         *
         * @param key eight digits
         * @return this
         */
        public Builder ags(String key) {
            this.ags = key;
            return this;
        }

        /**
         * Name of the procedure (Verfahren) at the platform.
         *
         * @param name 1–36 letters, digits, {@code _}, {@code .} or {@code -}
         * @return this
         */
        public Builder procedure(String name) {
            this.procedure = name;
            return this;
        }

        /**
         * Shared secrets.
         *
         * @param secrets the current one first; all of them are accepted, so that they can be changed without a pause
         * @return this
         */
        public Builder salts(List<String> secrets) {
            this.salts = List.copyOf(secrets);
            return this;
        }

        /**
         * Where the platform sends its notifications.
         *
         * @param callback an https address; default none
         * @return this
         */
        public Builder notifyAt(URI callback) {
            this.notify = callback;
            return this;
        }

        /**
         * Trusts these certificates instead of the platform's trust store.
         *
         * @param certificates default none, which means the platform's trust store
         * @return this
         */
        public Builder trust(List<X509Certificate> certificates) {
            this.anchors = List.copyOf(certificates);
            return this;
        }

        /**
         * Longest time from sending a request until its answer has arrived completely.
         *
         * @param limit more than zero, at most one minute; default 10 seconds
         * @return this
         */
        public Builder timeout(Duration limit) {
            this.timeout = limit;
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
         * The finished route.
         *
         * @return the route
         * @throws IllegalArgumentException naming everything that is missing or wrong
         */
        public PmPayment build() {
            List<String> problems = new ArrayList<>();
            URI base = address;
            if (base == null || !Address.isPlainBase(base)) {
                problems.add("address is an https address without user, query and fragment");
            }
            if (!ags.matches("[0-9]{8}")) {
                problems.add("ags has eight digits, for example 09162000");
            }
            if (!procedure.matches("[A-Za-z0-9_.-]{1,36}")) {
                problems.add("procedure has 1 to 36 letters, digits, '_', '.' or '-'");
            }
            if (salts.isEmpty() || salts.stream().anyMatch(salt -> salt.length() < 16)) {
                problems.add("salts are one or more secrets of at least 16 characters");
            }
            if (notify != null
                    && (!Address.isPlainHttps(notify) || notify.toString().contains("|"))) {
                problems.add("the address for notifications is an https address without user, fragment and '|'");
            }
            if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
                problems.add("timeout is more than zero and at most %s; got %s".formatted(LONGEST, timeout));
            }
            if (!problems.isEmpty() || base == null) {
                throw new IllegalArgumentException("The route pmPayment has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            return new PmPayment(this, base);
        }
    }
}
