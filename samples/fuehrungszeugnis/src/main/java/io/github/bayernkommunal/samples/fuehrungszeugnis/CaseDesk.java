package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.bayernid.CitizenId;
import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.EpayException;
import io.github.bayernkommunal.epay.LineItem;
import io.github.bayernkommunal.epay.Money;
import io.github.bayernkommunal.epay.PaymentOrder;
import io.github.bayernkommunal.epay.PaymentReport;
import io.github.bayernkommunal.epay.jakarta.PaymentChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the cases of this demonstration, in memory: opens them, has them paid, and sees to the letter once they are.
 *
 * <p>What the browser says about a payment is never believed; every decision follows a question to the platform.
 */
@ApplicationScoped
public class CaseDesk {

    private static final Logger log = LoggerFactory.getLogger(CaseDesk.class);
    private static final Money FEE = Money.euro("13.00");
    private static final String BUDGET_ACCOUNT = "1100.1000";

    /** The one failure of opening that repeating does not mend. */
    private static final String EXISTS_BUT_HIDDEN = "EPAY-306";

    private final Map<String, CertificateCase> cases = new ConcurrentHashMap<>();
    private final Map<CitizenId, CertificateCase> newest = new ConcurrentHashMap<>();
    private final Object[] locks = Stream.generate(Object::new).limit(64).toArray();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    @Inject
    private EpayClient epay;

    @Inject
    private LetterDesk letters;

    @Inject
    private SampleSettings settings;

    /**
     * Applies, and says where to pay; empty when there is nothing to pay now, which the status page explains. A double
     * click waits for the first click and then finds the same page.
     */
    Optional<URI> apply(Visit visit, CitizenId citizen, Texts texts) {
        synchronized (lockOf(citizen)) {
            Optional<CertificateCase> newest = newest(citizen);
            newest.ifPresent(this::refresh);
            CertificateCase item = newest.filter(known -> visit.mustSee(known) || isSame(known, visit))
                    .orElseGet(() -> begin(visit, citizen));
            return switch (item.getPayment()) {
                case NOT_STARTED, NOT_PAID -> openPayment(item, texts);
                case OPEN, UNANSWERED -> isSame(item, visit) ? openPayment(item, texts) : Optional.empty();
                case PAID, UNCLEAR -> Optional.empty();
            };
        }
    }

    /** The citizen's newest case: the only one that can still be open, because another begins only after its end. */
    Optional<CertificateCase> newest(CitizenId citizen) {
        return Optional.ofNullable(newest.get(citizen));
    }

    private static boolean isSame(CertificateCase known, Visit visit) {
        return known.getPayment() != CertificateCase.Payment.PAID
                && known.getDraft().equals(visit.draft());
    }

    private CertificateCase begin(Visit visit, CitizenId citizen) {
        CertificateCase item = new CertificateCase("FZ-" + hex(5), citizen, visit.applicant(), visit.draft(), hex(16));
        cases.put(item.getNumber(), item);
        newest.put(citizen, item);
        visit.goOnWith(item);
        return item;
    }

    /**
     * Where the citizen pays; empty when the payment could not be opened. Asking again with the same order is always safe:
     * while a payment is open it leads to the same page, and a lost answer never leads to a second payment.
     */
    private Optional<URI> openPayment(CertificateCase item, Texts texts) {
        PaymentOrder order = PaymentOrder.builder(item.getNumber())
                .item(LineItem.of("FUEHRUNGSZEUGNIS", FEE, BUDGET_ACCOUNT))
                .purpose(item.getNumber())
                .description(texts.get("receipt.title"))
                .returnTo(settings.address().resolve("/zahlung/" + item.returnToken()))
                .build();
        try {
            URI page = epay.open(order).address();
            item.note(CertificateCase.Payment.OPEN, clock.instant());
            return Optional.of(page);
        } catch (EpayException e) {
            log.warn("The payment of {} could not be opened: {}", item.getNumber(), e.getMessage());
            item.note(
                    e.code().equals(EXISTS_BUT_HIDDEN)
                            ? CertificateCase.Payment.UNCLEAR
                            : CertificateCase.Payment.UNANSWERED,
                    clock.instant());
            refresh(item);
            return Optional.empty();
        }
    }

    /** Asks the platform how the payment stands, and does what follows from it. */
    void refresh(CertificateCase item) {
        synchronized (lockOf(item.owner())) {
            if (item.getPayment() != CertificateCase.Payment.PAID
                    && item.getPayment() != CertificateCase.Payment.NOT_STARTED) {
                ask(item);
            }
        }
        sendLetterWhenDue(item);
    }

    private void ask(CertificateCase item) {
        try {
            PaymentReport report = epay.report(item.getNumber());
            item.note(stateOf(report, item.getPayment()), report.paidAt().orElseGet(clock::instant));
        } catch (EpayException e) {
            log.warn("No certain answer about the payment of {}: {}", item.getNumber(), e.getMessage());
            item.note(withoutAnswer(item.getPayment()), clock.instant());
        }
    }

    /** The payment was found by {@link PaymentWatch}, for example because the citizen never returned. */
    void changed(@Observes PaymentChanged news) {
        CertificateCase item = cases.get(news.report().reference());
        if (item != null && news.report().isPaid()) {
            item.note(CertificateCase.Payment.PAID, news.report().paidAt().orElseGet(clock::instant));
            sendLetterWhenDue(item);
        }
    }

    private void sendLetterWhenDue(CertificateCase item) {
        if (item.takeLetter()) {
            letters.send(item);
        }
    }

    static CertificateCase.Payment stateOf(PaymentReport report, CertificateCase.Payment before) {
        if (report.isPaid()) {
            return CertificateCase.Payment.PAID;
        }
        return switch (report.state()) {
            case CREATED -> CertificateCase.Payment.NOT_STARTED;
            case SUBMITTED -> CertificateCase.Payment.UNANSWERED;
            case PENDING -> CertificateCase.Payment.OPEN;
            case CANCELED, FAILED -> CertificateCase.Payment.NOT_PAID;
            case UNKNOWN -> withoutAnswer(before);
            // For a person: other amounts, money that went back, a payment that only we have given up.
            case AUTHORIZED, SETTLED, EXPIRED, PARTIAL, REVERSED, MISMATCH -> CertificateCase.Payment.UNCLEAR;
        };
    }

    /** A payment whose page nobody has seen may be asked for again; any other one is unclear without an answer. */
    private static CertificateCase.Payment withoutAnswer(CertificateCase.Payment before) {
        return before == CertificateCase.Payment.UNANSWERED ? before : CertificateCase.Payment.UNCLEAR;
    }

    private Object lockOf(CitizenId citizen) {
        return locks[Math.floorMod(citizen.hashCode(), locks.length)];
    }

    private String hex(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return HexFormat.of().withUpperCase().formatHex(value);
    }
}
