package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.testkit.Mishap;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Every log level, exception text and {@code toString} of a busy hour, searched for a person and for content. Runs in a
 * process of its own, because the log level is read once per process.
 */
class NothingPersonalIsShownTest {

    private static final String HANDLE = "handle-of-Zwirbelhuber";
    private static final List<String> PERSONAL = List.of(
            HANDLE, "Zwirbelhuber", "GEHEIMER-BETREFF", "GEHEIMER-TEXT", "geheime-datei", "geheim@stadt.example");

    @Test
    void noLevelShowsAPersonOrContent() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BusyHour.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));

        assertEquals(0, process.exitValue(), output);
        assertTrue(output.contains("sent "), output);
        assertTrue(output.contains("POSTFACH-232"), output);
        assertTrue(output.contains("POSTFACH-103"), output);
        for (String secret : PERSONAL) {
            assertFalse(output.contains(secret), () -> secret + " in\n" + output);
        }
    }

    /** Sends, fails in every way, and prints everything that an application could print. */
    static final class BusyHour {

        private BusyHour() {}

        public static void main(String... arguments) throws Exception {
            try (PostfachSimulator mailboxes = PostfachSimulator.start(0);
                    PostfachClient postfach = PostfachClient.configure(mailboxes.settings()::get)
                            .onExchange(System.out::println)
                            .build();
                    Outbox outbox = Outbox.builder(
                                    Databases.H2.withSchema(),
                                    RouteOf.builder(mailboxes.settings()).build())
                            .auditKey(new byte[32])
                            .onOutcome(System.out::println)
                            .build()) {
                mailboxes.createMailbox(HANDLE);
                System.out.println(postfach.send(aLetter("ok").build()));
                System.out.println(aLetter("x").build());
                System.out.println(aLetter("x").build().attachments());
                System.out.println(aLetter("x").build().recipient());
                for (Mishap mishap : Mishap.values()) {
                    if (mishap != Mishap.LATE_ANSWER && mishap != Mishap.SLOW_DRIP) {
                        mailboxes.next(mishap);
                        show(() -> postfach.send(aLetter("client-" + mishap).build()));
                    }
                }
                for (Mishap mishap : List.of(Mishap.RESET_AFTER_ACCEPTING, Mishap.RECEIPT_32, Mishap.FORBIDDEN)) {
                    mailboxes.next(mishap);
                    outbox.enqueue(aLetter("outbox-" + mishap).build());
                    outbox.dispatch();
                    System.out.println(outbox.auditOf("outbox-" + mishap));
                }
                show(() -> postfach.send(aLetter("limits")
                        .html("<script>GEHEIMER-TEXT</script>")
                        .attach(Attachment.of("geheime-datei.doc", "application/msword", new byte[] {1}))
                        .build()));
                show(() ->
                        postfach.send(aLetter("ok").text("GEHEIMER-TEXT anders").build()));
                show(() -> aLetter("x").text("GEHEIMER-TEXT\u0001").build());
                show(() -> PostboxHandle.of(HANDLE + "@x"));
                System.out.println(outbox.backlog());
            }
        }

        private static void show(java.util.concurrent.Callable<?> step) {
            try {
                System.out.println(step.call());
            } catch (Exception e) {
                e.printStackTrace(System.out);
            }
        }

        private static Message.Builder aLetter(String reference) {
            return Message.to(PostboxHandle.of(HANDLE))
                    .from(Sender.of("Stadt", "Amt"))
                    .subject("GEHEIMER-BETREFF")
                    .text("GEHEIMER-TEXT")
                    .readableFrom(TrustLevel.BASIC)
                    .attach(Attachment.pdf("geheime-datei.pdf", Fixtures.PDF))
                    .readConfirmationTo("geheim@stadt.example")
                    .reference(reference);
        }
    }
}
