package io.github.bayernkommunal.epay.testkit.internal.epaybl;

import io.github.bayernkommunal.epay.testkit.AccountingView;
import io.github.bayernkommunal.epay.testkit.BookedPayment.State;
import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.Mishap;
import io.github.bayernkommunal.epay.testkit.internal.Answer;
import io.github.bayernkommunal.epay.testkit.internal.Endpoint;
import io.github.bayernkommunal.epay.testkit.internal.Payment;
import io.github.bayernkommunal.epay.testkit.internal.Platform;
import io.github.bayernkommunal.epay.testkit.internal.Request;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The SOAP service of ePayBL in one dialect. */
public final class EpayBlService implements Endpoint {

    /** The tenant that exists. */
    public static final String MANDANT = "9990000001";

    /** The manager that exists. */
    public static final String BEWIRTSCHAFTER = "42";

    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private final Platform platform;
    private final EpayBlBooks books;
    private final Dialect dialect;
    private final boolean certificateDemanded;
    private final Set<String> switchedOff;

    /**
     * A service with the tenant and manager above and the dunning key {@code 01}.
     *
     * @param certificateDemanded whether a client without certificate is declined with -0020
     * @param switchedOff operations that this installation does not offer
     */
    public EpayBlService(
            Platform platform,
            EpayBlBooks books,
            Dialect dialect,
            boolean certificateDemanded,
            Set<String> switchedOff) {
        this.platform = platform;
        this.books = books;
        this.dialect = dialect;
        this.certificateDemanded = certificateDemanded;
        this.switchedOff = Set.copyOf(switchedOff);
    }

    @Override
    public Call call(Request request) {
        try {
            Struct call = Envelope.operation(request.text().orElse(""));
            return Operation.named(call.name())
                    .map(operation -> switch (operation.kind()) {
                        case OPENING -> Call.OPEN;
                        case READING -> Call.REPORT;
                        case OTHER -> Call.OTHER;
                    })
                    .orElse(Call.OTHER);
        } catch (SoapFault unreadable) {
            return Call.OTHER;
        }
    }

    @Override
    public Answer answer(Request request, @Nullable Mishap mishap) {
        if (!request.method().equals("POST")) {
            return SoapAnswer.fault(405, "Client", "Use POST").with("Allow", "POST");
        }
        try {
            if (!request.mediaType().equals("text/xml")) {
                throw SoapFault.client("SOAP 1.1 has the content type text/xml");
            }
            Struct call =
                    Envelope.operation(request.text().orElseThrow(() -> SoapFault.client("The message is not UTF-8")));
            Operation operation = Operation.named(call.name())
                    .filter(found -> found.isPartOf(dialect) && !switchedOff.contains(found.wireName()))
                    .orElseThrow(() -> SoapFault.server("method '" + call.name() + "' not available"));
            return perform(operation, operation.parameters(call), request, mishap);
        } catch (SoapFault fault) {
            return SoapAnswer.fault(500, fault.code(), fault.text());
        }
    }

    @Override
    public Answer failure(int status, String detail) {
        return SoapAnswer.fault(status, "Server", detail);
    }

    private Answer perform(Operation operation, Map<String, Struct> sent, Request request, @Nullable Mishap mishap)
            throws SoapFault {
        SoapAnswer answer = new SoapAnswer(dialect);
        Parameters parameters = new Parameters(sent);
        try {
            if (certificateDemanded && request.client() == null) {
                throw new Declined("-0020", "Kein Client-Zertifikat");
            }
            EpayBlRules.checkMandant(parameters.text("mandantNr"), MANDANT);
            answer = switch (operation) {
                case IS_ALIVE -> done();
                case ANLEGEN_KUNDE, AENDERN_KUNDE, LESEN_KUNDE -> customer(operation, parameters);
                case LOESCHEN_KUNDE -> {
                    EpayBlRules.checkBewirtschafter(parameters.text("bewirtschafterNr"), Set.of(BEWIRTSCHAFTER));
                    books.deleteCustomer(parameters.text("EShopKundenNr"));
                    yield done();
                }
                case ANLEGEN_KASSENZEICHEN, ANLEGEN_KASSENZEICHEN_MIT_BLP -> open(parameters, "", mishap);
                case UEBERWEISEN_VOR -> open(parameters, "UEBERWEISUNGVOR", mishap);
                case UEBERWEISEN_NACH -> open(parameters, "UEBERWEISUNGNACH", mishap);
                case ABBUCHEN, ANLEGEN_MIT_MANDAT -> {
                    EpayBlRules.checkMandate(parameters.demanded("mandat", "-5126"));
                    yield open(parameters, "SEPASDD", mishap);
                }
                case ABBUCHEN_MIT_REFERENZ -> {
                    EpayBlRules.checkMandateReference(parameters.text("mandatReferenz"));
                    yield open(parameters, "SEPASDD", mishap);
                }
                case AKTIVIEREN -> activate(parameters, EpayBlRules.activatedBy(parameters.text("typZahlung")));
                case AKTIVIEREN_KREDITKARTE -> activate(parameters, "KREDITKARTE");
                case AKTIVIEREN_GIROPAY -> activate(parameters, "GIROPAY");
                case LESEN_KASSENZEICHEN_INFO -> information(parameters.text("kassenzeichen"), mishap);
                case LESEN_TRANSAKTION -> transaction(parameters.text("eShopTransaktionsNr"), mishap);
                case LESE_BANKVERBINDUNG -> bankAccount(parameters.text("bewirtschafterNr"));
            };
        } catch (Declined declined) {
            answer.ergebnis(books.nextPaymentId(), false, declined.code(), declined.text());
        }
        return answer.answer(operation.wireName());
    }

    private SoapAnswer done() {
        return new SoapAnswer(dialect).ergebnis(books.nextPaymentId(), true, "+0000", "Vorgang ausgefuehrt");
    }

    private SoapAnswer customer(Operation operation, Parameters parameters) throws SoapFault, Declined {
        if (operation != Operation.LESEN_KUNDE) {
            EpayBlRules.checkBewirtschafter(parameters.text("bewirtschafterNr"), Set.of(BEWIRTSCHAFTER));
        }
        String number = EpayBlRules.customer(parameters.demanded("kunde", "-0199"));
        if (operation == Operation.ANLEGEN_KUNDE) {
            books.addCustomer(number);
        } else {
            books.demandCustomer(number);
        }
        return done().begin("kunde").text("EShopKundenNr", number).end("kunde");
    }

    private SoapAnswer open(Parameters parameters, String means, @Nullable Mishap mishap) throws SoapFault, Declined {
        String customer = parameters.text("eShopKundenNr");
        books.demandCustomer(customer);
        BuchungsListe list = BuchungsListe.read(
                parameters.demanded("buchungsListe", "-0501"), dialect, Set.of(BEWIRTSCHAFTER), Set.of("01"));
        if (parameters.text("buchungsText").length() > 100
                || parameters.text("buchungstext").length() > 100) {
            throw new Declined("-0609", "Laenge des Buchungstexts ist ungueltig");
        }
        EpayBlRules.checkMeans(parameters.text("zahlverfahren"));
        EpayBlRules.checkMeansList(parameters.optional("zahlverfahrenListe"), dialect);
        EpayBlRules.checkParameterSet(parameters.optional("buchungslisteParameterSet"), dialect);
        String id = list.eShopTransaktionsNr();
        Payment payment = platform.open(
                        old -> !id.isEmpty()
                                && old.order().route().equals(EpayBlBooks.ROUTE)
                                && old.order().requestId().equals(id),
                        () -> claim(customer, list, platform.nextKassenzeichen()))
                .orElseThrow(() -> new Declined("-0531", "EShopTransaktionsNr ist schon vorhanden"));
        if (!means.isEmpty()) {
            payment.pay(means, platform.now()); // without a Paypage the claim is there at once
        }
        return list(payment, mishap);
    }

    private Payment claim(String customer, BuchungsListe list, String kassenzeichen) {
        return new Payment(
                new Payment.Order(
                        EpayBlBooks.ROUTE,
                        customer,
                        list.eShopTransaktionsNr(),
                        kassenzeichen,
                        list.text(),
                        list.haushaltsstellen(),
                        list.betrag(),
                        ""),
                kassenzeichen,
                platform.now(),
                books::onward);
    }

    private SoapAnswer activate(Parameters parameters, String means) throws SoapFault, Declined {
        String id = parameters.text("wId");
        String manager = BEWIRTSCHAFTER + "/";
        Payment payment = Optional.of(id)
                .filter(text -> text.startsWith(manager))
                .flatMap(text -> books.claim(text.substring(manager.length())))
                .orElseThrow(() -> new Declined("-9999", "Kassenzeichen ist nicht bekannt"));
        if (parameters.text("saferpayReferenzID").isBlank()) {
            throw new Declined("-0701", "Zahlungsdaten fehlen");
        }
        if (payment.state() == State.OPEN) {
            payment.pay(means, platform.now());
        }
        return done();
    }

    private SoapAnswer transaction(String id, @Nullable Mishap mishap) throws Declined {
        Payment payment = platform.find(p -> p.order().route().equals(EpayBlBooks.ROUTE)
                        && !id.isEmpty()
                        && p.order().requestId().equals(id))
                .orElseThrow(() -> new Declined("-0530", "EShopTransaktionsNr ist nicht bekannt"));
        return list(payment, mishap);
    }

    private SoapAnswer list(Payment payment, @Nullable Mishap mishap) {
        SoapAnswer answer = done().begin("buchungsListe");
        String id = mishap == Mishap.WRONG_REQUEST_ID
                ? platform.randomId().substring(0, 30)
                : payment.order().requestId();
        if (!id.isEmpty()) {
            answer.text("EShopTransaktionsNr", id);
        }
        return answer.amount("betrag", reported(payment, mishap))
                .text("bewirtschafterNr", BEWIRTSCHAFTER)
                .text("kassenzeichen", payment.kassenzeichen())
                .text("waehrungskennzeichen", "EUR")
                .end("buchungsListe");
    }

    private SoapAnswer information(String kassenzeichen, @Nullable Mishap mishap) throws Declined {
        Payment payment =
                books.claim(kassenzeichen).orElseThrow(() -> new Declined("-9999", "Kassenzeichen ist nicht bekannt"));
        Optional<AccountingView.Claim> claim = payment.claim();
        BigDecimal claimed = claim.isEmpty() ? NOTHING : reported(payment, mishap);
        BigDecimal difference =
                claimed.subtract(claim.map(AccountingView.Claim::claimed).orElse(NOTHING));
        SoapAnswer answer = done().text(
                        "kassenzeichen", mishap == Mishap.WRONG_REQUEST_ID ? "4200000000000" : kassenzeichen)
                // Two public clients read two spellings; each dialect uses one of them here.
                .text(
                        dialect == Dialect.V2 ? "EShopKundenNr" : "EShopKundennummer",
                        payment.order().tenant())
                .text("zahlverfahren", payment.method())
                .amount("betragHauptforderungen", claimed)
                .amount(
                        "betragZahlungseingaenge",
                        claim.map(AccountingView.Claim::received).orElse(NOTHING))
                .amount("betragLastschriften", NOTHING)
                .amount(
                        "betragRuecklastschriften",
                        claim.map(AccountingView.Claim::returned).orElse(NOTHING))
                .amount("betragSonstigeBuchungen", NOTHING)
                .amount(
                        "betragStornos",
                        claim.map(AccountingView.Claim::canceled).orElse(NOTHING))
                .amount(
                        "saldo",
                        claim.map(AccountingView.Claim::balance).orElse(NOTHING).add(difference))
                .text("waehrung", "EUR");
        String status = mishap == Mishap.UNKNOWN_STATUS
                ? "UNBEKANNT"
                : payment.pretendedStatus().orElse(payment.state() == State.OPEN ? "AKTIV" : "INAKTIV");
        return payment.method().startsWith("UEBERWEISUNG") || payment.method().startsWith("LASTSCHRIFT")
                ? answer
                : answer.begin("paypageStatus").text("code", status).end("paypageStatus");
    }

    private SoapAnswer bankAccount(String manager) throws Declined {
        EpayBlRules.checkBewirtschafter(manager, Set.of(BEWIRTSCHAFTER));
        return done().begin("bankverbindung")
                .text("kontoinhaber", "Stadt Musterstadt")
                .text("iban", "DE02120300000000202051")
                .text("bic", "BYLADEM1001")
                .end("bankverbindung");
    }

    private static BigDecimal reported(Payment payment, @Nullable Mishap mishap) {
        return mishap == Mishap.WRONG_AMOUNT
                ? payment.reportedAmount().add(new BigDecimal("0.01"))
                : payment.reportedAmount();
    }

    /** The parameters of a call; absent and nil are the same. */
    private record Parameters(Map<String, Struct> all) {

        Optional<Struct> optional(String name) {
            return Optional.ofNullable(all.get(name)).filter(found -> !found.isNil());
        }

        Struct demanded(String name, String code) throws Declined {
            return optional(name).orElseThrow(() -> new Declined(code, name + " fehlt"));
        }

        String text(String name) throws SoapFault {
            Optional<Struct> found = optional(name);
            return found.isPresent() ? found.get().text() : "";
        }
    }
}
