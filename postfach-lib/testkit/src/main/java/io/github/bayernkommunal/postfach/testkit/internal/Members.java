package io.github.bayernkommunal.postfach.testkit.internal;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the members of one JSON object and refuses with 400 what the contract does not allow, naming the member. */
public final class Members {

    private final String where;
    private final JsonObject object;

    private Members(String where, JsonObject object) {
        this.where = where;
        this.object = object;
    }

    /** Reads {@code text}, which {@code where} names in refusals. */
    public static Members of(String where, String text) throws Problem {
        return new Members(where, Json.object(where, text));
    }

    /** Refuses all other names: most are misspelt. */
    public void only(String... names) throws Problem {
        Set<String> unknown = new TreeSet<>(object.keySet());
        unknown.removeAll(Set.of(names));
        if (!unknown.isEmpty()) {
            throw Problem.malformed(where + " has members that the contract does not know: " + unknown);
        }
    }

    /** Whether there is such a member, whatever its value. */
    public boolean has(String name) {
        return object.containsKey(name);
    }

    /** Whether the member is there and null. */
    public boolean isNull(String name) {
        return object.get(name) == JsonValue.NULL;
    }

    /** A string of this many characters. */
    public String text(String name, int shortest, int longest) throws Problem {
        String text = string(name);
        int length = text.codePointCount(0, text.length());
        if (length < shortest || length > longest) {
            throw Problem.malformed(
                    "%s/%s must have %d to %d characters, has %d".formatted(where, name, shortest, longest, length));
        }
        return text;
    }

    /** A string of any length. */
    public String string(String name) throws Problem {
        if (object.get(name) instanceof JsonString string) {
            Json.utf8(where + "/" + name, string.getString());
            return string.getString();
        }
        throw Problem.malformed("%s/%s must be a string".formatted(where, name));
    }

    /** A string of this form. */
    public String matching(String name, Pattern form) throws Problem {
        String text = string(name);
        if (!form.matcher(text).matches()) {
            throw Problem.malformed("%s/%s must have the form %s".formatted(where, name, form));
        }
        return text;
    }

    /** A string with this value. */
    public void fixed(String name, String value) throws Problem {
        if (!string(name).equals(value)) {
            throw Problem.malformed("%s/%s must be %s".formatted(where, name, value));
        }
    }

    /** A whole number between both, inclusive. */
    public long integer(String name, long smallest, long largest) throws Problem {
        if (object.get(name) instanceof JsonNumber number && number.isIntegral()) {
            try {
                long value = number.longValueExact();
                if (value >= smallest && value <= largest) {
                    return value;
                }
            } catch (ArithmeticException e) {
                // outside of 64 bits and so outside of every limit
            }
        }
        throw Problem.malformed("%s/%s must be a whole number from %d to %d".formatted(where, name, smallest, largest));
    }

    /** An object. */
    public Members object(String name) throws Problem {
        if (object.get(name) instanceof JsonObject inner) {
            return new Members(where + "/" + name, inner);
        }
        throw Problem.malformed("%s/%s must be an object".formatted(where, name));
    }

    /** A list of objects; without the member an empty one. */
    public List<Members> objects(String name) throws Problem {
        List<Members> elements = new ArrayList<>();
        for (JsonValue element : array(name)) {
            if (!(element instanceof JsonObject inner)) {
                throw Problem.malformed("%s/%s must hold objects only".formatted(where, name));
            }
            elements.add(new Members("%s/%s/%d".formatted(where, name, elements.size()), inner));
        }
        return elements;
    }

    /** A list of strings; without the member an empty one. */
    public List<String> strings(String name) throws Problem {
        List<String> elements = new ArrayList<>();
        for (JsonValue element : array(name)) {
            if (!(element instanceof JsonString string)) {
                throw Problem.malformed("%s/%s must hold strings only".formatted(where, name));
            }
            elements.add(string.getString());
        }
        return elements;
    }

    private List<JsonValue> array(String name) throws Problem {
        @Nullable JsonValue value = object.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof JsonArray array) {
            return array;
        }
        throw Problem.malformed("%s/%s must be a list".formatted(where, name));
    }
}
