package io.github.bayernkommunal.portalregistry.internal.tree;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Reads JSON strictly: UTF-8, no repeated member, limited depth. Numbers keep their digits. */
public final class JsonTree {

    private static final int DEEPEST = 64;
    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private JsonTree() {}

    /** Reads one JSON text. */
    public static Node read(byte[] json) throws UnreadableException {
        String text = decode(json);
        try (JsonParser parser = PROVIDER.createParser(new StringReader(text))) {
            if (!parser.hasNext()) {
                throw new UnreadableException("the JSON is empty");
            }
            Node root = value(parser, parser.next(), 0);
            if (parser.hasNext()) {
                throw new UnreadableException("something follows the JSON");
            }
            return root;
        } catch (JsonException | NoSuchElementException | IllegalStateException e) {
            throw new UnreadableException("it is not JSON", e);
        }
    }

    private static String decode(byte[] json) throws UnreadableException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(json))
                    .toString();
            // RFC 8259, 8.1: a byte order mark may be ignored.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableException("it is not UTF-8", e);
        }
    }

    private static Node value(JsonParser parser, JsonParser.Event event, int depth) throws UnreadableException {
        if (depth > DEEPEST) {
            throw new UnreadableException("it is nested deeper than " + DEEPEST + " levels");
        }
        return switch (event) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> {
                List<Node> values = new ArrayList<>();
                array(parser, values, depth);
                yield Node.of("", values.isEmpty() ? Map.of() : Map.of("", values));
            }
            case VALUE_STRING, VALUE_NUMBER -> Node.of(parser.getString());
            case VALUE_TRUE -> Node.of("true");
            case VALUE_FALSE -> Node.of("false");
            case VALUE_NULL -> Node.EMPTY;
            case KEY_NAME, END_OBJECT, END_ARRAY -> throw new UnreadableException("a value is missing");
        };
    }

    private static Node object(JsonParser parser, int depth) throws UnreadableException {
        Map<String, List<Node>> members = new LinkedHashMap<>();
        while (true) {
            JsonParser.Event event = parser.next();
            if (event == JsonParser.Event.END_OBJECT) {
                return Node.of("", members);
            }
            String name = parser.getString();
            List<Node> values = new ArrayList<>();
            // RFC 8259, 4: readers differ in which of two equal names they believe, so none is believed.
            if (members.put(name, values) != null) {
                throw new UnreadableException("a member is repeated");
            }
            JsonParser.Event next = parser.next();
            if (next == JsonParser.Event.START_ARRAY) {
                array(parser, values, depth + 1);
            } else {
                Node value = value(parser, next, depth + 1);
                if (!value.isEmpty()) {
                    values.add(value);
                }
            }
            if (values.isEmpty()) {
                members.put(name, List.of());
            }
        }
    }

    private static void array(JsonParser parser, List<Node> into, int depth) throws UnreadableException {
        if (depth > DEEPEST) {
            throw new UnreadableException("it is nested deeper than " + DEEPEST + " levels");
        }
        for (JsonParser.Event event = parser.next(); event != JsonParser.Event.END_ARRAY; event = parser.next()) {
            if (event == JsonParser.Event.START_ARRAY) {
                array(parser, into, depth + 1);
            } else {
                Node value = value(parser, event, depth + 1);
                if (!value.isEmpty()) {
                    into.add(value);
                }
            }
        }
    }
}
