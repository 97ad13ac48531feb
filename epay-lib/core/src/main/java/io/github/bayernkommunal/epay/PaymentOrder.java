package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.internal.Address;
import io.github.bayernkommunal.epay.internal.Characters;
import io.github.bayernkommunal.epay.internal.SensitiveText;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is owed for what.
 *
 * <p>The reference names the claim in the application's own records. Opening an order twice under one reference leads to
 * the same payment; another content under a reference that is in use is refused. The return address is not part of the
 * content: the one that was given first stays in force.
 */
public final class PaymentOrder {

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{1,36}");

    private final String reference;
    private final List<LineItem> items;
    private final URI returnTo;
    private final String purpose;
    private final @Nullable String description;
    private final @Nullable Bewirtschafter payee;
    private final @Nullable Payer payer;
    private final @Nullable Kassenzeichen kassenzeichen;
    private final @Nullable SepaMandate mandate;
    private final Money amount;

    private PaymentOrder(Builder from, URI returnTo, Money amount) {
        this.reference = from.reference;
        this.items = List.copyOf(from.items);
        this.returnTo = returnTo;
        this.purpose = from.purpose == null ? from.reference : from.purpose;
        this.description = from.description;
        this.payee = from.payee;
        this.payer = from.payer;
        this.kassenzeichen = from.kassenzeichen;
        this.mandate = from.mandate;
        this.amount = amount;
    }

    /**
     * Starts an order.
     *
     * @param reference the claim in the application's own records; 1–36 letters, digits, {@code _} or {@code -}; no
     *     personal data, because it appears in logs and at the platform
     * @return a builder
     */
    public static Builder builder(String reference) {
        return new Builder(reference);
    }

    /**
     * The claim in the application's own records.
     *
     * @return 1–36 letters, digits, {@code _} or {@code -}
     */
    public String reference() {
        return reference;
    }

    /**
     * The fees.
     *
     * @return at least one, at most 99
     */
    public List<LineItem> items() {
        return items;
    }

    /**
     * Where the platform sends the browser afterwards.
     *
     * @return an https address
     */
    public URI returnTo() {
        return returnTo;
    }

    /**
     * What the payer reads on the bank statement.
     *
     * @return the reference, unless the order says otherwise
     */
    public String purpose() {
        return purpose;
    }

    /**
     * A longer text for the payment page.
     *
     * @return empty when there is none
     */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /**
     * Who receives the money.
     *
     * @return empty where the route alone decides it
     */
    public Optional<Bewirtschafter> payee() {
        return Optional.ofNullable(payee);
    }

    /**
     * Who pays.
     *
     * @return empty unless the operator demands it
     */
    public Optional<Payer> payer() {
        return Optional.ofNullable(payer);
    }

    /**
     * The Kassenzeichen, where the application assigns it.
     *
     * @return empty where the platform assigns it
     */
    public Optional<Kassenzeichen> kassenzeichen() {
        return Optional.ofNullable(kassenzeichen);
    }

    /**
     * The permission to debit an account.
     *
     * @return empty unless the claim is collected by direct debit
     */
    public Optional<SepaMandate> mandate() {
        return Optional.ofNullable(mandate);
    }

    /**
     * The sum of all items with tax.
     *
     * @return euro
     */
    public Money amount() {
        return amount;
    }

    /** Reference, amount and number of items; never texts or the payer. */
    @Override
    public String toString() {
        return "PaymentOrder[%s, %s EUR, %d item(s)]".formatted(reference, amount, items.size());
    }

    /** Collects an order; {@link #build()} names everything that is wrong at once. */
    public static final class Builder {

        private final String reference;
        private final List<LineItem> items = new ArrayList<>();
        private @Nullable URI returnTo;
        private @Nullable String purpose;
        private @Nullable String description;
        private @Nullable Bewirtschafter payee;
        private @Nullable Payer payer;
        private @Nullable Kassenzeichen kassenzeichen;
        private @Nullable SepaMandate mandate;

        private Builder(String reference) {
            this.reference = reference;
        }

        /**
         * Who receives the money. Required by ePayBL; XBezahldienste knows it by its originator and end point.
         *
         * @param unit tenant and managing unit
         * @return this
         */
        public Builder payee(Bewirtschafter unit) {
            this.payee = unit;
            return this;
        }

        /**
         * Adds a fee.
         *
         * @param item the fee
         * @return this
         */
        public Builder item(LineItem item) {
            this.items.add(item);
            return this;
        }

        /**
         * Where the platform sends the browser afterwards, whatever happened there. The last part of the path should be a
         * random token that is made for this payment alone; it finds the payment again ({@link
         * EpayClient#returned(String)}) and never proves anything.
         *
         * @param address https, without fragment, at most 2082 characters
         * @return this
         */
        public Builder returnTo(URI address) {
            this.returnTo = address;
            return this;
        }

        /**
         * What the payer reads on the bank statement.
         *
         * @param text at most 27 characters on every known route; default the reference
         * @return this
         */
        public Builder purpose(String text) {
            this.purpose = text;
            return this;
        }

        /**
         * A longer text for the payment page.
         *
         * @param text at most 250 characters; no personal data
         * @return this
         */
        public Builder description(String text) {
            this.description = text;
            return this;
        }

        /**
         * Who pays; only where the operator demands it.
         *
         * @param person name and address
         * @return this
         */
        public Builder payer(Payer person) {
            this.payer = person;
            return this;
        }

        /**
         * The Kassenzeichen; only where the tenant assigns its own.
         *
         * @param own the number
         * @return this
         */
        public Builder kassenzeichen(Kassenzeichen own) {
            this.kassenzeichen = own;
            return this;
        }

        /**
         * The permission to debit an account; only for {@link EpayBl.Collecting#DIRECT_DEBIT}.
         *
         * @param permission kept by the platform, or signed
         * @return this
         */
        public Builder mandate(SepaMandate permission) {
            this.mandate = permission;
            return this;
        }

        /**
         * The finished order.
         *
         * @return the order
         * @throws IllegalArgumentException naming everything that is missing or wrong
         */
        public PaymentOrder build() {
            List<String> problems = new ArrayList<>();
            if (!REFERENCE.matcher(reference).matches()) {
                problems.add("reference has 1 to 36 letters, digits, '_' or '-'; got %d characters"
                        .formatted(reference.length()));
            }
            if (items.isEmpty() || items.size() > 99) {
                problems.add("an order has 1 to 99 items; got %d".formatted(items.size()));
            }
            URI address = returnTo;
            if (address == null) {
                problems.add("returnTo is missing: the platform has to know where to send the browser afterwards");
            } else if (!Address.isPlainHttps(address) || address.toASCIIString().length() > 2082) {
                problems.add("returnTo is an https address without user and fragment, at most 2082 characters long");
            }
            for (String text : new String[] {purpose, description}) {
                String illegal = text == null ? null : Characters.firstIllegal(text);
                if (illegal != null) {
                    problems.add("purpose or description has " + illegal);
                }
                String sensitive = text == null ? null : SensitiveText.found(text);
                if (sensitive != null) {
                    problems.add("purpose or description seems to contain %s; it would stand on a bank statement"
                            .formatted(sensitive));
                }
            }
            Money sum = null;
            for (LineItem item : items) {
                sum = sum == null ? item.amount() : sum.plus(item.amount());
            }
            if (!problems.isEmpty() || address == null || sum == null) {
                throw new IllegalArgumentException(
                        "The order has %d problem(s):\n- %s".formatted(problems.size(), String.join("\n- ", problems)));
            }
            return new PaymentOrder(this, address, sum);
        }
    }
}
