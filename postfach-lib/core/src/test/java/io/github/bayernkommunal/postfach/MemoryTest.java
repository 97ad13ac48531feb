package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The largest message of BSP, five files of 2 MB, in a process with 64 MB of heap. */
class MemoryTest {

    @RegisterExtension
    static final PostfachSimulator mailbox = PostfachSimulator.create();

    @Test
    void theLargestMessageFitsInto64MegabytesOfHeap(@TempDir Path folder) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Sender64.class.getName(),
                folder.toString()));
        mailbox.settings().forEach((name, value) -> command.add(name + "=" + value));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(true, process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), output);
        assertEquals(5, mailbox.received().get(0).attachments().size());
    }

    /** The process with little memory. */
    static final class Sender64 {

        private Sender64() {}

        public static void main(String... arguments) throws Exception {
            java.util.Map<String, String> settings = new java.util.HashMap<>();
            for (int i = 1; i < arguments.length; i++) {
                String[] parts = arguments[i].split("=", 2);
                settings.put(parts[0], parts[1]);
            }
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
