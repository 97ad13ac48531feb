package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.feed.Publication;
import io.github.bayernkommunal.portalregistry.internal.worksheet.SheetFolder;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Publishes by hand: writes a sheet of what an editor has to type into the portal, as a page and as a table.
 *
 * <p>Every plan becomes {@code <time>-<hash>.html} and {@code .csv} in a folder. What was handed to the editors counts as registered;
 * {@link PortalRegistryClient#visibility(ServiceDirectory)} tells later whether it was typed in.
 *
 * @source our choice, for municipalities without an agreed feed
 */
public final class WorkSheet implements PublicationRoute {

    private final SheetFolder folder;

    private WorkSheet(SheetFolder folder) {
        this.folder = folder;
    }

    /**
     * A route that writes into a folder.
     *
     * @param folder an existing or new folder
     * @return the route
     * @throws PortalRegistryException if the folder cannot be used or is damaged
     */
    public static WorkSheet into(Path folder) {
        return into(folder, Clock.systemUTC());
    }

    /**
     * A route that writes into a folder.
     *
     * @param folder an existing or new folder
     * @param clock for the names of the sheets
     * @return the route
     * @throws PortalRegistryException if the folder cannot be used or is damaged
     */
    public static WorkSheet into(Path folder, Clock clock) {
        return new WorkSheet(SheetFolder.open(folder, clock));
    }

    @Override
    public String name() {
        return "work-sheet";
    }

    @Override
    public ServiceDirectory registered() {
        Publication published = folder.current();
        return published.directory();
    }

    @Override
    public RegistrationReport publish(RegistrationPlan plan) {
        return publish(plan, Progress.UNWATCHED);
    }

    @Override
    public RegistrationReport publish(RegistrationPlan plan, Progress progress) {
        return folder.publish(plan, name(), progress);
    }

    @Override
    public boolean isCollected() {
        return false;
    }
}
