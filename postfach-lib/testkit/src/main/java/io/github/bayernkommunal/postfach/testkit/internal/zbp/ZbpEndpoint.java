package io.github.bayernkommunal.postfach.testkit.internal.zbp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.bayernkommunal.postfach.testkit.Step;
import io.github.bayernkommunal.postfach.testkit.internal.Http;
import io.github.bayernkommunal.postfach.testkit.internal.Json;
import io.github.bayernkommunal.postfach.testkit.internal.Members;
import io.github.bayernkommunal.postfach.testkit.internal.Policy;
import io.github.bayernkommunal.postfach.testkit.internal.Problem;
import io.github.bayernkommunal.postfach.testkit.internal.RestCalls;
import io.github.bayernkommunal.postfach.testkit.internal.RestCalls.RestAnswer;
import io.github.bayernkommunal.postfach.testkit.internal.Spool;
import io.github.bayernkommunal.postfach.testkit.internal.Spool.SpooledFile;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.Intake.Checked;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.Intake.Part;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.Multipart.Head;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** ZBP version 6 by REST: messages and the status of applications. */
public final class ZbpEndpoint implements HttpHandler {

    /** What all paths begin with. */
    public static final String PATH = "/v6/";

    private static final String MESSAGES = "PUT /v6/mailbox/messages";
    private static final String STATES = "POST /v6/mailbox/applications/states";
    private static final int LARGEST_JSON = 16 * 1024 * 1024;

    private final Policy.Access access;
    private final RestCalls calls;
    private final Authors authors;
    private final Intake intake;
    private final Spool spool;
    private final Clock clock;

    /** Answers below {@link #PATH}. */
    public ZbpEndpoint(
            Policy.Access access, RestCalls calls, Authors authors, Intake intake, Spool spool, Clock clock) {
        this.access = access;
        this.calls = calls;
        this.authors = authors;
        this.intake = intake;
        this.spool = spool;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String call = exchange.getRequestMethod() + " " + path;
            if (access != Policy.Access.OPEN && Http.clientCertificate(exchange).isEmpty()) {
                RestCalls.refuse(exchange, new Problem(403, "certificate", "A client certificate is required"));
            } else if (call.equals(MESSAGES)) {
                calls.serve(exchange, Step.DELIVER, takeEffect -> message(exchange, takeEffect));
            } else if (call.equals(STATES)) {
                calls.serve(exchange, Step.STATUS, takeEffect -> status(exchange, takeEffect));
            } else if (MESSAGES.endsWith(" " + path) || STATES.endsWith(" " + path)) {
                exchange.getResponseHeaders().set("Allow", MESSAGES.endsWith(" " + path) ? "PUT" : "POST");
                RestCalls.refuse(exchange, new Problem(405, "method", "Another method is required"));
            } else {
                RestCalls.refuse(exchange, new Problem(404, "path", "There is nothing at this path"));
            }
        }
    }

    private RestAnswer message(HttpExchange exchange, boolean takeEffect) throws Problem, IOException {
        X509Certificate author = author(exchange);
        List<Part> parts = new ArrayList<>();
        boolean delivered = false;
        try {
            Members envelope = envelope(form(exchange, parts));
            Checked message = intake.message(MESSAGES, SignedContent.verify(envelope, author), parts);
            if (takeEffect) {
                message.deliver();
                delivered = true;
            }
            return accepted();
        } finally {
            if (!delivered) {
                parts.forEach(part -> spool.discard(part.file()));
            }
        }
    }

    private RestAnswer status(HttpExchange exchange, boolean takeEffect) throws Problem, IOException {
        X509Certificate author = author(exchange);
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!isJson(type)) {
            throw new Problem(415, "media-type", "application/json is required");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_JSON);
        Members envelope = envelope(Json.text("The body", body));
        Checked status = intake.status(STATES, SignedContent.verify(envelope, author));
        if (takeEffect) {
            status.deliver();
        }
        return accepted();
    }

    private X509Certificate author(HttpExchange exchange) throws Problem {
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        if (accept != null && !accept.contains(Json.TYPE) && !accept.contains("*/*")) {
            throw new Problem(406, "accept", "Answers are application/json");
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            throw new Problem(401, "author-token", "Authorization: Bearer with a signed token is required");
        }
        String token = authorization.substring("Bearer ".length());
        return AuthorToken.verify(token, authors.candidates(Http.clientCertificate(exchange)), clock.instant());
    }

    /** Writes the files to disk and gives the text of the part {@code json}. */
    private String form(HttpExchange exchange, List<Part> parts) throws Problem, IOException {
        Multipart form = Multipart.of(exchange.getRequestHeaders().getFirst("Content-Type"), exchange.getRequestBody());
        String json = null;
        for (Head head = form.next(); head != null; head = form.next()) {
            if (head.name().equals("json") && json == null && isJsonOrAbsent(head.contentType())) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                form.body(bytes, LARGEST_JSON);
                json = Json.text("The part json", bytes.toByteArray());
            } else if (head.name().equals("files")
                    && parts.size() <= intake.limits().count()) {
                parts.add(file(form, head));
            } else {
                throw Problem.malformed("The form holds one part json and, for each attachment, one part files");
            }
        }
        if (json == null) {
            throw Problem.malformed("The part json is missing");
        }
        return json;
    }

    private Part file(Multipart form, Head head) throws Problem, IOException {
        if (head.filename() == null || head.contentType() == null) {
            throw Problem.malformed("A part files needs a filename and a Content-Type");
        }
        SpooledFile file = spool.newFile();
        try (file) {
            form.body(file, intake.limits().bytesEach());
        } catch (Problem | IOException e) {
            spool.discard(file);
            throw e;
        }
        return new Part(head.filename(), head.contentType(), file);
    }

    private static Members envelope(String json) throws Problem {
        Members envelope = Members.of("json", json);
        envelope.only("content", "sha512sum");
        return envelope;
    }

    private static boolean isJsonOrAbsent(@Nullable String type) {
        return type == null || isJson(type);
    }

    private static boolean isJson(@Nullable String type) {
        return type != null && type.matches("(?i)application/json(\\s*;\\s*charset=\"?utf-8\"?)?\\s*");
    }

    private static RestAnswer accepted() {
        return new RestAnswer(200, "{\"messageId\":\"%s\"}".formatted(UUID.randomUUID()));
    }
}
