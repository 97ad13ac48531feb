package io.github.bayernkommunal.portalregistry.testkit.internal.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes answers as JSON. */
public final class Json {

    private final StringBuilder out = new StringBuilder();
    private final boolean singleForList;

    private Json(boolean singleForList) {
        this.singleForList = singleForList;
    }

    /** The value as JSON text. */
    public static String write(Object value) {
        return write(value, false);
    }

    /** The value as JSON text; with {@code singleForList}, lists of one element lose their brackets. */
    public static String write(Object value, boolean singleForList) {
        Json json = new Json(singleForList);
        json.value(value);
        return json.out.toString();
    }

    private void value(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Text text) {
            value(Map.of("value", text.value()));
        } else if (value instanceof Fields fields) {
            value(fields.map());
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof List<?> list) {
            list(list);
        } else {
            string(value.toString());
        }
    }

    private void object(Map<?, ?> map) {
        char separator = '{';
        for (Map.Entry<?, ?> member : map.entrySet()) {
            out.append(separator);
            string(member.getKey().toString());
            out.append(':');
            value(member.getValue());
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private void list(List<?> list) {
        if (singleForList && list.size() == 1) {
            value(list.get(0));
            return;
        }
        char separator = '[';
        for (Object element : list) {
            out.append(separator);
            value(element);
            separator = ',';
        }
        out.append(separator == '[' ? "[]" : "]");
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
