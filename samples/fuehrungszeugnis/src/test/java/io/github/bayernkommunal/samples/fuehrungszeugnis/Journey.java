package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator.Answered;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import io.github.bayernkommunal.epay.testkit.BookedPayment;
import io.github.bayernkommunal.postfach.testkit.ReceivedMessage;
import io.github.bayernkommunal.samples.fuehrungszeugnis.Walker.Page;
import io.github.bayernkommunal.samples.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.nodes.Element;

/** A scripted citizen who walks the whole way over HTTPS, and a line for every hop: who called whom, and what it proved. */
final class Journey {

    private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(15);

    /** What the citizen types into the form. */
    static final Map<String, String> DETAILS = details();

    private final Demo demo;
    private final Sandbox sandbox;
    private final TestCitizen person;
    private final Walker citizen;
    private final Trail trail;

    Journey(Demo demo, TestCitizen person, PrintStream out) {
        this.demo = demo;
        this.person = person;
        this.sandbox = demo.sandbox();
        this.citizen = new Walker(sandbox.authority().certificate());
        this.trail = new Trail(out, sandbox);
    }

    /** Walks; true when the citizen arrived, false when a hop failed, whose name then stands in the last line. */
    boolean walk() {
        trail.title();
        try {
            demo.collect();
            trail.background("collect the list of services");
            URI application = findTheService();
            Page relay = logIn(application);
            Page form = enter(relay);
            Page summary = fillIn(form);
            pay(summary);
            String letter = readTheLetter();
            return trail.arrived(letter);
        } catch (IOException | RuntimeException e) {
            return trail.failed(e);
        }
    }

    private URI findTheService() throws IOException {
        URI portal = sandbox.portal().address().resolve("/");
        Page search = trail.hop("portal", "open the search page", () -> citizen.get(portal), Trail.STATUS);
        Page results = trail.hop(
                "portal",
                "search for Führungszeugnis",
                () -> citizen.submit(search.form("form[role=search]"), Map.of("q", "Führungszeugnis")),
                page -> page.html().select("main a[href*=/leistung/]").size() + " service found");
        URI hit = link(results, "main a[href*=/leistung/]");
        String ours = "main a[href^=" + demo.sample().address() + "]";
        Page service = trail.hop("portal", "open the service's page", () -> citizen.get(hit), page -> {
            URI address = link(page, ours);
            boolean collected = sandbox.portal().entries().stream()
                    .anyMatch(entry -> entry.address().getAuthority().equals(address.getAuthority()));
            demand(collected, "the link does not come from the application's own list");
            return "its online service is the one that was collected";
        });
        return link(service, ours);
    }

    private Page logIn(URI application) throws IOException {
        Page start = trail.hop("application", "open the start page", () -> citizen.get(application), Trail.STATUS);
        URI begin = link(start, "#login");
        Page request = trail.hop(
                "application",
                "begin the application",
                () -> citizen.get(begin),
                page -> "AuthnRequest signed "
                        + SamlField.of(page, "SAMLRequest").signature());
        Page accepted = trail.hop(
                "BayernID",
                "AuthnRequest by POST",
                () -> citizen.submit(request.form("form[method=post]"), Map.of()),
                page -> {
                    demand(page.status() == 303, "the request was not accepted");
                    return "signature " + SamlField.of(request, "SAMLRequest").signature()
                            + " verified with the registered metadata";
                });
        Page choice = trail.hop(
                "BayernID",
                "see who asks for what",
                () -> citizen.follow(accepted),
                page -> page.html().select("main > ul > li").size() + " attributes asked for");
        Page answer = trail.hop(
                "BayernID",
                "log in with the online ID card",
                () -> citizen.submit(
                        choice.form("form[method=post]"), Map.of("login", Visitor.cardOf(person), "do", "login")),
                page -> {
                    SamlField response = SamlField.of(page, "SAMLResponse");
                    return "assertion encrypted " + response.content() + ", its key " + response.keyTransport();
                });
        return trail.hop(
                "application",
                "Response by cross-site POST",
                () -> citizen.submit(answer.form("form[method=post]"), Map.of()),
                page -> {
                    demand(page.sentCookies().isEmpty(), "a cookie came along with the foreign form");
                    demand(page.status() == 200, "the first POST must not be judged");
                    return "came without cookie (SameSite), not judged; answered by the same form again";
                });
    }

    private Page enter(Page relay) throws IOException {
        String before = session();
        SamlField response = SamlField.of(relay, "SAMLResponse");
        SamlField assertion =
                response.opened(sandbox.bayernId().keys().decryption().getPrivateKey());
        Page judged = trail.hop(
                "application",
                "Response by same-site POST",
                () -> citizen.submit(relay.form("form[method=post]"), Map.of()),
                page -> {
                    demand(page.status() == 303, "the answer was not accepted");
                    Answered login = last(sandbox.bayernId().answered());
                    demand(login.outcome().equals("login") && login.level() == 4, "no login at level 4");
                    demand(!session().equals(before), "the session id is still the one from before the login");
                    return "assertion decrypted " + response.content() + ", signature " + assertion.signature()
                            + " verified, level " + login.level() + ", new session id";
                });
        return trail.hop("application", "open the form", () -> citizen.follow(judged), page -> {
            String shown = page.html().text();
            for (String name : List.of("givenName", "surname", "birthdate", "postalAddress", "localityName")) {
                demand(shown.contains(person.value(name).orElseThrow()), "the form does not show " + name);
            }
            return "name, birth date and address are those of the assertion";
        });
    }

    private Page fillIn(Page form) throws IOException {
        Page sent = trail.hop(
                "application", "fill in the form", () -> citizen.submit(form.form("#details"), DETAILS), page -> {
                    demand(page.status() == 303, "the details were not accepted");
                    return "details accepted";
                });
        return trail.hop("application", "check the summary", () -> citizen.follow(sent), page -> {
            demand(page.html().text().contains("13,00 €"), "the summary does not show the fee");
            demand(sandbox.epay().bookings().isEmpty(), "a payment was opened before the citizen agreed");
            return "fee shown before anything is ordered";
        });
    }

    private void pay(Page summary) throws IOException {
        Page redirect = trail.hop(
                "application", "apply and pay", () -> citizen.submit(summary.form("#pay"), Map.of()), page -> {
                    boolean there = page.location() != null
                            && page.location()
                                    .getAuthority()
                                    .equals(sandbox.epay().address().getAuthority());
                    demand(there, "not sent to the platform, but to " + page.location());
                    return "sent to the platform's page";
                });
        trail.background("create payment transaction");
        Page paymentPage = trail.hop("ePayment", "open the payment page", () -> citizen.follow(redirect), page -> {
            demand(page.html().text().contains("13,00 €"), "the platform asks for another amount");
            return "the platform asks for 13.00 €";
        });
        Page paid = trail.hop(
                "ePayment",
                "pay",
                () -> citizen.submit(paymentPage.form("form[method=post]"), Map.of("action", "pay")),
                page -> {
                    BookedPayment booked = last(sandbox.epay().bookings());
                    demand(booked.state() == BookedPayment.State.PAID, "the platform has not booked it");
                    return booked.amount() + " € booked by the platform";
                });
        Page returned = trail.hop(
                "application",
                "return from the payment page",
                () -> citizen.follow(paid),
                page -> "nothing believed; the application asks the platform itself");
        Page status = trail.hop("application", "open the status page", () -> citizen.follow(returned), page -> {
            demand(Visitor.state(page).startsWith("PAID "), "the page does not say that it is paid");
            return Visitor.state(page).endsWith(" DELIVERED") ? "paid" : "paid, letter under way";
        });
        trail.background("ask for its status", "sendBspNachrichtNative");
        trail.hop("application", "reload the status page", () -> reloadUntilDelivered(status.address()), page -> {
            demand(
                    Visitor.state(page).equals("PAID DELIVERED"),
                    "the page does not say that the letter is delivered, but " + Visitor.state(page));
            return "letter delivered";
        });
    }

    /** The page as it is when the letter is delivered, or when the time is over. */
    private Page reloadUntilDelivered(URI status) throws IOException {
        Page[] page = new Page[1];
        Poll.happens(DELIVERY_LIMIT, () -> {
            page[0] = citizen.get(status);
            return Visitor.state(page[0]).endsWith(" DELIVERED");
        });
        return page[0];
    }

    private String readTheLetter() throws IOException {
        List<ReceivedMessage> received =
                sandbox.postfach().received(person.postboxHandle().orElseThrow());
        demand(received.size() == 1, "the mailbox holds " + received.size() + " letters instead of one");
        URI mailboxes = sandbox.postfach().address().resolve("/");
        Page list = trail.hop("mailbox", "open Mein Postfach", () -> citizen.get(mailboxes), Trail.STATUS);
        URI mailbox = link(list, "main a[href*=" + received.get(0).handle() + "]");
        Page letters = trail.hop(
                "mailbox",
                "open the own mailbox",
                () -> citizen.get(mailbox),
                page -> page.html().select("main a[href^=/message]").size() + " letter");
        URI letter = link(letters, "main a[href^=/message]");
        Page message = trail.hop("mailbox", "read the letter", () -> citizen.get(letter), Trail.STATUS);
        URI attachment = link(message, "main a[href^=/attachment]");
        String number = received.get(0).messageId();
        BookedPayment payment = last(sandbox.epay().bookings());
        trail.hop("mailbox", "open the receipt", () -> citizen.get(attachment), page -> {
            String text = textOf(page.body());
            demand(text.contains("13,00 €"), "the receipt does not name the amount");
            demand(text.contains(payment.reference()), "the receipt belongs to another payment");
            return "a PDF about 13.00 € for " + payment.reference();
        });
        return "Logged in at level HIGH; %d payment of %s € for %s; %d letter, number %s, with %d PDF."
                .formatted(
                        sandbox.epay().bookings().size(),
                        payment.amount(),
                        payment.reference(),
                        received.size(),
                        number,
                        received.get(0).attachments().size());
    }

    private String session() {
        return citizen.cookie(demo.sample().address(), "JSESSIONID")
                .orElseThrow(() -> new IllegalStateException("the application has set no session cookie"));
    }

    private static URI link(Page page, String query) {
        Element link = page.html().selectFirst(query);
        if (link == null) {
            throw new IllegalStateException("No link '" + query + "' on " + page.address() + ": "
                    + page.html().title());
        }
        return URI.create(link.absUrl("href"));
    }

    private static void demand(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static <T> T last(List<T> all) {
        demand(!all.isEmpty(), "the service has noted nothing");
        return all.get(all.size() - 1);
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("purpose", "Zulassung als Rechtsanwältin");
        details.put("authority", "Rechtsanwaltskammer Musterbezirk");
        details.put("street", "Gerichtsplatz 1");
        details.put("postalCode", "86720");
        details.put("town", "Musterstadt");
        return details;
    }
}
