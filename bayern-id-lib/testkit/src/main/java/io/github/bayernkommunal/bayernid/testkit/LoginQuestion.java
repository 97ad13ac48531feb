package io.github.bayernkommunal.bayernid.testkit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An accepted AuthnRequest.
 *
 * @param level lowest level the service provider accepts
 * @param methods names of the means to offer; null lets the service decide
 * @param attributes what may be delivered
 * @param backAddress where "back" leads, or null for an error answer
 */
record LoginQuestion(
        ServiceProvider provider,
        String id,
        String answerTo,
        int level,
        @Nullable List<String> methods,
        List<Wanted> attributes,
        String displayName,
        Language language,
        @Nullable URI backAddress,
        boolean statusDetail,
        boolean passive) {

    /** One requested attribute; {@code datum} is null for a name the service does not know. */
    record Wanted(String name, @Nullable Datum datum, boolean required) {}

    boolean wants(Datum datum) {
        return attributes.stream().anyMatch(wanted -> datum == wanted.datum());
    }

    boolean offers(TestCitizen.Means means) {
        return methods == null || methods.contains(means.wireName());
    }

    /** Interface description 9.1: a login without account is hidden when id or mailbox are requested. */
    boolean offersWithoutAccount() {
        return !wants(Datum.BPK2) && !wants(Datum.POSTBOX_HANDLE);
    }

    /** Names of required attributes that are not among the given ones. */
    List<String> missing(java.util.Set<Datum> present) {
        List<String> names = new ArrayList<>();
        for (Wanted wanted : attributes) {
            Datum datum = wanted.datum();
            if (wanted.required() && (datum == null || !present.contains(datum))) {
                names.add(wanted.name());
            }
        }
        return names;
    }
}
