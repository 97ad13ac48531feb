package io.github.bayernkommunal.portalregistry.internal.worksheet;

import io.github.bayernkommunal.portalregistry.Change;
import io.github.bayernkommunal.portalregistry.PortalRegistryException;
import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.PortalRegistryRejectedException;
import io.github.bayernkommunal.portalregistry.PortalRegistryUnavailableException;
import io.github.bayernkommunal.portalregistry.Progress;
import io.github.bayernkommunal.portalregistry.RegistrationPlan;
import io.github.bayernkommunal.portalregistry.RegistrationReport;
import io.github.bayernkommunal.portalregistry.internal.DurableFiles;
import io.github.bayernkommunal.portalregistry.internal.Steps;
import io.github.bayernkommunal.portalregistry.internal.feed.Publication;
import io.github.bayernkommunal.portalregistry.internal.feed.PublishedState;
import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A folder with sheets, and the memory of what they told. */
public final class SheetFolder {

    private static final String MEMORY = "told.json";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Clock clock;

    private SheetFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Opens a folder. */
    public static SheetFolder open(Path folder, Clock clock) {
        SheetFolder opened = new SheetFolder(folder, clock);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw opened.unwritable(e);
        }
        opened.current();
        return opened;
    }

    /** What was told so far. */
    public synchronized Publication current() {
        try {
            Path memory = folder.resolve(MEMORY);
            return Files.exists(memory) ? PublishedState.read(Files.readAllBytes(memory)) : Publication.NONE;
        } catch (UnreadableException | IllegalArgumentException | IOException e) {
            throw new PortalRegistryProtocolException(
                    "PORTAL-310",
                    "The memory of the work sheets in %s cannot be read. No sheet was written. Restore the file %s, or delete it to"
                                    .formatted(folder.getFileName(), MEMORY)
                            + " begin with a sheet of everything",
                    e);
        }
    }

    /** Writes the sheets of a plan, and then remembers that they were told. */
    public synchronized RegistrationReport publish(RegistrationPlan plan, String route, Progress progress) {
        Publication before = current();
        if (!plan.registered().equals(before.directory())) {
            throw new PortalRegistryRejectedException(
                    PortalRegistryRejectedException.PLAN_OUTDATED,
                    "The plan starts from a state that is no longer the last one told to the editors. Make a new plan",
                    "",
                    null);
        }
        Instant now = clock.instant();
        String name = TIME.format(now) + "-" + plan.hash().substring(0, 8);
        try {
            Steps steps = new Steps(progress, 2);
            DurableFiles.write(
                    folder.resolve(name + ".html"), SheetPage.html(plan, now).getBytes(StandardCharsets.UTF_8));
            steps.next();
            DurableFiles.write(
                    folder.resolve(name + ".csv"), SheetPage.csv(plan).getBytes(StandardCharsets.UTF_8));
            steps.next();
            DurableFiles.replace(folder.resolve(MEMORY), PublishedState.write(before.next(plan.wanted(), now)));
        } catch (IOException e) {
            throw unwritable(e);
        }
        List<String> ids = plan.changes().stream().map(Change::serviceId).toList();
        return new RegistrationReport(route, plan.hash(), now, ids, ids, List.of());
    }

    private PortalRegistryException unwritable(IOException cause) {
        if (Steps.isInterruption(cause)) {
            return Steps.interrupted(cause);
        }
        return new PortalRegistryUnavailableException(
                "PORTAL-114",
                "The folder %s for work sheets cannot be written (%s). Check space and rights"
                        .formatted(folder.getFileName(), cause.getClass().getSimpleName()),
                false,
                null,
                cause);
    }
}
