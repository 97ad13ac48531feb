package io.github.bayernkommunal.portalregistry.internal.http;

import io.github.bayernkommunal.portalregistry.PortalRegistryException;
import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.PortalRegistryUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps answers for a while, and uses old ones when the service does not answer. The key is the whole path with its query;
 * the store belongs to one user of the service, so it never shows what another user may see.
 */
public final class StoredAnswers {

    private static final Logger log = LoggerFactory.getLogger(StoredAnswers.class);
    private static final int MOST_BYTES = 24 * 1024 * 1024;
    private static final int LARGEST_STORED = 8 * 1024 * 1024;
    private static final int COST_OF_ENTRY = 512;

    /** An answer, or that there was none, and when it was read. */
    private record Stored(@Nullable Answer answer, Instant readAt) {
        int cost() {
            return COST_OF_ENTRY + (answer == null ? 0 : answer.bytes());
        }
    }

    private final Caller caller;
    private final Clock clock;
    private final Duration freshFor;
    private final Duration usableFor;
    private final LinkedHashMap<String, Stored> stored = new LinkedHashMap<>(64, 0.75f, true);
    private final ConcurrentMap<String, FutureTask<Optional<Answer>>> underWay = new ConcurrentHashMap<>();
    private long bytes;

    /** Answers of a caller. */
    public StoredAnswers(Caller caller, Clock clock, Duration freshFor, Duration usableFor) {
        this.caller = caller;
        this.clock = clock;
        this.freshFor = freshFor;
        this.usableFor = usableFor;
    }

    /** As {@link Caller#get}, from the store while it is fresh, or when the service does not answer. */
    public Optional<Answer> get(String operation, String path) {
        Stored known = find(path);
        if (known != null && isFresh(known)) {
            return Optional.ofNullable(known.answer());
        }
        try {
            return together(operation, path);
        } catch (PortalRegistryUnavailableException | PortalRegistryProtocolException e) {
            // Neither silence nor the page of a proxy says anything about the resource; a refusal does and is passed
            // on.
            return old(operation, known, e);
        }
    }

    /** As {@link Caller#get}, and keeps the answer. */
    public Optional<Answer> ask(String operation, String path) {
        Instant start = clock.instant();
        Optional<Answer> answer = caller.get(operation, path);
        put(path, new Stored(answer.orElse(null), start));
        return answer;
    }

    /** One call serves all who ask for the same path at the same time; it fails for all of them, too. */
    private Optional<Answer> together(String operation, String path) {
        FutureTask<Optional<Answer>> mine = new FutureTask<>(() -> {
            Stored known = find(path); // the call before may have ended between our look and our turn
            return known != null && isFresh(known) ? Optional.ofNullable(known.answer()) : ask(operation, path);
        });
        while (true) {
            FutureTask<Optional<Answer>> others = underWay.putIfAbsent(path, mine);
            if (others == null) {
                try {
                    mine.run();
                } finally {
                    underWay.remove(path, mine);
                }
            }
            try {
                return (others == null ? mine : others).get();
            } catch (InterruptedException e) {
                throw CallRules.interrupted(operation, e);
            } catch (ExecutionException e) {
                boolean theirInterruption = others != null
                        && e.getCause() instanceof PortalRegistryException failure
                        && "PORTAL-108".equals(failure.code());
                if (!theirInterruption) {
                    throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
                }
            }
        }
    }

    private boolean isFresh(Stored known) {
        return age(known).compareTo(freshFor) < 0;
    }

    private Optional<Answer> old(String operation, @Nullable Stored known, PortalRegistryException failure) {
        if (known == null || age(known).compareTo(usableFor) >= 0) {
            throw failure;
        }
        log.warn("{} {}: using an answer that is {} old", failure.code(), operation, age(known));
        return Optional.ofNullable(known.answer());
    }

    private Duration age(Stored known) {
        return Duration.between(known.readAt(), clock.instant());
    }

    private synchronized @Nullable Stored find(String path) {
        return stored.get(path);
    }

    private synchronized void put(String path, Stored fresh) {
        if (fresh.cost() > LARGEST_STORED) {
            // Whoever reads so much at once keeps it; here it would push out everything else.
            return;
        }
        Stored before = stored.put(path, fresh);
        bytes += fresh.cost() - (before == null ? 0 : before.cost());
        Iterator<Map.Entry<String, Stored>> eldest = stored.entrySet().iterator();
        while (bytes > MOST_BYTES && eldest.hasNext()) {
            bytes -= eldest.next().getValue().cost();
            eldest.remove();
        }
    }
}
