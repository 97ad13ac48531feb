package io.github.bayernkommunal.postfach.internal.outbox;

import io.github.bayernkommunal.postfach.Delivery;
import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.PostfachException;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.PostfachRoute;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what became of messages that a relay has, and notes every new receipt with a trail entry of its own.
 *
 * <p>Asking changes nothing at the service, so nothing is marked before; the time of the next question is moved first, so that
 * nodes do not ask the same.
 */
final class FollowUp {

    private static final Logger log = LoggerFactory.getLogger(FollowUp.class);
    private static final String ACTOR = "outbox";
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(6);
    /** The road will never know more. */
    static final long NEVER = Long.MAX_VALUE;

    private final Transactions transactions;
    private final Dialect dialect;
    private final MessageTable messages;
    private final PostfachRoute route;
    private final Consumer<Delivery> onOutcome;

    FollowUp(
            Transactions transactions,
            Dialect dialect,
            MessageTable messages,
            PostfachRoute route,
            Consumer<Delivery> onOutcome) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.messages = messages;
        this.route = route;
        this.onOutcome = onOutcome;
    }

    /** One round; how many messages were asked about. */
    int round() throws SQLException {
        List<Row> due = transactions.run(connection -> {
            long now = dialect.now(connection);
            List<Row> rows = messages.handedOver(connection, route.name(), now);
            for (Row row : rows) {
                MessageTable.askAgain(connection, row, now + pause(row, now));
            }
            return rows;
        });
        for (Row row : due) {
            ask(row);
        }
        return due.size();
    }

    /** Half of the message's age: a day-old message is not asked about every minute. */
    private static long pause(Row row, long now) {
        long half = (now - row.entry().createdAt().toEpochMilli()) / 2;
        return Math.max(SHORTEST.toMillis(), Math.min(half, LONGEST.toMillis()));
    }

    private void ask(Row row) throws SQLException {
        String receipt = row.entry().receipt();
        try {
            Optional<PostfachRoute.Receipt> answer = receipt == null ? Optional.empty() : route.inquire(receipt);
            if (answer.isEmpty()) {
                transactions.run(connection -> {
                    MessageTable.askAgain(connection, row, NEVER);
                    return true;
                });
            } else if (answer.get().state() != DeliveryState.HANDED_OVER
                    || !Objects.equals(answer.get().text(), receipt)) {
                note(row, answer.get().state(), "", answer.get().text());
            }
        } catch (PostfachRejectedException e) {
            note(row, DeliveryState.REJECTED, e.code(), e.hints().orElse(null));
        } catch (PostfachException e) {
            log.warn("message {}: its fate is not known yet: {}", row.entry().messageId(), e.getMessage());
        } catch (RuntimeException e) {
            // One message must not keep the others from being asked about.
            log.warn("message {}: the route broke its promise", row.entry().messageId(), e);
        }
    }

    private void note(Row row, DeliveryState state, String code, @Nullable String receipt) throws SQLException {
        Row noted = transactions.run(connection -> {
            List<Change> step = new ArrayList<>();
            Change change = Change.to(row, state, dialect.now(connection), code, receipt, ACTOR);
            step.add(change.dueAt(currentDueAt(connection, row)));
            return messages.apply(connection, step).get(0);
        });
        if (noted != null) {
            onOutcome.accept(noted.entry().delivery());
        }
    }

    // The time of the next question was moved after the row had been read.
    private long currentDueAt(Connection connection, Row row) throws SQLException {
        return messages.find(connection, row.entry().reference())
                .map(Row::dueAt)
                .orElse(row.dueAt());
    }
}
