package io.github.bayernkommunal.portalregistry.internal.bayernportal;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.Authority;
import io.github.bayernkommunal.portalregistry.BayernPortal.Additions;
import io.github.bayernkommunal.portalregistry.Leistungsschluessel;
import io.github.bayernkommunal.portalregistry.ServiceDescription;
import io.github.bayernkommunal.portalregistry.ServiceSummary;
import io.github.bayernkommunal.portalregistry.internal.http.Answer;
import io.github.bayernkommunal.portalregistry.internal.http.Caller;
import io.github.bayernkommunal.portalregistry.internal.http.Nothing;
import io.github.bayernkommunal.portalregistry.internal.http.StoredAnswers;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the portal and understands its answers. */
public final class PortalReader {

    // One service has a handful of additions; a longer list is an error of the portal and must not become a storm of
    // calls.
    private static final int MOST_ADDITIONS = 20;
    private static final int MOST_BUILDINGS = 10;

    private static final String DESCRIPTION = "bayernportal leistungsbeschreibungen/{id}";
    // No portal is without offices.
    private static final String ALWAYS_THERE = "behoerden?full=false&page=0&size=1";

    private final Caller caller;
    private final StoredAnswers answers;
    private final boolean stored;
    private final Additions rule;
    private final Function<Leistungsschluessel, @Nullable String> ids;

    /** A reader over answers that may be stored. */
    public PortalReader(
            Caller caller,
            StoredAnswers answers,
            boolean stored,
            Additions rule,
            Function<Leistungsschluessel, @Nullable String> ids) {
        this.caller = caller;
        this.answers = answers;
        this.stored = stored;
        this.rule = rule;
        this.ids = ids;
    }

    /** The same, asking the portal every time. */
    public PortalReader uncached() {
        return new PortalReader(caller, answers, false, rule, ids);
    }

    /** Every resource of the interface. */
    public ResourceReader resources() {
        return new ResourceReader(this::confirmed);
    }

    /** Whether the text is an id of the portal: a positive number of up to 18 digits. */
    public static boolean isId(String text) {
        return text.matches("[1-9][0-9]{0,17}");
    }

    /** The portal's id of a service. */
    public Optional<String> idOf(Leistungsschluessel key) {
        return Optional.ofNullable(ids.apply(key));
    }

    /** All services of a place. */
    public List<ServiceSummary> services(Ars place) {
        if (!isCovered(place)) {
            return List.of();
        }
        return confirmed("bayernportal leistungen", "leistungen" + Query.of().place(place))
                .map(answer -> answer.content().list("leistung").stream()
                        .filter(leistung -> isId(leistung.text("id")))
                        .map(DescriptionMapper::summary)
                        .toList())
                .orElse(List.of());
    }

    /** The description of a service at a place, with the additions for it. */
    public Optional<ServiceDescription> service(String id, Ars place) {
        if (!isCovered(place)) {
            return Optional.empty();
        }
        Optional<Answer> general = confirmed(DESCRIPTION, descriptionPath(id, place));
        if (general.isEmpty()) {
            return Optional.empty();
        }
        Node content = general.get().content().unwrap("leistungsbeschreibung");
        List<Node> additions = new ArrayList<>();
        content.all("regionaleErgaenzungen", "regionaleErgaenzung").stream()
                .map(entry -> entry.text("id"))
                .filter(addition -> isId(addition) && !addition.equals(id))
                .distinct()
                .limit(MOST_ADDITIONS)
                .forEach(addition -> get(DESCRIPTION, descriptionPath(addition, place))
                        .ifPresent(answer -> additions.add(answer.content().unwrap("leistungsbeschreibung"))));
        return Optional.of(DescriptionMapper.description(
                id, content, additions, rule, place, general.get().readAt()));
    }

    private static String descriptionPath(String id, Ars place) {
        requireId("service", id);
        return "leistungsbeschreibungen/" + id + Query.of().place(place).add("mitRegionalenErgaenzungen", "true");
    }

    /** An office with the addresses of its buildings. */
    public Optional<Authority> authority(String id) {
        requireId("authority", id);
        return confirmed("bayernportal behoerden/{id}", "behoerden/" + id + "?sicheresKontaktformular=true")
                .map(answer -> answer.content().unwrap("behoerde"))
                .map(office -> AuthorityMapper.authority(office, buildings(id, office)));
    }

    /** The buildings of an office; those that come without an address are asked for. */
    private List<Node> buildings(String office, Node content) {
        List<Node> buildings = new ArrayList<>();
        for (Node building : content.all("behoerdenGebaeudeZuordnungen", "gebaeude")) {
            String id = building.text("id", "gebaeudeId");
            boolean complete =
                    !building.text("hausanschriftOrt", "postanschriftOrt").isEmpty();
            if (complete || !isId(id) || buildings.size() >= MOST_BUILDINGS) {
                buildings.add(building);
                continue;
            }
            buildings.add(get("bayernportal behoerden/{id}/gebaeude/{id}", "behoerden/" + office + "/gebaeude/" + id)
                    // XML spells the root with a capital letter, JSON does not.
                    .map(answer -> answer.content().unwrap("behoerdenGebaeude").unwrap("BehoerdenGebaeude"))
                    .orElse(building));
        }
        return buildings;
    }

    private Optional<Answer> confirmed(String operation, String path) {
        return Nothing.confirmed(operation, get(operation, path), () -> get("bayernportal behoerden", ALWAYS_THERE));
    }

    private Optional<Answer> get(String operation, String path) {
        return stored ? answers.get(operation, path) : answers.ask(operation, path);
    }

    /** The portal knows Bavarian places only; the federation stands for texts that hold everywhere. */
    private static boolean isCovered(Ars place) {
        return place.isBavarian() || place.level() == Ars.Level.FEDERATION;
    }

    private static void requireId(String what, String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "The portal's id of a %s is a positive number of at most 18 digits".formatted(what));
        }
    }

    /** Ends the threads. */
    public void close() {
        caller.close();
    }
}
