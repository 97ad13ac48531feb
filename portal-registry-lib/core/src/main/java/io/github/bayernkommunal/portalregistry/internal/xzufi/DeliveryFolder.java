package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.OnlineService;
import io.github.bayernkommunal.portalregistry.PortalRegistryException;
import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.PortalRegistryRejectedException;
import io.github.bayernkommunal.portalregistry.PortalRegistryUnavailableException;
import io.github.bayernkommunal.portalregistry.Progress;
import io.github.bayernkommunal.portalregistry.RegistrationPlan;
import io.github.bayernkommunal.portalregistry.RegistrationReport;
import io.github.bayernkommunal.portalregistry.ServiceDirectory;
import io.github.bayernkommunal.portalregistry.XzufiKopf;
import io.github.bayernkommunal.portalregistry.XzufiVersion;
import io.github.bayernkommunal.portalregistry.XzufiWriter;
import io.github.bayernkommunal.portalregistry.internal.DurableFiles;
import io.github.bayernkommunal.portalregistry.internal.Steps;
import io.github.bayernkommunal.portalregistry.internal.feed.Publication;
import io.github.bayernkommunal.portalregistry.internal.feed.PublishedState;
import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder with the files of the current run, the files of the run before, the index and our own memory of the state. */
public final class DeliveryFolder {

    private static final String INDEX = "index.txt";
    private static final String MEMORY = "state-of-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    /**
     * How the files look.
     *
     * @param rootElement local name of the root element
     * @param agencyId key of the editorial office
     * @param sender sender named in the messages
     * @param version version of the messages
     * @param objectsPerFile most objects of a file
     * @param clock for names and heads
     */
    public record Form(
            String rootElement,
            String agencyId,
            String sender,
            XzufiVersion version,
            int objectsPerFile,
            Clock clock) {}

    private final Path folder;
    private final Form form;

    private DeliveryFolder(Path folder, Form form) {
        this.folder = folder;
        this.form = form;
    }

    /** Opens a folder. */
    public static DeliveryFolder open(Path folder, Form form) {
        DeliveryFolder opened = new DeliveryFolder(folder, form);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw opened.unwritable(e);
        }
        opened.registered();
        return opened;
    }

    /** What the index publishes now. */
    public synchronized ServiceDirectory registered() {
        List<String> index = index();
        if (index.isEmpty()) {
            return ServiceDirectory.of();
        }
        Path memory = folder.resolve(MEMORY + run(index.get(0)) + ".json");
        try {
            return PublishedState.read(Files.readAllBytes(memory)).directory();
        } catch (UnreadableException | IllegalArgumentException | IOException e) {
            throw new PortalRegistryProtocolException(
                    "PORTAL-309",
                    "The folder %s names files in its index, but the memory of their run cannot be read. Nothing is published over"
                                    .formatted(folder.getFileName())
                            + " it. Restore the folder, or empty it and publish again",
                    e);
        }
    }

    /** Writes the files of a run, the index last. */
    public synchronized RegistrationReport publish(RegistrationPlan plan, String route, Progress progress) {
        if (!plan.registered().equals(registered())) {
            throw new PortalRegistryRejectedException(
                    PortalRegistryRejectedException.PLAN_OUTDATED,
                    "The plan starts from a state that is no longer published. Nothing was changed. Make a new plan",
                    "",
                    null);
        }
        Instant now = form.clock().instant();
        String run = TIME.format(now) + "-" + plan.hash().substring(0, 8);
        try {
            List<String> before = index();
            List<OnlineService> services = plan.wanted().services();
            int files = Math.max(1, (services.size() + form.objectsPerFile() - 1) / form.objectsPerFile());
            Steps steps = new Steps(progress, files);
            List<String> names = write(run, now, services, steps);
            DurableFiles.write(
                    folder.resolve(MEMORY + run + ".json"),
                    PublishedState.write(Publication.NONE.next(plan.wanted(), now)));
            DurableFiles.replace(
                    folder.resolve(INDEX), (String.join("\n", names) + "\n").getBytes(StandardCharsets.UTF_8));
            tidy(run, before.isEmpty() ? "" : run(before.get(0)));
            steps.finish();
        } catch (IOException e) {
            throw unwritable(e);
        }
        List<String> ids =
                plan.changes().stream().map(change -> change.serviceId()).toList();
        return new RegistrationReport(route, plan.hash(), now, ids, ids, List.of());
    }

    /** Even an empty state has a file: an empty index would abort the collection instead of withdrawing the rest. */
    private List<String> write(String run, Instant now, List<OnlineService> services, Steps steps) throws IOException {
        List<String> names = new ArrayList<>();
        for (int from = 0; from == 0 || from < services.size(); from += form.objectsPerFile()) {
            List<OnlineService> part = services.subList(from, Math.min(services.size(), from + form.objectsPerFile()));
            String name = "XZUFI%s-%06d.xml".formatted(run, names.size() + 1);
            XzufiKopf head = XzufiKopf.of(
                    UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), now, "PVOG", form.sender());
            Path file = folder.resolve(name);
            try (XzufiWriter xml = XzufiWriter.to(
                    new BufferedOutputStream(Files.newOutputStream(file)), form.version(), form.rootElement(), head)) {
                part.forEach(service -> xml.schreibe(OnlineServiceXzufi.of(service, service.areas(), form.agencyId())));
            }
            DurableFiles.force(file);
            names.add(name);
            steps.next();
        }
        return names;
    }

    private List<String> index() {
        try {
            Path index = folder.resolve(INDEX);
            return Files.exists(index)
                    ? Files.readAllLines(index).stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static String run(String name) {
        return name.replaceFirst("^XZUFI", "").replaceFirst("-[0-9]{6}\\.xml$", "");
    }

    /** Deletes our files of all runs but the two named. */
    private void tidy(String current, String before) throws IOException {
        Set<Path> old = new HashSet<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(entry -> entry.getFileName()
                            .toString()
                            .matches("(XZUFI|" + MEMORY + ")[0-9]{17}-[0-9a-f]{8}.*\\.(xml|json)"))
                    .filter(entry -> !entry.getFileName().toString().contains(current)
                            && (before.isEmpty()
                                    || !entry.getFileName().toString().contains(before)))
                    .forEach(old::add);
        }
        for (Path file : old) {
            Files.deleteIfExists(file);
        }
    }

    private PortalRegistryException unwritable(IOException cause) {
        if (Steps.isInterruption(cause)) {
            return Steps.interrupted(cause);
        }
        return new PortalRegistryUnavailableException(
                "PORTAL-113",
                "The folder %s cannot be written (%s). What was published before stays published. Check space and rights"
                        .formatted(folder.getFileName(), cause.getClass().getSimpleName()),
                false,
                null,
                cause);
    }
}
