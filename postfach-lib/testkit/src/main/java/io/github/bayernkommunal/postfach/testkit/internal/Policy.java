package io.github.bayernkommunal.postfach.testkit.internal;

import io.github.bayernkommunal.postfach.testkit.Environment;
import io.github.bayernkommunal.postfach.testkit.ReceiptStyle;
import java.util.List;

/**
 * What an operator may set differently in each environment.
 *
 * @param access who may call
 * @param environment what may stand in text and attachments
 * @param honoursIds whether a repeated message id is acknowledged without a second delivery
 * @param styles the spellings of the answers, used in turn
 * @param faultWithOutput whether a fault of OK.KOMM carries the output part beside it, as the paper prints it
 */
public record Policy(
        Access access,
        Environment environment,
        boolean honoursIds,
        List<ReceiptStyle> styles,
        boolean faultWithOutput) {

    /** Whether a caller must show a client certificate. */
    public enum Access {
        /** Without one the SOAP path answers 403; the pages stay open. */
        CERTIFICATE,
        /** Without one the TLS handshake fails, also for the pages. */
        CERTIFICATE_IN_HANDSHAKE,
        /** Everybody may call. */
        OPEN
    }
}
