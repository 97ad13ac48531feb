package io.github.bayernkommunal.postfach.internal.outbox;

import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.Exchange;
import io.github.bayernkommunal.postfach.PostfachProtocolException;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.PostfachRoute;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.internal.Code;
import io.github.bayernkommunal.postfach.internal.WatchedLetter;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a few waiting messages, marks them, sends them, notes what came of it. Marking and noting are one transaction each,
 * for all of them.
 *
 * <p>A message is marked before its first byte leaves. If this process dies in between, the lease runs out and the message
 * becomes uncertain: nobody can tell whether it was sent, so nobody sends it again by itself.
 */
public final class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final String ACTOR = "outbox";

    private final Transactions transactions;
    private final Dialect dialect;
    private final MessageTable messages;
    private final PostfachRoute route;
    private final Payload payloads;
    private final Rules rules;
    private final ExecutorService senders;
    private final OutboxDesk.Listeners listeners;
    private final Pauses pauses;
    private List<Outcome> unsettled = List.of();

    /**
     * What the owner of the outbox has decided.
     *
     * @param atOnce messages under way at the same time, and so the most that a crash leaves uncertain
     * @param lease how long a worker may take
     */
    public record Rules(int atOnce, Duration lease) {}

    /** Everything a dispatcher needs. */
    public Dispatcher(
            Transactions transactions,
            Dialect dialect,
            MessageTable messages,
            PostfachRoute route,
            Payload payloads,
            Rules rules,
            ExecutorService senders,
            OutboxDesk.Listeners listeners,
            RandomGenerator random) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.messages = messages;
        this.route = route;
        this.payloads = payloads;
        this.rules = rules;
        this.senders = senders;
        this.listeners = listeners;
        this.pauses = new Pauses(random);
    }

    /** A marked message with its stored letter, which is null when it was deleted. */
    private static final class Taken {
        final Row row;
        final byte @Nullable [] payload;

        Taken(Row row, byte @Nullable [] payload) {
            this.row = row;
            this.payload = payload;
        }
    }

    private record Outcome(
            Row row,
            DeliveryState state,
            String code,
            @Nullable String receipt,
            @Nullable Long dueAt) {}

    /**
     * One round.
     *
     * @return how many messages were sent or tried; 0 when there is nothing to do or the service is left alone
     */
    public synchronized int round() throws SQLException {
        settle();
        List<Taken> taken = transactions.run(connection -> {
            long now = dialect.now(connection);
            clearUp(connection, now);
            int most = pauses.allowed(now, rules.atOnce());
            if (most == 0) {
                return List.<Taken>of();
            }
            List<Change> changes = messages.due(connection, route.name(), now, most).stream()
                    .map(row -> Change.to(row, DeliveryState.SENDING, now, "", null, ACTOR)
                            .sending(now + rules.lease().toMillis()))
                    .toList();
            List<Row> marked = new ArrayList<>();
            for (Row row : messages.apply(connection, changes)) {
                if (row != null) {
                    marked.add(row);
                }
            }
            Map<Long, byte[]> letters = MessageTable.payloads(
                    connection, marked.stream().map(Row::id).toList());
            return marked.stream()
                    .map(row -> new Taken(row, letters.get(row.id())))
                    .toList();
        });
        unsettled = send(taken);
        settle();
        return taken.size();
    }

    /** Until when the service is left alone, or null. */
    public @Nullable Long pausedUntil() {
        return pauses.until();
    }

    private void clearUp(java.sql.Connection connection, long now) throws SQLException {
        List<Change> changes = new ArrayList<>();
        for (Row row : messages.abandoned(connection, now)) {
            changes.add(Change.to(row, DeliveryState.UNCERTAIN, now, Code.LEASE_EXPIRED.toString(), null, ACTOR));
        }
        for (Row row : messages.late(connection, now)) {
            changes.add(Change.to(row, DeliveryState.FAILED, now, Code.DEADLINE_PASSED.toString(), null, ACTOR));
        }
        for (Row row : messages.apply(connection, changes)) {
            if (row != null) {
                log.warn(
                        "message {} is {} ({}): it needs a decision",
                        row.entry().messageId(),
                        row.state(),
                        row.reason());
            }
        }
    }

    private List<Outcome> send(List<Taken> taken) {
        List<Callable<Outcome>> calls =
                taken.stream().<Callable<Outcome>>map(one -> () -> attempt(one)).toList();
        List<Outcome> outcomes = new ArrayList<>();
        try {
            int i = 0;
            for (Future<Outcome> call : senders.invokeAll(calls)) {
                outcomes.add(result(call, taken.get(i++).row));
            }
        } catch (InterruptedException e) {
            // What was under way is settled by its lease: uncertain.
            Thread.currentThread().interrupt();
        }
        return outcomes;
    }

    private static Outcome result(Future<Outcome> call, Row row) throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException e) {
            log.warn("message {}: the route broke its promise", row.entry().messageId(), e.getCause());
            return new Outcome(row, DeliveryState.UNCERTAIN, Code.CALL_FAILED.toString(), null, null);
        }
    }

    private Outcome attempt(Taken taken) {
        Row row = taken.row;
        try {
            if (taken.payload == null) {
                throw new IOException("the letter is gone");
            }
            PostfachRoute.Receipt receipt = route.deliver(letter(row, taken.payload));
            pauses.answered();
            return new Outcome(row, receipt.state(), "", receipt.text(), null);
        } catch (Payload.NotForThisNodeException e) {
            log.warn("message {} waits for another node: {}", row.entry().messageId(), e.getMessage());
            long soon = row.entry().changedAt().toEpochMilli()
                    + Duration.ofMinutes(1).toMillis();
            return new Outcome(row, DeliveryState.QUEUED, Code.NOT_FOR_THIS_NODE.toString(), null, soon);
        } catch (IOException e) {
            log.warn("message {} cannot be sent: {}", row.entry().messageId(), e.getMessage());
            return new Outcome(row, DeliveryState.FAILED, Code.LETTER_MIXED_UP.toString(), null, null);
        } catch (PostfachRejectedException e) {
            pauses.answered();
            return new Outcome(row, DeliveryState.REJECTED, e.code(), e.hints().orElse(null), null);
        } catch (PostfachProtocolException e) {
            pauses.answered();
            log.warn("message {}: {}", row.entry().messageId(), e.getMessage());
            return new Outcome(row, DeliveryState.FAILED, e.code(), null, null);
        } catch (PostfachUnavailableException e) {
            return unavailable(row, e);
        }
    }

    private PostfachRoute.Letter letter(Row row, byte[] payload) throws IOException {
        String messageId = row.entry().messageId();
        PostfachRoute.Letter letter = payloads.read(
                payload, messageId, row.entry().contentHash(), new Chunks(transactions, payloads, row.id(), messageId));
        Consumer<Exchange.Progress> onProgress = listeners.onProgress();
        return onProgress == null ? letter : WatchedLetter.watch(letter, onProgress);
    }

    private Outcome unavailable(Row row, PostfachUnavailableException e) {
        // The database's clock is not at hand here; the time of marking is, and it is close enough for a pause.
        long now = row.entry().changedAt().toEpochMilli();
        if (!e.mayHaveTakenEffect()) {
            long due = pauses.failed(now, e.suggestedPause().orElse(null));
            log.warn("message {} waits: {}", row.entry().messageId(), e.getMessage());
            return new Outcome(row, DeliveryState.QUEUED, e.code(), null, due);
        }
        boolean technical = e.code().equals(Code.TECHNICAL_ERROR.toString());
        if (technical && row.attempts() <= row.repeats()) {
            return new Outcome(
                    row,
                    DeliveryState.QUEUED,
                    e.code(),
                    null,
                    now + Duration.ofMinutes(1).toMillis());
        }
        log.warn("message {} needs a decision: {}", row.entry().messageId(), e.getMessage());
        return new Outcome(row, DeliveryState.UNCERTAIN, e.code(), null, null);
    }

    /** Notes outcomes; if the database fails they are kept and noted before anything else is sent. */
    private void settle() throws SQLException {
        if (unsettled.isEmpty()) {
            return;
        }
        List<Outcome> outcomes = unsettled;
        List<@Nullable Row> rows = transactions.run(connection -> {
            long now = dialect.now(connection);
            List<Change> changes = new ArrayList<>();
            for (Outcome outcome : outcomes) {
                Change change =
                        Change.to(outcome.row(), outcome.state(), now, outcome.code(), outcome.receipt(), ACTOR);
                changes.add(outcome.dueAt() == null ? change : change.dueAt(outcome.dueAt()));
            }
            return messages.apply(connection, changes);
        });
        unsettled = List.of();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row == null) {
                log.warn(
                        "message {}: the result {} came after its lease and is not noted",
                        outcomes.get(i).row().entry().messageId(),
                        outcomes.get(i).state());
            } else if (row.state() != DeliveryState.QUEUED) {
                listeners.tell(row.entry().delivery());
            }
        }
    }
}
