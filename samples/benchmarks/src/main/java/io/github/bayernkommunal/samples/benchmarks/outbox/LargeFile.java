package io.github.bayernkommunal.samples.benchmarks.outbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file of so many megabytes, made once for all processes. */
final class LargeFile {

    private LargeFile() {}

    static Path of(Path folder, int megabytes) throws IOException {
        Path file = folder.resolve("large-%d.pdf".formatted(megabytes));
        if (!Files.exists(file)) {
            Path growing = Files.createTempFile(folder, "large", ".pdf");
            byte[] part = new byte[1024 * 1024];
            byte[] start = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(start, 0, part, 0, start.length);
            try (OutputStream out = Files.newOutputStream(growing)) {
                for (int i = 0; i < megabytes; i++) {
                    out.write(part);
                }
            }
            Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
