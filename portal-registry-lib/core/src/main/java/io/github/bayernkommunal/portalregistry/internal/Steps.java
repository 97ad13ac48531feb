package io.github.bayernkommunal.portalregistry.internal;

import io.github.bayernkommunal.portalregistry.PortalRegistryUnavailableException;
import io.github.bayernkommunal.portalregistry.Progress;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import org.jspecify.annotations.Nullable;

/** The steps of a publication; between two of them it can be ended. */
public final class Steps {

    private final Progress progress;
    private final int total;
    private int done;

    /** A publication of so many steps, of which none is done. */
    public Steps(Progress progress, int total) {
        this.progress = progress;
        this.total = total;
        tell();
    }

    /** One step is done and another one follows. */
    public void next() {
        done++;
        tell();
    }

    /** Everything is done, and nothing can be ended any more. */
    public void finish() {
        progress.goOn(total, total);
    }

    /** Whether a file was closed because the thread was interrupted; channels end with an error of their own then. */
    public static boolean isInterruption(Throwable failure) {
        Throwable reason = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        return reason instanceof ClosedByInterruptException || reason instanceof FileLockInterruptionException;
    }

    /** What an interruption means; the thread stays interrupted. */
    public static PortalRegistryUnavailableException interrupted(@Nullable Throwable cause) {
        return new PortalRegistryUnavailableException(
                "PORTAL-108",
                "The publication was interrupted. What was published before stays published. Resume it, or make a new plan",
                false,
                null,
                cause);
    }

    private void tell() {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(null);
        }
        if (!progress.goOn(done, total)) {
            throw new PortalRegistryUnavailableException(
                    "PORTAL-116",
                    "The publication was ended by its caller after %s. What was published before stays published. A new plan holds"
                                    .formatted(this)
                            + " what is left to do",
                    false,
                    null,
                    null);
        }
    }

    @Override
    public String toString() {
        return "%d of %d steps".formatted(done, total);
    }
}
