package io.github.bayernkommunal.portalregistry.internal.push;

import io.github.bayernkommunal.portalregistry.Change;
import io.github.bayernkommunal.portalregistry.PortalRegistryRejectedException;
import io.github.bayernkommunal.portalregistry.Problem;
import io.github.bayernkommunal.portalregistry.Progress;
import io.github.bayernkommunal.portalregistry.RegistrationPlan;
import io.github.bayernkommunal.portalregistry.RegistrationReport;
import io.github.bayernkommunal.portalregistry.ServiceDirectory;
import io.github.bayernkommunal.portalregistry.internal.Redact;
import io.github.bayernkommunal.portalregistry.internal.Steps;
import io.github.bayernkommunal.portalregistry.internal.feed.FeedStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Hands a plan over, one change after the other, and remembers each that was accepted. */
public final class EntryByEntry {

    /** Hands over one change. */
    @FunctionalInterface
    public interface Handover {

        /**
         * Sends the change once.
         *
         * @throws PortalRegistryRejectedException with {@link PortalRegistryRejectedException#INVALID_REQUEST} when this entry is declined; then
         *     the next one follows. Everything else ends the run
         */
        void hand(Change change);
    }

    private final PushMemory memory;
    private final Handover handover;
    private final Clock clock;

    private EntryByEntry(PushMemory memory, Handover handover, Clock clock) {
        this.memory = memory;
        this.handover = handover;
        this.clock = clock;
    }

    /** A road with its memory in a folder. */
    public static EntryByEntry open(Path folder, Handover handover, Clock clock) {
        return new EntryByEntry(PushMemory.open(folder), handover, clock);
    }

    /** What was accepted so far. */
    public synchronized ServiceDirectory registered() {
        return memory.registered();
    }

    /** Hands over every change. */
    public synchronized RegistrationReport publish(RegistrationPlan plan, Progress progress, String route) {
        FeedStore.requireCurrent(plan, memory.registered());
        List<String> accepted = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        try (PushMemory.Run run = memory.begin(plan.wanted())) {
            Steps steps = new Steps(progress, plan.changes().size());
            for (Change change : plan.changes()) {
                try {
                    handover.hand(change);
                    run.accepted(change.serviceId());
                    accepted.add(change.serviceId());
                } catch (PortalRegistryRejectedException e) {
                    if (!e.is(PortalRegistryRejectedException.INVALID_REQUEST)) {
                        throw e;
                    }
                    problems.add(
                            new Problem(change.serviceId(), "", e.code(), "declined: " + Redact.line(e.serviceText())));
                }
                steps.next();
            }
        }
        return new RegistrationReport(route, plan.hash(), clock.instant(), accepted, accepted, problems);
    }
}
