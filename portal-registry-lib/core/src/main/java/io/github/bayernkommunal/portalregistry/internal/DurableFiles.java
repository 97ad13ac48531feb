package io.github.bayernkommunal.portalregistry.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files so that they survive the loss of power. */
public final class DurableFiles {

    private DurableFiles() {}

    /** Writes a file. Its name is on the disk after {@link #forceNames}. */
    public static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /**
     * Replaces a file in one step: readers see the old content or the new one, and the new one only when every file that was written to the same folder
     * before is on the disk.
     */
    public static void replace(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        write(draft, content);
        Path folder = file.toAbsolutePath().resolveSibling("");
        forceNames(folder);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try {
            forceNames(folder);
        } catch (ClosedByInterruptException e) {
            // It is replaced all the same, and the interruption will be noticed by whoever waits next.
        }
    }

    /** Forces a file that somebody else wrote to the disk. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Forces the names of the files in a folder to the disk. Some systems let no folder be opened; they write names by themselves. */
    public static void forceNames(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }
}
