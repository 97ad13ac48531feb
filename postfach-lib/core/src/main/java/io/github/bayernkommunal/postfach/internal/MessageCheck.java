package io.github.bayernkommunal.postfach.internal;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.AttachmentScanner;
import io.github.bayernkommunal.postfach.Limits;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a message with the limits of a route before anything is sent, and names every problem at once. */
public final class MessageCheck {

    private final Limits limits;
    private final List<String> problems = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();

    private MessageCheck(Limits limits) {
        this.limits = limits;
    }

    /** Returns only if every attachment was scanned and nothing was found; without a scanner it does nothing. */
    public static void scan(Message message, @Nullable AttachmentScanner scanner) {
        if (scanner == null) {
            return;
        }
        for (int i = 0; i < message.attachments().size(); i++) {
            Optional<String> finding;
            try {
                finding = scanner.scan(message.attachments().get(i));
            } catch (IOException | RuntimeException e) {
                throw new PostfachUnavailableException(
                        Code.SCAN_FAILED.toString(),
                        "Attachment %d of message %s could not be scanned, so nothing was sent. Look after the scanner; send again later."
                                .formatted(i + 1, message.messageId()),
                        false,
                        null,
                        e);
            }
            if (finding.isPresent()) {
                throw new PostfachRejectedException(
                        Code.MALWARE_FOUND.toString(),
                        "The scanner found %s in attachment %d of message %s. Nothing was sent."
                                .formatted(Redact.line(finding.get()), i + 1, message.messageId()),
                        List.of(Rejection.ATTACHMENT_INFECTED));
            }
        }
    }

    /** Returns only if the message may be sent within {@code limits}. */
    public static void check(Message message, Limits limits) {
        MessageCheck check = new MessageCheck(limits);
        check.subject(message.subject());
        check.text(message);
        check.attachments(message.attachments());
        if (!check.problems.isEmpty()) {
            throw new PostfachRejectedException(
                    Code.MESSAGE_NOT_SENDABLE.toString(),
                    "Message %s was not sent; %d problem(s):\n- %s"
                            .formatted(message.messageId(), check.problems.size(), String.join("\n- ", check.problems)),
                    check.rejections.stream().distinct().toList());
        }
    }

    private void subject(String subject) {
        int length = subject.codePointCount(0, subject.length());
        if (length > limits.subjectCharacters()) {
            refuse(
                    Rejection.TEXT_INVALID,
                    "the subject has %d characters; allowed are %d. Shorten it"
                            .formatted(length, limits.subjectCharacters()));
        }
        if (subject.indexOf('<') >= 0 || subject.indexOf('>') >= 0) {
            refuse(Rejection.CONTENT_NOT_ALLOWED, "the subject holds markup (< or >). Write plain text");
        }
        insecureLink("subject", subject);
    }

    private void text(Message message) {
        int bytes = message.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.textBytes()) {
            refuse(
                    Rejection.MESSAGE_TOO_LARGE,
                    "the text has %d bytes; allowed are %d. Shorten it or attach a file"
                            .formatted(bytes, limits.textBytes()));
        }
        insecureLink("text", message.text());
        if (message.textFormat() == Message.TextFormat.HTML) {
            Set<String> violations = HtmlRules.violations(message.text());
            if (!violations.isEmpty()) {
                refuse(
                        Rejection.CONTENT_NOT_ALLOWED,
                        "the text holds HTML that a mailbox does not show: %s. Remove it, or use reducedHtml"
                                .formatted(violations));
            }
        }
    }

    // BMI, Schnittstellenbeschreibung BundID, 12.1.4: only https:// may occur.
    private void insecureLink(String where, String text) {
        int at = text.toLowerCase(Locale.ROOT).indexOf("http://");
        if (at >= 0) {
            refuse(
                    Rejection.CONTENT_NOT_ALLOWED,
                    "the %s holds http:// at position %d. Use https://".formatted(where, at));
        }
    }

    private void attachments(List<Attachment> attachments) {
        if (attachments.size() > limits.attachments()) {
            refuse(
                    Rejection.TOO_MANY_ATTACHMENTS,
                    "there are %d attachments; allowed are %d. Send several messages"
                            .formatted(attachments.size(), limits.attachments()));
        }
        long total = 0;
        for (int i = 0; i < attachments.size(); i++) {
            total += attachments.get(i).size();
            attachment(i + 1, attachments.get(i));
        }
        if (total > limits.totalBytes()) {
            refuse(
                    Rejection.MESSAGE_TOO_LARGE,
                    "the attachments have %d bytes together; allowed are %d. Send several messages"
                            .formatted(total, limits.totalBytes()));
        }
    }

    private void attachment(int number, Attachment attachment) {
        if (attachment.size() > limits.attachmentBytes()) {
            refuse(
                    Rejection.ATTACHMENT_TOO_LARGE,
                    "attachment %d has %d bytes; allowed are %d. Send a smaller file or a link"
                            .formatted(number, attachment.size(), limits.attachmentBytes()));
        }
        String type = attachment.mediaType();
        if (!limits.mediaTypes().contains(type)) {
            refuse(
                    Rejection.ATTACHMENT_TYPE_FORBIDDEN,
                    "attachment %d is of type %s; allowed are %s. Convert it to PDF"
                            .formatted(number, Redact.line(type), new TreeSet<>(limits.mediaTypes())));
            return;
        }
        String extension = FileName.extension(attachment.fileName());
        if (!MediaTypes.extensions(type).contains(extension)) {
            refuse(
                    Rejection.ATTACHMENT_TYPE_MISMATCH,
                    "attachment %d is declared as %s, but its name ends in '%s'; expected one of %s"
                            .formatted(number, type, Redact.line(extension), MediaTypes.extensions(type)));
        }
        if (!MediaTypes.matches(type, attachment.head())) {
            refuse(
                    Rejection.ATTACHMENT_TYPE_MISMATCH,
                    "attachment %d is declared as %s, but its content begins differently".formatted(number, type));
        }
    }

    private void refuse(Rejection rejection, String problem) {
        rejections.add(rejection);
        problems.add(problem);
    }
}
