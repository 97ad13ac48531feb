package io.github.bayernkommunal.epay.internal.epaybl;

import io.github.bayernkommunal.epay.SepaMandate;
import io.github.bayernkommunal.epay.internal.soap.Value;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes mandates. */
final class Mandates {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);

    private Mandates() {}

    /** A mandate that the application keeps. */
    static Value mandate(String customer, SepaMandate mandate, SepaMandate.Signed signed) {
        return Value.struct("mandat", "ep:SepaMandat")
                .with(Value.struct("accountOwner", "ep:AccountOwner")
                        .with("Bic", signed.bic())
                        .with("Iban", signed.iban())
                        .with("Name", signed.firstName())
                        .with("Surname", signed.lastName()))
                .with(Value.of("aktiv", "xsd:boolean", "true"))
                .with("datumUnterschrift", DAY.format(signed.signedOn()))
                .with("eShopKundenNr", customer)
                .with("glaeubigerID", signed.creditorId())
                .with("ortUnterschrift", signed.signedAt())
                .with("referenz", mandate.reference())
                .with("sequenceType", signed.sequence().code())
                .with("type", signed.scheme().code());
    }
}
