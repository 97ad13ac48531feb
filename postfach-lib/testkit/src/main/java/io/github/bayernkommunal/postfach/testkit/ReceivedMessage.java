package io.github.bayernkommunal.postfach.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that really lies in a mailbox of the simulator.
 *
 * @param arrival when and how it came
 * @param elements every simple element by its path below {@code BspNachricht}, for example
 *     {@code NachrichtenKopf/Absender/Hyperlink}; keys are found under {@code …/Schluessel}. Of a ZBP message, every
 *     member of the message document except {@code attachments} by its name
 * @param attachments the files in the order of the message
 * @param document the message document, character by character as it was received
 * @source BMI, Schnittstellenbeschreibung BundID 10.2.0.0, chapter 12; docs/protocol.md for ZBP
 */
public record ReceivedMessage(
        Arrival arrival, Map<String, String> elements, List<Attachment> attachments, String document) {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** {@inheritDoc} */
    public ReceivedMessage {
        elements = Map.copyOf(elements);
        attachments = List.copyOf(attachments);
    }

    /** {@return the sender's id of the message; a ZBP message has only a {@code reference}, and empty text without it} */
    public String messageId() {
        return either("NachrichtenKopf/Identifikation.Nachricht/NachrichtenId", "reference");
    }

    /** {@return the mailbox in which the message lies} */
    public String handle() {
        return either("NachrichtenKopf/Empfaenger/PostkorbId", "mailboxUuid");
    }

    /** {@return the authority as the citizen reads it, element {@code Mandant} or member {@code sender}} */
    public String senderName() {
        return either("NachrichtenKopf/Absender/Mandant", "sender");
    }

    /** {@return the service or department as the citizen reads it, element {@code Dienst} or member {@code service}} */
    public String senderService() {
        return either("NachrichtenKopf/Absender/Dienst", "service");
    }

    /** {@return the subject} */
    public String subject() {
        return either("NachrichtenInhalt/Betreff", "title");
    }

    /**
     * {@return the text as the citizen reads it: in plain text of BSP-Nachrichten {@code \n} has become a line feed and
     * {@code \\} a backslash}
     */
    public String text() {
        String raw = either("NachrichtenInhalt/FreiText/Text", "content");
        return html() || isZbp() ? raw : unescape(raw);
    }

    /** {@return whether the text is declared as HTML} */
    public boolean html() {
        return element("NachrichtenInhalt/FreiText/Encoding/Schluessel")
                .filter("text/html"::equals)
                .isPresent();
    }

    /** {@return the trust level, 1 to 4, that a login must have for reading the message; 4 when the message names none} */
    public int level() {
        return element(isZbp() ? "stork_qaa_level" : "NachrichtenInhalt/StorkQaaLevel")
                .map(level -> level.charAt(level.length() - 1) - '0')
                .orElse(4);
    }

    /**
     * {@return the creation time that the sender wrote; without an offset it is read as time of Berlin. A ZBP message has
     * none, so it is the time of acceptance}
     */
    public OffsetDateTime createdAt() {
        if (isZbp()) {
            return receivedAt().atZone(BERLIN).toOffsetDateTime();
        }
        String text = elements.getOrDefault("NachrichtenKopf/Identifikation.Nachricht/Erstellungszeitpunkt", "");
        TemporalAccessor time =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime exact
                ? exact
                : LocalDateTime.from(time).atZone(BERLIN).toOffsetDateTime();
    }

    /** {@return when the simulator accepted the message, by its clock} */
    public Instant receivedAt() {
        return arrival.time();
    }

    /**
     * The value of any simple element.
     *
     * @param path its path below {@code BspNachricht}, or the name of a ZBP member
     * @return its text as it was received
     */
    public Optional<String> element(String path) {
        return Optional.ofNullable(elements.get(path));
    }

    /** {@return the place in the ledger and the number of attachments; nothing that a person wrote} */
    @Override
    public String toString() {
        return "ReceivedMessage[%d, %d attachment(s)]".formatted(arrival.number(), attachments.size());
    }

    private boolean isZbp() {
        return elements.containsKey("mailboxUuid");
    }

    private String either(String bspPath, String zbpMember) {
        return elements.getOrDefault(isZbp() ? zbpMember : bspPath, "");
    }

    private static String unescape(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char next = i + 1 < raw.length() ? raw.charAt(i + 1) : 0;
            if (raw.charAt(i) == '\\' && (next == '\\' || next == 'n')) {
                text.append(next == 'n' ? '\n' : '\\');
                i++;
            } else {
                text.append(raw.charAt(i));
            }
        }
        return text.toString();
    }

    /**
     * How a message came in.
     *
     * @param number the place in the ledger, starting with 1
     * @param time when it was accepted, by the simulator's clock
     * @param operation the SOAP operation, {@code sendBspNachrichtNative} or {@code sendBspNachricht};
     *     {@code PUT /v6/mailbox/messages} for ZBP; {@code message_v6} for the FIT-Connect bridge
     * @param duplicate whether a message with the same id was accepted before; in ZBP, which knows no id, the same document
     */
    public record Arrival(long number, Instant time, String operation, boolean duplicate) {}

    /** A file as it lies in the mailbox. */
    public static final class Attachment {
        private final String fileName;
        private final String mediaType;
        private final byte @Nullable [] content;
        private final @Nullable Path file;
        private final int size;

        /**
         * A file in memory.
         *
         * @param fileName the name
         * @param mediaType the type
         * @param content the bytes, which are copied
         */
        public Attachment(String fileName, String mediaType, byte[] content) {
            this.fileName = fileName;
            this.mediaType = mediaType;
            this.content = content.clone();
            this.file = null;
            this.size = content.length;
        }

        /**
         * A file on disk.
         *
         * @param fileName the name
         * @param mediaType the type
         * @param file where the bytes are; the simulator deletes it when it is reset or closed
         * @param size the number of bytes
         */
        public Attachment(String fileName, String mediaType, Path file, int size) {
            this.fileName = fileName;
            this.mediaType = mediaType;
            this.content = null;
            this.file = file;
            this.size = size;
        }

        /** {@return the name that the citizen sees: characters that a file name must not have are replaced by {@code _}} */
        public String fileName() {
            return fileName;
        }

        /** {@return the type by table 9005} */
        public String mediaType() {
            return mediaType;
        }

        /**
         * {@return a copy of the bytes}
         *
         * @throws UncheckedIOException if the simulator has been reset or closed since and the bytes lay on disk
         */
        public byte[] content() {
            try (InputStream in = open()) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * The bytes as a stream, for files that are too large for the memory.
         *
         * @return the bytes from the first; the caller closes it
         * @throws IOException if the simulator has been reset or closed since and the bytes lay on disk
         */
        public InputStream open() throws IOException {
            return file == null
                    ? new ByteArrayInputStream(Objects.requireNonNull(content))
                    : Files.newInputStream(file);
        }

        /** {@return the number of bytes} */
        public int size() {
            return size;
        }

        /** {@return type and size; the name may say something about a person} */
        @Override
        public String toString() {
            return "Attachment[%s, %d bytes]".formatted(mediaType, size);
        }
    }
}
