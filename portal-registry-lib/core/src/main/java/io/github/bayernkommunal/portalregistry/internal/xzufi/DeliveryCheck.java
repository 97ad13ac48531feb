package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.XzufiCheck.Finding;
import io.github.bayernkommunal.portalregistry.XzufiCheck.Report;
import io.github.bayernkommunal.portalregistry.XzufiObject;
import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiObject.Klasse;
import io.github.bayernkommunal.portalregistry.XzufiOnlinedienst;
import io.github.bayernkommunal.portalregistry.XzufiOrganisationseinheit;
import io.github.bayernkommunal.portalregistry.XzufiReader.Entry;
import io.github.bayernkommunal.portalregistry.XzufiReader.Schreibe;
import io.github.bayernkommunal.portalregistry.XzufiSpezialisierung;
import io.github.bayernkommunal.portalregistry.XzufiZustaendigkeit;
import io.github.bayernkommunal.portalregistry.internal.FormerSize;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks all files of a delivery. */
public final class DeliveryCheck {

    private static final int MOST_FINDINGS = 10_000;
    private static final int MOST_OPEN = 20_000;
    private static final String CATALOGUE = "urn:de:fim:leika:leistung";

    /** Where a service is referred to. */
    private record Reference(String file, String object, int line, String path) {}

    private final @Nullable Schemas schemas;
    private final FormerSize before;

    /** Kind and key of every object so far. */
    private final KeySet keys = new KeySet();
    /** The first reference to each service that has not occurred yet. */
    private final Map<String, Reference> open = new LinkedHashMap<>();

    private boolean tooManyOpen;
    private long objects;

    /** A check; without schemas by the structure that the reader knows. */
    public DeliveryCheck(@Nullable Path schemas, FormerSize before) {
        this.schemas = schemas == null ? null : new Schemas(schemas);
        this.before = before;
    }

    /** What would happen to the delivery. */
    public Report check(List<Path> files) {
        if (files.isEmpty()) {
            Findings index = new Findings("index.txt", MOST_FINDINGS);
            index.error(
                    "", "INDEX", "the index is empty", "An empty index aborts the collection; name at least one file");
            return new Report(index.all(), true, List.of(), 0);
        }
        List<Finding> broken = new ArrayList<>();
        List<Findings> byRule = new ArrayList<>();
        int room = MOST_FINDINGS;
        for (Path file : files) {
            Findings structure = new Findings(name(file), MOST_FINDINGS - broken.size());
            Findings rules = new Findings(name(file), room);
            if (schemas != null) {
                schemas.check(file, structure);
            }
            if (!structure.hasError()) {
                rules(file, structure, rules);
            }
            broken.addAll(structure.all());
            byRule.add(rules);
            room -= rules.all().size();
        }
        if (!broken.isEmpty()) {
            return new Report(broken, true, List.of(), objects);
        }
        List<Finding> all = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            all.addAll(byRule.get(i).all());
            if (byRule.get(i).hasError()) {
                skipped.add(name(files.get(i)));
            }
        }
        boolean shrinks = shrinks(all);
        openReferences(all);
        return new Report(all.subList(0, Math.min(all.size(), MOST_FINDINGS)), shrinks, skipped, objects);
    }

    private void rules(Path file, Findings structure, Findings rules) {
        ObjectRules objectRules = new ObjectRules(rules);
        try (MessageReader reader =
                MessageReader.open(new BufferedInputStream(Files.newInputStream(file)), (name, node, line) -> {
                    rules.about(
                            () -> node.first("id").ownText().isEmpty() ? name : name + " " + Parts.id(node, "id"),
                            line);
                    TextRules.check(name, node, rules);
                })) {
            while (reader.hasNext()) {
                Entry entry = reader.next();
                if (entry instanceof Schreibe schreibe) {
                    objects++;
                    XzufiObject object = schreibe.object();
                    String key = object.klasse().wort() + " " + object.id();
                    rules.about(() -> key, schreibe.line());
                    objectRules.check(object);
                    if (!keys.add(key)) {
                        rules.error(
                                "id",
                                "R02",
                                "the key occurs twice in the delivery",
                                "Keys must be unique for each kind");
                    }
                    references(schreibe, name(file), key);
                }
            }
            reader.warnings().forEach(warning -> {
                rules.about(() -> "", 0);
                rules.warning(
                        warning.field(),
                        "STRUCTURE",
                        warning.text() + " (" + warning.entry() + ")",
                        "Check the spelling and the version");
            });
        } catch (PortalRegistryProtocolException e) {
            structure.error(
                    "",
                    "STRUCTURE",
                    String.valueOf(e.getMessage()),
                    "Nothing of the delivery is taken until it is valid");
        } catch (IOException e) {
            structure.error(
                    "",
                    "STRUCTURE",
                    "the file cannot be read (%s)".formatted(e.getClass().getSimpleName()),
                    "Check that every file of the index exists");
        }
    }

    /** Remembers what refers to services, to look at the end whether they are there. */
    private void references(Schreibe schreibe, String file, String object) {
        XzufiObject from = schreibe.object();
        switch (from.klasse()) {
            case ONLINEDIENST ->
                ((XzufiOnlinedienst) from)
                        .zustaendigkeit()
                        .forEach(entry -> refer(
                                entry.leistungID(),
                                new Reference(file, object, schreibe.line(), "zustaendigkeit/leistungID")));
            case ORGANISATIONSEINHEIT ->
                ((XzufiOrganisationseinheit) from)
                        .zustaendigkeit()
                        .forEach(entry -> refer(
                                entry.leistungID(),
                                new Reference(file, object, schreibe.line(), "zustaendigkeit/leistungID")));
            case ZUSTAENDIGKEIT ->
                refer(
                        ((XzufiZustaendigkeit) from).leistungID(),
                        new Reference(file, object, schreibe.line(), "leistungID"));
            case SPEZIALISIERUNG ->
                refer(
                        ((XzufiSpezialisierung) from).leistungID(),
                        new Reference(file, object, schreibe.line(), "leistungID"));
            case LEISTUNG, FORMULAR -> {
                // They refer to no service.
            }
        }
    }

    private void refer(Identifikator to, Reference from) {
        if (to.isEmpty() || to.scheme().equals(CATALOGUE) || tooManyOpen) {
            return;
        }
        String service = Klasse.LEISTUNG.wort() + " " + to;
        if (open.containsKey(service) || keys.contains(service)) {
            return;
        }
        if (open.size() == MOST_OPEN) {
            open.keySet().removeIf(keys::contains);
            tooManyOpen = open.size() > MOST_OPEN / 2;
        }
        if (!tooManyOpen) {
            open.put(service, from);
        }
    }

    private void openReferences(List<Finding> all) {
        if (tooManyOpen) {
            Findings finding = new Findings("delivery", 1);
            finding.warning(
                    "",
                    "R07",
                    "more than %,d services are referred to and have not occurred by then; further references were not checked"
                            .formatted(MOST_OPEN / 2),
                    "Deliver services before what refers to them");
            all.addAll(finding.all());
        }
        open.keySet().removeIf(keys::contains);
        open.forEach((service, from) -> {
            Findings finding = new Findings(from.file(), 1);
            finding.about(() -> from.object(), from.line());
            finding.warning(
                    from.path(),
                    "R07",
                    "%s is not in the delivery".formatted(service),
                    "Deliver it too, or make sure that the receiver knows it");
            all.addAll(finding.all());
        });
    }

    private boolean shrinks(List<Finding> all) {
        if (!before.hasShrunkTo(objects)) {
            return false;
        }
        Findings finding = new Findings("delivery", 1);
        finding.error(
                "",
                "R13",
                "%,d objects instead of %,d".formatted(objects, before.objects()),
                "What is missing would be deleted; check that the delivery is complete");
        all.addAll(finding.all());
        return true;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
