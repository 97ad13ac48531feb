package io.github.bayernkommunal.samples.quickstarts;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.bayernkommunal.bayernid.testkit.TestKeys;
import io.github.bayernkommunal.postfach.Delivery;
import io.github.bayernkommunal.postfach.MailGateway;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.PostfachClient;
import io.github.bayernkommunal.postfach.Sender;
import io.github.bayernkommunal.postfach.TrustLevel;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;

/** The road by e-mail, for an authority whose network has such a gateway: handed over at most, never more. */
public final class SendByMail {

    private static final String PASSWORD = "quickstart";

    private SendByMail() {}

    /** Runs against a mail server in this process. */
    public static void main(String... arguments) throws IOException, MessagingException {
        KeyStore.PrivateKeyEntry key = TestKeys.tls(Clock.systemUTC());
        Path keys = Files.createTempFile("mail", ".p12");
        TestKeys.write(key, keys, PASSWORD);
        System.setProperty("greenmail.tls.keystore.file", keys.toString());
        System.setProperty("greenmail.tls.keystore.password", PASSWORD);
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        try (PostfachClient postfach = PostfachClient.builder()
                .route(MailGateway.builder("localhost", server.getSmtps().getPort())
                        .recipientDomain("postkorb.example")
                        .from("bescheide@stadt.example")
                        .system("antrag")
                        .accountSource("BayernID")
                        .tlsFromTheStart()
                        .trust(List.of((X509Certificate) key.getCertificate()))
                        .build())
                .build()) {
            Delivery delivery = postfach.send(Message.to(PostboxHandle.of("0123456789abcdef"))
                    .from(Sender.of("Stadt Musterstadt", "Straßenverkehrsamt"))
                    .subject("Ihr Bescheid zur Bewohnerparkkarte")
                    .text("Guten Tag, Ihr Antrag ist bewilligt.")
                    .readableFrom(TrustLevel.SUBSTANTIAL)
                    .reference("az-2026-0815")
                    .build());

            System.out.println("By mail: " + delivery.state());
            System.out.println("Subject: " + server.getReceivedMessages()[0].getSubject());
        } finally {
            server.stop();
            Files.delete(keys);
        }
    }
}
