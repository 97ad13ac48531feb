package io.github.bayernkommunal.epay;

import java.net.URI;

/**
 * Where to send the browser so that the citizen can pay.
 *
 * <p>The address holds a secret of the platform: send it to the citizen's browser and to nobody else.
 *
 * @param reference the payment it belongs to, as named in the order
 * @param address of the payment page; https, on one of the allowed hosts
 */
public record PaymentPage(String reference, URI address) {

    /** Without the part of the address that lets others in. */
    @Override
    public String toString() {
        return "PaymentPage[" + reference + " at " + address.getHost() + "]";
    }
}
