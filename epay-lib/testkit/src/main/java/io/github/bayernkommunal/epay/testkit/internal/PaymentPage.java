package io.github.bayernkommunal.epay.testkit.internal;

import io.github.bayernkommunal.epay.testkit.BookedPayment.State;
import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.Mishap;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page on which a person pays, cancels, lets the payment fail, or leaves. */
public final class PaymentPage implements Endpoint {

    /** Path below which the pages live; the transaction id follows. */
    public static final String PATH = "/bezahlseite/";

    private final Platform platform;

    public PaymentPage(Platform platform) {
        this.platform = platform;
    }

    @Override
    public @Nullable Call call(Request request) {
        return null;
    }

    @Override
    public Answer answer(Request request, @Nullable Mishap mishap) {
        Language language = Language.of(request);
        String id = request.path().substring(PATH.length());
        Optional<Payment> found = platform.find(p -> p.order().transactionId().equals(id));
        if (found.isEmpty()) {
            return failure(404, request, language.say("Diese Zahlung gibt es nicht.", "There is no such payment."));
        }
        Payment payment = found.get();
        return switch (request.method()) {
            case "GET", "HEAD" -> show(request, payment);
            case "POST" -> act(request, payment);
            default -> failure(405, request, language.say("Nicht erlaubt.", "Not allowed."));
        };
    }

    @Override
    public Answer failure(int status, String detail) {
        return Answer.of(status, "text/plain;charset=UTF-8", detail);
    }

    private static Answer failure(int status, Request request, String text) {
        return Page.answer(status, request, text, "");
    }

    private Answer act(Request request, Payment payment) {
        Map<String, String> form = request.form();
        Map<String, String> means = means(payment, Language.of(request));
        String chosen = form.getOrDefault("means", "");
        try {
            switch (form.getOrDefault("action", "")) {
                case "pay" -> {
                    if (!means.containsKey(chosen)) {
                        return show(request, payment);
                    }
                    payment.pay(chosen, platform.now());
                }
                case "cancel" -> payment.cancel(platform.now());
                case "fail" -> payment.fail(platform.now());
                case "leave" -> {}
                default -> {
                    return show(request, payment);
                }
            }
        } catch (IllegalStateException alreadyDone) {
            return show(request, payment); // a double click or the browser's back button
        }
        return Answer.seeOther(payment.onward());
    }

    private static Answer show(Request request, Payment payment) {
        Language language = Language.of(request);
        URI onward = payment.onward();
        StringBuilder facts = new StringBuilder("<dl>\n");
        fact(facts, language.say("Verwendungszweck", "Purpose"), payment.order().reference());
        if (!payment.order().text().isEmpty()) {
            fact(
                    facts,
                    language.say("Beschreibung", "Description"),
                    payment.order().text());
        }
        fact(facts, language.say("Betrag", "Amount"), Page.euro(payment.order().amount(), language));
        facts.append("</dl>\n");
        if (payment.state() != State.OPEN) {
            return Page.answer(
                    200,
                    request,
                    ended(payment.state(), language),
                    facts
                            + "<p><a href=\"%s\" referrerpolicy=\"no-referrer\">%s</a></p>"
                                    .formatted(
                                            Page.escape(onward.toString()),
                                            language.say("Zurück zur Anwendung", "Back to the application")));
        }
        return Page.answer(
                200,
                request,
                language.say("Gebühr bezahlen", "Pay the fee"),
                facts + form(payment, language),
                Page.origin(onward));
    }

    private static void fact(StringBuilder facts, String name, String value) {
        facts.append("<dt>%s</dt><dd>%s</dd>\n".formatted(name, Page.escape(value)));
    }

    private static String form(Payment payment, Language language) {
        StringBuilder choices = new StringBuilder();
        means(payment, language)
                .forEach((code, name) ->
                        choices.append("<label><input type=\"radio\" name=\"means\" value=\"%s\"%s> %s</label>\n"
                                .formatted(code, choices.length() == 0 ? " checked" : "", name)));
        return """
                <form method="post">
                <fieldset><legend>%s</legend>
                %s</fieldset>
                <p><button class="main" name="action" value="pay">%s</button>
                <button name="action" value="cancel">%s</button></p>
                <div class="aside"><h2>%s</h2>
                <p><button name="action" value="fail">%s</button>
                <button name="action" value="leave">%s</button></p>
                <p>%s</p></div>
                </form>
                """.formatted(
                        language.say("Zahlungsart", "Means of payment"),
                        choices,
                        language.say("Jetzt bezahlen", "Pay now"),
                        language.say("Abbrechen", "Cancel"),
                        language.say("Nur im Simulator", "In the simulator only"),
                        language.say("Zahlung scheitern lassen", "Make the payment fail"),
                        language.say("Zurück, ohne zu entscheiden", "Go back without deciding"),
                        language.say(
                                "Wer die Seite nur schließt, lässt die Zahlung offen.",
                                "Closing this page leaves the payment open."));
    }

    /** giropay is missing: its operator closed it in 2024. */
    private static Map<String, String> means(Payment payment, Language language) {
        Map<String, String> means = new LinkedHashMap<>();
        String card = language.say("Kreditkarte", "Credit card");
        switch (payment.order().route()) {
            case "epaybl" -> {
                means.put("KREDITKARTE", card);
                means.put("PAYPAL", "PayPal");
                means.put("SEPASDD", language.say("SEPA-Lastschrift", "SEPA direct debit"));
            }
            case "pmpayment" -> {
                means.put("creditCard", card);
                means.put("paypal", "PayPal");
                means.put("sepa", language.say("SEPA-Lastschrift", "SEPA direct debit"));
            }
            default -> {
                means.put("CREDITCARD", card);
                means.put("PAYPAL", "PayPal");
                means.put("OTHER", language.say("Andere Zahlungsart", "Other means"));
            }
        }
        return means;
    }

    /** The means that is chosen when nobody chooses: the card, in the word of the payment's route. */
    public static String usualMeans(Payment payment) {
        return means(payment, Language.GERMAN).keySet().iterator().next();
    }

    private static String ended(State state, Language language) {
        return switch (state) {
            case OPEN -> language.say("Gebühr bezahlen", "Pay the fee");
            case PAID -> language.say("Die Zahlung ist ausgeführt", "The payment is done");
            case CANCELED -> language.say("Die Zahlung wurde abgebrochen", "The payment was canceled");
            case FAILED -> language.say("Die Zahlung ist gescheitert", "The payment failed");
        };
    }
}
