package io.github.bayernkommunal.portalregistry.internal.push;

import io.github.bayernkommunal.portalregistry.OnlineService;
import io.github.bayernkommunal.portalregistry.PortalRegistryException;
import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.PortalRegistryUnavailableException;
import io.github.bayernkommunal.portalregistry.ServiceDirectory;
import io.github.bayernkommunal.portalregistry.internal.DurableFiles;
import io.github.bayernkommunal.portalregistry.internal.Steps;
import io.github.bayernkommunal.portalregistry.internal.feed.Publication;
import io.github.bayernkommunal.portalregistry.internal.feed.PublishedState;
import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the other side has accepted, entry by entry, so that nothing is forgotten when the process ends at any moment.
 *
 * <p>{@code registered.json} is the state before a run, {@code wanted.json} the state it leads to, {@code accepted.log} the entries for which the
 * wanted state is already true. At the end, or at the next start, the three become one again.
 */
final class PushMemory {

    private static final String REGISTERED = "registered.json";
    private static final String WANTED = "wanted.json";
    private static final String ACCEPTED = "accepted.log";

    private final Path folder;

    private PushMemory(Path folder) {
        this.folder = folder;
    }

    static PushMemory open(Path folder) {
        PushMemory memory = new PushMemory(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw memory.unwritable(e);
        }
        memory.registered();
        return memory;
    }

    /** What the other side has accepted so far. */
    ServiceDirectory registered() {
        try {
            Path wanted = folder.resolve(WANTED);
            ServiceDirectory before = state(folder.resolve(REGISTERED));
            return Files.exists(wanted) ? merged(before, state(wanted)) : before;
        } catch (UnreadableException | IllegalArgumentException | IOException e) {
            throw new PortalRegistryProtocolException(
                    "PORTAL-319",
                    "The memory in %s cannot be read, so nobody knows what was handed over. Nothing was sent. Restore the folder, or empty it"
                                    .formatted(folder.getFileName())
                            + " to hand over everything once more",
                    e);
        }
    }

    /** A run towards a wanted state; nobody else can begin one until it is closed. */
    Run begin(ServiceDirectory wanted) {
        FileChannel lock = null;
        try {
            lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = lock.tryLock();
            if (held == null) {
                throw new OverlappingFileLockException();
            }
            compact(registered());
            DurableFiles.write(folder.resolve(ACCEPTED), new byte[0]);
            DurableFiles.replace(folder.resolve(WANTED), bytes(wanted));
            return new Run(lock);
        } catch (OverlappingFileLockException e) {
            close(lock);
            throw new PortalRegistryUnavailableException(
                    "PORTAL-118",
                    "Another run hands over from the folder %s. Nothing was sent. Wait for its end"
                            .formatted(folder.getFileName()),
                    false,
                    null,
                    e);
        } catch (IOException e) {
            close(lock);
            throw unwritable(e);
        }
    }

    /** A run. */
    final class Run implements AutoCloseable {

        private final FileChannel lock;

        private Run(FileChannel lock) {
            this.lock = lock;
        }

        /**
         * The other side has accepted an entry. Written by a stream, because a channel would be closed when the thread is interrupted, and then an
         * entry that was accepted would not be remembered.
         */
        void accepted(String id) {
            try (FileOutputStream log =
                    new FileOutputStream(folder.resolve(ACCEPTED).toFile(), true)) {
                log.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
                log.getFD().sync();
            } catch (IOException e) {
                throw unwritable(e);
            }
        }

        /** Ends the run, whether everything was handed over or not. */
        @Override
        public void close() {
            try {
                compact(registered());
            } catch (IOException e) {
                // The three files tell the same as the one would.
                if (!Steps.isInterruption(e)) {
                    throw unwritable(e);
                }
            } finally {
                PushMemory.close(lock);
            }
        }
    }

    /** The order matters: until the last step the log says the same about the new state as about the old one. */
    private void compact(ServiceDirectory now) throws IOException {
        DurableFiles.replace(folder.resolve(REGISTERED), bytes(now));
        Files.deleteIfExists(folder.resolve(WANTED));
        Files.deleteIfExists(folder.resolve(ACCEPTED));
    }

    private ServiceDirectory merged(ServiceDirectory before, ServiceDirectory wanted) throws IOException {
        Path log = folder.resolve(ACCEPTED);
        if (!Files.exists(log)) {
            return before;
        }
        Map<String, OnlineService> services = new TreeMap<>();
        before.services().forEach(service -> services.put(service.id(), service));
        String text = Files.readString(log, StandardCharsets.US_ASCII);
        // A line without an end was being written: the entry counts as not accepted and is handed over once more.
        for (String id : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            Optional<OnlineService> after = wanted.service(id);
            if (after.isPresent()) {
                services.put(id, after.get());
            } else {
                services.remove(id);
            }
        }
        return ServiceDirectory.of(services.values());
    }

    private static ServiceDirectory state(Path file) throws IOException, UnreadableException {
        return Files.exists(file)
                ? PublishedState.read(Files.readAllBytes(file)).directory()
                : ServiceDirectory.of();
    }

    private static byte[] bytes(ServiceDirectory state) {
        return PublishedState.write(Publication.NONE.next(state, Instant.EPOCH));
    }

    private static void close(@Nullable FileChannel lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
    }

    private PortalRegistryException unwritable(IOException cause) {
        if (Steps.isInterruption(cause)) {
            return Steps.interrupted(cause);
        }
        return new PortalRegistryUnavailableException(
                "PORTAL-117",
                "The memory in %s cannot be written (%s). What was handed over and not remembered is handed over once more. Check space and rights"
                        .formatted(folder.getFileName(), cause.getClass().getSimpleName()),
                true,
                null,
                cause);
    }
}
