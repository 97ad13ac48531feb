package io.github.bayernkommunal.postfach.testkit.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps large uploads on disk, in a directory that only its owner can read. Thread-safe. */
public final class Spool implements AutoCloseable {

    private final Set<Path> files = new HashSet<>();
    private @Nullable Path directory;

    /** Makes an empty file to write into. */
    public synchronized SpooledFile newFile() throws IOException {
        if (directory == null) {
            directory =
                    Files.createTempDirectory("postfach-simulator-files-"); // owner-only where the system knows owners
        }
        Path path = Files.createTempFile(directory, "upload-", "");
        files.add(path);
        return new SpooledFile(path);
    }

    /** Deletes one file. */
    public synchronized void discard(SpooledFile file) {
        files.remove(file.path());
        delete(file.path());
    }

    /** Deletes all files. */
    public synchronized void clear() {
        files.forEach(Spool::delete);
        files.clear();
    }

    @Override
    public synchronized void close() {
        clear();
        if (directory != null) {
            delete(directory);
            directory = null;
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("An uploaded file cannot be deleted", e);
        }
    }

    /** A file that is written once; hash and length are taken while it is written. */
    public static final class SpooledFile extends OutputStream {
        private final Path path;
        private final OutputStream out;
        private final MessageDigest digest;
        private long size;
        private String sha512 = "";

        private SpooledFile(Path path) throws IOException {
            this.path = path;
            this.out = Files.newOutputStream(path);
            try {
                this.digest = MessageDigest.getInstance("SHA-512");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("The JDK has no SHA-512", e);
            }
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            digest.update(bytes, offset, length);
            size += length;
        }

        @Override
        public void close() throws IOException {
            out.close();
            if (sha512.isEmpty()) {
                sha512 = HexFormat.of().formatHex(digest.digest());
            }
        }

        /** Where the bytes are. */
        public Path path() {
            return path;
        }

        /** How many there are. */
        public long size() {
            return size;
        }

        /** Their SHA-512, hexadecimal in lower case; empty until the file is closed. */
        public String sha512() {
            return sha512;
        }
    }
}
