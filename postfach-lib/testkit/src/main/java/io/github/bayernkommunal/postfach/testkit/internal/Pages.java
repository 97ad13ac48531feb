package io.github.bayernkommunal.postfach.testkit.internal;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.bayernkommunal.postfach.testkit.Mishap;
import io.github.bayernkommunal.postfach.testkit.ReceivedMessage;
import io.github.bayernkommunal.postfach.testkit.ReceivedMessage.Attachment;
import io.github.bayernkommunal.postfach.testkit.ReceivedStatus;
import io.github.bayernkommunal.postfach.testkit.Step;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages for people: mailboxes, one mailbox, one message, its files. */
final class Pages implements HttpHandler {

    private static final String HTML = "text/html; charset=utf-8";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss").withZone(ZoneId.of("Europe/Berlin"));

    private final Mailboxes mailboxes;
    private final Mishaps mishaps;
    private final ContentRules harmless;

    /** {@code harmless} decides which HTML is shown as HTML; everything else is shown as source text. */
    Pages(Mailboxes mailboxes, Mishaps mishaps, ContentRules harmless) {
        this.mailboxes = mailboxes;
        this.mishaps = mishaps;
        this.harmless = harmless;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            protect(exchange.getResponseHeaders());
            if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                Http.body(exchange);
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                Http.send(exchange, 405, "text/plain; charset=utf-8", "Only GET.\n");
                return;
            }
            Map<String, String> query = Http.parameters(exchange.getRequestURI().getRawQuery());
            boolean english = "en".equals(query.get("lang"));
            switch (exchange.getRequestURI().getPath()) {
                case "/" -> send(exchange, 200, start(english));
                case "/style.css" -> style(exchange);
                case "/mailbox" -> mailbox(exchange, query.getOrDefault("handle", ""), english);
                case "/message" -> message(exchange, query.getOrDefault("number", ""), english);
                case "/attachment" -> attachment(exchange, query, english);
                default -> notFound(exchange, english);
            }
        }
    }

    static void protect(Headers headers) {
        headers.set("Content-Security-Policy", policy("style-src 'self'; form-action 'self'"));
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
    }

    private static String policy(String more) {
        return "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; " + more;
    }

    private String start(boolean english) {
        Page page = new Page(english, "/").add("<ul>");
        mailboxes.labels().forEach((handle, label) -> {
            int count = received(handle).size();
            page.add("<li>%s – %s: %d</li>"
                    .formatted(
                            page.link(
                                    "/mailbox?handle=" + Page.query(handle),
                                    Page.text(label.isEmpty() ? handle : label)),
                            page.word(Words.MESSAGES),
                            count));
        });
        page.add("</ul>");
        statuses(page);
        page.add("<h2>%s</h2>".formatted(page.word(Words.NEW_MAILBOX)));
        String back = "<input type=\"hidden\" name=\"back\" value=\"%s\">".formatted(Page.inLanguage("/", english));
        page.add("""
                <form method="post" action="/control/mailboxes">%s
                <label>%s <input name="handle" required maxlength="255"></label>
                <label>%s <input name="label" maxlength="80"></label> <button>%s</button></form>""".formatted(back, page.word(Words.HANDLE), page.word(Words.LABEL), page.word(Words.NEW_MAILBOX)));
        faults(page, back);
        return page.html(page.word(Words.MAILBOXES));
    }

    private void statuses(Page page) {
        List<ReceivedStatus> statuses = mailboxes.statuses();
        if (statuses.isEmpty()) {
            return;
        }
        page.add("<h2>%s</h2><ul>".formatted(page.word(Words.STATUSES)));
        for (ReceivedStatus status : statuses) {
            page.add("<li>%s: %s (<code>%s</code>)<br>%s, %s</li>"
                    .formatted(
                            Page.text(status.member("publicServiceName/de").orElse("")),
                            Page.text(status.status()),
                            Page.text(status.applicationId()),
                            Page.text(status.member("senderName").orElse("")),
                            TIME.format(status.receivedAt())));
        }
        page.add("</ul>");
    }

    private void faults(Page page, String back) {
        page.add("<h2>%s</h2>".formatted(page.word(Words.FAULTS)));
        mishaps.lasting()
                .forEach((step, mishap) -> page.add("<p class=\"note\" role=\"status\">%s %s, %s</p>"
                        .formatted(page.word(Words.LASTING), step, mishap)));
        StringBuilder options = new StringBuilder();
        for (Mishap mishap : Mishap.values()) {
            options.append("<option>").append(mishap).append("</option>");
        }
        StringBuilder steps = new StringBuilder();
        for (Step step : Step.values()) {
            steps.append("<option>").append(step).append("</option>");
        }
        page.add("""
                <form method="post" action="/control/mishaps">%s
                <label>%s <select name="mishap">%s</select></label>
                <label>%s <select name="step">%s</select></label>
                <button name="when" value="next">%s</button> <button name="when" value="always">%s</button></form>
                <form method="post" action="/control/recover">%s<button>%s</button></form>""".formatted(
                        back,
                        page.word(Words.FAULT),
                        options,
                        page.word(Words.STEP),
                        steps,
                        page.word(Words.NEXT_CALL),
                        page.word(Words.EVERY_CALL),
                        back,
                        page.word(Words.RECOVER)));
    }

    private void mailbox(HttpExchange exchange, String handle, boolean english) throws IOException {
        String label = mailboxes.labels().get(handle);
        if (label == null) {
            notFound(exchange, english);
            return;
        }
        Page page = new Page(english, "/mailbox?handle=" + Page.query(handle));
        page.add("<p>%s: <code>%s</code></p>".formatted(page.word(Words.HANDLE), Page.text(handle)));
        List<ReceivedMessage> messages = received(handle);
        page.add(messages.isEmpty() ? "<p>%s</p>".formatted(page.word(Words.EMPTY)) : "<ul>");
        for (ReceivedMessage message : messages) {
            page.add("<li>%s<br>%s, %s</li>"
                    .formatted(
                            page.link("/message?number=" + message.arrival().number(), Page.text(message.subject())),
                            Page.text(message.senderName()),
                            TIME.format(message.receivedAt())));
        }
        page.add(messages.isEmpty() ? "" : "</ul>").add("<p>%s</p>".formatted(page.link("/", page.word(Words.BACK))));
        send(exchange, 200, page.html(page.word(Words.MAILBOX) + " " + Page.text(label)));
    }

    private void message(HttpExchange exchange, String number, boolean english) throws IOException {
        Optional<ReceivedMessage> found = byNumber(number);
        if (found.isEmpty()) {
            notFound(exchange, english);
            return;
        }
        ReceivedMessage message = found.get();
        Page page = new Page(english, "/message?number=" + message.arrival().number());
        if (message.arrival().duplicate()) {
            page.add("<p class=\"note\">%s</p>".formatted(page.word(Words.REPEATED)));
        }
        page.add("<dl>");
        entry(page, Words.FROM, message.senderName());
        entry(page, Words.SERVICE, message.senderService());
        entry(page, Words.RECEIVED, TIME.format(message.receivedAt()));
        entry(page, Words.LEVEL, Integer.toString(message.level()));
        entry(page, Words.NUMBER, message.messageId());
        entry(page, Words.OPERATION, message.arrival().operation());
        page.add("</dl><h2>%s</h2>".formatted(page.word(Words.TEXT)));
        boolean asHtml = message.html() && harmless.isAllowedHtml(message.text());
        page.add("<div class=\"text%s\">%s</div>"
                .formatted(asHtml ? " html" : "", asHtml ? message.text() : Page.text(message.text())));
        files(page, message);
        String handle = message.handle();
        String label = mailboxes.labels().getOrDefault(handle, "");
        page.add("<p>%s</p>"
                .formatted(page.link(
                        "/mailbox?handle=" + Page.query(handle),
                        page.word(Words.MAILBOX) + " " + Page.text(label.isEmpty() ? handle : label))));
        send(exchange, 200, page.html(Page.text(message.subject())));
    }

    private static void entry(Page page, Words name, String value) {
        page.add("<dt>%s</dt><dd>%s</dd>".formatted(page.word(name), Page.text(value)));
    }

    private static void files(Page page, ReceivedMessage message) {
        List<Attachment> files = message.attachments();
        if (files.isEmpty()) {
            return;
        }
        page.add("<h2>%s</h2><ul>".formatted(page.word(Words.ATTACHMENTS)));
        for (int i = 0; i < files.size(); i++) {
            String path =
                    "/attachment?number=%s&index=%s".formatted(message.arrival().number(), i);
            page.add("<li><a href=\"%s\">%s</a> (%s, %d %s)</li>"
                    .formatted(
                            Page.text(path),
                            Page.text(files.get(i).fileName()),
                            Page.text(files.get(i).mediaType()),
                            files.get(i).size(),
                            page.word(Words.BYTES)));
        }
        page.add("</ul>");
    }

    private void attachment(HttpExchange exchange, Map<String, String> query, boolean english) throws IOException {
        Optional<ReceivedMessage> message = byNumber(query.getOrDefault("number", ""));
        int index = number(query.getOrDefault("index", "")).orElse(-1L).intValue();
        if (message.isEmpty()
                || index < 0
                || index >= message.get().attachments().size()) {
            notFound(exchange, english);
            return;
        }
        Attachment file = message.get().attachments().get(index);
        boolean inline = file.mediaType().equals("application/pdf");
        Headers headers = exchange.getResponseHeaders();
        // The browser's PDF viewer lives in an object with styles of its own.
        headers.set("Content-Security-Policy", policy("object-src 'self'; style-src 'unsafe-inline'"));
        headers.set(
                "Content-Disposition",
                "%s; filename*=UTF-8''%s"
                        .formatted(
                                inline ? "inline" : "attachment",
                                Page.query(file.fileName()).replace("+", "%20")));
        headers.set("Content-Type", file.mediaType());
        boolean head = exchange.getRequestMethod().equals("HEAD");
        try (InputStream in = file.open()) {
            exchange.sendResponseHeaders(200, head || file.size() == 0 ? -1 : file.size());
            if (!head) {
                in.transferTo(exchange.getResponseBody());
            }
        }
    }

    private Optional<ReceivedMessage> byNumber(String text) {
        return number(text).flatMap(mailboxes::received);
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private List<ReceivedMessage> received(String handle) {
        return mailboxes.received().stream()
                .filter(message -> message.handle().equals(handle))
                .toList();
    }

    private static void style(HttpExchange exchange) throws IOException {
        try (InputStream in = Pages.class.getResourceAsStream("style.css")) {
            if (in == null) {
                throw new IllegalStateException("The style sheet is missing in the jar of the testkit");
            }
            send(exchange, 200, "text/css; charset=utf-8", in.readAllBytes());
        }
    }

    private static void notFound(HttpExchange exchange, boolean english) throws IOException {
        Page page = new Page(english, "/");
        send(exchange, 404, page.html(page.word(Words.NOT_FOUND)));
    }

    private static void send(HttpExchange exchange, int status, String html) throws IOException {
        send(exchange, status, HTML, html.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] bytes) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, -1);
        } else {
            Http.send(exchange, status, type, bytes);
        }
    }
}
