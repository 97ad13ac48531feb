package io.github.bayernkommunal.portalregistry.internal.pvog;

import io.github.bayernkommunal.portalregistry.PortalRegistryUnavailableException;
import io.github.bayernkommunal.portalregistry.PvogDelivery.Bookmark;
import io.github.bayernkommunal.portalregistry.internal.DurableFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bookmark in a file, or in memory when there is none. */
public final class FileBookmark implements Bookmark {

    private final @Nullable Path file;
    private volatile @Nullable URI inMemory;

    /** In memory. */
    public FileBookmark() {
        this.file = null;
    }

    /** In a file. */
    public FileBookmark(Path file) {
        this.file = file;
    }

    @Override
    public Optional<URI> read() {
        if (file == null) {
            return Optional.ofNullable(inMemory);
        }
        try {
            return Files.exists(file)
                    ? Optional.of(URI.create(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(file, e);
        }
    }

    @Override
    public void write(URI next) {
        if (file == null) {
            inMemory = next;
            return;
        }
        try {
            DurableFiles.replace(file, (next + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static PortalRegistryUnavailableException unusable(Path file, Exception cause) {
        return new PortalRegistryUnavailableException(
                "PORTAL-115",
                "The bookmark %s cannot be used (%s). Fix rights or content; without the file the next run fetches everything"
                        .formatted(file.getFileName(), cause.getClass().getSimpleName()),
                true,
                null,
                cause);
    }
}
