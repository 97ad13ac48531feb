package io.github.bayernkommunal.samples.benchmarks.xzufi;

import io.github.bayernkommunal.portalregistry.XzufiCheck;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Our library checks a message as the portal would; the variant is the number of objects. */
public final class OurCheck implements Callable<Object>, Closeable {

    private final Path file;
    private final int count;

    /** Writes the message to a file. */
    public OurCheck(Path fixture, String variant) throws IOException {
        count = Integer.parseInt(variant);
        file = Files.createTempFile(fixture, "xzufi", ".xml");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            OurWriting.write(out, count);
        }
    }

    @Override
    public Object call() {
        XzufiCheck.Report report = XzufiCheck.withoutSchemas().check(List.of(file));
        if (report.objects() != count || report.aborted()) {
            throw new IllegalStateException("Checked %d of %d objects: %s"
                    .formatted(
                            report.objects(), count, report.findings().stream().findFirst()));
        }
        return report;
    }

    @Override
    public void close() throws IOException {
        Files.delete(file);
    }
}
