package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.Journal.Entry;
import io.github.bayernkommunal.epay.Journal.Seen;
import io.github.bayernkommunal.epay.internal.SensitiveText;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The next version of a journal entry. */
final class EntryChange {

    private static final Logger log = LoggerFactory.getLogger(EpayClient.class);

    private final Entry from;
    private String attemptId;
    private String contentHash;
    private Money amount;
    private PaymentState state;
    private Set<PaymentState> announced;
    private @Nullable String transactionId;
    private @Nullable URI page;
    private @Nullable Seen seen;
    private String posting;
    private @Nullable Instant nextCheckAt;

    private EntryChange(Entry from) {
        this.from = from;
        this.attemptId = from.attemptId();
        this.contentHash = from.contentHash();
        this.amount = from.amount();
        this.state = from.state();
        this.announced = from.announced();
        this.transactionId = from.transactionId();
        this.page = from.page();
        this.seen = from.seen();
        this.posting = from.posting();
        this.nextCheckAt = from.nextCheckAt();
    }

    static EntryChange of(Entry entry) {
        return new EntryChange(entry);
    }

    EntryChange state(PaymentState next) {
        this.state = next;
        return this;
    }

    EntryChange content(String id, String hash, Money owed, String accounts) {
        this.posting = accounts;
        this.attemptId = id;
        this.contentHash = hash;
        this.amount = owed;
        return this;
    }

    EntryChange transaction(@Nullable String id) {
        if (id != null) {
            this.transactionId = id;
        }
        return this;
    }

    EntryChange page(@Nullable URI address) {
        this.page = address;
        return this;
    }

    EntryChange seen(PaymentRoute.Status status) {
        this.seen = new Seen(
                status.platformStatus(),
                status.authorizedIsPaid(),
                status.amount(),
                status.balance(),
                status.method(),
                harmless(status.transactionReference()),
                status.paidAt());
        return this;
    }

    /** Card and account numbers never enter the journal, whoever sends them. */
    private @Nullable String harmless(@Nullable String text) {
        String found = text == null ? null : SensitiveText.found(text);
        if (found != null) {
            log.warn(
                    "the platform's reference of payment {} seems to contain {}; it is dropped",
                    from.reference(),
                    found);
            return null;
        }
        return text;
    }

    EntryChange announced(PaymentState told) {
        Set<PaymentState> more = EnumSet.of(told);
        more.addAll(announced);
        this.announced = more;
        return this;
    }

    EntryChange nextCheckAt(@Nullable Instant time) {
        this.nextCheckAt = time;
        return this;
    }

    Entry at(Instant now) {
        return new Entry(
                from.account(),
                from.reference(),
                from.attempt(),
                attemptId,
                contentHash,
                amount,
                posting,
                from.returnToken(),
                state,
                announced,
                from.version() + 1,
                transactionId,
                page,
                seen,
                from.createdAt(),
                now,
                nextCheckAt);
    }
}
