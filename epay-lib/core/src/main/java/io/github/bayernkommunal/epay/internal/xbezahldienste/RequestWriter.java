package io.github.bayernkommunal.epay.internal.xbezahldienste;

import io.github.bayernkommunal.epay.LineItem;
import io.github.bayernkommunal.epay.Payer;
import io.github.bayernkommunal.epay.PaymentOrder;
import io.github.bayernkommunal.epay.PaymentRoute;
import io.github.bayernkommunal.epay.internal.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a PaymentRequest (XBezahldienste v1.0.0). Amounts are numbers with two decimals and without exponent. */
public final class RequestWriter {

    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private final String accountName;
    private final String objectName;
    private final boolean tellsPayer;

    /** Names under which the provider wants budget line and object in the posting data, and whether it takes a requestor. */
    public RequestWriter(String accountName, String objectName, boolean tellsPayer) {
        this.accountName = accountName;
        this.objectName = objectName;
        this.tellsPayer = tellsPayer;
    }

    /** The request as UTF-8. */
    public byte[] write(PaymentOrder order, PaymentRoute.Attempt attempt, Instant now) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.provider().createGenerator(out)) {
            json.writeStartObject();
            json.write("requestId", attempt.id());
            json.write("requestTimestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
            json.write("currency", "EUR");
            json.write("grosAmount", attempt.amount().amount()); // spelled so in the standard
            json.write("purpose", order.purpose());
            order.description().ifPresent(text -> json.write("description", text));
            json.write("redirectUrl", order.returnTo().toASCIIString());
            json.writeStartArray("items");
            for (int i = 0; i < order.items().size(); i++) {
                item(json, i + 1, order.reference(), order.items().get(i));
            }
            json.writeEnd();
            order.payer().filter(payer -> tellsPayer).ifPresent(payer -> requestor(json, payer));
            json.writeEnd();
        }
        return out.toByteArray();
    }

    private void item(JsonGenerator json, int number, String reference, LineItem item) {
        BigDecimal net = item.net().amount();
        BigDecimal tax = item.taxAmount().map(money -> money.amount()).orElse(NOTHING);
        json.writeStartObject();
        json.write("id", Integer.toString(number));
        json.write("reference", reference);
        json.write("description", item.text());
        json.write("taxRate", item.taxRate().setScale(Math.max(0, item.taxRate().scale())));
        json.write("quantity", 1);
        json.write("totalNetAmount", net);
        json.write("totalTaxAmount", tax);
        json.write("singleNetAmount", net);
        json.write("singleTaxAmount", tax);
        json.writeStartObject("bookingData");
        bookingData(item).forEach(json::write);
        json.writeEnd();
        json.writeEnd();
    }

    /** Posting data; what the application gives under the same name wins. */
    private Map<String, String> bookingData(LineItem item) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put(accountName, item.budgetAccount());
        String object = item.budgetObject();
        if (object != null) {
            data.put(objectName, object);
        }
        data.putAll(item.bookingData());
        return data;
    }

    private static void requestor(JsonGenerator json, Payer payer) {
        json.writeStartObject("requestor");
        json.write("name", payer.familyName());
        optional(json, "firstName", payer.givenName());
        json.write("isOrganization", false);
        if (payer.street() != null || payer.city() != null) {
            json.writeStartObject("address");
            optional(json, "street", payer.street());
            optional(json, "houseNumber", payer.houseNumber());
            optional(json, "postalCode", payer.postalCode());
            optional(json, "city", payer.city());
            optional(json, "country", payer.country());
            json.writeEnd();
        }
        json.writeEnd();
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.write(name, value);
        }
    }
}
