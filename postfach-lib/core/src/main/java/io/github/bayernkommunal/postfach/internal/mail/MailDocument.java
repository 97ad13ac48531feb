package io.github.bayernkommunal.postfach.internal.mail;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.Rejection;
import io.github.bayernkommunal.postfach.internal.Code;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Writes a message as an e-mail. Every value is fixed by the message, so the same message always gives the same text. */
public final class MailDocument {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII));

    /**
     * What the gateway's subject line and addresses need.
     *
     * @param from the sender's address
     * @param recipientDomain behind the handle
     * @param accountSource who issued the handle
     * @param system the sending system
     */
    public record Addressing(String from, String recipientDomain, String accountSource, String system) {}

    private MailDocument() {}

    /** The address of a mailbox; its local part is the handle. */
    public static String address(String handle, String domain) {
        if (!handle.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new PostfachRejectedException(
                    Code.HANDLE_MALFORMED.toString(),
                    "The mailbox handle cannot stand in front of an @. Send it by another road.",
                    List.of(Rejection.HANDLE_INVALID));
        }
        return handle + "@" + domain;
    }

    /** The complete e-mail, in ASCII with CRLF. */
    public static String write(Message message, Addressing addressing) {
        String boundary = "postfach-" + message.messageId();
        String to = address(message.recipient().value(), addressing.recipientDomain());
        StringBuilder mail = new StringBuilder(4096);
        header(mail, "From", "%s <%s>".formatted(encoded(phrase(message.sender().name())), addressing.from()));
        header(mail, "To", "<" + to + ">");
        // The grammar of Munich's ticket system; whether the gateway reads it is not public.
        header(
                mail,
                "Subject",
                encoded("[%s;%s;level%d;%s] %s"
                        .formatted(
                                message.recipient().value(),
                                addressing.accountSource(),
                                message.readableFrom().level(),
                                addressing.system(),
                                message.subject())));
        header(
                mail,
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(message.createdAt().atZone(BERLIN)));
        header(
                mail,
                "Message-ID",
                "<%s@%s>"
                        .formatted(
                                message.messageId(),
                                addressing.from().substring(addressing.from().indexOf('@') + 1)));
        header(mail, "MIME-Version", "1.0");
        header(mail, "Content-Type", "multipart/mixed; boundary=\"" + boundary + "\"");
        mail.append("\r\n");
        part(mail, boundary, "text/html; charset=UTF-8", null, html(message).getBytes(StandardCharsets.UTF_8));
        List<Attachment> attachments = message.attachments();
        for (int i = 0; i < attachments.size(); i++) {
            Attachment file = attachments.get(i);
            ParameterList name = new ParameterList();
            name.set("filename", file.fileName(), "UTF-8");
            part(
                    mail,
                    boundary,
                    file.mediaType(),
                    new ContentDisposition("attachment", name).toString(),
                    content(i + 1, file));
        }
        return mail.append("--").append(boundary).append("--\r\n").toString();
    }

    private static String html(Message message) {
        String body = message.textFormat() == Message.TextFormat.HTML
                ? message.text()
                : "<p>" + escaped(message.text()).replace("\n", "<br>\n") + "</p>";
        return "<!DOCTYPE html>\n<html lang=\"de\"><head><meta charset=\"UTF-8\"><title>%s</title></head><body>%s</body></html>\n"
                .formatted(escaped(message.subject()), body);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String phrase(String name) {
        return name.replaceAll("[\"<>@,;:\\\\\\[\\]()]", " ").strip();
    }

    private static String encoded(String text) {
        try {
            return MimeUtility.fold(9, MimeUtility.encodeText(text, "UTF-8", "B"));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java runtime has UTF-8", e);
        }
    }

    private static void header(StringBuilder mail, String name, String value) {
        mail.append(name).append(": ").append(value).append("\r\n");
    }

    private static void part(
            StringBuilder mail,
            String boundary,
            String type,
            @org.jspecify.annotations.Nullable String disposition,
            byte[] content) {
        mail.append("--").append(boundary).append("\r\n");
        header(mail, "Content-Type", type);
        if (disposition != null) {
            header(mail, "Content-Disposition", disposition);
        }
        header(mail, "Content-Transfer-Encoding", "base64");
        mail.append("\r\n").append(BASE64.encodeToString(content)).append("\r\n");
    }

    private static byte[] content(int number, Attachment file) {
        try (InputStream in = file.open()) {
            byte[] content = in.readAllBytes();
            if (HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
                    .equals(file.sha256())) {
                return content;
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        } catch (IOException e) {
            // Told below: the file is no longer what it was.
        }
        throw new PostfachRejectedException(
                Code.ATTACHMENT_CHANGED.toString(),
                "Attachment %d was changed or removed since the message was built. Build the message again."
                        .formatted(number),
                List.of(Rejection.ATTACHMENT_CHANGED));
    }
}
