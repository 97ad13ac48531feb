package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.internal.Address;
import io.github.bayernkommunal.epay.internal.Fault;
import io.github.bayernkommunal.epay.internal.Http;
import io.github.bayernkommunal.epay.internal.KeyCheck;
import io.github.bayernkommunal.epay.internal.xbezahldienste.Authorization;
import io.github.bayernkommunal.epay.internal.xbezahldienste.OAuthTokens;
import io.github.bayernkommunal.epay.internal.xbezahldienste.Provider;
import io.github.bayernkommunal.epay.internal.xbezahldienste.RequestWriter;
import io.github.bayernkommunal.epay.internal.xbezahldienste.Transaction;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The road of the official standard XBezahldienste v1.0.0, offered by ePayBL connectors, pmPayment, GiroCheckout and
 * ePay21. <i>Specified</i>: paths, fields, status values. <i>Left to the provider</i>: authentication and the names of
 * posting data.
 *
 * @source XBezahldienste v1.0.0, docs.fitko.de/xbezahldienste
 */
public final class XBezahldienste implements PaymentRoute {

    // The standard's \s would let line breaks into a bank statement; only the space is taken from it.
    private static final Pattern PURPOSE = Pattern.compile("[A-Za-z0-9_ -]{1,27}");
    private static final Pattern DESCRIPTION = Pattern.compile("[A-Za-z0-9_ ,.\\u00C0-\\u017F-]{1,250}");
    private static final Money MOST = Money.euro("999999");

    private final String account;
    private final URI address;
    private final Provider provider;
    private final RequestWriter writer;
    private final @Nullable Instant credentialsEnd;
    private final Clock clock;

    private XBezahldienste(
            String account,
            URI address,
            Provider provider,
            RequestWriter writer,
            @Nullable Instant credentialsEnd,
            Clock clock) {
        this.writer = writer;
        this.credentialsEnd = credentialsEnd;
        this.account = account;
        this.address = address;
        this.provider = provider;
        this.clock = clock;
    }

    /**
     * Starts the description of a provider.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public Optional<Instant> credentialsEnd() {
        return Optional.ofNullable(credentialsEnd);
    }

    /**
     * Whether the provider is up and takes payments for originator and end point: {@code GET status/{originatorId}/{endPointId}}.
     *
     * @return false if it says that it is out of service (503)
     * @throws EpayException if it does not let us in, does not know the ids, or does not answer
     */
    public boolean isAlive() {
        return provider.isAlive();
    }

    @Override
    public void check(PaymentOrder order) {
        List<String> problems = new ArrayList<>();
        if (!PURPOSE.matcher(order.purpose()).matches()) {
            problems.add("purpose has 1 to 27 of A–Z, a–z, 0–9, space, '_' and '-' (no umlauts, dots or slashes); got"
                    + " %d characters. Without a purpose the reference stands there"
                            .formatted(order.purpose().length()));
        }
        order.description()
                .filter(text -> !DESCRIPTION.matcher(text).matches())
                .ifPresent(text -> problems.add(
                        "description has 1 to 250 letters, digits, spaces, '_', '-', ',' and '.'; got %d characters"
                                .formatted(text.length())));
        if (order.amount().compareTo(MOST) > 0) {
            problems.add("the amount is at most %s; got %s".formatted(MOST, order.amount()));
        }
        if (order.kassenzeichen().isPresent()) {
            problems.add("XBezahldienste has no field for an own Kassenzeichen; the platform assigns it");
        }
        if (order.mandate().isPresent()) {
            problems.add("this route does not debit accounts, so a mandate has no place in the order");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("XBezahldienste cannot carry the order %s:\n- %s"
                    .formatted(order.reference(), String.join("\n- ", problems)));
        }
    }

    @Override
    public Status open(PaymentOrder order, Attempt attempt) {
        if (attempt.transactionId() != null) {
            return status(attempt);
        }
        byte[] request = writer.write(order, attempt, clock.instant());
        return provider.create(request)
                .map(created -> translated(created, attempt))
                .orElseGet(() -> known(attempt));
    }

    @Override
    public Status status(Attempt attempt) {
        String id = attempt.transactionId();
        if (id != null) {
            return provider.read(id)
                    .map(found -> translated(found, attempt))
                    // An id that the platform gave out itself does not vanish: unknown, not failed.
                    .orElseGet(() -> Status.withoutMoney(PaymentState.UNKNOWN, "", id, null));
        }
        return byOurId(attempt);
    }

    /** PAYMENT_EXISTS: the creation whose answer we never saw has taken effect. */
    private Status known(Attempt attempt) {
        Status found = byOurId(attempt);
        if (found.transactionId() == null) {
            throw Fault.EXISTS_BUT_HIDDEN.protocol(
                    "The platform has the payment %s already, but does not show it under our id %s. Ask the operator for its transaction"
                                    .formatted(attempt.reference(), attempt.id())
                            + " id and outcome; do not open another payment for the claim",
                    null);
        }
        return found;
    }

    /** Some providers take our requestId as their transactionId; the standard has no other way to look it up. */
    private Status byOurId(Attempt attempt) {
        return provider.read(attempt.id())
                .filter(found -> found.requestId().equals(attempt.id()))
                .map(found -> translated(found, attempt))
                .orElseGet(() -> Status.withoutMoney(PaymentState.UNKNOWN, "", null, null));
    }

    static Status translated(Transaction seen, Attempt attempt) {
        String expected = attempt.transactionId();
        boolean ours = seen.requestId().equals(attempt.id())
                && seen.amount().compareTo(attempt.amount().amount()) == 0
                && seen.currency().equals("EUR")
                && (expected == null || expected.equals(seen.id()));
        PaymentState state = !ours
                ? PaymentState.MISMATCH
                : switch (seen.status()) {
                    case "INITIAL" -> PaymentState.PENDING;
                    case "PAYED" -> PaymentState.AUTHORIZED;
                    case "FAILED" -> PaymentState.FAILED;
                    case "CANCELED" -> PaymentState.CANCELED;
                    default -> PaymentState.UNKNOWN;
                };
        String method = seen.method();
        return new Status(
                state,
                seen.status(),
                true, // PAYED is the platform's confirmation, whatever the means of payment.
                expected == null ? seen.id() : expected,
                seen.page(),
                seen.amount(),
                null,
                method == null ? null : PaymentMethod.of(method),
                seen.reference(),
                seen.paidAt());
    }

    /** Providers whose ways are publicly known, so that a wrong setting is found before the first payment. */
    public enum Profile {

        /** Connector of ePayBL: client certificate. */
        EPAYBL_CONNECTOR,
        /** pmPayment: OAuth 2.0; its originator id is its Verfahren. */
        PMPAYMENT,
        /** GiroCheckout: OAuth 2.0 with the scope {@code post}, which is then the default, or a client certificate. */
        GIROCHECKOUT,
        /** ePay21: HTTP Basic. It refuses to be told who pays, so {@link PaymentOrder#payer()} is not sent. */
        EPAY21;

        private Set<Login> logins() {
            return switch (this) {
                case EPAYBL_CONNECTOR -> Set.of(Login.CERTIFICATE);
                case PMPAYMENT -> Set.of(Login.OAUTH);
                case GIROCHECKOUT -> Set.of(Login.OAUTH, Login.CERTIFICATE);
                case EPAY21 -> Set.of(Login.BASIC);
            };
        }
    }

    private enum Login {
        OAUTH,
        BASIC,
        CERTIFICATE
    }

    /** Collects what is known about a provider; {@link #build()} names everything that is wrong at once. */
    public static final class Builder {

        private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,36}");
        private static final Duration LONGEST = Duration.ofMinutes(1);

        private @Nullable URI address;
        private @Nullable Profile profile;
        private String originatorId = "";
        private String endPointId = "";
        private @Nullable String user;
        private @Nullable String password;
        private @Nullable URI tokenAddress;
        private @Nullable String clientId;
        private @Nullable String clientSecret;
        private @Nullable String scope;
        private String accountName = "haushaltsstelle";
        private String objectName = "objektnummer";
        private KeyStore.@Nullable PrivateKeyEntry key;
        private List<X509Certificate> anchors = List.of();
        private Duration timeout = Duration.ofSeconds(10);
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Address of the provider, below which the paths of the standard lie.
         *
         * @param base an https address
         * @return this
         */
        public Builder address(URI base) {
            this.address = base;
            return this;
        }

        /**
         * Whose ways are to be followed beyond the standard.
         *
         * @param provider default none, which means the standard as it is written, with any way of logging in
         * @return this
         * @source public pages and clients of the providers
         */
        public Builder profile(Profile provider) {
            this.profile = provider;
            return this;
        }

        /**
         * Online service or subject area, as registered with the provider.
         *
         * @param id 1–36 letters, digits, {@code _} or {@code -}
         * @return this
         */
        public Builder originatorId(String id) {
            this.originatorId = id;
            return this;
        }

        /**
         * Responsible authority, as registered with the provider; often its AGS.
         *
         * @param id 1–36 letters, digits, {@code _} or {@code -}
         * @return this
         */
        public Builder endPointId(String id) {
            this.endPointId = id;
            return this;
        }

        /**
         * Logs in with user and password in each call (HTTP Basic).
         *
         * @param name the user
         * @param secret the password
         * @return this
         */
        public Builder basic(String name, String secret) {
            this.user = name;
            this.password = secret;
            return this;
        }

        /**
         * Logs in with a token that is fetched with client credentials (OAuth 2.0).
         *
         * @param token https address of the token service
         * @param id our id there
         * @param secret our secret there
         * @return this
         */
        public Builder oauth(URI token, String id, String secret) {
            this.tokenAddress = token;
            this.clientId = id;
            this.clientSecret = secret;
            return this;
        }

        /**
         * What the token shall allow, where the provider asks for it.
         *
         * @param wanted for example {@code post}, which GiroCheckout demands for creations; default none, or {@code post}
         *     with {@link Profile#GIROCHECKOUT}
         * @return this
         */
        public Builder oauthScope(String wanted) {
            this.scope = wanted;
            return this;
        }

        /**
         * Names under which the provider wants the budget account and the budget object of an item in its posting data.
         *
         * @param account default {@code haushaltsstelle}
         * @param object default {@code objektnummer}
         * @return this
         * @source the standard leaves the names to provider and authority; the defaults are assumed
         */
        public Builder bookingNames(String account, String object) {
            this.accountName = account;
            this.objectName = object;
            return this;
        }

        /**
         * Shows a client certificate to the provider and the token service.
         *
         * @param entry private key with its chain
         * @return this
         */
        public Builder clientKey(KeyStore.PrivateKeyEntry entry) {
            this.key = entry;
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
        public XBezahldienste build() {
            List<String> problems = new ArrayList<>();
            URI base = address;
            if (base == null) {
                problems.add("address is missing: the operator of the platform names it");
            } else if (!Address.isPlainBase(base)) {
                problems.add("address is an https address without user, query and fragment");
            }
            if (!ID.matcher(originatorId).matches()) {
                problems.add("originatorId has 1 to 36 letters, digits, '_' or '-'; got %d characters"
                        .formatted(originatorId.length()));
            }
            if (!ID.matcher(endPointId).matches()) {
                problems.add("endPointId has 1 to 36 letters, digits, '_' or '-'; got %d characters"
                        .formatted(endPointId.length()));
            }
            URI token = tokenAddress;
            if (token != null && !Address.isPlainHttps(token)) {
                problems.add("the address of the token service is an https address without user and fragment");
            }
            if (token != null && user != null) {
                problems.add("there are two ways of logging in: use either basic or oauth");
            }
            if (scope != null && !scope.matches("[!#-\\[\\]-~]+( [!#-\\[\\]-~]+)*")) {
                problems.add("a scope is one or more words of printable ASCII (RFC 6749, 3.3)");
            }
            if (accountName.isBlank() || objectName.isBlank() || accountName.equals(objectName)) {
                problems.add("bookingNames are two different names");
            }
            if (user != null && user.contains(":")) {
                problems.add("a user for HTTP Basic has no colon (RFC 7617)");
            }
            Profile provider = profile;
            Login login = login();
            if (provider != null && (login == null || !provider.logins().contains(login))) {
                problems.add("the provider %s wants one of %s for logging in; got %s"
                        .formatted(provider, new TreeSet<>(provider.logins()), login == null ? "none" : login));
            }
            if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
                problems.add("timeout is more than zero and at most %s; got %s".formatted(LONGEST, timeout));
            }
            problems.addAll(KeyCheck.problems(key, clock));
            if (!problems.isEmpty() || base == null) {
                throw new IllegalArgumentException("The route XBezahldienste has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            URI folder = base.toString().endsWith("/") ? base : URI.create(base + "/");
            Http http = new Http(key, anchors, timeout);
            return new XBezahldienste(
                    "xbezahldienste/" + originatorId + "/" + endPointId,
                    folder,
                    new Provider(folder, originatorId, endPointId, http, authorization(http), clock),
                    new RequestWriter(accountName, objectName, profile != Profile.EPAY21),
                    KeyCheck.end(key),
                    clock);
        }

        private Authorization authorization(Http http) {
            if (tokenAddress != null && clientId != null && clientSecret != null) {
                String wanted = scope == null && profile == Profile.GIROCHECKOUT ? "post" : scope;
                return new OAuthTokens(tokenAddress, clientId, clientSecret, wanted, http, clock);
            }
            if (user != null && password != null) {
                return Authorization.basic(user, password);
            }
            return Authorization.none();
        }

        private @Nullable Login login() {
            if (tokenAddress != null) {
                return Login.OAUTH;
            }
            if (user != null) {
                return Login.BASIC;
            }
            return key == null ? null : Login.CERTIFICATE;
        }
    }
}
