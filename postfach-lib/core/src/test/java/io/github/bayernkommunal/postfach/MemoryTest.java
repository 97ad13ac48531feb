package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The largest messages, in a process with 64 MB of heap. */
class MemoryTest {

    @RegisterExtension
    static final PostfachSimulator mailbox = PostfachSimulator.create();

    private static final String MAILBOX = "11111111-2222-4333-8444-555555555555";
    private static final int LARGE = 200 * 1024 * 1024;

    @RegisterExtension
    static final PostfachSimulator bundId = PostfachSimulator.builder()
            .mailbox(MAILBOX, "")
            .zbpAttachments(1, LARGE, LARGE)
            .create();

    @ParameterizedTest
    @ValueSource(strings = {"zbp-rest", "zbp-fit-connect"})
    void twoHundredMegabytesGoThroughTheOutboxWith64MegabytesOfHeap(String road, @TempDir Path folder)
            throws Exception {
        DataSource database = Databases.POSTGRESQL.withSchema();
        String url;
        try (var connection = database.getConnection()) {
            url = connection.getMetaData().getURL();
        }

        String output = inSmallHeap(
                Large.class,
                folder,
                road.equals("zbp-rest") ? bundId.zbpSettings() : bundId.fitConnectSettings(),
                "database=" + url);

        assertEquals("200 steps, PROVIDED", output);
        assertEquals(LARGE, bundId.received().get(0).attachments().get(0).size());
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    private static String inSmallHeap(Class<?> program, Path folder, Map<String, String> settings, String... more)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Djava.io.tmpdir=" + folder,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                folder.toString()));
        command.addAll(List.of(more));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), output);
        return output.strip();
    }

    private static Map<String, String> settings(String[] arguments) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            String[] parts = arguments[i].split("=", 2);
            settings.put(parts[0], parts[1]);
        }
        return settings;
    }

    /** The process that sends one large file through the outbox. */
    static final class Large {

        private Large() {}

        public static void main(String... arguments) throws Exception {
            Map<String, String> settings = settings(arguments);
            Path file = Path.of(arguments[0], "karte.pdf");
            byte[] part = new byte[1024 * 1024];
            System.arraycopy(Fixtures.PDF, 0, part, 0, Fixtures.PDF.length);
            try (var out = Files.newOutputStream(file)) {
                for (int written = 0; written < LARGE; written += part.length) {
                    out.write(part);
                }
            }
            Limits limits = Limits.zbp().withAttachments(1, LARGE);
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(settings.get("database"));
            database.setUser("postgres");
            AtomicInteger steps = new AtomicInteger();
            try (PostfachRoute route = settings.get("postfach.route").equals("zbp-rest")
                            ? RouteOf.zbp(settings).limits(limits).build()
                            : RouteOf.fitConnect(settings).limits(limits).build();
                    Outbox outbox = Outbox.builder(database, route)
                            .auditKey(new byte[32])
                            .onProgress(progress -> steps.incrementAndGet())
                            .build()) {
                outbox.enqueue(Message.to(PostboxHandle.of(MAILBOX))
                        .from(io.github.bayernkommunal.postfach.Sender.of("Stadt", "Amt"))
                        .subject("Karte")
                        .text("Groß")
                        .readableFrom(TrustLevel.BASIC)
                        .attach(Attachment.pdf(file))
                        .reference("r")
                        .build());
                outbox.dispatch();
                System.out.println(
                        steps + " steps, " + outbox.find("r").orElseThrow().state());
            }
        }
    }

    @Test
    void theLargestMessageFitsInto64MegabytesOfHeap(@TempDir Path folder) throws Exception {
        inSmallHeap(Sender64.class, folder, mailbox.settings());

        assertEquals(5, mailbox.received().get(0).attachments().size());
    }

    /** The process with little memory. */
    static final class Sender64 {

        private Sender64() {}

        public static void main(String... arguments) throws Exception {
            Map<String, String> settings = settings(arguments);
            byte[] content = new byte[2_000_000];
            System.arraycopy(Fixtures.PDF, 0, content, 0, Fixtures.PDF.length);
            Message.Builder message = Message.to(PostboxHandle.of(PostfachSimulator.TEST_HANDLE))
                    .from(io.github.bayernkommunal.postfach.Sender.of("Stadt", "Amt"))
                    .subject("Fünf Anlagen")
                    // The euro sign would double the memory of a careless implementation.
                    .text("Preis: 30 €")
                    .readableFrom(TrustLevel.BASIC)
                    .reference("r");
            for (int i = 0; i < 5; i++) {
                Path file = Files.write(Path.of(arguments[0], "anlage-" + i + ".pdf"), content);
                message.attach(Attachment.pdf(file));
            }
            content = null;
            try (PostfachClient postfach = PostfachClient.builder()
                    .route(RouteOf.settings(settings, Duration.ofMinutes(4)))
                    .build()) {
                System.out.println(postfach.send(message.build()));
            }
        }
    }
}
