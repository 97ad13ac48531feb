package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.PaymentRoute.Status;
import io.github.bayernkommunal.epay.internal.Fault;
import io.github.bayernkommunal.epay.internal.epaybl.BlService;
import io.github.bayernkommunal.epay.internal.epaybl.Bookings;
import io.github.bayernkommunal.epay.internal.epaybl.ClaimInfo;
import io.github.bayernkommunal.epay.internal.soap.Value;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@link EpayBl} does with an order: checks it, creates its claim once, reads how it stands. */
final class EpayBlPayments {

    private static final Logger log = LoggerFactory.getLogger(EpayBl.class);
    private static final int LONGEST_PAGE = 4000;
    private static final int LONGEST_NAME = 27;

    /** What the operator has set up. */
    record Options(
            boolean third,
            EpayBl.Collecting collecting,
            String dunningKey,
            @Nullable String taxObject,
            List<String> methods,
            boolean transactionNumbers,
            Predicate<PaymentMethod> authorizedIsPaid,
            BookingCheck check,
            Clock clock) {}

    private final Options options;
    private final URI paypage;
    private final Bewirtschafter payee;
    private final BlService calls;

    EpayBlPayments(Options options, URI paypage, Bewirtschafter payee, BlService calls) {
        this.options = options;
        this.paypage = paypage;
        this.payee = payee;
        this.calls = calls;
    }

    /** Refuses what this service cannot carry. */
    void check(PaymentOrder order) {
        List<String> problems = new ArrayList<>();
        order.payee()
                .filter(other -> !other.equals(payee))
                .ifPresent(other -> problems.add("the payee is %s, this route is bound to %s".formatted(other, payee)));
        order.items().forEach(item -> problems.addAll(options.check().problems(item)));
        order.kassenzeichen()
                .filter(own -> !own.value().matches("[A-Za-z0-9]{2,30}"))
                .ifPresent(own -> problems.add("an own Kassenzeichen has 2 to 30 letters and digits"));
        order.payer()
                .filter(payer -> payer.familyName().length() > LONGEST_NAME
                        || (payer.givenName() != null && payer.givenName().length() > LONGEST_NAME))
                .ifPresent(payer ->
                        problems.add("each name of a payer has at most %d characters".formatted(LONGEST_NAME)));
        boolean debits = options.collecting() == EpayBl.Collecting.DIRECT_DEBIT;
        if (debits && order.mandate().isEmpty()) {
            problems.add("a direct debit needs the mandate of the order");
        }
        if (!debits && order.mandate().isPresent()) {
            problems.add("this route does not debit accounts, so a mandate has no place in the order");
        }
        if (page(order, "X".repeat(30), "X".repeat(30)).toString().length() > LONGEST_PAGE) {
            problems.add("returnTo is too long for the address of the Paypage, which holds it twice");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("ePayBL cannot carry the order %s:\n- %s"
                    .formatted(order.reference(), String.join("\n- ", problems)));
        }
    }

    /** Creates a claim, or finds the one that an earlier call has created. */
    Status open(PaymentOrder order, PaymentRoute.Attempt attempt) {
        String known = attempt.transactionId();
        if (known == null && attempt.repeated()) {
            known = recovered(attempt).orElse(null);
        }
        if (known != null) {
            Status status = standing(known, attempt);
            return status.state() == PaymentState.PENDING
                    ? Status.withoutMoney(
                            PaymentState.PENDING, status.platformStatus(), known, shownPage(order, attempt.id(), known))
                    : status;
        }
        calls.createCustomer(attempt.id(), order.payer().orElse(null));
        Optional<String> created = create(order, attempt);
        if (created.isEmpty()) {
            // -0531: an earlier call with this number has taken effect.
            created = calls.transaction(attempt.id());
        }
        String kassenzeichen = created.orElseThrow(() -> Fault.EXISTS_BUT_HIDDEN.protocol(
                "ePayBL knows the transaction %s of payment %s already, but does not name its Kassenzeichen. Ask the operator;"
                                .formatted(attempt.id(), attempt.reference())
                        + " do not open another payment for the claim",
                null));
        forget(attempt.id());
        return Status.withoutMoney(
                PaymentState.PENDING, "", kassenzeichen, shownPage(order, attempt.id(), kassenzeichen));
    }

    private Optional<String> create(PaymentOrder order, PaymentRoute.Attempt attempt) {
        Value bookings = Bookings.list(
                order,
                payee,
                options.transactionNumbers() ? attempt.id() : null,
                options.dunningKey(),
                options.taxObject(),
                options.third(),
                options.clock().instant());
        return switch (options.collecting()) {
            case PREPAYMENT -> calls.prepayment(attempt.id(), bookings);
            case INVOICE -> calls.invoice(attempt.id(), bookings);
            case DIRECT_DEBIT ->
                calls.debit(attempt.id(), bookings, order.mandate().orElseThrow());
            case PAYPAGE -> temporary(attempt, bookings);
        };
    }

    private Optional<String> temporary(PaymentRoute.Attempt attempt, Value bookings) {
        return options.methods().isEmpty()
                ? calls.createClaim(attempt.id(), bookings)
                : calls.createClaim(attempt.id(), bookings, Bookings.methods(options.methods(), options.third()));
    }

    /** What became of a call whose answer was lost. */
    private Optional<String> recovered(PaymentRoute.Attempt attempt) {
        if (!options.transactionNumbers()) {
            throw Fault.FATE_UNKNOWN.unavailable(
                    "Whether the payment %s was created is unknown, and this service keeps no transaction numbers. Ask the operator;"
                                    .formatted(attempt.reference())
                            + " it is never created a second time",
                    true,
                    null,
                    null);
        }
        return calls.transaction(attempt.id());
    }

    /** The customer is not needed any more. Deleting it spares personal data; if it fails, nothing is lost. */
    private void forget(String customer) {
        try {
            if (!calls.deleteCustomer(customer)) {
                log.debug("customer {} is not deleted yet", customer);
            }
        } catch (EpayException e) {
            log.debug("customer {} is not deleted: {}", customer, e.code());
        }
    }

    /** How the ledger says that a claim stands. */
    Status status(PaymentRoute.Attempt attempt) {
        String kassenzeichen = attempt.transactionId();
        if (kassenzeichen == null && options.transactionNumbers()) {
            kassenzeichen = calls.transaction(attempt.id()).orElse(null);
        }
        return kassenzeichen == null
                ? Status.withoutMoney(PaymentState.UNKNOWN, "", null, null)
                : standing(kassenzeichen, attempt);
    }

    private Status standing(String kassenzeichen, PaymentRoute.Attempt attempt) {
        BlService.Claim claim = calls.claim(kassenzeichen);
        ClaimInfo info = claim.info();
        if (info == null) {
            return Status.withoutMoney(PaymentState.UNKNOWN, claim.refusal(), kassenzeichen, null);
        }
        PaymentState state =
                info.state(kassenzeichen, attempt.id(), attempt.amount().amount());
        PaymentMethod method = info.method() == null ? null : PaymentMethod.of(info.method());
        // What an unfinished claim reports as its amount is not documented, so it is not handed on.
        boolean open = state == PaymentState.PENDING;
        return new Status(
                state,
                info.paypage() == null ? "" : info.paypage(),
                method != null && options.authorizedIsPaid().test(method),
                kassenzeichen,
                null,
                open ? null : info.claimed(),
                open ? null : info.balance(),
                method,
                kassenzeichen,
                null);
    }

    private @Nullable URI shownPage(PaymentOrder order, String customer, String kassenzeichen) {
        return options.collecting() == EpayBl.Collecting.PAYPAGE ? page(order, customer, kassenzeichen) : null;
    }

    private URI page(PaymentOrder order, String customer, String kassenzeichen) {
        String back = encoded(order.returnTo().toASCIIString());
        return URI.create(paypage + "?mandant=" + encoded(payee.mandant()) + "&EShopKundenNr=" + encoded(customer)
                + "&kassenzeichen=" + encoded(kassenzeichen) + "&backlinkSuccess=" + back + "&backlinkAbort=" + back);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
