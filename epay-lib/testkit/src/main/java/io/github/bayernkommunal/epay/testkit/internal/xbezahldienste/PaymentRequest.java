package io.github.bayernkommunal.epay.testkit.internal.xbezahldienste;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A PaymentRequest that keeps every rule of XBezahldienste 1.0.0. */
record PaymentRequest(
        JsonObject json,
        String requestId,
        BigDecimal amount,
        String purpose,
        String description,
        URI redirectUrl,
        List<String> itemReferences) {

    static final Pattern ID = Pattern.compile("[\\w\\d-]+");
    private static final Pattern PURPOSE = Pattern.compile("[\\w\\d\\s-]+");
    private static final Pattern DESCRIPTION = Pattern.compile("[\\w\\d\\s\\-,.\\u00C0-\\u017F]+");
    private static final Pattern ANY = Pattern.compile("(?s).*");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern GENDER = Pattern.compile("[MFD]");
    private static final JsonReaderFactory JSON = Json.createReaderFactory(
            Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE)); // a name given twice is an error

    static PaymentRequest read(String text, Rules rules) throws Problem {
        JsonObject json = parse(text);
        Members request = new Members("", json);
        request.onlyKnow(Set.of(
                "requestId",
                "requestTimestamp",
                "currency",
                "grosAmount",
                "purpose",
                "description",
                "redirectUrl",
                "items",
                "requestor"));
        String requestId = request.text("requestId", 1, 36, ID);
        checkTimestamp(request.text("requestTimestamp", 1, 64, ANY));
        if (!request.text("currency", 3, 3, ANY).equals("EUR")) {
            throw Problem.invalid("currency must be EUR");
        }
        BigDecimal amount = request.amount("grosAmount");
        if (amount.signum() == 0) {
            throw Problem.invalid("grosAmount must be more than 0");
        }
        String purpose = request.text("purpose", 1, 27, PURPOSE);
        request.optionalText("description", 250, DESCRIPTION);
        URI redirectUrl = address(request.text("redirectUrl", 1, 2082, ANY));
        if (request.has("requestor")) {
            if (!rules.takesRequestor()) {
                // Observed at ePay21: one known client empties the member before it sends.
                throw Problem.invalid("requestor must be left out");
            }
            checkRequestor(request.object("requestor"));
        }
        JsonArray items = request.array("items", 1, 99);
        BigDecimal sum = BigDecimal.ZERO;
        List<String> references = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String where = "items[" + i + "]";
            if (!(items.get(i) instanceof JsonObject item)) {
                throw Problem.invalid(where + " must be an object");
            }
            sum = sum.add(checkItem(new Members(where, item), rules.bookingData()));
            references.add(item.getString("reference"));
        }
        if (sum.compareTo(amount) != 0) {
            throw new Problem(
                    400, "CALCULATION_ERROR", "grosAmount is %s, the items sum up to %s".formatted(amount, sum));
        }
        return new PaymentRequest(
                json,
                requestId,
                amount.setScale(2),
                purpose,
                json.getString("description", ""),
                redirectUrl,
                references);
    }

    private static JsonObject parse(String text) throws Problem {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            JsonValue value = reader.readValue();
            if (value instanceof JsonObject object) {
                return object;
            }
        } catch (JsonException e) {
            throw Problem.invalid("The body is not valid JSON, or names a member twice: " + e.getMessage());
        }
        throw Problem.invalid("The body must be a JSON object");
    }

    private static void checkTimestamp(String text) throws Problem {
        try {
            if (!OffsetDateTime.parse(text).getOffset().equals(ZoneOffset.UTC)) {
                throw Problem.invalid("requestTimestamp must be in UTC");
            }
        } catch (DateTimeException e) {
            throw Problem.invalid("requestTimestamp is not an ISO 8601 time such as 2025-03-14T10:15:30.123Z");
        }
    }

    private static URI address(String text) throws Problem {
        try {
            URI address = URI.create(text);
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            if (web && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("redirectUrl is not an address");
        }
        throw Problem.invalid("redirectUrl must be an absolute web address");
    }

    private static BigDecimal checkItem(Members item, Set<String> demandedBookingData) throws Problem {
        item.onlyKnow(Set.of(
                "id",
                "reference",
                "description",
                "taxRate",
                "quantity",
                "totalNetAmount",
                "totalTaxAmount",
                "singleNetAmount",
                "singleTaxAmount",
                "bookingData"));
        item.text("id", 1, 36, ID);
        item.text("reference", 1, 36, ID);
        item.optionalText("description", 250, ANY);
        if (item.has("taxRate") && item.number("taxRate").signum() < 0) {
            throw Problem.invalid(item.path("taxRate") + " must not be negative");
        }
        if (item.has("quantity")) {
            BigDecimal quantity = item.number("quantity");
            if (quantity.signum() <= 0 || quantity.stripTrailingZeros().scale() > 0) {
                throw Problem.invalid(item.path("quantity") + " must be a whole number of at least 1");
            }
        }
        item.optionalAmount("singleNetAmount");
        item.optionalAmount("singleTaxAmount");
        checkBookingData(item, demandedBookingData);
        return item.amount("totalNetAmount").add(item.amount("totalTaxAmount"));
    }

    private static void checkBookingData(Members item, Set<String> demanded) throws Problem {
        if (!item.has("bookingData")) {
            if (!demanded.isEmpty()) {
                throw missing(item.path("bookingData") + " is missing; demanded are " + demanded);
            }
            return;
        }
        Members data = item.object("bookingData");
        if (data.names().isEmpty()) {
            // Observed at ePay21: an empty object fails there, so it must be left out.
            throw missing(item.path("bookingData") + " is empty; leave it out instead");
        }
        for (String name : data.names()) {
            data.text(name, 0, 250, ANY);
        }
        for (String name : demanded) {
            if (!data.has(name)) {
                throw missing(data.path(name) + " is missing");
            }
        }
    }

    private static Problem missing(String detail) {
        return new Problem(400, "BOOKING_DATA_MISSING", detail);
    }

    private static void checkRequestor(Members requestor) throws Problem {
        requestor.onlyKnow(Set.of("name", "firstName", "gender", "isOrganization", "organizationName", "address"));
        requestor.optionalText("name", 250, ANY);
        requestor.optionalText("firstName", 250, ANY);
        requestor.optionalText("gender", 1, GENDER);
        requestor.optionalBoolean("isOrganization");
        requestor.optionalText("organizationName", 250, ANY);
        if (requestor.has("address")) {
            Members address = requestor.object("address");
            address.onlyKnow(Set.of("street", "houseNumber", "addressLine", "postalCode", "city", "country"));
            address.optionalText("street", 250, ANY);
            address.optionalText("houseNumber", 20, ANY);
            address.optionalText("postalCode", 250, ANY);
            address.optionalText("city", 250, ANY);
            address.optionalText("country", 2, COUNTRY);
            if (address.has("addressLine")) {
                for (JsonValue line : address.array("addressLine", 0, Integer.MAX_VALUE)) {
                    JsonObject wrapped =
                            Json.createObjectBuilder().add("line", line).build();
                    new Members(address.path("addressLine"), wrapped).optionalText("line", 250, ANY);
                }
            }
        }
    }
}
