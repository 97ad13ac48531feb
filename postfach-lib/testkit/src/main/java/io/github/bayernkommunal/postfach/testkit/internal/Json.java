package io.github.bayernkommunal.postfach.testkit.internal;

import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NoSuchElementException;

/** Strict JSON: no repeated names, no text that is not Unicode (RFC 8259, sections 4 and 8). */
public final class Json {

    /** The media type. */
    public static final String TYPE = "application/json";

    private static final JsonReaderFactory READERS =
            jakarta.json.Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private Json() {}

    /** Reads one object; {@code what} names it in the refusal. */
    public static JsonObject object(String what, String text) throws Problem {
        try (JsonParser all = jakarta.json.Json.createParser(new StringReader(text));
                JsonReader first = READERS.createReader(new StringReader(text))) {
            while (all.hasNext()) {
                all.next(); // the reader alone would not look at what follows the object
            }
            return first.readObject();
        } catch (JsonException | NoSuchElementException e) {
            throw Problem.malformed(what + " is not one JSON object without repeated names");
        }
    }

    /** Reads bytes as UTF-8 and refuses what is none. */
    public static String text(String what, byte[] utf8) throws Problem {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.malformed(what + " is not UTF-8");
        }
    }

    /** The UTF-8 bytes of a text; a JSON string may hold half of a character, which has none. */
    public static byte[] utf8(String what, String text) throws Problem {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw Problem.malformed(what + " holds half of a surrogate pair");
        }
    }
}
