package io.github.bayernkommunal.portalregistry.internal.feed;

import io.github.bayernkommunal.portalregistry.Change;
import io.github.bayernkommunal.portalregistry.PortalRegistryRejectedException;
import io.github.bayernkommunal.portalregistry.Progress;
import io.github.bayernkommunal.portalregistry.RegistrationPlan;
import io.github.bayernkommunal.portalregistry.RegistrationReport;
import io.github.bayernkommunal.portalregistry.ServiceDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The published state, in memory or in a directory. */
public interface FeedStore {

    /** Opens a store; without a directory the state lives in memory. */
    static FeedStore open(@Nullable Path directory, FeedSettings settings) {
        return directory == null ? new MemoryStore(settings) : DirectoryStore.open(directory, settings);
    }

    /** What is published now. */
    ServiceDirectory registered();

    /** Replaces what is published by what the plan wants, completely or not at all. */
    RegistrationReport publish(RegistrationPlan plan, String route, Progress progress);

    /** A published file by its name. */
    Optional<FeedFile> file(String name);

    /** Refuses a plan that starts from something else than what is published. */
    static void requireCurrent(RegistrationPlan plan, ServiceDirectory registered) {
        if (!plan.registered().equals(registered)) {
            throw new PortalRegistryRejectedException(
                    PortalRegistryRejectedException.PLAN_OUTDATED,
                    "The plan starts from a state that is no longer published: somebody published in between. Nothing was"
                            + " changed. Make a new plan",
                    "",
                    null);
        }
    }

    /** The report of a plan that was taken over: everything waits for the next collection. */
    static RegistrationReport report(RegistrationPlan plan, String route, FeedSettings settings) {
        List<String> ids = plan.changes().stream().map(Change::serviceId).toList();
        return new RegistrationReport(route, plan.hash(), settings.clock().instant(), ids, ids, List.of());
    }
}
