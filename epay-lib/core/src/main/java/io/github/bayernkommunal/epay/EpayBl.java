package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.internal.Address;
import io.github.bayernkommunal.epay.internal.Http;
import io.github.bayernkommunal.epay.internal.KeyCheck;
import io.github.bayernkommunal.epay.internal.epaybl.BlService;
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
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The road of ePayBL's own SOAP service (2.x and 3.x) with its Paypage. <i>Observed</i> in two open clients; the service's
 * own description is handed out to members only.
 *
 * <p>Opening creates a customer that is used once, a temporary claim, and the address of the Paypage. How it stands is read
 * from the ledger of the cash office; there is no notification.
 *
 * @source docs/protocol.md, ePayBL
 */
public final class EpayBl implements PaymentRoute {

    /** How the service writes lists and results. */
    public enum Generation {
        /** Arrays of SOAP encoding. */
        SECOND,
        /** Lists with named members. */
        THIRD
    }

    /** How the money is collected. */
    public enum Collecting {
        /** The citizen chooses a means of payment on the Paypage. */
        PAYPAGE,
        /** Bank transfer before delivery, without a page. */
        PREPAYMENT,
        /** Bank transfer after delivery, without a page. */
        INVOICE,
        /** Direct debit under the mandate of the order, without a page. */
        DIRECT_DEBIT
    }

    private final URI paypage;
    private final Bewirtschafter payee;
    private final BlService calls;
    private final @Nullable Instant credentialsEnd;
    private final EpayBlPayments payments;

    private EpayBl(Builder from, URI service, URI paypage, Bewirtschafter payee) {
        this.paypage = paypage;
        this.payee = payee;
        this.credentialsEnd = KeyCheck.end(from.key);
        Http http = new Http(from.key, from.anchors, from.timeout);
        this.calls = new BlService(service, payee, http, from.soapAction, from.clock);
        this.payments = new EpayBlPayments(
                new EpayBlPayments.Options(
                        from.generation == Generation.THIRD,
                        from.collecting,
                        from.dunningKey,
                        from.taxObject,
                        from.methods,
                        from.transactionNumbers,
                        from.authorizedIsPaid,
                        new BookingCheck(from.longestText, from.longestHref, from.taxObject != null),
                        from.clock),
                paypage,
                payee,
                calls);
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
        return "epaybl/" + payee.mandant() + "/" + payee.bewirtschafter();
    }

    /** The address of the Paypage, because that is where citizens are sent. */
    @Override
    public URI address() {
        return paypage;
    }

    /** True: the ledger says whether the money has arrived. */
    @Override
    public boolean reportsSettlement() {
        return true;
    }

    /**
     * Whether the service is up and knows the Mandant.
     *
     * @return false if it says no
     * @throws EpayException if it does not answer
     */
    public boolean isAlive() {
        return calls.isAlive();
    }

    /**
     * Where a bank transfer to the payee goes.
     *
     * @return the account as the platform names it; parts that it does not name are empty
     * @throws EpayException if the service declines or does not answer
     */
    public BankAccount bankAccount() {
        List<String> parts = calls.bankAccount();
        return new BankAccount(parts.get(0), parts.get(1), parts.get(2));
    }

    /**
     * The payee's bank account.
     *
     * @param iban empty when it is not named
     * @param bic empty when it is not named
     * @param holder empty when it is not named
     */
    public record BankAccount(String iban, String bic, String holder) {}

    @Override
    public Optional<Instant> credentialsEnd() {
        return Optional.ofNullable(credentialsEnd);
    }

    @Override
    public void check(PaymentOrder order) {
        payments.check(order);
    }

    @Override
    public Status open(PaymentOrder order, Attempt attempt) {
        return payments.open(order, attempt);
    }

    @Override
    public Status status(Attempt attempt) {
        return payments.status(attempt);
    }

    /** Collects what is known about a service; {@link #build()} names everything that is wrong at once. */
    public static final class Builder {

        private static final Duration LONGEST = Duration.ofMinutes(1);
        private static final Set<String> MONEY_COMES_LATER = Set.of("SEPASDD");

        private @Nullable URI service;
        private @Nullable URI paypage;
        private @Nullable Bewirtschafter payee;
        private Generation generation = Generation.SECOND;
        private Collecting collecting = Collecting.PAYPAGE;
        private String dunningKey = "01";
        private @Nullable String taxObject;
        private List<String> methods = List.of();
        private int longestText = 13;
        private int longestHref = 100;
        private boolean transactionNumbers = true;
        private Predicate<PaymentMethod> authorizedIsPaid = Builder::isGuaranteed;
        private UnaryOperator<String> soapAction = operation -> "http://www.bff.bund.de/ePayment#" + operation;
        private KeyStore.@Nullable PrivateKeyEntry key;
        private List<X509Certificate> anchors = List.of();
        private Duration timeout = Duration.ofSeconds(10);
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Address of the SOAP service.
         *
         * @param soap an https address
         * @return this
         */
        public Builder address(URI soap) {
            this.service = soap;
            return this;
        }

        /**
         * Address of the Paypage, without parameters.
         *
         * @param page an https address
         * @return this
         */
        public Builder paypage(URI page) {
            this.paypage = page;
            return this;
        }

        /**
         * Who receives the money; orders for others are refused.
         *
         * @param unit Mandant and Bewirtschafter
         * @return this
         */
        public Builder payee(Bewirtschafter unit) {
            this.payee = unit;
            return this;
        }

        /**
         * Generation of the service.
         *
         * @param version default {@link Generation#SECOND}
         * @return this
         */
        public Builder generation(Generation version) {
            this.generation = version;
            return this;
        }

        /**
         * How the money is collected.
         *
         * @param way default {@link Collecting#PAYPAGE}; the others are opened with {@link EpayClient#claim(PaymentOrder)}
         * @return this
         */
        public Builder collecting(Collecting way) {
            this.collecting = way;
            return this;
        }

        /**
         * Key of the dunning procedure (kennzeichenMahnverfahren) as set up for the Mandant.
         *
         * @param key 1–5 letters and digits; default {@code 01}
         * @return this
         */
        public Builder dunningKey(String key) {
            this.dunningKey = key;
            return this;
        }

        /**
         * Object to which tax is posted; needed as soon as an item has tax.
         *
         * @param object 1–10 characters
         * @return this
         */
        public Builder taxObject(String object) {
            this.taxObject = object;
            return this;
        }

        /**
         * Means of payment that the Paypage may offer.
         *
         * @param codes such as {@code KREDITKARTE}; default none, which leaves the choice to the platform
         * @return this
         */
        public Builder methods(List<String> codes) {
            this.methods = List.copyOf(codes);
            return this;
        }

        /**
         * Longest text of an item. The bank statement shows Kassenzeichen, a slash and the text in 27 characters, so a
         * Kassenzeichen of 13 digits leaves 13.
         *
         * @param characters 1–120; default 13
         * @return this
         * @source observed at the Bavarian service
         */
        public Builder longestText(int characters) {
            this.longestText = characters;
            return this;
        }

        /**
         * Longest {@code href} of a booking.
         *
         * @param characters 1–255; default 100
         * @return this
         */
        public Builder longestHref(int characters) {
            this.longestHref = characters;
            return this;
        }

        /**
         * Whether the service keeps our transaction numbers (EShopTransaktionsNr), by which a lost creation is found again.
         * Without them a creation is never repeated.
         *
         * @param kept default true; ask the operator
         * @return this
         */
        public Builder transactionNumbers(boolean kept) {
            this.transactionNumbers = kept;
            return this;
        }

        /**
         * For which means of payment it is enough that the citizen has finished.
         *
         * @param policy default all but bank transfers and direct debits, which may still fail
         * @return this
         */
        public Builder authorizedIsPaid(Predicate<PaymentMethod> policy) {
            this.authorizedIsPaid = policy;
            return this;
        }

        /**
         * The header SOAPAction of an operation.
         *
         * @param header default the namespace, {@code #} and the operation
         * @return this
         */
        public Builder soapAction(UnaryOperator<String> header) {
            this.soapAction = header;
            return this;
        }

        /**
         * Shows a client certificate to the service; the Mandant is bound to it.
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
         * Longest time from sending a call until its answer has arrived completely.
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
        public EpayBl build() {
            List<String> problems = new ArrayList<>();
            URI soap = service;
            URI page = paypage;
            Bewirtschafter unit = payee;
            if (soap == null || !Address.isPlainBase(soap)) {
                problems.add("address is an https address without user, query and fragment");
            }
            if (page == null || !Address.isPlainBase(page)) {
                problems.add("paypage is an https address without user, query and fragment");
            }
            if (unit == null) {
                problems.add("payee is missing: Mandant and Bewirtschafter, named by the operator");
            }
            if (!dunningKey.matches("[A-Za-z0-9]{1,5}")) {
                problems.add("dunningKey has 1 to 5 letters and digits");
            }
            if (taxObject != null && !taxObject.matches(".{1,10}")) {
                problems.add("taxObject has 1 to 10 characters");
            }
            if (longestText < 1 || longestText > 120) {
                problems.add("longestText is between 1 and 120; got " + longestText);
            }
            if (longestHref < 1 || longestHref > 255) {
                problems.add("longestHref is between 1 and 255; got " + longestHref);
            }
            if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
                problems.add("timeout is more than zero and at most %s; got %s".formatted(LONGEST, timeout));
            }
            problems.addAll(KeyCheck.problems(key, clock));
            if (!problems.isEmpty() || soap == null || page == null || unit == null) {
                throw new IllegalArgumentException("The route ePayBL has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            return new EpayBl(this, soap, page, unit);
        }

        private static boolean isGuaranteed(PaymentMethod method) {
            return !MONEY_COMES_LATER.contains(method.code())
                    && !method.code().startsWith("UEBERWEISUNG")
                    && !method.code().startsWith("LASTSCHRIFT");
        }
    }
}
