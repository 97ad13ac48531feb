package io.github.bayernkommunal.samples.quickstarts;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.Delivery;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.PostfachClient;
import io.github.bayernkommunal.postfach.Sender;
import io.github.bayernkommunal.postfach.TrustLevel;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The same letter to a mailbox of BundID, inside the network of the state and over the internet; only settings differ. */
public final class SendToBundId {

    static final String MAILBOX = "11111111-2222-4333-8444-555555555555";

    private SendToBundId() {}

    /** Runs against a simulated mailbox service on both roads. */
    public static void main(String... arguments) {
        try (PostfachSimulator mailboxes =
                PostfachSimulator.builder().mailbox(MAILBOX, "Beispiel").start()) {
            System.out.println(
                    "ZBP by REST: " + send(mailboxes.zbpSettings(), "az-1").state());

            mailboxes.holdBridge(); // the bridge fetches letters when it likes
            Map<String, String> overInternet = mailboxes.fitConnectSettings();
            try (PostfachClient postfach = PostfachClient.from(overInternet)) {
                System.out.println("FIT-Connect: " + send(postfach, "az-2").state());
                mailboxes.resumeBridge();
                System.out.println(
                        "FIT-Connect, later: " + postfach.refresh("az-2").state());
            }
        }
    }

    static Delivery send(Map<String, String> settings, String reference) {
        try (PostfachClient postfach = PostfachClient.from(settings)) {
            return send(postfach, reference);
        }
    }

    private static Delivery send(PostfachClient postfach, String reference) {
        return postfach.send(Message.to(PostboxHandle.of(MAILBOX))
                .from(Sender.of("Stadt Musterstadt", "Straßenverkehrsamt"))
                .subject("Ihr Bescheid zur Bewohnerparkkarte")
                .text("Guten Tag, Ihr Bescheid liegt bei.")
                .readableFrom(TrustLevel.SUBSTANTIAL)
                .attach(Attachment.pdf("bescheid.pdf", "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII)))
                .reference(reference)
                .build());
    }
}
