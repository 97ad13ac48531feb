package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.internal.Characters;
import io.github.bayernkommunal.epay.internal.SensitiveText;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One fee: what for, how much, and where in the budget it is posted.
 *
 * @param text what for, as it appears in the books and on the payment page; 1–120 characters, no personal data
 * @param net amount without tax
 * @param budgetAccount budget line (Haushaltsstelle), for example {@code 1110.1000}; 1–36 characters
 * @param tax tax on {@code net} in euro, or null when there is none
 * @param taxRate per cent, for example 19; zero when there is no tax
 * @param budgetObject object below the budget line (Objektnummer), or null
 * @param bookingData further posting data as agreed with the platform's operator; names and values are passed on unread
 */
public record LineItem(
        String text,
        Money net,
        String budgetAccount,
        @Nullable Money tax,
        BigDecimal taxRate,
        @Nullable String budgetObject,
        Map<String, String> bookingData) {

    /** Checks the texts and the tax. {@inheritDoc} */
    public LineItem {
        length("The text of an item", text, 120);
        String sensitive = SensitiveText.found(text);
        if (sensitive != null) {
            throw new IllegalArgumentException(
                    "The text of an item seems to contain %s; it would stand in the books".formatted(sensitive));
        }
        length("A budget account", budgetAccount, 36);
        if (budgetObject != null) {
            length("A budget object", budgetObject, 36);
        }
        if (taxRate.signum() < 0 || taxRate.compareTo(BigDecimal.valueOf(100)) > 0 || taxRate.scale() > 2) {
            throw new IllegalArgumentException("A tax rate is between 0 and 100 per cent with at most two decimals");
        }
        if ((tax != null) != (taxRate.signum() > 0)) {
            throw new IllegalArgumentException(
                    "An item with tax needs a rate above zero, an item without tax has none");
        }
        bookingData = Map.copyOf(bookingData);
        bookingData.forEach((name, value) -> {
            length("The name of posting data", name, 250);
            length("The value of posting data '" + name + "'", value, 250);
        });
    }

    /**
     * A fee without tax.
     *
     * @param text what for; 1–120 characters
     * @param amount how much
     * @param budgetAccount budget line (Haushaltsstelle); 1–36 characters
     * @return the item
     * @throws IllegalArgumentException if a text is empty or too long
     */
    public static LineItem of(String text, Money amount, String budgetAccount) {
        return new LineItem(text, amount, budgetAccount, null, BigDecimal.ZERO, null, Map.of());
    }

    /**
     * This item with tax on top.
     *
     * @param euro the tax in euro; it is not computed here, because nobody but the caller may round
     * @param rate per cent, above zero, for example 19
     * @return a copy
     */
    public LineItem withTax(Money euro, BigDecimal rate) {
        return new LineItem(text, net, budgetAccount, euro, rate, budgetObject, bookingData);
    }

    /**
     * This item posted to an object below the budget line.
     *
     * @param object number of the object (Objektnummer); 1–36 characters
     * @return a copy
     */
    public LineItem withBudgetObject(String object) {
        return new LineItem(text, net, budgetAccount, tax, taxRate, object, bookingData);
    }

    /**
     * This item with further posting data.
     *
     * @param data names and values as agreed with the platform's operator; each 1–250 characters
     * @return a copy
     */
    public LineItem withBookingData(Map<String, String> data) {
        return new LineItem(text, net, budgetAccount, tax, taxRate, budgetObject, data);
    }

    /**
     * What the citizen owes for this item.
     *
     * @return {@link #net()} and tax together
     */
    public Money amount() {
        return tax == null ? net : net.plus(tax);
    }

    /**
     * The tax, where there is one.
     *
     * @return euro
     */
    public Optional<Money> taxAmount() {
        return Optional.ofNullable(tax);
    }

    /** Without the text, which an application may have filled with more than it should. */
    @Override
    public String toString() {
        return "LineItem[" + amount() + " EUR to " + budgetAccount + "]";
    }

    private static void length(String what, String value, int most) {
        if (value.isBlank() || value.length() > most) {
            throw new IllegalArgumentException(
                    "%s has 1 to %d characters; got %d".formatted(what, most, value.length()));
        }
        String illegal = Characters.firstIllegal(value);
        if (illegal != null) {
            throw new IllegalArgumentException("%s has %s".formatted(what, illegal));
        }
    }
}
