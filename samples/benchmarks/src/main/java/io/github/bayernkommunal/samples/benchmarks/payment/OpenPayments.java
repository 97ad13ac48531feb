package io.github.bayernkommunal.samples.benchmarks.payment;

import io.github.bayernkommunal.epay.Journal;
import io.github.bayernkommunal.epay.Money;
import io.github.bayernkommunal.epay.PaymentState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Payments that citizens have begun. */
final class OpenPayments {

    private static final Instant OPENED = Instant.parse("2026-03-01T12:00:00Z");

    private OpenPayments() {}

    /** Adds so many to a journal. */
    static List<Journal.Entry> add(Journal journal, String account, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> one(account, "az-" + number))
                .peek(journal::add)
                .toList();
    }

    static Journal.Entry one(String account, String reference) {
        return new Journal.Entry(
                account,
                reference,
                1,
                "EPAY0123456789ABCDEFGHIJKLMNOP",
                "0".repeat(64),
                Money.euro("30.70"),
                "1110.1000=30.70",
                "f3b1",
                PaymentState.PENDING,
                Set.of(),
                0,
                reference + "-at-" + account,
                URI.create("https://pay.example/page/" + reference),
                new Journal.Seen("INITIAL", true, Money.euro("30.70").amount(), null, null, null, null),
                OPENED,
                OPENED,
                OPENED);
    }

    /** The same payment in its next state. */
    static Journal.Entry next(Journal.Entry entry) {
        return new Journal.Entry(
                entry.account(),
                entry.reference(),
                entry.attempt(),
                entry.attemptId(),
                entry.contentHash(),
                entry.amount(),
                entry.posting(),
                entry.returnToken(),
                entry.state() == PaymentState.PENDING ? PaymentState.UNKNOWN : PaymentState.PENDING,
                entry.announced(),
                entry.version() + 1,
                entry.transactionId(),
                entry.page(),
                entry.seen(),
                entry.createdAt(),
                entry.changedAt().plusSeconds(1),
                OPENED.plus(Duration.ofMinutes(entry.version())));
    }
}
