package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.internal.Code;
import io.github.bayernkommunal.postfach.internal.MessageCheck;
import io.github.bayernkommunal.postfach.internal.WatchedLetter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reference, one letter: remembers before sending, settles after the answer, and refuses everything in between. */
final class SendOnce {

    private static final Logger log = LoggerFactory.getLogger(PostfachClient.class);

    private final PostfachRoute route;
    private final Journal journal;
    private final Clock clock;
    private final @Nullable AttachmentScanner scanner;
    private final @Nullable Consumer<Exchange.Progress> onProgress;

    SendOnce(
            PostfachRoute route,
            Journal journal,
            Clock clock,
            @Nullable AttachmentScanner scanner,
            @Nullable Consumer<Exchange.Progress> onProgress) {
        this.scanner = scanner;
        this.onProgress = onProgress;
        this.route = route;
        this.journal = journal;
        this.clock = clock;
    }

    // Journals keep milliseconds, and compare.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Delivery send(Message message) {
        MessageCheck.check(message, route.limits());
        Journal.Entry fresh = new Journal.Entry(
                message.reference(),
                message.messageId(),
                message.createdAt(),
                message.contentHash(),
                route.name(),
                DeliveryState.SENDING,
                now(),
                null);
        Optional<Journal.Entry> known = journal.find(message.reference());
        if (known.isPresent() && known.get().state().isInMailbox()) {
            return existing(known.get(), message);
        }
        MessageCheck.scan(message, scanner);
        // Made before the journal is touched: a message that cannot be written leaves no trace.
        PostfachRoute.Letter letter =
                route.prepare(known.filter(entry -> entry.contentHash().equals(message.contentHash()))
                        .map(entry -> message.sentAs(entry.messageId(), entry.createdAt()))
                        .orElse(message));
        Journal.Entry sending = claim(message, fresh, known);
        if (sending.state() != DeliveryState.SENDING) {
            return sending.delivery();
        }
        return deliver(letter, sending);
    }

    /** The entry under which we may send now; or one that says that nothing needs to be sent. */
    private Journal.Entry claim(Message message, Journal.Entry fresh, Optional<Journal.Entry> known) {
        if (known.isEmpty()) {
            Optional<Journal.Entry> faster = journal.begin(fresh);
            return faster.isEmpty() ? fresh : refuseOrReuse(faster.get(), message);
        }
        Journal.Entry before = known.get();
        boolean free = before.state() == DeliveryState.REJECTED || before.state() == DeliveryState.FAILED;
        if (before.state() != DeliveryState.QUEUED && !free) {
            return refuseOrReuse(before, message);
        }
        boolean same = before.contentHash().equals(message.contentHash());
        if (!same && !free) {
            throw conflict(before);
        }
        Journal.Entry next = same ? before.with(DeliveryState.SENDING, now(), null) : fresh;
        if (!journal.replace(before, next)) {
            throw beingSent(before);
        }
        return next;
    }

    private Journal.Entry refuseOrReuse(Journal.Entry entry, Message message) {
        if (!entry.contentHash().equals(message.contentHash())) {
            throw conflict(entry);
        }
        if (entry.state() == DeliveryState.SENDING || entry.state() == DeliveryState.QUEUED) {
            throw beingSent(entry);
        }
        if (entry.state() == DeliveryState.UNCERTAIN) {
            throw new PostfachUnavailableException(
                    Code.STILL_UNCERTAIN.toString(),
                    "The outcome of an earlier attempt is unknown since %s, so the message is not sent again. Find out whether it arrived, then call markDelivered or permitRepeat."
                            .formatted(entry.changedAt()),
                    true,
                    null,
                    null);
        }
        return entry;
    }

    private static Delivery existing(Journal.Entry entry, Message message) {
        if (!entry.contentHash().equals(message.contentHash())) {
            throw conflict(entry);
        }
        return entry.delivery();
    }

    private Delivery deliver(PostfachRoute.Letter letter, Journal.Entry sending) {
        try {
            PostfachRoute.Receipt receipt =
                    route.deliver(onProgress == null ? letter : WatchedLetter.watch(letter, onProgress));
            return settle(sending, receipt.state(), receipt.text()).delivery();
        } catch (PostfachRejectedException e) {
            settle(sending, DeliveryState.REJECTED, e.hints().orElse(null));
            throw e;
        } catch (PostfachUnavailableException e) {
            settle(sending, e.mayHaveTakenEffect() ? DeliveryState.UNCERTAIN : DeliveryState.QUEUED, null);
            throw e;
        } catch (PostfachProtocolException e) {
            settle(sending, DeliveryState.FAILED, null);
            throw e;
        } catch (RuntimeException | Error e) {
            // A route must not throw anything else; if it does, nobody knows what has happened.
            settle(sending, DeliveryState.UNCERTAIN, null);
            throw e;
        }
    }

    private Journal.Entry settle(Journal.Entry sending, DeliveryState state, @Nullable String receipt) {
        Journal.Entry settled = sending.with(state, now(), receipt);
        boolean noted;
        try {
            noted = journal.replace(sending, settled);
        } catch (RuntimeException e) {
            throw new PostfachUnavailableException(
                    Code.OUTCOME_NOT_NOTED.toString(),
                    "Message %s is %s, but the journal could not note it. It stays SENDING there: call markDelivered or permitRepeat once the journal works again."
                            .formatted(sending.messageId(), state),
                    true,
                    null,
                    e);
        }
        if (!noted) {
            log.warn("message {} is {}, but its journal entry was changed meanwhile", sending.messageId(), state);
        }
        return settled;
    }

    Delivery refresh(String reference) {
        Journal.Entry entry = journal.find(reference)
                .orElseThrow(() -> new IllegalStateException("No message with this reference is known here"));
        if (entry.state() != DeliveryState.HANDED_OVER || entry.receipt() == null) {
            return entry.delivery();
        }
        Journal.Entry newest;
        try {
            newest = route.inquire(entry.receipt())
                    .map(receipt -> entry.with(receipt.state(), now(), receipt.text()))
                    .orElse(entry);
        } catch (PostfachRejectedException e) {
            newest = entry.with(DeliveryState.REJECTED, now(), e.hints().orElse(entry.receipt()));
        }
        boolean news = newest.state() != entry.state() || !Objects.equals(newest.receipt(), entry.receipt());
        if (news && !journal.replace(entry, newest)) {
            return journal.find(reference).orElse(newest).delivery();
        }
        return (news ? newest : entry).delivery();
    }

    Delivery decide(String reference, DeliveryState decision) {
        Journal.Entry entry = journal.find(reference)
                .orElseThrow(() -> new IllegalStateException("No message with this reference is known here"));
        if (entry.state() != DeliveryState.UNCERTAIN && entry.state() != DeliveryState.SENDING) {
            throw new IllegalStateException(
                    "Only an uncertain or interrupted message needs a decision; this one is " + entry.state());
        }
        Journal.Entry decided = entry.with(decision, now(), entry.receipt());
        if (!journal.replace(entry, decided)) {
            throw new IllegalStateException("The message has changed its state meanwhile; look again with find");
        }
        return decided.delivery();
    }

    private static PostfachRejectedException conflict(Journal.Entry entry) {
        return new PostfachRejectedException(
                Code.REFERENCE_CONFLICT.toString(),
                "The reference was used before, for other content (state %s since %s). Use a new reference for a new letter."
                        .formatted(entry.state(), entry.changedAt()),
                List.of(Rejection.REFERENCE_CONFLICT));
    }

    private static PostfachUnavailableException beingSent(Journal.Entry entry) {
        return new PostfachUnavailableException(
                Code.BEING_SENT.toString(),
                "The same message is being sent since %s, here or elsewhere, or was interrupted there. Look again with find; if it stays so, find out whether it arrived, then call markDelivered or permitRepeat."
                        .formatted(entry.changedAt()),
                true,
                null,
                null);
    }
}
