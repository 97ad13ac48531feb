package io.github.bayernkommunal.epay.jakarta;

import io.github.bayernkommunal.epay.PaymentReport;

/**
 * CDI event: the platform has confirmed a new final state of a payment.
 *
 * <p>Fired once per final state of an attempt. After a crash in between, or if an observer throws, it is fired again with
 * the same {@link #key()}; an observer that must act once remembers the keys together with its own data.
 *
 * @param report what the platform says
 */
public record PaymentChanged(PaymentReport report) {

    /**
     * Names this change once and for all.
     *
     * @return reference, attempt and state
     */
    public String key() {
        return report.changeKey();
    }
}
