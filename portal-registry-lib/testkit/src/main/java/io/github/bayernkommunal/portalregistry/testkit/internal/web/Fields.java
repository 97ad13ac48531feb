package io.github.bayernkommunal.portalregistry.testkit.internal.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of an answer while it is put together: names in order, absent values left out.
 *
 * <p>Values are {@link String}, {@link Number}, {@link Boolean}, {@link Text}, {@link List} or {@link Map}.
 */
public final class Fields {

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Adds the member unless the value is absent. */
    public Fields put(String name, @Nullable Object value) {
        if (value instanceof Fields nested) {
            members.put(name, nested.map());
        } else if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    /** Adds an object with one list, as in {@code "lebenslagen": {"lebenslage": […]}}. */
    public Fields putList(String outer, String inner, List<?> values) {
        return put(outer, new Fields().put(inner, values));
    }

    /** The finished object. */
    public Map<String, Object> map() {
        return members;
    }
}
