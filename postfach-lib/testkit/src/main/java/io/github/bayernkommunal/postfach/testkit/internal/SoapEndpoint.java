package io.github.bayernkommunal.postfach.testkit.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.bayernkommunal.postfach.testkit.Mishap;
import io.github.bayernkommunal.postfach.testkit.ReceiptStyle;
import io.github.bayernkommunal.postfach.testkit.Step;
import io.github.bayernkommunal.postfach.testkit.internal.AnswerWriter.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The SOAP path: who calls, is it a call, may it be delivered, how is it answered. */
final class SoapEndpoint implements HttpHandler {

    private static final Pattern CONTENT_TYPE = Pattern.compile("text/xml\\s*;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*");

    private final Policy policy;
    private final Mailboxes mailboxes;
    private final Mishaps mishaps;
    private final Clock clock;
    private final ContentRules rules;
    private final AtomicInteger turn = new AtomicInteger();

    SoapEndpoint(Policy policy, Mailboxes mailboxes, Mishaps mishaps, Clock clock) {
        this.policy = policy;
        this.mailboxes = mailboxes;
        this.mishaps = mishaps;
        this.clock = clock;
        this.rules = new ContentRules(policy.environment());
    }

    /** The spellings start again with the first one. */
    void reset() {
        turn.set(0);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!mayCall(exchange)) {
                Http.body(exchange);
                Http.send(exchange, 403, "text/plain; charset=utf-8", "A client certificate is required.\n");
            } else if (path.equals(Bsp.PATH + ".wsdl")
                    && exchange.getRequestMethod().equals("GET")) {
                Http.send(exchange, 200, "text/xml; charset=utf-8", wsdl(exchange));
            } else if (!path.equals(Bsp.PATH)) {
                Http.body(exchange);
                Http.send(exchange, 404, "text/plain; charset=utf-8", "Not found.\n");
            } else if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                Http.send(exchange, 405, "text/plain; charset=utf-8", "Only POST.\n");
            } else {
                call(exchange, mishaps.take(Step.DELIVER));
            }
        }
    }

    private boolean mayCall(HttpExchange exchange) {
        return policy.access() == Policy.Access.OPEN
                || Http.clientCertificate(exchange).isPresent();
    }

    private void call(HttpExchange exchange, Mishaps.Fate fate) throws IOException {
        Mishap mishap = fate.mishap();
        if (mishap == Mishap.RESET_BEFORE_ACCEPTING) {
            return; // closing the exchange without an answer ends the connection
        }
        Optional<byte[]> body = Http.body(exchange);
        if (mishap != null && WirePlayer.isWithoutSoap(mishap)) {
            WirePlayer.playGateway(exchange, mishap, () -> judge(exchange, body, mishap));
            return;
        }
        if (body.isEmpty()) {
            Http.send(exchange, 413, "text/plain; charset=utf-8", "The request is too large.\n");
            return;
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !CONTENT_TYPE.matcher(type.toLowerCase(Locale.ROOT)).matches()) {
            Http.send(exchange, 415, "text/plain; charset=utf-8", "text/xml; charset=utf-8 is required.\n");
            return;
        }
        WirePlayer.play(exchange, judge(exchange, body, mishap), fate);
    }

    /** Receives the message and writes the answer; nothing is sent yet. */
    private Answer judge(HttpExchange exchange, Optional<byte[]> body, @Nullable Mishap mishap) {
        ReceiptStyle style = nextStyle();
        AnswerWriter writer = new AnswerWriter(style);
        try {
            String action = exchange.getRequestHeaders().getFirst("SOAPAction");
            if (!("\"" + Bsp.SERVICE + "\"").equals(action)) {
                throw new SoapFault("Client", "The SOAPAction must be \"" + Bsp.SERVICE + "\", with the quotes");
            }
            SoapCall call = SoapCall.read(body.orElse(new byte[0]));
            return call.operation() == Operation.NATIVE
                    ? receiveNative(call, mishap, style, writer)
                    : receiveOkKomm(call, mishap, writer);
        } catch (SoapFault fault) {
            return writer.soapFault(fault);
        }
    }

    private ReceiptStyle nextStyle() {
        int index = Math.floorMod(turn.getAndIncrement(), policy.styles().size());
        return policy.styles().get(index);
    }

    private Answer receiveNative(SoapCall call, @Nullable Mishap mishap, ReceiptStyle style, AnswerWriter writer) {
        Receipt receipt;
        try {
            deliver(Operation.NATIVE, call.payload(), mishap);
            receipt = Receipt.taken();
        } catch (Refusal no) {
            receipt = Receipt.refused(no.code(), no.hint());
            mishap = Forced.stillPossible(mishap);
        }
        return Forced.nativeAnswer(mishap, receipt, style, writer);
    }

    private Answer receiveOkKomm(SoapCall call, @Nullable Mishap mishap, AnswerWriter writer) {
        Map<String, String> request = Map.of();
        Refusal refusal = null;
        try {
            OkKomm.Envelope envelope = OkKomm.read(call.payload());
            request = envelope.values();
            deliver(Operation.OK_KOMM, envelope.message(), mishap);
        } catch (Refusal no) {
            refusal = no;
            mishap = Forced.stillPossible(mishap);
        }
        return new Forced.OkKommAnswers(request, writer, policy.faultWithOutput(), clock).answer(mishap, refusal);
    }

    /** Checks everything in the order of table 9006; the message lies in the mailbox unless the mishap forbids it. */
    private void deliver(Operation operation, String document, @Nullable Mishap mishap) throws Refusal {
        MessageReader.Parsed message = MessageReader.read(document);
        String handle = message.elements().getOrDefault("NachrichtenKopf/Empfaenger/PostkorbId", "");
        if (!mailboxes.exists(handle)) {
            throw new Refusal(30, "Zu diesem Handle gibt es keinen Postkorb");
        }
        rules.checkTexts(message.elements());
        var attachments = rules.attachments(message.containers());
        if (mishap == null || mishap.accepts()) {
            mailboxes.accept(operation, message, attachments, document, policy.honoursIds());
        }
    }

    private static String wsdl(HttpExchange exchange) throws IOException {
        try (InputStream in = SoapEndpoint.class.getResourceAsStream("postkorbkomm.wsdl")) {
            if (in == null) {
                throw new IllegalStateException("The WSDL is missing in the jar of the testkit");
            }
            String address = "https://" + exchange.getRequestHeaders().getFirst("Host") + Bsp.PATH;
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("{address}", Xml.escape(address));
        }
    }
}
