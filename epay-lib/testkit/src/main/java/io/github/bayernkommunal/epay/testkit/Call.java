package io.github.bayernkommunal.epay.testkit;

/** What a client asks of the platform; names the place where a {@link Mishap} happens. */
public enum Call {
    /** Opens a payment: POST of XBezahldienste, {@code anlegenKassenzeichen…} of ePayBL, {@code /payment/secure} of pmPayment,
     * {@code InitPayment} of ePay21. */
    OPEN,
    /** Asks for the state of a payment. */
    REPORT,
    /** Fetches an access token; XBezahldienste with OAuth 2 only. */
    TOKEN,
    /** Everything else, such as the platform's health or the customer operations of ePayBL. */
    OTHER
}
