package io.github.bayernkommunal.postfach.internal.fitconnect;

import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.internal.Code;
import io.github.bayernkommunal.postfach.internal.HttpsCalls;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;

/** Reads answers of FIT-Connect that must be one JSON object. */
final class JsonAnswer {

    private JsonAnswer() {}

    /** The object of a good answer. */
    static JsonObject object(HttpsCalls.Answer answer) {
        try {
            return object(answer.text());
        } catch (RuntimeException e) {
            // Too deep an object is no JsonException for the reader.
            throw new PostfachUnavailableException(
                    Code.ANSWER_NOT_JSON.toString(),
                    "The answer of FIT-Connect (HTTP %d) is no JSON object.".formatted(answer.status()),
                    true,
                    null,
                    null);
        }
    }

    /** The object that a text is, and nothing behind it. */
    static JsonObject object(String text) {
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            parser.next();
            JsonObject object = parser.getObject();
            if (parser.hasNext()) {
                throw new IllegalStateException("something stands behind the object");
            }
            return object;
        }
    }

    /** A member that is a whole number from 0 on; anything else is {@code otherwise}. */
    static long number(JsonObject object, String name, long otherwise) {
        return object.get(name) instanceof JsonNumber number && number.isIntegral() && number.longValue() >= 0
                ? number.longValue()
                : otherwise;
    }
}
