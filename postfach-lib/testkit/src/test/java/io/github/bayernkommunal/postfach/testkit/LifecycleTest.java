package io.github.bayernkommunal.postfach.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    @Test
    void settingsNameRouteAddressKeyAndTrust() {
        try (PostfachSimulator mailbox = PostfachSimulator.start(0)) {
            Map<String, String> settings = mailbox.settings();

            assertEquals(
                    List.of(
                            "postfach.route",
                            "postfach.address",
                            "postfach.client-key.file",
                            "postfach.client-key.password",
                            "postfach.trust.file"),
                    List.copyOf(settings.keySet()));
            assertEquals("bsp-soap", settings.get("postfach.route"));
            assertEquals(mailbox.endpoint().toString(), settings.get("postfach.address"));
            assertTrue(settings.get("postfach.address").endsWith("/bspx-postkorb-okkomm-ws/bspservices/postkorbkomm"));
        }
    }

    @Test
    void theOtherRoadsHaveSettingsOfTheirOwn() {
        try (PostfachSimulator mailbox = PostfachSimulator.start(0)) {
            Map<String, String> zbp = mailbox.zbpSettings();
            Map<String, String> fitConnect = mailbox.fitConnectSettings();

            assertEquals("zbp-rest", zbp.get("postfach.route"));
            assertEquals(mailbox.address().toString(), zbp.get("postfach.address"));
            assertEquals(mailbox.authorKey().getCertificate(), Author.of(zbp).certificate());
            assertEquals("zbp-fit-connect", fitConnect.get("postfach.route"));
            assertEquals(mailbox.address() + "/submission-api", fitConnect.get("postfach.address"));
            assertEquals(
                    List.of(
                            "postfach.route",
                            "postfach.address",
                            "postfach.client-key.file",
                            "postfach.client-key.password",
                            "postfach.trust.file",
                            "postfach.fit-connect.token-address",
                            "postfach.fit-connect.client-id",
                            "postfach.fit-connect.client-secret",
                            "postfach.fit-connect.destination-id",
                            "postfach.fit-connect.destination-address"),
                    List.copyOf(fitConnect.keySet()));
            assertEquals(List.copyOf(fitConnect.keySet()).subList(0, 5), List.copyOf(zbp.keySet()));
        }
    }

    @Test
    void uploadedFilesDisappearWithTheSimulator() throws IOException {
        PostfachSimulator mailbox =
                PostfachSimulator.builder().mailbox(ZbpCaller.MAILBOX, "").start();
        ZbpCaller.of(mailbox).message().send();
        ReceivedMessage.Attachment file =
                mailbox.received().get(0).attachments().get(0);
        assertEquals(3, file.content().length);

        mailbox.close();

        assertThrows(IOException.class, file::open);
    }

    @Test
    void keyAndTrustFileDisappearWhenTheSimulatorCloses() {
        PostfachSimulator mailbox = PostfachSimulator.start(0);
        Path key = Path.of(mailbox.zbpSettings().get("postfach.client-key.file"));
        assertTrue(Files.exists(key));

        mailbox.close();
        mailbox.close();

        assertFalse(Files.exists(key.getParent()));
    }

    @Test
    void aSimulatorThatIsNotRunningSaysWhatToDo() {
        PostfachSimulator mailbox = PostfachSimulator.create();

        IllegalStateException problem = assertThrows(IllegalStateException.class, mailbox::address);

        assertTrue(problem.getMessage().contains("@RegisterExtension"));
    }

    @Test
    void resetLeavesOnlyTheFirstMailboxes() throws IOException {
        try (PostfachSimulator mailbox =
                PostfachSimulator.builder().mailbox("eins", "Eins").start()) {
            mailbox.createMailbox("zwei");
            mailbox.always(Mishap.FORBIDDEN);
            mailbox.goDown();

            mailbox.reset();

            assertEquals(List.of(PostfachSimulator.TEST_HANDLE, "eins"), mailbox.mailboxes());
            assertEquals("true 0", PlainCaller.of(mailbox).receiptOf(PlainCaller.m1()));
            assertEquals(1, mailbox.calls());
        }
    }

    @Test
    void aTypeOutsideTable9005CannotBeAllowed() {
        Environment standard = Environment.standard();

        var problem = assertThrows(
                IllegalArgumentException.class, () -> standard.withTypes(java.util.Set.of("application/zip")));

        assertTrue(problem.getMessage().startsWith("allowedTypes:"));
    }

    @Test
    void theMainClassRunsWithoutJUnitAndPrintsTheSettings() throws Exception {
        String classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .filter(entry -> !entry.contains("junit") && !entry.contains("opentest4j"))
                .collect(Collectors.joining(System.getProperty("path.separator")));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        PostfachSimulator.class.getName(),
                        "0")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertTrue(output.readLine().startsWith("Mailboxes to look into: https://127.0.0.1:"));
            assertTrue(output.readLine().endsWith(PostfachSimulator.TEST_HANDLE));
            assertEquals("postfach.route=bsp-soap", output.readLine());
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}
