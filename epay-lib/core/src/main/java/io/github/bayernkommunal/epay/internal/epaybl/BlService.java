package io.github.bayernkommunal.epay.internal.epaybl;

import io.github.bayernkommunal.epay.Bewirtschafter;
import io.github.bayernkommunal.epay.EpayException;
import io.github.bayernkommunal.epay.Payer;
import io.github.bayernkommunal.epay.SepaMandate;
import io.github.bayernkommunal.epay.internal.Fault;
import io.github.bayernkommunal.epay.internal.Http;
import io.github.bayernkommunal.epay.internal.Redact;
import io.github.bayernkommunal.epay.internal.RetryAfter;
import io.github.bayernkommunal.epay.internal.soap.Element;
import io.github.bayernkommunal.epay.internal.soap.Soap;
import io.github.bayernkommunal.epay.internal.soap.Value;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operations of ePayBL, one method each; parameters in exactly the order in which the service wants them. */
public final class BlService {

    private static final String NAMESPACE = "http://www.bff.bund.de/ePayment";

    // Something that is missing while an operation runs ("customer not found") is another matter.
    private static final Pattern MISSING = Pattern.compile(
            "(method|operation|procedure)\\b.*\\bnot (available|found|supported)|(no such|unknown) (method|operation|procedure)");

    private final URI address;
    private final Bewirtschafter payee;
    private final Http http;
    private final UnaryOperator<String> soapAction;
    private final Clock clock;

    public BlService(URI address, Bewirtschafter payee, Http http, UnaryOperator<String> soapAction, Clock clock) {
        this.address = address;
        this.payee = payee;
        this.http = http;
        this.soapAction = soapAction;
        this.clock = clock;
    }

    /** Whether the service is up and knows the Mandant. */
    public boolean isAlive() {
        return Outcome.of(payload("isAlive", List.of(mandant()), false), "isAlive")
                .ok();
    }

    /** Creates a customer under a number that is used once. */
    public void createCustomer(String customer, @Nullable Payer payer) {
        Value kunde = Value.struct("kunde", "ep:Kunde").with("EShopKundenNr", customer);
        if (payer != null) {
            kunde.with("nachname", payer.familyName());
        }
        kunde.with("sprache", "de");
        if (payer != null) {
            kunde.with("vorname", payer.givenName());
        }
        accepted("anlegenKunde", List.of(mandant(), bewirtschafter(), kunde));
    }

    /** Marks a customer for deletion. Nothing depends on it, so every refusal is taken as it is. */
    public boolean deleteCustomer(String customer) {
        return Outcome.of(
                        payload(
                                "loeschenKunde",
                                List.of(mandant(), bewirtschafter(), Value.string("EShopKundenNr", customer)),
                                true),
                        "loeschenKunde")
                .ok();
    }

    /** Creates a temporary claim; empty when the transaction number is known already. */
    public Optional<String> createClaim(String customer, Value bookings) {
        return kassenzeichen(
                "anlegenKassenzeichen", List.of(mandant(), Value.string("eShopKundenNr", customer), bookings));
    }

    /** As {@link #createClaim}, restricted to means of payment; falls back to it where the service is older. */
    public Optional<String> createClaim(String customer, Value bookings, Value methods) {
        String operation = "anlegenKassenzeichenMitZahlverfahrenlisteMitBLP";
        List<Value> parameters = List.of(
                mandant(),
                Value.string("eShopKundenNr", customer),
                bookings,
                Value.nil("lieferAdresse", "ep:LieferAdresse"),
                Value.nil("buchungsText", "xsd:string"),
                methods,
                Value.nil("buchungslisteParameterSet", "ep:BuchungsListeParameterSet"));
        try {
            return kassenzeichen(operation, exchange(operation, parameters, true));
        } catch (OperationMissing e) {
            return createClaim(customer, bookings);
        }
    }

    /** A claim that is paid by bank transfer before delivery. */
    public Optional<String> prepayment(String customer, Value bookings) {
        return kassenzeichen(
                "ueberweisenVorLieferungMitBLP",
                List.of(
                        mandant(),
                        Value.string("eShopKundenNr", customer),
                        bookings,
                        Value.nil("buchungslisteParameterSet", "ep:BuchungsListeParameterSet")));
    }

    /** A claim that is paid by bank transfer after delivery. */
    public Optional<String> invoice(String customer, Value bookings) {
        return kassenzeichen(
                "ueberweisenNachLieferungMitBLP",
                List.of(
                        mandant(),
                        Value.string("eShopKundenNr", customer),
                        bookings,
                        Value.nil("lieferAdresse", "ep:LieferAdresse"),
                        Value.nil("buchungslisteParameterSet", "ep:BuchungsListeParameterSet")));
    }

    /** A claim that is debited at once, under a mandate that either the platform keeps or the call carries. */
    public Optional<String> debit(String customer, Value bookings, SepaMandate mandate) {
        Value number = Value.string("eShopKundenNr", customer);
        Value nothing = Value.nil("buchungslisteParameterSet", "ep:BuchungsListeParameterSet");
        return mandate.signed()
                .map(signed -> kassenzeichen(
                        "abbuchenMitSEPAMandatMitBLP",
                        List.of(mandant(), number, Mandates.mandate(customer, mandate, signed), bookings, nothing)))
                .orElseGet(() -> kassenzeichen(
                        "abbuchenMitSEPAMandatreferenzMitBLP",
                        List.of(
                                mandant(),
                                number,
                                Value.string("mandatReferenz", mandate.reference()),
                                bookings,
                                mandate.pin()
                                        .map(pin -> Value.string("pin", pin))
                                        .orElseGet(() -> Value.nil("pin", "xsd:string")),
                                nothing)));
    }

    /** The Kassenzeichen that was given to a transaction number; empty when the service knows none. */
    public Optional<String> transaction(String number) {
        String operation = "lesenTransaktion";
        Element payload = payload(operation, List.of(mandant(), Value.string("eShopTransaktionsNr", number)), false);
        Outcome outcome = Outcome.of(payload, operation);
        if (!outcome.ok()) {
            if (outcome.concernsAccess()) {
                throw outcome.refusal(operation);
            }
            return Optional.empty();
        }
        return payload.child("buchungsListe")
                .flatMap(list -> list.text("kassenzeichen"))
                .map(Redact::line);
    }

    /** What the ledger says, or the code with which the service refused to say it. */
    public Claim claim(String kassenzeichen) {
        String operation = "lesenKassenzeichenInfo";
        Element payload = payload(operation, List.of(mandant(), Value.string("kassenzeichen", kassenzeichen)), false);
        Outcome outcome = Outcome.of(payload, operation);
        if (outcome.ok()) {
            return new Claim(ClaimInfo.of(payload), "");
        }
        if (outcome.concernsAccess()) {
            throw outcome.refusal(operation);
        }
        return new Claim(null, outcome.written());
    }

    /** An answer of the ledger: either what it says, or the code of its refusal. */
    public record Claim(@Nullable ClaimInfo info, String refusal) {}

    /** Where a transfer goes: IBAN, BIC and holder as the service names them. */
    public List<String> bankAccount() {
        String operation = "leseBankverbindungBewirtschafter";
        Element payload = accepted(operation, List.of(mandant(), bewirtschafter()));
        Element account = payload.child("bankverbindung").orElse(payload);
        List<String> parts = new ArrayList<>();
        for (String[] names :
                new String[][] {{"iban", "IBAN", "Iban"}, {"bic", "BIC", "Bic"}, {"kontoinhaber", "name"}}) {
            parts.add(account.text(names).orElse(""));
        }
        return parts;
    }

    private Optional<String> kassenzeichen(String operation, List<Value> parameters) {
        return kassenzeichen(operation, payload(operation, parameters, true));
    }

    private static Optional<String> kassenzeichen(String operation, Element payload) {
        Outcome outcome = Outcome.of(payload, operation);
        if (outcome.code() == Outcome.DUPLICATE_TRANSACTION) {
            return Optional.empty();
        }
        if (!outcome.ok()) {
            throw outcome.refusal(operation);
        }
        return Optional.of(payload.child("buchungsListe")
                .flatMap(list -> list.text("kassenzeichen"))
                .filter(number -> number.matches("[A-Za-z0-9./-]{2,99}"))
                .orElseThrow(() -> Fault.FIELD_WRONG.protocol(
                        "In the answer to %s, kassenzeichen is missing or malformed".formatted(operation), null)));
    }

    private Element accepted(String operation, List<Value> parameters) {
        Element payload = payload(operation, parameters, true);
        Outcome outcome = Outcome.of(payload, operation);
        if (!outcome.ok()) {
            throw outcome.refusal(operation);
        }
        return payload;
    }

    private Element payload(String operation, List<Value> parameters, boolean writes) {
        try {
            return exchange(operation, parameters, writes);
        } catch (OperationMissing e) {
            throw Fault.OPERATION_MISSING.rejected(
                    "This ePayBL does not offer %s. Ask the operator what it offers instead".formatted(operation),
                    null);
        }
    }

    /** The element that holds the result; how it is wrapped is not documented, so the wrapper is not looked at. */
    private Element exchange(String operation, List<Value> parameters, boolean writes) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("Accept", "text/xml")
                .header("SOAPAction", "\"" + soapAction.apply(operation) + "\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Soap.encoded(NAMESPACE, operation, parameters)));
        Http.Answer answer = http.send(request, writes);
        boolean xml = answer.headers()
                .firstValue("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .contains("xml");
        if (!answer.isSuccess() && (answer.status() != 500 || !xml)) {
            throw refusal(answer, writes);
        }
        if (!xml) {
            throw Fault.NOT_READABLE.protocol(
                    "The answer to " + operation
                            + " is not XML: probably something between us and the platform answered",
                    null);
        }
        Element body = Soap.read(answer.body(), operation);
        Optional<Element> fault = body.child("Fault");
        if (fault.isPresent()) {
            throw fault(fault.get(), operation, writes);
        }
        if (!answer.isSuccess()) {
            throw refusal(answer, writes);
        }
        return body.having("ergebnis")
                .or(() -> body.having("istOk"))
                .orElseThrow(() ->
                        Fault.FIELD_WRONG.protocol("In the answer to " + operation + ", ergebnis is missing", null));
    }

    private static RuntimeException fault(Element fault, String operation, boolean writes) {
        String words = Redact.line(fault.text("faultstring").orElse("")).toLowerCase(Locale.ROOT);
        if (MISSING.matcher(words).find()) {
            return new OperationMissing();
        }
        return Fault.PLATFORM_FAILED.unavailable(
                "ePayBL answered %s with a SOAP fault (%s)"
                        .formatted(
                                operation, Redact.line(fault.text("faultcode").orElse("without code"))),
                writes,
                null,
                null);
    }

    private EpayException refusal(Http.Answer answer, boolean writes) {
        int status = answer.status();
        if (status == 401 || status == 403) {
            return Fault.NOT_ALLOWED.rejected(
                    "ePayBL does not let us in (status %d). Check the client certificate with the operator"
                            .formatted(status),
                    null);
        }
        if (status == 429) {
            return Fault.TOO_MANY_CALLS.unavailable(
                    "The platform asks us to slow down (status 429)",
                    false,
                    RetryAfter.of(answer.headers(), clock),
                    null);
        }
        if (status >= 500) {
            return Fault.PLATFORM_FAILED.unavailable(
                    "ePayBL answered with status " + status, writes, RetryAfter.of(answer.headers(), clock), null);
        }
        return Fault.UNEXPECTED_STATUS.protocol(
                "Status " + status + " instead of a SOAP answer. Check the address", null);
    }

    private Value mandant() {
        return Value.string("mandantNr", payee.mandant());
    }

    private Value bewirtschafter() {
        return Value.string("bewirtschafterNr", payee.bewirtschafter());
    }

    /** The service is too old or too small for an operation. Never leaves this package. */
    private static final class OperationMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
