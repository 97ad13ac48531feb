package io.github.bayernkommunal.epay.internal;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object read strictly: UTF-8 without a byte order mark, no name twice, limited depth, nothing after the end.
 *
 * <p>The tree is built from parser events here, because how a library's own tree treats a repeated name depends on the
 * JSON provider that the server brings.
 */
public final class Json {

    private static final int DEEPEST = 16;
    private static final int MOST_DIGITS = 50;
    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private final String where;
    private final Map<String, @Nullable Object> members;

    private Json(String where, Map<String, @Nullable Object> members) {
        this.where = where;
        this.members = members;
    }

    /**
     * Reads one object.
     *
     * @param what names the document in messages, for example {@code answer to paymenttransaction}
     */
    public static Json object(byte[] utf8, String what) {
        try (JsonParser parser = PROVIDER.createParser(new StringReader(decode(utf8)))) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                throw Fault.NOT_READABLE.protocol("The " + what + " is not a JSON object", null);
            }
            Map<String, @Nullable Object> members = members(parser, 1, what);
            if (parser.hasNext()) {
                throw Fault.NOT_READABLE.protocol("The " + what + " goes on after its end", null);
            }
            return new Json(what, members);
        } catch (JsonException
                | NoSuchElementException
                | CharacterCodingException
                | ArithmeticException
                | NumberFormatException e) {
            throw Fault.NOT_READABLE.protocol("The " + what + " is not JSON in UTF-8", e);
        }
    }

    /** The JSON provider for writing. */
    public static JsonProvider provider() {
        return PROVIDER;
    }

    /** The text of a member that has to be there. */
    public String text(String name) {
        String text = optionalText(name);
        if (text == null) {
            throw wrong(name, "is missing");
        }
        return text;
    }

    /** The text of a member, or null when it is absent, null or empty. */
    public @Nullable String optionalText(String name) {
        Object value = members.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            return text.isBlank() ? null : text;
        }
        throw wrong(name, "is not text");
    }

    /** A member that has to be there and that some platforms write as text and others as a number. */
    public String textOrNumber(String name) {
        return members.get(name) instanceof BigDecimal ? number(name).toString() : text(name);
    }

    /** A number that has to be there. */
    public BigDecimal number(String name) {
        if (members.get(name) instanceof BigDecimal number) {
            if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
                throw wrong(name, "is no sensible number");
            }
            return number;
        }
        throw wrong(name, members.get(name) == null ? "is missing" : "is not a number");
    }

    /** A number, or null when it is absent or null. */
    public @Nullable BigDecimal optionalNumber(String name) {
        return members.get(name) == null ? null : number(name);
    }

    /** An object that has to be there. */
    public Json object(String name) {
        Object value = members.get(name);
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new HashMap<>();
            map.forEach((key, member) -> copy.put(String.valueOf(key), member));
            return new Json(where + ", " + name, copy);
        }
        throw wrong(name, value == null ? "is missing" : "is not an object");
    }

    private RuntimeException wrong(String name, String problem) {
        return Fault.FIELD_WRONG.protocol("In the %s, %s %s".formatted(where, name, problem), null);
    }

    private static String decode(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(utf8))
                .toString();
    }

    private static Map<String, @Nullable Object> members(JsonParser parser, int depth, String what) {
        Map<String, @Nullable Object> members = new HashMap<>();
        while (true) {
            JsonParser.Event event = parser.next();
            if (event == JsonParser.Event.END_OBJECT) {
                return members;
            }
            String name = parser.getString();
            if (members.containsKey(name)) {
                throw Fault.NOT_READABLE.protocol("The %s names '%s' twice".formatted(what, Redact.line(name)), null);
            }
            members.put(name, value(parser, parser.next(), depth, what));
        }
    }

    private static List<@Nullable Object> elements(JsonParser parser, int depth, String what) {
        List<@Nullable Object> elements = new ArrayList<>();
        while (true) {
            JsonParser.Event event = parser.next();
            if (event == JsonParser.Event.END_ARRAY) {
                return elements;
            }
            elements.add(value(parser, event, depth, what));
        }
    }

    private static @Nullable Object value(JsonParser parser, JsonParser.Event event, int depth, String what) {
        return switch (event) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> parser.getBigDecimal();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> members(parser, deeper(depth, what), what);
            case START_ARRAY -> elements(parser, deeper(depth, what), what);
            default -> null;
        };
    }

    private static int deeper(int depth, String what) {
        if (depth >= DEEPEST) {
            throw Fault.NOT_READABLE.protocol("The " + what + " is nested too deeply", null);
        }
        return depth + 1;
    }
}
