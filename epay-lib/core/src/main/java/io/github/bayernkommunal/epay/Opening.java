package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.Asking.Noted;
import io.github.bayernkommunal.epay.Journal.Entry;
import io.github.bayernkommunal.epay.PaymentRoute.Status;
import io.github.bayernkommunal.epay.internal.Fault;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens a payment at most once: remember first, call then, and find what is open already. */
final class Opening {

    private static final int TRIES = 8;
    private static final int LONGEST_POSTING = 4000;

    private final PaymentRoute route;
    private final Journal journal;
    private final Calls calls;
    private final Asking asking;
    private final AttemptIds ids;
    private final Set<String> hosts;
    private final Clock clock;

    Opening(
            PaymentRoute route,
            Journal journal,
            Calls calls,
            Asking asking,
            AttemptIds ids,
            Set<String> hosts,
            Clock clock) {
        this.route = route;
        this.journal = journal;
        this.calls = calls;
        this.asking = asking;
        this.ids = ids;
        this.hosts = hosts;
        this.clock = clock;
    }

    /** Opens a payment, or finds the one that is open. */
    PaymentPage open(PaymentOrder order) {
        return page(reach(order, true));
    }

    /** Opens a claim that needs no page, or finds the one that is open. */
    PaymentReport claim(PaymentOrder order) {
        Noted noted = reach(order, false);
        PaymentState state = noted.entry().state();
        // A debit that is under way is what was wished for.
        if (state != PaymentState.PENDING && state != PaymentState.AUTHORIZED) {
            throw refusal(noted.entry());
        }
        return noted.report();
    }

    private Noted reach(PaymentOrder order, boolean withPage) {
        route.check(order);
        String hash = ContentHash.of(order);
        for (int i = 0; i < TRIES; i++) {
            List<Entry> known = journal.attempts(route.account(), order.reference());
            Optional<Noted> reached =
                    known.isEmpty() ? begin(order, hash, 1) : go(order, hash, Attempts.decisive(known), withPage);
            if (reached.isPresent()) {
                return reached.get();
            }
        }
        throw Fault.CALL_UNDER_WAY.unavailable(
                "Other calls for the payment %s keep changing it. Repeat in a moment".formatted(order.reference()),
                true,
                Asking.PATIENCE,
                null);
    }

    /** One step from a known attempt; empty if the journal has to be read again. */
    private Optional<Noted> go(PaymentOrder order, String hash, Entry entry, boolean withPage) {
        if (!entry.contentHash().equals(hash)) {
            return changeContent(order, hash, entry);
        }
        return switch (entry.state()) {
            case CREATED -> submit(order, entry, false);
            case SUBMITTED -> {
                if (entry.changedAt().plus(Asking.PATIENCE).isAfter(clock.instant())) {
                    throw asking.busy(entry);
                }
                yield submit(order, entry, true); // the process that called has died
            }
            case UNKNOWN -> entry.transactionId() == null ? submit(order, entry, true) : again(entry);
            case PENDING -> withPage && entry.page() == null ? submit(order, entry, true) : again(entry);
            case EXPIRED -> again(entry);
            case CANCELED, FAILED -> begin(order, hash, entry.attempt() + 1);
            case AUTHORIZED -> {
                if (withPage) {
                    throw refusal(entry);
                }
                yield again(entry);
            }
            case SETTLED, PARTIAL, REVERSED, MISMATCH -> throw refusal(entry);
        };
    }

    private Optional<Noted> begin(PaymentOrder order, String hash, int attempt) {
        Instant now = clock.instant();
        Entry entry = new Entry(
                route.account(),
                order.reference(),
                attempt,
                ids.next(),
                hash,
                order.amount(),
                posting(order),
                token(order.returnTo()),
                PaymentState.CREATED,
                Set.of(),
                0,
                null,
                null,
                null,
                now,
                now,
                null);
        if (!journal.add(entry)) {
            return Optional.empty();
        }
        AuditLog.remembered(entry);
        return submit(order, entry, false);
    }

    /** Another content is fine only while it is certain that the platform has never seen the first one. */
    private Optional<Noted> changeContent(PaymentOrder order, String hash, Entry entry) {
        if (entry.state() != PaymentState.CREATED || entry.attempt() > 1) {
            throw Fault.REFERENCE_IN_USE.rejected(
                    "The reference %s stands for another order over %s EUR. Use a new reference for a new claim"
                            .formatted(entry.reference(), entry.amount()),
                    null);
        }
        journal.replace(EntryChange.of(entry)
                .content(ids.next(), hash, order.amount(), posting(order))
                .at(clock.instant()));
        return Optional.empty();
    }

    private Optional<Noted> submit(PaymentOrder order, Entry entry, boolean repeated) {
        Instant now = clock.instant();
        Entry submitted = EntryChange.of(entry)
                .state(PaymentState.SUBMITTED)
                .nextCheckAt(now.plus(Asking.PATIENCE))
                .at(now);
        if (!journal.replace(submitted)) {
            return Optional.empty();
        }
        AuditLog.changed(entry, submitted, "");
        Status status;
        try {
            status = calls.open(order, asking.attempt(submitted, repeated));
        } catch (EpayRejectedException e) {
            // Declined now does not prove that an earlier call with a lost answer was declined, too.
            give(submitted, repeated ? PaymentState.UNKNOWN : PaymentState.CREATED, e.code());
            throw e;
        } catch (EpayUnavailableException e) {
            give(submitted, repeated || e.mayHaveTakenEffect() ? PaymentState.UNKNOWN : PaymentState.CREATED, e.code());
            throw e;
        } catch (RuntimeException e) {
            give(submitted, PaymentState.UNKNOWN, e instanceof EpayException known ? known.code() : "");
            throw e;
        }
        return asking.note(submitted, status, false);
    }

    private void give(Entry submitted, PaymentState state, String code) {
        Instant now = clock.instant();
        Entry given = EntryChange.of(submitted)
                .state(state)
                .nextCheckAt(asking.nextCheck(submitted, state, now))
                .at(now);
        // If this does not succeed, somebody else has found out more than we know.
        if (journal.replace(given)) {
            AuditLog.changed(submitted, given, code);
        }
    }

    /** A payment that is open, after asking whether it still is; empty if a new attempt may begin. */
    private Optional<Noted> again(Entry entry) {
        Noted noted;
        try {
            noted = asking.ask(entry);
        } catch (EpayUnavailableException e) {
            if (entry.state() == PaymentState.PENDING && entry.page() != null) {
                return Optional.of(asking.unasked(entry)); // no second payment can come of showing the page again
            }
            throw e;
        }
        PaymentState state = noted.entry().state();
        boolean ended = state == PaymentState.CANCELED || state == PaymentState.FAILED;
        return ended ? Optional.empty() : Optional.of(noted);
    }

    private PaymentPage page(Noted noted) {
        Entry entry = noted.entry();
        if (entry.state() != PaymentState.PENDING) {
            throw refusal(entry);
        }
        URI page = entry.page();
        if (page == null) {
            throw Fault.NO_PAGE.protocol(
                    "The platform created the payment %s without a payment page".formatted(entry.reference()), null);
        }
        // A fragment is fine here: some pages find their place by it.
        boolean allowed = "https".equalsIgnoreCase(page.getScheme())
                && page.getHost() != null
                && page.getUserInfo() == null
                && hosts.contains(page.getHost().toLowerCase(Locale.ROOT));
        if (!allowed) {
            throw Fault.PAGE_NOT_ALLOWED.protocol(
                    "The payment page is not an https address on one of %s; it lies on %s. If that host belongs to the platform,"
                                    .formatted(hosts, page.getScheme() + "://" + page.getHost())
                            + " add it to epay.redirect-hosts",
                    null);
        }
        return new PaymentPage(entry.reference(), page);
    }

    private static EpayException refusal(Entry entry) {
        String stands = "The payment %s is %s".formatted(entry.reference(), entry.state());
        return switch (entry.state()) {
            case AUTHORIZED, SETTLED, PARTIAL ->
                Fault.ALREADY_PAID.rejected(stands + "; it is not opened again. Ask for its report", null);
            case MISMATCH ->
                Fault.OTHER_PAYMENT.protocol(
                        stands + ": the platform reports other data than we ordered. A person has to look", null);
            case REVERSED ->
                Fault.NEEDS_A_PERSON.rejected(stands + ". The cash office decides how the claim goes on", null);
            default ->
                Fault.FATE_UNKNOWN.unavailable(
                        stands + ". It is not opened again before the platform says how it stands", true, null, null);
        };
    }

    /** The last part of the path; it finds the payment when the browser comes back. */
    static String token(URI returnTo) {
        String path = returnTo.getPath() == null ? "" : returnTo.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.length() > EpayClient.LONGEST_TOKEN ? "" : last;
    }

    /** Budget accounts with their sums, for the list that the cash office gets. */
    private static String posting(PaymentOrder order) {
        Map<String, Money> sums = new LinkedHashMap<>();
        order.items().forEach(item -> sums.merge(item.budgetAccount(), item.amount(), Money::plus));
        String list = sums.entrySet().stream()
                .map(account -> account.getKey() + "=" + account.getValue())
                .collect(Collectors.joining(";"));
        return list.length() > LONGEST_POSTING ? "" : list;
    }
}
