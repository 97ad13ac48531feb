package io.github.bayernkommunal.postfach.testkit.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.bayernkommunal.postfach.testkit.Mishap;
import io.github.bayernkommunal.postfach.testkit.ReceivedMessage;
import io.github.bayernkommunal.postfach.testkit.ReceivedMessage.Attachment;
import io.github.bayernkommunal.postfach.testkit.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same as the Java methods of the simulator, for other processes: form fields in, JSON out. */
final class Control implements HttpHandler {

    private static final String JSON = "application/json";

    private final Mailboxes mailboxes;
    private final Mishaps mishaps;
    private final Runnable reset;

    Control(Mailboxes mailboxes, Mishaps mishaps, Runnable reset) {
        this.mailboxes = mailboxes;
        this.mishaps = mishaps;
        this.reset = reset;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Pages.protect(exchange.getResponseHeaders());
            byte[] body = Http.body(exchange).orElse(new byte[0]);
            Map<String, String> fields =
                    new HashMap<>(Http.parameters(exchange.getRequestURI().getRawQuery()));
            fields.putAll(Http.parameters(new String(body, StandardCharsets.UTF_8)));
            String call =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("POST") && isFromElsewhere(exchange)) {
                problem(exchange, 403, "Forms of other sites are not accepted");
                return;
            }
            switch (call) {
                case "GET /control/mailboxes" -> Http.send(exchange, 200, JSON, mailboxList());
                case "GET /control/messages" -> Http.send(exchange, 200, JSON, messages(fields.get("handle")));
                case "GET /control/statuses" -> Http.send(exchange, 200, JSON, statuses());
                case "GET /control/calls" -> calls(exchange, fields);
                case "POST /control/mailboxes" -> create(exchange, fields);
                case "POST /control/mishaps" -> mishap(exchange, fields);
                case "POST /control/recover" -> done(exchange, fields, mishaps::clear);
                case "POST /control/release" -> done(exchange, fields, mishaps::release);
                case "POST /control/reset" -> done(exchange, fields, reset);
                default -> problem(exchange, 404, "No such control");
            }
        }
    }

    // A page of another site can post forms to 127.0.0.1 with the developer's browser; its Origin gives it away.
    private static boolean isFromElsewhere(HttpExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        return origin != null
                && !origin.equals("https://" + exchange.getRequestHeaders().getFirst("Host"));
    }

    private void create(HttpExchange exchange, Map<String, String> fields) throws IOException {
        try {
            mailboxes.create(fields.getOrDefault("handle", ""), fields.getOrDefault("label", ""));
            done(exchange, fields, () -> {});
        } catch (IllegalArgumentException e) {
            problem(exchange, 400, String.valueOf(e.getMessage()));
        }
    }

    private void mishap(HttpExchange exchange, Map<String, String> fields) throws IOException {
        Mishap mishap;
        Step step;
        try {
            mishap = Mishap.valueOf(fields.getOrDefault("mishap", ""));
            step = step(fields);
        } catch (IllegalArgumentException e) {
            problem(
                    exchange,
                    400,
                    "The field mishap must name one of %s, the field step none or one of %s"
                            .formatted(List.of(Mishap.values()), List.of(Step.values())));
            return;
        }
        switch (fields.getOrDefault("when", "next")) {
            case "next" -> done(exchange, fields, () -> mishaps.next(mishap, step));
            case "always" -> done(exchange, fields, () -> mishaps.always(mishap, step));
            default -> problem(exchange, 400, "The field when must be next or always");
        }
    }

    private void calls(HttpExchange exchange, Map<String, String> fields) throws IOException {
        try {
            Http.send(exchange, 200, JSON, "{\"calls\":%s}\n".formatted(mishaps.calls(step(fields))));
        } catch (IllegalArgumentException e) {
            problem(exchange, 400, "The field step must name one of " + List.of(Step.values()));
        }
    }

    private static Step step(Map<String, String> fields) {
        return Step.valueOf(fields.getOrDefault("step", Step.DELIVER.name()));
    }

    private static void done(HttpExchange exchange, Map<String, String> fields, Runnable step) throws IOException {
        step.run();
        String back = fields.get("back");
        if (back != null && back.matches("/(\\?lang=en)?")) {
            exchange.getResponseHeaders().set("Location", back);
            exchange.sendResponseHeaders(303, -1);
        } else {
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private String mailboxList() {
        List<String> entries = new ArrayList<>();
        mailboxes.labels().forEach((handle, label) -> {
            long count = mailboxes.received().stream()
                    .filter(m -> m.handle().equals(handle))
                    .count();
            entries.add("{\"handle\":%s,\"label\":%s,\"messages\":%s}".formatted(quote(handle), quote(label), count));
        });
        return "[" + String.join(",", entries) + "]\n";
    }

    private String messages(@org.jspecify.annotations.Nullable String handle) {
        List<String> entries = mailboxes.received().stream()
                .filter(m -> handle == null || m.handle().equals(handle))
                .map(Control::message)
                .toList();
        return "[" + String.join(",", entries) + "]\n";
    }

    private String statuses() {
        List<String> entries = mailboxes.statuses().stream()
                .map(status -> "{\"applicationId\":%s,\"status\":%s,\"operation\":%s,\"receivedAt\":%s,\"document\":%s}"
                        .formatted(
                                quote(status.applicationId()),
                                quote(status.status()),
                                quote(status.operation()),
                                quote(status.receivedAt().toString()),
                                quote(status.document())))
                .toList();
        return "[" + String.join(",", entries) + "]\n";
    }

    private static String message(ReceivedMessage m) {
        List<String> files = new ArrayList<>();
        for (Attachment file : m.attachments()) {
            files.add("{\"fileName\":%s,\"mediaType\":%s,\"size\":%s,\"address\":%s}"
                    .formatted(
                            quote(file.fileName()),
                            quote(file.mediaType()),
                            file.size(),
                            quote("/attachment?number=%s&index=%s"
                                    .formatted(m.arrival().number(), files.size()))));
        }
        return ("{\"number\":%s,\"messageId\":%s,\"handle\":%s,\"senderName\":%s,\"senderService\":%s,\"subject\":%s,"
                        + "\"text\":%s,\"html\":%b,\"level\":%s,\"createdAt\":%s,\"receivedAt\":%s,\"operation\":%s,"
                        + "\"duplicate\":%b,\"attachments\":[%s]}")
                .formatted(
                        m.arrival().number(),
                        quote(m.messageId()),
                        quote(m.handle()),
                        quote(m.senderName()),
                        quote(m.senderService()),
                        quote(m.subject()),
                        quote(m.text()),
                        m.html(),
                        m.level(),
                        quote(m.createdAt().toString()),
                        quote(m.receivedAt().toString()),
                        quote(m.arrival().operation()),
                        m.arrival().duplicate(),
                        String.join(",", files));
    }

    private static void problem(HttpExchange exchange, int status, String text) throws IOException {
        Http.send(exchange, status, JSON, "{\"problem\":%s}\n".formatted(quote(text)));
    }

    /** RFC 8259, section 7. */
    private static String quote(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
