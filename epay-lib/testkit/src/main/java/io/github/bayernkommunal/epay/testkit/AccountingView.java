package io.github.bayernkommunal.epay.testkit;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the cash office sees: the claims that came into being, and the money that arrived for them.
 *
 * <p>A claim appears here when its payment was finished; an open or aborted payment leaves no trace in the books.
 *
 * @param claims one line for each claim, oldest first
 */
public record AccountingView(List<Claim> claims) {

    /** Copies the list. {@inheritDoc} */
    public AccountingView {
        claims = List.copyOf(claims);
    }

    /** {@return the sum of all claims, in euro} */
    public BigDecimal claimed() {
        return claims.stream().map(Claim::claimed).reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    /** {@return the sum of all balances, in euro; more than zero means that money is missing} */
    public BigDecimal balance() {
        return claims.stream().map(Claim::balance).reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    /**
     * One claim; all amounts in euro with two decimals.
     *
     * @param kassenzeichen the claim's number at the cash office
     * @param reference the caller's reference, as in {@link BookedPayment#reference()}
     * @param method the means of payment in the protocol's own word
     * @param claimed the claim itself
     * @param received what arrived
     * @param returned what the payer's bank took back
     * @param canceled the part of the claim that the cash office withdrew
     */
    public record Claim(
            String kassenzeichen,
            String reference,
            String method,
            BigDecimal claimed,
            BigDecimal received,
            BigDecimal returned,
            BigDecimal canceled) {

        /** {@return what is still owed; negative when too much arrived} */
        public BigDecimal balance() {
            return claimed.subtract(canceled).subtract(received).add(returned);
        }
    }
}
