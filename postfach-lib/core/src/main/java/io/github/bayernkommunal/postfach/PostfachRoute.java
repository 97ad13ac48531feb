package io.github.bayernkommunal.postfach;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A road to the mailbox. It speaks one protocol and nothing else: reference, journal, limits, logging and repetition belong
 * to {@link PostfachClient}. Operators and vendors may add their own.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public interface PostfachRoute extends AutoCloseable {

    /** {@return short name for logs and journals, for example {@code bsp-soap}} */
    String name();

    /** {@return what this road takes} */
    Limits limits();

    /**
     * The exact document for a message, without contacting anybody. The same message always leads to the same text.
     *
     * @param message a complete message
     * @return message and document
     * @throws PostfachRejectedException if the message cannot go this way
     */
    Letter prepare(Message message);

    /**
     * Sends a prepared letter once, without any repetition.
     *
     * @param letter what {@link #prepare} made
     * @return how the service answered; only {@link DeliveryState#PROVIDED} or {@link DeliveryState#HANDED_OVER}
     * @throws PostfachException if the service declined or gave no usable answer
     */
    Receipt deliver(Letter letter);

    /**
     * Asks what became of a letter that was {@link DeliveryState#HANDED_OVER}. Roads that learn nothing later answer nothing.
     *
     * @param receipt the text of its receipt
     * @return the newest receipt: {@link DeliveryState#PROVIDED}, or still {@link DeliveryState#HANDED_OVER}
     * @throws PostfachRejectedException if it was declined since
     * @throws PostfachException if the service gave no usable answer; nothing is known then that was not known before
     */
    default Optional<Receipt> inquire(String receipt) {
        return Optional.empty();
    }

    /** Opens what is costly to open, so that the first message does not pay for it; sends nothing. */
    default void warmUp() {}

    /** Releases connections and threads. */
    @Override
    default void close() {}

    /**
     * A message as one route will send it.
     *
     * @param messageId the id under which it is sent
     * @param recipient the mailbox it goes to; the route compares it with the document just before sending
     * @param document the exact text of the message document, sent as UTF-8
     * @param attachments files that travel beside the document; empty when the document holds them
     */
    record Letter(String messageId, PostboxHandle recipient, String document, List<Attachment> attachments) {

        /**
         * {@inheritDoc}
         */
        public Letter {
            attachments = List.copyOf(attachments);
        }

        /** Id and length; nothing of the content. */
        @Override
        public String toString() {
            return "Letter[%s, %d characters, %d attachments beside it]"
                    .formatted(messageId, document.length(), attachments.size());
        }
    }

    /**
     * A good answer of the service.
     *
     * @param state how far the message came
     * @param remoteId the service's own id for it, or null
     * @param text the answer as it came, kept as proof, or null
     */
    record Receipt(
            DeliveryState state,
            @Nullable String remoteId,
            @Nullable String text) {

        /** {@return the service's own id for the message, when it gives one} */
        public Optional<String> serviceId() {
            return Optional.ofNullable(remoteId);
        }

        /** Without the text, which may quote the message. */
        @Override
        public String toString() {
            return "Receipt[%s]".formatted(state);
        }
    }
}
