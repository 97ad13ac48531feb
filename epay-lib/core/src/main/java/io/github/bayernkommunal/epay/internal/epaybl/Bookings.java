package io.github.bayernkommunal.epay.internal.epaybl;

import io.github.bayernkommunal.epay.Bewirtschafter;
import io.github.bayernkommunal.epay.LineItem;
import io.github.bayernkommunal.epay.Money;
import io.github.bayernkommunal.epay.PaymentOrder;
import io.github.bayernkommunal.epay.internal.soap.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what is owed (BuchungsListe) in the dialect of 2.x or 3.x. */
public final class Bookings {

    private Bookings() {}

    /**
     * The list of bookings.
     *
     * @param transaction number that the service recognises a repetition by, or null where it is not allowed
     * @param taxObject budget object to which tax is posted, or null when there is no tax
     */
    public static Value list(
            PaymentOrder order,
            Bewirtschafter payee,
            @Nullable String transaction,
            String dunningKey,
            @Nullable String taxObject,
            boolean third,
            Instant due) {
        Value list = Value.struct("buchungsListe", "ep:BuchungsListe")
                .with("EShopTransaktionsNr", transaction)
                .with(Value.of("betrag", "xsd:decimal", order.amount().toString()))
                .with("bewirtschafterNr", payee.bewirtschafter())
                .with(bookings(order, taxObject, third))
                .with(Value.of(
                        "faelligkeitsdatum",
                        "xsd:dateTime",
                        due.truncatedTo(ChronoUnit.SECONDS).toString()));
        order.kassenzeichen().ifPresent(own -> list.with("kassenzeichen", own.value()));
        return list.with("kennzeichenMahnverfahren", dunningKey).with("waehrungskennzeichen", "EUR");
    }

    /** Means of payment that the Paypage may offer. */
    public static Value methods(Collection<String> codes, boolean third) {
        Value list = third
                ? Value.struct("zahlverfahrenListe", "ep:StringList")
                : Value.array("zahlverfahrenListe", "xsd:string");
        codes.forEach(code -> list.with(Value.string(third ? "stringList" : "item", code)));
        return list;
    }

    private static Value bookings(PaymentOrder order, @Nullable String taxObject, boolean third) {
        List<Value> bookings = new ArrayList<>();
        for (LineItem item : order.items()) {
            bookings.add(booking(
                    item, item.net(), item.budgetObject(), item.bookingData().get("belegNr")));
            // Tax has a booking of its own with the object number of the tax; a belegNr must not appear twice.
            item.taxAmount().ifPresent(tax -> bookings.add(booking(item, tax, taxObject, null)));
        }
        Value list = third ? Value.struct("buchungen", "ep:BuchungList") : Value.array("buchungen", "ep:Buchung");
        bookings.forEach(list::with);
        return list;
    }

    private static Value booking(LineItem item, Money amount, @Nullable String object, @Nullable String receipt) {
        return Value.struct("buchungen", "ep:Buchung")
                .with("belegNr", receipt)
                .with(Value.of("betrag", "xsd:decimal", amount.toString()))
                .with("buchungstext", item.text())
                .with("haushaltsstelle", item.budgetAccount())
                .with("href", item.bookingData().get("href"))
                .with("objektnummer", object);
    }
}
