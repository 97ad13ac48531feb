package io.github.bayernkommunal.portalregistry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One entry of a plan, with before and after; reads as a sentence. */
public final class Change {

    /** What happens to the online service. */
    public enum Kind {
        /** It is registered for the first time. */
        ADD,
        /** Something about it changes. */
        CHANGE,
        /** It is withdrawn everywhere. */
        REMOVE
    }

    /**
     * One part of a service that differs.
     *
     * @param field name of the part, as in {@link OnlineService}
     * @param before its registered value; empty if there was none
     * @param after its wanted value; empty if there will be none
     */
    public record Difference(String field, String before, String after) {
        /** For example {@code address: https://alt.example → https://neu.example}. */
        @Override
        public String toString() {
            return "%s: %s → %s".formatted(field, shown(before), shown(after));
        }

        private static String shown(String value) {
            return value.isEmpty() ? "(none)" : value.length() > 120 ? value.substring(0, 119) + "…" : value;
        }
    }

    private final String serviceId;
    private final @Nullable OnlineService before;
    private final @Nullable OnlineService after;

    private Change(String serviceId, @Nullable OnlineService before, @Nullable OnlineService after) {
        this.serviceId = serviceId;
        this.before = before;
        this.after = after;
    }

    static Change added(OnlineService service) {
        return new Change(service.id(), null, service);
    }

    static Change changed(OnlineService before, OnlineService after) {
        return new Change(after.id(), before, after);
    }

    static Change removed(OnlineService service) {
        return new Change(service.id(), service, null);
    }

    /**
     * What happens.
     *
     * @return the kind
     */
    public Kind kind() {
        return before == null ? Kind.ADD : after == null ? Kind.REMOVE : Kind.CHANGE;
    }

    /**
     * Which service it happens to.
     *
     * @return the operator's key
     */
    public String serviceId() {
        return serviceId;
    }

    /**
     * What is registered now.
     *
     * @return the service, or empty when it is added
     */
    public Optional<OnlineService> before() {
        return Optional.ofNullable(before);
    }

    /**
     * What will be registered.
     *
     * @return the service, or empty when it is removed
     */
    public Optional<OnlineService> after() {
        return Optional.ofNullable(after);
    }

    /**
     * The parts that differ.
     *
     * @return the differences; empty unless the kind is {@link Kind#CHANGE}
     */
    public List<Difference> differences() {
        if (before == null || after == null) {
            return List.of();
        }
        List<Difference> found = new ArrayList<>();
        differ(found, "leistungen", before.leistungen(), after.leistungen());
        differ(found, "areas", before.areas(), after.areas());
        TreeSet<String> languages = new TreeSet<>(before.titles().keySet());
        languages.addAll(after.titles().keySet());
        languages.addAll(before.descriptions().keySet());
        languages.addAll(after.descriptions().keySet());
        for (String language : languages) {
            differ(
                    found,
                    "title (" + language + ")",
                    before.titles().get(language),
                    after.titles().get(language));
            differ(
                    found,
                    "description (" + language + ")",
                    before.descriptions().get(language),
                    after.descriptions().get(language));
        }
        differ(found, "address", before.address(), after.address());
        differ(
                found,
                "trust level",
                before.trustLevel().map(OnlineService.TrustLevel::code).orElse(null),
                after.trustLevel().map(OnlineService.TrustLevel::code).orElse(null));
        differ(found, "payment", before.payment(), after.payment());
        return List.copyOf(found);
    }

    private static void differ(List<Difference> found, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            found.add(new Difference(field, Objects.toString(before, ""), Objects.toString(after, "")));
        }
    }

    /** A sentence such as {@code change bewohnerparken: address: https://alt.example → https://neu.example}. */
    @Override
    public String toString() {
        return switch (kind()) {
            case ADD -> "add %s".formatted(after);
            case REMOVE -> "remove %s".formatted(before);
            case CHANGE ->
                "change %s: %s"
                        .formatted(
                                serviceId,
                                String.join(
                                        "; ",
                                        differences().stream()
                                                .map(Difference::toString)
                                                .toList()));
        };
    }
}
