package io.github.bayernkommunal.postfach.internal.outbox;

import static io.github.bayernkommunal.postfach.DeliveryState.FAILED;
import static io.github.bayernkommunal.postfach.DeliveryState.HANDED_OVER;
import static io.github.bayernkommunal.postfach.DeliveryState.NOTIFIED;
import static io.github.bayernkommunal.postfach.DeliveryState.PROVIDED;
import static io.github.bayernkommunal.postfach.DeliveryState.QUEUED;
import static io.github.bayernkommunal.postfach.DeliveryState.REJECTED;
import static io.github.bayernkommunal.postfach.DeliveryState.RETRIEVED;
import static io.github.bayernkommunal.postfach.DeliveryState.SENDING;
import static io.github.bayernkommunal.postfach.DeliveryState.UNCERTAIN;
import static io.github.bayernkommunal.postfach.DeliveryState.WITHDRAWN;

import io.github.bayernkommunal.postfach.DeliveryState;
import java.util.Map;
import java.util.Set;

/** Every step that a message may take; whatever is not here does not happen. */
public final class Transitions {

    private static final Map<DeliveryState, Set<DeliveryState>> ALLOWED = Map.of(
            // A worker takes it; an operator takes it back; its deadline passes.
            QUEUED, Set.of(SENDING, WITHDRAWN, FAILED),
            // Every answer there is; back to the queue only if it certainly had no effect.
            SENDING, Set.of(PROVIDED, HANDED_OVER, REJECTED, FAILED, UNCERTAIN, QUEUED),
            // What relays and citizens report later; a relay may also report a step in between.
            HANDED_OVER, Set.of(HANDED_OVER, PROVIDED, NOTIFIED, RETRIEVED, REJECTED, FAILED, UNCERTAIN),
            PROVIDED, Set.of(NOTIFIED, RETRIEVED),
            NOTIFIED, Set.of(RETRIEVED),
            RETRIEVED, Set.of(),
            // Only an operator's decision ends uncertainty.
            UNCERTAIN, Set.of(PROVIDED, QUEUED, FAILED),
            // Corrected under the same reference, or tried again by an operator.
            REJECTED, Set.of(SENDING, QUEUED),
            FAILED, Set.of(SENDING, QUEUED, WITHDRAWN),
            WITHDRAWN, Set.of());

    private Transitions() {}

    /** Whether a message may go from one state to the other. */
    public static boolean allows(DeliveryState from, DeliveryState to) {
        return ALLOWED.getOrDefault(from, Set.of()).contains(to);
    }
}
