package io.github.bayernkommunal.samples.quickstarts;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.Delivery;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.PostfachClient;
import io.github.bayernkommunal.postfach.Sender;
import io.github.bayernkommunal.postfach.TrustLevel;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a notice with an attachment into a citizen's mailbox. */
public final class SendLetter {

    private final PostfachClient postfach;

    SendLetter(PostfachClient postfach) {
        this.postfach = postfach;
    }

    /** Runs against a simulated mailbox service and shows what arrived. */
    public static void main(String... arguments) throws IOException {
        Path notice = Files.createTempFile("bescheid", ".pdf");
        Files.write(notice, "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
        try (PostfachSimulator mailboxes = PostfachSimulator.start(0);
                PostfachClient postfach = PostfachClient.from(mailboxes.settings())) {
            Delivery delivery = new SendLetter(postfach).send(PostfachSimulator.TEST_HANDLE, notice);
            System.out.println("Delivered: " + delivery);
            mailboxes.received().forEach(letter -> System.out.println("In the mailbox: " + letter.subject()));
        } finally {
            Files.delete(notice);
        }
    }

    Delivery send(String handle, Path file) {
        Message notice = Message.to(PostboxHandle.of(handle))
                .from(Sender.of("Stadt Musterstadt", "Straßenverkehrsamt"))
                .subject("Ihr Bescheid zur Bewohnerparkkarte")
                .text("Guten Tag, Ihr Bescheid liegt bei.")
                .readableFrom(TrustLevel.SUBSTANTIAL) // readable after a login of at least this level
                .attach(Attachment.pdf(file))
                .reference("az-2026-0815") // ours: sending it again is harmless
                .build();
        return postfach.send(notice);
    }
}
