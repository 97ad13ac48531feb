package io.github.bayernkommunal.postfach.testkit.internal.zbp;

import io.github.bayernkommunal.postfach.testkit.ReceivedMessage.Attachment;
import io.github.bayernkommunal.postfach.testkit.ReceivedStatus;
import io.github.bayernkommunal.postfach.testkit.internal.Bsp;
import io.github.bayernkommunal.postfach.testkit.internal.Mailboxes;
import io.github.bayernkommunal.postfach.testkit.internal.Problem;
import io.github.bayernkommunal.postfach.testkit.internal.Spool.SpooledFile;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.MessageDocument.Declared;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where the direct road and the bridge meet: checks a signed document with its files, and delivers it. */
public final class Intake {

    private static final Set<String> TYPES =
            Set.of("application/pdf", "image/jpeg", "image/png", "image/tiff", "image/bmp", "text/plain");

    // SHA-512 of the EICAR test file, which every virus scanner must find; the file itself would stop this jar.
    private static final String EICAR = "cc805d5fab1fd71a4ab352a9c533e65fb2d5b885518f4e565e68847223b8e6b8"
            + "5cb48f3afad842726d99239c9e36505c64b0dc9a061d9e507d833277ada336ab";

    private final Mailboxes mailboxes;
    private final FileLimits limits;
    private final Clock clock;

    /** Delivers into {@code mailboxes}. */
    public Intake(Mailboxes mailboxes, FileLimits limits, Clock clock) {
        this.mailboxes = mailboxes;
        this.limits = limits;
        this.clock = clock;
    }

    /** A file as it came, with the name and type that its part says. */
    public record Part(String filename, String mediaType, SpooledFile file) {}

    /** What has passed all checks, ready to be delivered. */
    @FunctionalInterface
    public interface Checked {
        /** Delivers. */
        void deliver();
    }

    /** The limits of attachments. */
    public FileLimits limits() {
        return limits;
    }

    /** Checks a message against its files, which must be in the order of the message. */
    public Checked message(String operation, String document, List<Part> parts) throws Problem {
        MessageDocument message = MessageDocument.read(document);
        if (!mailboxes.exists(message.members().getOrDefault("mailboxUuid", ""))) {
            throw new Problem(404, "mailbox", "There is no mailbox with this mailboxUuid");
        }
        compare(message.attachments(), parts);
        List<Attachment> files = new ArrayList<>();
        long together = 0;
        Set<String> names = new HashSet<>();
        for (Part part : parts) {
            together += part.file().size();
            files.add(attachment(part, files.size() + 1));
            if (!names.add(part.filename())) {
                throw notAllowed("Attachment %d has the name of another one".formatted(files.size()));
            }
        }
        if (parts.size() > limits.count()) {
            throw notAllowed("%d attachments, allowed are %d".formatted(parts.size(), limits.count()));
        }
        if (together > limits.bytesTogether()) {
            throw tooLarge("The attachments have %d bytes, allowed are %d".formatted(together, limits.bytesTogether()));
        }
        return () -> mailboxes.accept(operation, message.members(), files, document);
    }

    /** Checks the status of an application. */
    public Checked status(String operation, String document) throws Problem {
        Map<String, String> members = StatusDocument.read(document);
        return () -> mailboxes.accept(new ReceivedStatus(clock.instant(), operation, members, document));
    }

    private static void compare(List<Declared> declared, List<Part> parts) throws Problem {
        if (declared.size() != parts.size()) {
            throw mismatch("The message announces %d files, %d came".formatted(declared.size(), parts.size()));
        }
        for (int i = 0; i < parts.size(); i++) {
            Declared expected = declared.get(i);
            Part part = parts.get(i);
            if (!expected.filename().equals(part.filename())) {
                throw mismatch("File %d does not have the announced filename".formatted(i + 1));
            }
            if (expected.length() != part.file().size()) {
                throw mismatch("File %d has %d bytes, contentLength says %d"
                        .formatted(i + 1, part.file().size(), expected.length()));
            }
            if (!expected.sha512().equals(part.file().sha512())) {
                throw mismatch("File %d does not have the announced sha512sum".formatted(i + 1));
            }
        }
    }

    private Attachment attachment(Part part, int position) throws Problem {
        String type = part.mediaType();
        String name = part.filename();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!TYPES.contains(type)) {
            throw notAllowed("Attachment %d has a type that is not allowed".formatted(position));
        }
        if (name.lastIndexOf('.') < 0
                || !Bsp.FILE_TYPES.getOrDefault(type, List.of()).contains(extension)) {
            throw notAllowed("Attachment %d has an extension that does not belong to %s".formatted(position, type));
        }
        long size = part.file().size();
        if (size == 0) {
            throw notAllowed("Attachment %d is empty".formatted(position));
        }
        if (size > limits.bytesEach()) {
            throw tooLarge("Attachment %d has %d bytes, allowed are %d".formatted(position, size, limits.bytesEach()));
        }
        if (part.file().sha512().equals(EICAR)) {
            throw new Problem(422, "attachment-infected", "Attachment %d is infected".formatted(position));
        }
        return new Attachment(name, type, part.file().path(), (int) size);
    }

    private static Problem mismatch(String text) {
        return new Problem(422, "attachment-mismatch", text);
    }

    private static Problem notAllowed(String text) {
        return new Problem(422, "attachment-not-allowed", text);
    }

    private static Problem tooLarge(String text) {
        return new Problem(413, "too-large", text);
    }
}
