package io.github.bayernkommunal.portalregistry.internal.feed;

import io.github.bayernkommunal.portalregistry.Progress;
import io.github.bayernkommunal.portalregistry.RegistrationPlan;
import io.github.bayernkommunal.portalregistry.RegistrationReport;
import io.github.bayernkommunal.portalregistry.ServiceDirectory;
import io.github.bayernkommunal.portalregistry.internal.Steps;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the published state until the process ends. */
final class MemoryStore implements FeedStore {

    /** What is published, exchanged as a whole. */
    private record State(Publication publication, Map<String, FeedFile> files) {}

    private final FeedSettings settings;
    private volatile State state = new State(Publication.NONE, Map.of());

    MemoryStore(FeedSettings settings) {
        this.settings = settings;
    }

    @Override
    public ServiceDirectory registered() {
        return state.publication().directory();
    }

    @Override
    public synchronized RegistrationReport publish(RegistrationPlan plan, String route, Progress progress) {
        State before = state;
        FeedStore.requireCurrent(plan, before.publication().directory());
        Publication next =
                before.publication().next(plan.wanted(), settings.clock().instant());
        Map<String, FeedFile> files = new HashMap<>();
        Steps steps = new Steps(progress, next.areas().size());
        FeedFiles.write(
                next,
                before.publication(),
                name -> {
                    FeedFile old = before.files().get(name);
                    return old == null ? new byte[0] : old.content();
                },
                settings,
                steps,
                (name, content) -> files.put(name, new FeedFile(content)));
        state = new State(next, Map.copyOf(files));
        steps.finish();
        return FeedStore.report(plan, route, settings);
    }

    @Override
    public Optional<FeedFile> file(String name) {
        return Optional.ofNullable(state.files().get(name));
    }
}
