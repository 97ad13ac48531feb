package io.github.bayernkommunal.portalregistry.internal.feed;

import io.github.bayernkommunal.portalregistry.PortalRegistryException;
import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.PortalRegistryUnavailableException;
import io.github.bayernkommunal.portalregistry.Progress;
import io.github.bayernkommunal.portalregistry.RegistrationPlan;
import io.github.bayernkommunal.portalregistry.RegistrationReport;
import io.github.bayernkommunal.portalregistry.ServiceDirectory;
import io.github.bayernkommunal.portalregistry.internal.DurableFiles;
import io.github.bayernkommunal.portalregistry.internal.Steps;
import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the published state in a directory.
 *
 * <p>Every publication has a folder of its own. It is written completely and forced to disk, and only then the file
 * {@code current} is replaced by one that names it: whoever reads sees the old state or the new one, never a mixture, whenever
 * the power fails. The folder before the current one stays until the next run, so that a collection under way can end.
 */
final class DirectoryStore implements FeedStore {

    private static final String CURRENT = "current";
    private static final String LOCK = "lock";
    private static final String STATE = "state.json";
    /** What stands in every message, to know whether the messages of the run before still fit. */
    private static final String FORM = "form";

    private static final String FOLDER = "[0-9]{8}T[0-9]{9}Z-[0-9a-f]{12}";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    /** A folder that was read. */
    private record Loaded(String folder, Publication publication) {}

    private final Path directory;
    private final FeedSettings settings;
    private volatile @Nullable Loaded loaded;

    private DirectoryStore(Path directory, FeedSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    static DirectoryStore open(Path directory, FeedSettings settings) {
        DirectoryStore store = new DirectoryStore(directory, settings);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw store.unwritable(e);
        }
        store.current();
        return store;
    }

    @Override
    public ServiceDirectory registered() {
        return current().publication().directory();
    }

    @Override
    @SuppressWarnings("try") // the lock is held, not used
    public synchronized RegistrationReport publish(RegistrationPlan plan, String route, Progress progress) {
        // Other nodes may share the directory; the lock lasts until this one has replaced the state.
        try (FileChannel channel =
                        FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            Loaded before = current();
            FeedStore.requireCurrent(plan, before.publication().directory());
            Instant now = settings.clock().instant();
            Publication next = before.publication().next(plan.wanted(), now);
            String folder = TIME.format(now) + "-" + plan.hash().substring(0, 12);
            Steps steps = new Steps(progress, next.areas().size());
            write(folder, next, before, steps);
            DurableFiles.replace(directory.resolve(CURRENT), (folder + "\n").getBytes(StandardCharsets.US_ASCII));
            loaded = new Loaded(folder, next);
            tidy(List.of(folder, before.folder()));
            steps.finish();
            return FeedStore.report(plan, route, settings);
        } catch (OverlappingFileLockException e) {
            throw new PortalRegistryUnavailableException(
                    "PORTAL-111",
                    "Another feed of this process is publishing to the directory %s. Nothing was changed. Keep one feed for each"
                                    .formatted(directory.getFileName())
                            + " directory, or try again",
                    false,
                    null,
                    e);
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public Optional<FeedFile> file(String name) {
        // Twice: between reading the pointer and the file another node may have published and tidied up.
        for (int attempt = 0; ; attempt++) {
            Loaded now = current();
            if (now.folder().isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new FeedFile(
                        Files.readAllBytes(directory.resolve(now.folder()).resolve(name))));
            } catch (NoSuchFileException e) {
                if (attempt == 1 || now.folder().equals(current().folder())) {
                    return Optional.empty();
                }
            } catch (IOException e) {
                throw damaged("a file cannot be read", e);
            }
        }
    }

    /** What is published now, by this node or another one. */
    private Loaded current() {
        try {
            Path pointer = directory.resolve(CURRENT);
            if (!Files.exists(pointer)) {
                return new Loaded("", Publication.NONE);
            }
            String folder = Files.readString(pointer).strip();
            Loaded known = loaded;
            if (known != null && known.folder().equals(folder)) {
                return known;
            }
            if (!folder.matches(FOLDER)) {
                throw damaged("the file 'current' names no folder of this feed", null);
            }
            Loaded read = new Loaded(
                    folder,
                    FeedJson.read(Files.readAllBytes(directory.resolve(folder).resolve(STATE))));
            loaded = read;
            return read;
        } catch (UnreadableException | IllegalArgumentException | IOException e) {
            throw damaged("the state in '" + STATE + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private void write(String folder, Publication next, Loaded before, Steps steps) throws IOException {
        Path target = directory.resolve(folder);
        deleteFolder(target);
        Files.createDirectory(target);
        DurableFiles.write(target.resolve(STATE), FeedJson.state(next));
        byte[] form = settings.form();
        DurableFiles.write(target.resolve(FORM), form);
        boolean sameForm = Arrays.equals(form, old(before, FORM));
        Set<String> unchanged = new HashSet<>();
        FeedFiles.write(
                next,
                before.publication(),
                name -> {
                    byte[] content = sameForm ? old(before, name) : new byte[0];
                    if (content.length > 0) {
                        unchanged.add(name);
                    }
                    return content;
                },
                settings,
                steps,
                (name, content) -> {
                    try {
                        if (!unchanged.contains(name) || !link(before, target, name)) {
                            DurableFiles.write(target.resolve(name), content);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        DurableFiles.forceNames(target);
    }

    /** Thousands of lists stay as they are in most runs: a second name for the same file costs nothing and is on the disk already. */
    private boolean link(Loaded before, Path target, String name) {
        try {
            Files.createLink(
                    target.resolve(name), directory.resolve(before.folder()).resolve(name));
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            // Some file systems have no second names.
            return false;
        }
    }

    private byte[] old(Loaded before, String name) {
        try {
            return Files.readAllBytes(directory.resolve(before.folder()).resolve(name));
        } catch (IOException e) {
            // Then it is made anew.
            return new byte[0];
        }
    }

    /** Deletes the folders of earlier runs; what cannot be deleted now is deleted by the next run. */
    private void tidy(List<String> keep) throws IOException {
        List<Path> old;
        try (Stream<Path> entries = Files.list(directory)) {
            old = entries.filter(entry -> entry.getFileName().toString().matches(FOLDER)
                            && !keep.contains(entry.getFileName().toString()))
                    .toList();
        }
        for (Path folder : old) {
            deleteFolder(folder);
        }
    }

    private static void deleteFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private PortalRegistryException damaged(String what, @Nullable Exception cause) {
        return new PortalRegistryProtocolException(
                "PORTAL-307",
                "The feed directory %s is damaged: %s. Nothing is published or served from it. Restore it, or empty it and publish"
                                .formatted(directory.getFileName(), what)
                        + " again",
                cause);
    }

    private PortalRegistryException unwritable(Exception cause) {
        if (Steps.isInterruption(cause)) {
            return Steps.interrupted(cause);
        }
        return new PortalRegistryUnavailableException(
                "PORTAL-110",
                "The feed directory %s cannot be written (%s). What was published before stays published. Check space and rights"
                        .formatted(directory.getFileName(), cause.getClass().getSimpleName()),
                false,
                null,
                cause);
    }
}
