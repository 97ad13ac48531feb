package io.github.bayernkommunal.epay.testkit.internal.xbezahldienste;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the members of one JSON object and refuses what the contract does not allow, naming the member. */
final class Members {

    private final String where;
    private final JsonObject object;

    Members(String where, JsonObject object) {
        this.where = where;
        this.object = object;
    }

    /** Refuses members that the contract does not know: most are misspelt. */
    void onlyKnow(Collection<String> names) throws Problem {
        Set<String> unknown = new TreeSet<>(object.keySet());
        unknown.removeAll(names);
        if (!unknown.isEmpty()) {
            throw Problem.invalid(where + " has members that the contract does not know: " + unknown);
        }
    }

    boolean has(String name) {
        return object.containsKey(name) && !object.isNull(name);
    }

    String text(String name, int shortest, int longest, Pattern pattern) throws Problem {
        if (!(required(name) instanceof JsonString string)) {
            throw Problem.invalid(path(name) + " must be a string");
        }
        String text = string.getString();
        int length = text.codePointCount(0, text.length());
        if (length < shortest || length > longest) {
            throw Problem.invalid(String.format(
                    Locale.ROOT, "%s must have %d to %d characters, has %d", path(name), shortest, longest, length));
        }
        if (!pattern.matcher(text).matches()) {
            throw Problem.invalid(path(name) + " has characters outside of ^" + pattern + "$");
        }
        return text;
    }

    void optionalText(String name, int longest, Pattern pattern) throws Problem {
        if (has(name)) {
            text(name, 0, longest, pattern);
        }
    }

    BigDecimal number(String name) throws Problem {
        if (required(name) instanceof JsonNumber number) {
            return number.bigDecimalValue();
        }
        throw Problem.invalid(path(name) + " must be a number, not a string");
    }

    /** An amount in euro: not negative, at most 999999, at most two decimals. */
    BigDecimal amount(String name) throws Problem {
        BigDecimal amount = number(name);
        if (amount.signum() < 0 || amount.compareTo(new BigDecimal(999_999)) > 0) {
            throw Problem.invalid(path(name) + " must be from 0 to 999999, is " + amount);
        }
        if (amount.stripTrailingZeros().scale() > 2) {
            throw Problem.invalid(path(name) + " must have at most two decimals, is " + amount);
        }
        return amount;
    }

    void optionalAmount(String name) throws Problem {
        if (has(name)) {
            amount(name);
        }
    }

    void optionalBoolean(String name) throws Problem {
        if (has(name) && object.get(name) != JsonValue.TRUE && object.get(name) != JsonValue.FALSE) {
            throw Problem.invalid(path(name) + " must be true or false");
        }
    }

    Members object(String name) throws Problem {
        if (required(name) instanceof JsonObject inner) {
            return new Members(path(name), inner);
        }
        throw Problem.invalid(path(name) + " must be an object");
    }

    JsonArray array(String name, int shortest, int longest) throws Problem {
        if (!(required(name) instanceof JsonArray array)) {
            throw Problem.invalid(path(name) + " must be an array");
        }
        if (array.size() < shortest || array.size() > longest) {
            throw Problem.invalid(String.format(
                    Locale.ROOT, "%s must have %d to %d entries, has %d", path(name), shortest, longest, array.size()));
        }
        return array;
    }

    Set<String> names() {
        return object.keySet();
    }

    String path(String name) {
        return where.isEmpty() ? name : where + "." + name;
    }

    private JsonValue required(String name) throws Problem {
        JsonValue value = object.get(name);
        if (value == null || value == JsonValue.NULL) {
            throw Problem.invalid(path(name) + " is missing");
        }
        return value;
    }
}
