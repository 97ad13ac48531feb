package io.github.bayernkommunal.epay.testkit.internal;

import io.github.bayernkommunal.epay.testkit.AccountingView;
import io.github.bayernkommunal.epay.testkit.BookedPayment.State;
import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.Mishap;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The start page: all payments, and what the cash office sees. */
public final class OverviewPage implements Endpoint {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Europe/Berlin"));

    private final Platform platform;

    public OverviewPage(Platform platform) {
        this.platform = platform;
    }

    @Override
    public @Nullable Call call(Request request) {
        return null;
    }

    @Override
    public Answer answer(Request request, @Nullable Mishap mishap) {
        Language language = Language.of(request);
        if (request.path().equals("/stil.css")) {
            return Answer.of(200, "text/css;charset=UTF-8", Page.STYLE);
        }
        if (!request.path().equals("/")) {
            return Page.answer(404, request, language.say("Diese Seite gibt es nicht", "There is no such page"), "");
        }
        return Page.answer(
                200,
                request,
                language.say("Zahlungen", "Payments"),
                payments(language) + claims(platform.accounting(), language));
    }

    @Override
    public Answer failure(int status, String detail) {
        return Answer.of(status, "text/plain;charset=UTF-8", detail);
    }

    private String payments(Language language) {
        List<Payment> payments = platform.payments();
        if (payments.isEmpty()) {
            return "<p>%s</p>".formatted(language.say("Noch keine Zahlung.", "No payment yet."));
        }
        List<List<Cell>> rows = payments.stream()
                .map(payment -> List.of(
                        Cell.text(time(payment.openedAt())),
                        Cell.text(payment.order().reference()),
                        Cell.number(Page.euro(payment.order().amount(), language)),
                        Cell.text(state(payment.state(), language) + " " + payment.method()),
                        Cell.link(
                                PaymentPage.PATH + payment.order().transactionId() + "?lang=" + language.code(),
                                payment.order().transactionId())))
                .toList();
        return table(
                language.say("Zahlungen", "Payments"),
                rows,
                List.of(
                        language.say("Zeit", "Time"),
                        language.say("Verwendungszweck", "Purpose"),
                        language.say("Betrag", "Amount"),
                        language.say("Stand", "State"),
                        language.say("Bezahlseite", "Payment page")));
    }

    private static String claims(AccountingView view, Language language) {
        String heading = language.say("Sicht der Kasse", "View of the cash office");
        List<List<Cell>> rows = view.claims().stream()
                .map(claim -> List.of(
                        Cell.text(claim.kassenzeichen()),
                        Cell.text(claim.reference()),
                        Cell.number(Page.euro(claim.claimed(), language)),
                        Cell.number(Page.euro(claim.received(), language)),
                        Cell.number(Page.euro(claim.returned(), language)),
                        Cell.number(Page.euro(claim.canceled(), language)),
                        Cell.number(Page.euro(claim.balance(), language))))
                .toList();
        return "<h2>%s</h2>\n".formatted(heading)
                + (rows.isEmpty()
                        ? "<p>%s</p>".formatted(language.say("Noch keine Forderung.", "No claim yet."))
                        : table(
                                heading,
                                rows,
                                List.of(
                                        "Kassenzeichen",
                                        language.say("Verwendungszweck", "Purpose"),
                                        language.say("Forderung", "Claim"),
                                        language.say("Eingegangen", "Received"),
                                        language.say("Rücklastschrift", "Returned"),
                                        language.say("Storniert", "Withdrawn"),
                                        language.say("Saldo", "Balance"))));
    }

    /** The roles say what the elements are, because a narrow screen shows them as blocks, and browsers then forget it. */
    private static String table(String name, List<List<Cell>> rows, List<String> headings) {
        StringBuilder html = new StringBuilder(
                "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\">"
                        .formatted(name));
        headings.forEach(heading -> html.append("<th role=\"columnheader\" scope=\"col\">")
                .append(heading)
                .append("</th>"));
        html.append("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        for (List<Cell> row : rows) {
            html.append("<tr role=\"row\">");
            for (int i = 0; i < row.size(); i++) {
                html.append("<td role=\"cell\" data-label=\"%s\"%s><span>%s</span></td>"
                        .formatted(
                                headings.get(i),
                                row.get(i).number() ? " class=\"number\"" : "",
                                row.get(i).html()));
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private record Cell(String html, boolean number) {

        static Cell text(String text) {
            return new Cell(Page.escape(text), false);
        }

        static Cell number(String text) {
            return new Cell(Page.escape(text), true);
        }

        static Cell link(String address, String text) {
            return new Cell("<a href=\"%s\">%s</a>".formatted(Page.escape(address), Page.escape(text)), false);
        }
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String state(State state, Language language) {
        return switch (state) {
            case OPEN -> language.say("offen", "open");
            case PAID -> language.say("bezahlt", "paid");
            case CANCELED -> language.say("abgebrochen", "canceled");
            case FAILED -> language.say("gescheitert", "failed");
        };
    }
}
