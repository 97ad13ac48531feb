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
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Checks all files of a delivery. */
public final class DeliveryCheck {

    private static final int MOST_FINDINGS = 10_000;
    private static final String CATALOGUE = "urn:de:fim:leika:leistung";

    private final @Nullable Schemas schemas;
    private final long objectsBefore;
    private final double shrinkLimit;

    /** The key of every object, behind the number of its file. */
    private final KeySet keys = new KeySet();

    private final Map<String, String> missingServices = new HashMap<>();
    private long objects;

    /** A check; without schemas by the structure that the reader knows. */
    public DeliveryCheck(@Nullable Path schemas, long objectsBefore, double shrinkLimit) {
        this.schemas = schemas == null ? null : new Schemas(schemas);
        this.objectsBefore = objectsBefore;
        this.shrinkLimit = shrinkLimit;
    }

    /** What would happen to the delivery. */
    public Report check(List<Path> files) {
        if (files.isEmpty()) {
            Findings index = new Findings("index.txt");
            index.error(
                    "", "INDEX", "the index is empty", "An empty index aborts the collection; name at least one file");
            return new Report(index.all(), true, List.of(), 0);
        }
        List<Finding> broken = new ArrayList<>();
        List<Findings> byRule = new ArrayList<>();
        for (int number = 0; number < files.size(); number++) {
            Path file = files.get(number);
            Findings structure = new Findings(name(file));
            Findings rules = new Findings(name(file));
            if (schemas != null) {
                schemas.check(file, structure);
            }
            if (!structure.hasError()) {
                rules(file, number, structure, rules);
            }
            broken.addAll(structure.all());
            byRule.add(rules);
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
        references(all, files.size());
        boolean shrinks = shrinks(all);
        return new Report(all.size() > MOST_FINDINGS ? all.subList(0, MOST_FINDINGS) : all, shrinks, skipped, objects);
    }

    private void rules(Path file, int number, Findings structure, Findings rules) {
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
                    String key = key(object.klasse(), object.id().toString());
                    rules.about(() -> key, schreibe.line());
                    objectRules.check(object);
                    if (!keys.add(number + " " + key)) {
                        rules.error(
                                "id", "R02", "the key occurs twice in the file", "Keys must be unique for each kind");
                    }
                    note(object, name(file));
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

    private static String key(Klasse kind, String id) {
        return kind.wort() + " " + id;
    }

    /** Remembers references to services, to compare them at the end. */
    private void note(XzufiObject object, String file) {
        switch (object.klasse()) {
            case ONLINEDIENST ->
                ((XzufiOnlinedienst) object).zustaendigkeit().forEach(entry -> refer(entry, object, file));
            case ORGANISATIONSEINHEIT ->
                ((XzufiOrganisationseinheit) object).zustaendigkeit().forEach(entry -> refer(entry, object, file));
            case ZUSTAENDIGKEIT -> refer((XzufiZustaendigkeit) object, object, file);
            case SPEZIALISIERUNG ->
                missingServices.putIfAbsent(
                        ((XzufiSpezialisierung) object).leistungID().toString(), file);
            case LEISTUNG, FORMULAR -> {
                // Refers to nothing.
            }
        }
    }

    private void refer(XzufiZustaendigkeit entry, XzufiObject from, String file) {
        Identifikator to = entry.leistungID();
        if (!to.isEmpty() && !to.scheme().equals(CATALOGUE)) {
            missingServices.putIfAbsent(to.toString(), file + " " + from.id());
        }
    }

    private void references(List<Finding> all, int files) {
        missingServices
                .keySet()
                .removeIf(service -> IntStream.range(0, files)
                        .anyMatch(file -> keys.contains(file + " " + key(Klasse.LEISTUNG, service))));
        missingServices.forEach((key, from) -> {
            Findings finding = new Findings(from);
            finding.warning(
                    "leistungID",
                    "R07",
                    "the service %s is not in the delivery".formatted(key),
                    "Deliver it too, or make sure that the receiver knows it");
            all.addAll(finding.all());
        });
    }

    private boolean shrinks(List<Finding> all) {
        if (objects >= objectsBefore * (1 - shrinkLimit)) {
            return false;
        }
        Findings finding = new Findings("delivery");
        finding.error(
                "",
                "R13",
                "%,d objects instead of %,d".formatted(objects, objectsBefore),
                "What is missing would be deleted; check that the delivery is complete");
        all.addAll(finding.all());
        return true;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
