package io.github.bayernkommunal.postfach;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Receipt for a message: what became of it, when, and the proof.
 *
 * @param reference the caller's own reference
 * @param messageId the id under which the message was sent; the same on every attempt
 * @param state how the message stands
 * @param acceptedAt when the answer had arrived here, by our clock: the service names no time
 * @param route the road it took, for example {@code bsp-soap}
 * @param receiptText the service's receipt exactly as it came, or null if the route gives none; see {@link #receipt()}
 */
public record Delivery(
        String reference,
        String messageId,
        DeliveryState state,
        Instant acceptedAt,
        String route,
        @Nullable String receiptText) {

    /**
     * The service's receipt exactly as it came: keep it with the file, it is the proof of acceptance.
     *
     * @return the service's receipt exactly as it came
     * @source BMI, Schnittstellenbeschreibung BundID, chapter 12.1.3
     */
    public Optional<String> receipt() {
        return Optional.ofNullable(receiptText);
    }

    /** Without the receipt, which may quote file names and text. */
    @Override
    public String toString() {
        return "%s %s as %s by %s at %s".formatted(reference, state, messageId, route, acceptedAt);
    }
}
