package io.github.bayernkommunal.epay;

/**
 * Means of payment as the platform names it; a name that is added later arrives unchanged.
 *
 * @param code the platform's own word
 * @source XBezahldienste v1.0.0, paymentMethod; ePayBL, Zahlverfahren
 */
public record PaymentMethod(String code) {

    /** Credit card on XBezahldienste. */
    public static final PaymentMethod CREDITCARD = new PaymentMethod("CREDITCARD");
    /** PayPal on XBezahldienste. */
    public static final PaymentMethod PAYPAL = new PaymentMethod("PAYPAL");
    /** A means of payment that XBezahldienste does not name. */
    public static final PaymentMethod OTHER = new PaymentMethod("OTHER");
    /** Credit card on ePayBL. */
    public static final PaymentMethod KREDITKARTE = new PaymentMethod("KREDITKARTE");
    /** SEPA direct debit on ePayBL. */
    public static final PaymentMethod SEPASDD = new PaymentMethod("SEPASDD");
    /** Bank transfer before delivery on ePayBL. */
    public static final PaymentMethod UEBERWEISUNGVOR = new PaymentMethod("UEBERWEISUNGVOR");
    /** Bank transfer after delivery on ePayBL. */
    public static final PaymentMethod UEBERWEISUNGNACH = new PaymentMethod("UEBERWEISUNGNACH");

    /**
     * A means of payment by the platform's word for it.
     *
     * @param code the platform's word
     * @return the means of payment
     */
    public static PaymentMethod of(String code) {
        return new PaymentMethod(code);
    }

    @Override
    public String toString() {
        return code;
    }
}
