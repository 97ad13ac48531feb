package io.github.bayernkommunal.portalregistry.internal.bayernportal;

import io.github.bayernkommunal.portalregistry.Ars;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The query part of an address. */
final class Query {

    private final StringBuilder text = new StringBuilder();

    private Query() {}

    static Query of() {
        return new Query();
    }

    /** Names the place, unless it is an area without a municipality of its own: the portal takes keys of places only. */
    Query place(Ars place) {
        return place.level().digits() >= Ars.Level.DISTRICT.digits()
                ? add("gemeindekennziffer", place.ags().value())
                : this;
    }

    Query add(String name, String value) {
        text.append(text.length() == 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
