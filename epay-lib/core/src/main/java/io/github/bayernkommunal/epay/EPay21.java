package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.internal.Address;
import io.github.bayernkommunal.epay.internal.Http;
import io.github.bayernkommunal.epay.internal.epay21.InitPayment;
import io.github.bayernkommunal.epay.internal.xbezahldienste.Authorization;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The road of ePay21's own protocol, which opens payments and nothing more: no way to ask for their state is publicly known.
 * <i>Observed</i> in an open client.
 *
 * <p>So nothing on this road is ever paid by our word: after the opening a payment is {@link PaymentState#UNKNOWN}, is not
 * opened again, and stands in the {@link Reconciler}'s daily report until the cash office has looked. Where ePay21 offers XBezahldienste, take {@link
 * XBezahldienste} with HTTP Basic instead.
 *
 * @source docs/protocol.md, ePay21
 */
public final class EPay21 implements PaymentRoute {

    // The SEPA alphabet.
    private static final Pattern TEXT = Pattern.compile("[a-zA-Z0-9 ':?,\\-(+.)/]{1,27}");

    // Not documented; the same as in the standard.
    private static final int LONGEST_DESCRIPTION = 250;

    private final URI address;
    private final String mandant;
    private final String app;
    private final @Nullable String mandantName;
    private final Duration pageLife;
    private final InitPayment call;

    private EPay21(Builder from, URI address, String user, String password) {
        this.address = address;
        this.mandant = from.mandant;
        this.app = from.app;
        this.mandantName = from.mandantName;
        this.pageLife = from.pageLife;
        this.call = new InitPayment(
                address, Authorization.basic(user, password), new Http(null, from.anchors, from.timeout), from.clock);
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
        return "epay21/" + mandant + "/" + app;
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
        if (order.description()
                .filter(text -> text.length() > LONGEST_DESCRIPTION)
                .isPresent()) {
            problems.add("description has at most %d characters".formatted(LONGEST_DESCRIPTION));
        }
        if (order.kassenzeichen().isPresent()) {
            problems.add("ePay21 has no field for an own Kassenzeichen");
        }
        if (order.mandate().isPresent()) {
            problems.add("this route does not debit accounts, so a mandate has no place in the order");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("ePay21 cannot carry the order %s:\n- %s"
                    .formatted(order.reference(), String.join("\n- ", problems)));
        }
    }

    /** CallerPayID is our attempt id, which ePay21 takes once; the platform names no id of its own. */
    @Override
    public Status open(PaymentOrder order, Attempt attempt) {
        Map<String, String> caller = new LinkedHashMap<>();
        caller.put("Mandant", mandant);
        if (mandantName != null) {
            caller.put("MandantDesc", mandantName);
        }
        caller.put("App", app);
        caller.put("LocaleCode", "de-DE");
        Map<String, String> query = new LinkedHashMap<>();
        query.put("CallerPayID", attempt.id());
        query.put("Purpose", order.purpose());
        query.put("OrderDesc", order.description().orElse(order.purpose()));
        query.put("Amount", Long.toString(attempt.amount().cents()));
        query.put("Currency", "EUR");
        query.put("ReturnURL", order.returnTo().toASCIIString());
        query.put("CancelURL", order.returnTo().toASCIIString());
        query.put("Art", "online");
        query.put("GetQrCode", "false");
        query.put("PaymentTimeout", Long.toString(pageLife.toMinutes()));
        return Status.withoutMoney(PaymentState.PENDING, "", attempt.id(), call.call(caller, query));
    }

    /** Always {@link PaymentState#UNKNOWN}: nobody can be asked. */
    @Override
    public Status status(Attempt attempt) {
        return Status.withoutMoney(PaymentState.UNKNOWN, "", attempt.transactionId(), null);
    }

    /** Collects what is known about a service; {@link #build()} names everything that is wrong at once. */
    public static final class Builder {

        private static final Duration LONGEST = Duration.ofMinutes(1);

        private @Nullable URI address;
        private String mandant = "";
        private String app = "";
        private @Nullable String mandantName;
        private @Nullable String user;
        private @Nullable String password;
        private Duration pageLife = Duration.ofMinutes(30);
        private List<X509Certificate> anchors = List.of();
        private Duration timeout = Duration.ofSeconds(10);
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Address of the SOAP service.
         *
         * @param soap an https address, for example {@code https://epay-qs.ekom21.de/epay21/service/v11/ePay21Service.asmx}
         * @return this
         */
        public Builder address(URI soap) {
            this.address = soap;
            return this;
        }

        /**
         * Tenant and application, as the operator named them.
         *
         * @param tenant Mandant, 1 to 36 letters, digits, {@code _} or {@code -}
         * @param application App, the same
         * @return this
         */
        public Builder caller(String tenant, String application) {
            this.mandant = tenant;
            this.app = application;
            return this;
        }

        /**
         * Name of the authority on the payment page.
         *
         * @param name MandantDesc; default none
         * @return this
         */
        public Builder mandantName(String name) {
            this.mandantName = name;
            return this;
        }

        /**
         * How we log in.
         *
         * @param name user for HTTP Basic
         * @param secret its password
         * @return this
         */
        public Builder basic(String name, String secret) {
            this.user = name;
            this.password = secret;
            return this;
        }

        /**
         * How long the payment page takes money.
         *
         * @param time 1 minute to 1 day; default 30 minutes
         * @return this
         */
        public Builder pageLife(Duration time) {
            this.pageLife = time;
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
        public EPay21 build() {
            List<String> problems = new ArrayList<>();
            URI soap = address;
            if (soap == null || !Address.isPlainBase(soap)) {
                problems.add("address is an https address without user, query and fragment");
            }
            for (String id : new String[] {mandant, app}) {
                if (!id.matches("[A-Za-z0-9_-]{1,36}")) {
                    problems.add("caller: Mandant and App have 1 to 36 letters, digits, '_' or '-'; got %d characters"
                            .formatted(id.length()));
                }
            }
            if (user == null || user.isEmpty() || password == null || password.isEmpty()) {
                problems.add("basic: user and password are missing");
            }
            if (pageLife.compareTo(Duration.ofMinutes(1)) < 0 || pageLife.compareTo(Duration.ofDays(1)) > 0) {
                problems.add("pageLife is between one minute and one day; got " + pageLife);
            }
            if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
                problems.add("timeout is more than zero and at most %s; got %s".formatted(LONGEST, timeout));
            }
            if (!problems.isEmpty() || soap == null || user == null || password == null) {
                throw new IllegalArgumentException("The route ePay21 has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            return new EPay21(this, soap, user, password);
        }
    }
}
