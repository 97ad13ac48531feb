package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.internal.Characters;
import io.github.bayernkommunal.postfach.internal.ContentHash;
import io.github.bayernkommunal.postfach.internal.HtmlRules;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message to one citizen: immutable, and complete once it is built.
 *
 * <p>Id and time of creation are fixed when it is built, so every attempt sends the same. What holds for every route is
 * checked by {@link Builder#build()}; what only the chosen route limits is checked by {@link PostfachClient#send}.
 */
public final class Message {

    private static final Pattern E_MAIL = Pattern.compile("[^\\s@<>,;]{1,64}@[^\\s@<>,;]{1,255}");

    /** How the text is to be read. */
    public enum TextFormat {
        /** Plain text; line ends stay. */
        PLAIN,
        /** A small HTML subset without scripts and styles. */
        HTML
    }

    private final PostboxHandle recipient;
    private final Sender sender;
    private final String subject;
    private final String text;
    private final TextFormat textFormat;
    private final TrustLevel readableFrom;
    private final List<Attachment> attachments;
    private final String reference;
    private final String messageId;
    private final Instant createdAt;
    private final @Nullable String relatesTo;
    private final @Nullable String readConfirmationTo;
    private final @Nullable Consent consent;
    private final String contentHash;

    private Message(Builder complete, Sender sender, TrustLevel readableFrom) {
        this.recipient = complete.recipient;
        this.sender = sender;
        this.subject = complete.subject;
        this.text = complete.text;
        this.textFormat = complete.textFormat;
        this.readableFrom = readableFrom;
        this.attachments = List.copyOf(complete.attachments);
        this.reference = complete.reference;
        this.messageId = complete.messageId == null ? UUID.randomUUID().toString() : complete.messageId;
        Instant now = complete.createdAt == null ? complete.clock.instant() : complete.createdAt;
        this.createdAt = now.truncatedTo(ChronoUnit.MILLIS);
        this.relatesTo = complete.relatesTo;
        this.readConfirmationTo = complete.readConfirmationTo;
        this.consent = complete.consent;
        this.contentHash = ContentHash.of(this);
    }

    /**
     * Begins a message to the mailbox with the given handle.
     *
     * @param recipient the mailbox it goes to
     * @return a builder
     */
    public static Builder to(PostboxHandle recipient) {
        return new Builder(recipient, Clock.systemUTC());
    }

    /** {@return the mailbox it goes to} */
    public PostboxHandle recipient() {
        return recipient;
    }

    /** {@return authority and department as the citizen reads them} */
    public Sender sender() {
        return sender;
    }

    /** {@return one line of plain text} */
    public String subject() {
        return subject;
    }

    /** {@return the text with LF as line end} */
    public String text() {
        return text;
    }

    /** {@return how the text is to be read} */
    public TextFormat textFormat() {
        return textFormat;
    }

    /** {@return the lowest login level with which the citizen can open it} */
    public TrustLevel readableFrom() {
        return readableFrom;
    }

    /** {@return the files that go with it, in order} */
    public List<Attachment> attachments() {
        return attachments;
    }

    /** {@return the caller's own reference: one reference, one message} */
    public String reference() {
        return reference;
    }

    /** {@return the id under which it is sent} */
    public String messageId() {
        return messageId;
    }

    /** {@return when it was built, in milliseconds} */
    public Instant createdAt() {
        return createdAt;
    }

    /** {@return id of the earlier message it answers or continues} */
    public Optional<String> relatesTo() {
        return Optional.ofNullable(relatesTo);
    }

    /** {@return the authority's e-mail address that learns when the citizen opened it} */
    public Optional<String> readConfirmationTo() {
        return Optional.ofNullable(readConfirmationTo);
    }

    /** {@return the person's consent, if this is an administrative act} */
    public Optional<Consent> consent() {
        return Optional.ofNullable(consent);
    }

    /**
     * {@return SHA-256 over recipient and everything the citizen gets, without id and time: equal for equal content}
     */
    public String contentHash() {
        return contentHash;
    }

    /** The same content under the id and time of an earlier attempt, so that every attempt sends the same bytes. */
    Message sentAs(String messageId, Instant createdAt) {
        Builder same = new Builder(recipient, Clock.systemUTC());
        same.subject = subject;
        same.text = text;
        same.textFormat = textFormat;
        same.attachments.addAll(attachments);
        same.reference = reference;
        same.messageId = messageId;
        same.createdAt = createdAt;
        same.relatesTo = relatesTo;
        same.readConfirmationTo = readConfirmationTo;
        same.consent = consent;
        return new Message(same, sender, readableFrom);
    }

    /** Reference, id and sizes; nothing of the content. */
    @Override
    public String toString() {
        return "Message[%s as %s, %d characters, %d attachments]"
                .formatted(reference, messageId, text.length(), attachments.size());
    }

    /** Collects the parts of a message; {@link #build()} names everything that is missing or wrong at once. */
    public static final class Builder {

        private final PostboxHandle recipient;
        private final Clock clock;
        private final List<Attachment> attachments = new ArrayList<>();
        private @Nullable Sender sender;
        private String subject = "";
        private String text = "";
        private TextFormat textFormat = TextFormat.PLAIN;
        private @Nullable TrustLevel readableFrom;
        private boolean aboveLogin;
        private String reference = "";
        private @Nullable String messageId;
        private @Nullable Instant createdAt;
        private @Nullable String relatesTo;
        private @Nullable String readConfirmationTo;
        private @Nullable Consent consent;

        Builder(PostboxHandle recipient, Clock clock) {
            this.recipient = Objects.requireNonNull(recipient, "recipient");
            this.clock = clock;
        }

        /**
         * Authority and department as the citizen reads them. Mandatory.
         *
         * @param sender authority and department
         * @return this builder
         */
        public Builder from(Sender sender) {
            this.sender = sender;
            return this;
        }

        /**
         * One line of plain text without markup. Mandatory.
         *
         * @param subject one line, normalised to NFC
         * @return this builder
         */
        public Builder subject(String subject) {
            this.subject = Characters.normalise(subject).strip();
            return this;
        }

        /**
         * The text, plain. Mandatory, here or as {@link #html}.
         *
         * @param text plain text; line ends are normalised
         * @return this builder
         */
        public Builder text(String text) {
            this.text = Characters.normalise(text);
            this.textFormat = TextFormat.PLAIN;
            return this;
        }

        /**
         * The text as HTML: {@code p br b strong i em u ul ol li h1 h2 h3} and {@code a} with an https address. Anything else is
         * refused when the message is sent; see {@link #reducedHtml}.
         *
         * @param html markup from the small subset
         * @return this builder
         */
        public Builder html(String html) {
            this.text = Characters.normalise(html);
            this.textFormat = TextFormat.HTML;
            return this;
        }

        /**
         * The text as HTML, reduced to what a mailbox shows: other elements and attributes are removed, their words stay.
         *
         * @param html markup from anywhere
         * @return this builder
         */
        public Builder reducedHtml(String html) {
            return html(HtmlRules.reduced(html));
        }

        /**
         * The lowest login level with which the citizen can open the message. Mandatory, without a default: a mailbox that
         * is told no level assumes the highest, and citizens without an ID-card login then cannot read it.
         *
         * @param level the lowest level that may read it
         * @return this builder
         * @source BMI, Schnittstellenbeschreibung BundID, chapter 12.1.2
         */
        public Builder readableFrom(TrustLevel level) {
            this.readableFrom = level;
            this.aboveLogin = false;
            return this;
        }

        /**
         * Like {@link #readableFrom}, even if the login that delivered the handle had a lower level. The citizen may own no
         * stronger means and then never read the message.
         *
         * @param level the lowest level that may read it
         * @return this builder
         */
        public Builder readableFromEvenAboveLogin(TrustLevel level) {
            this.readableFrom = level;
            this.aboveLogin = true;
            return this;
        }

        /**
         * Adds a file.
         *
         * @param attachment the file
         * @return this builder
         */
        public Builder attach(Attachment attachment) {
            this.attachments.add(attachment);
            return this;
        }

        /**
         * The caller's own reference, for example the file number and a running number. Mandatory: sending the same
         * reference again leads to the delivery that exists already. It never leaves the application.
         *
         * @param reference the caller's own reference, at most 255 characters
         * @return this builder
         */
        public Builder reference(String reference) {
            this.reference = reference.strip();
            return this;
        }

        /**
         * Id of the earlier message that this one answers or continues.
         *
         * @param messageId id under which the earlier message was sent
         * @return this builder
         */
        public Builder relatesTo(String messageId) {
            this.relatesTo = messageId.strip();
            return this;
        }

        /**
         * E-mail address of the authority that learns when the citizen opened the message.
         *
         * @param address an e-mail address
         * @return this builder
         */
        public Builder readConfirmationTo(String address) {
            this.readConfirmationTo = address.strip();
            return this;
        }

        /**
         * Marks the message as an administrative act, which may be announced this way only with the person's consent. Such a
         * message is never repeated by itself, whatever the outbox was told.
         *
         * @param consent what the person agreed to
         * @return this builder
         * @source Art. 24 (1) BayDiG
         */
        public Builder administrativeAct(Consent consent) {
            this.consent = consent;
            return this;
        }

        /**
         * The id under which the message is sent; default: a random UUID.
         *
         * @param id the id
         * @return this builder
         */
        public Builder messageId(UUID id) {
            this.messageId = id.toString();
            return this;
        }

        /**
         * The time of creation; default: now. Kept in milliseconds.
         *
         * @param time the time
         * @return this builder
         */
        public Builder createdAt(Instant time) {
            this.createdAt = time;
            return this;
        }

        /**
         * The message.
         *
         * @return the message
         * @throws IllegalArgumentException if anything is missing or wrong; its text lists every problem
         */
        public Message build() {
            List<String> problems = new ArrayList<>();
            require(problems, "subject", subject, 1024, false);
            require(problems, "text", text, Integer.MAX_VALUE, true);
            require(problems, "reference", reference, 255, false);
            if (relatesTo != null) {
                require(problems, "relatesTo", relatesTo, 255, false);
            }
            if (sender == null) {
                problems.add("from: the sender is missing");
            }
            if (readableFrom == null) {
                problems.add(
                        "readableFrom: the trust level is missing; choose the level of the citizen's login or lower");
            } else {
                checkLevel(problems, readableFrom);
            }
            if (readConfirmationTo != null
                    && !E_MAIL.matcher(readConfirmationTo).matches()) {
                problems.add("readConfirmationTo: not an e-mail address");
            }
            checkNames(problems);
            if (!problems.isEmpty() || sender == null || readableFrom == null) {
                throw new IllegalArgumentException("The message has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            return new Message(this, sender, readableFrom);
        }

        private void checkLevel(List<String> problems, TrustLevel demanded) {
            Optional<TrustLevel> login = recipient.loginLevel();
            if (!aboveLogin && login.isPresent() && demanded.compareTo(login.get()) > 0) {
                problems.add(
                        "readableFrom: %s is above the login's level %s, so the citizen may be unable to read it; say "
                                        .formatted(demanded, login.get())
                                + "readableFromEvenAboveLogin if that is wanted");
            }
        }

        private void checkNames(List<String> problems) {
            Set<String> names = new HashSet<>();
            for (int i = 0; i < attachments.size(); i++) {
                if (!names.add(attachments.get(i).fileName().toLowerCase(Locale.ROOT))) {
                    problems.add("attach: attachment %d has the same file name as an earlier one".formatted(i + 1));
                }
            }
        }

        private static void require(List<String> problems, String step, String value, int longest, boolean lines) {
            String illegal = Characters.firstIllegal(value, lines);
            if (value.isBlank()) {
                problems.add(step + ": missing or blank");
            } else if (value.length() > longest) {
                problems.add("%s: has %d characters; allowed are %d".formatted(step, value.length(), longest));
            } else if (illegal != null) {
                problems.add("%s: holds %s".formatted(step, illegal));
            }
        }
    }
}
