package io.github.bayernkommunal.epay.internal.epay21;

import io.github.bayernkommunal.epay.EpayException;
import io.github.bayernkommunal.epay.internal.Fault;
import io.github.bayernkommunal.epay.internal.Http;
import io.github.bayernkommunal.epay.internal.RetryAfter;
import io.github.bayernkommunal.epay.internal.soap.Element;
import io.github.bayernkommunal.epay.internal.soap.Soap;
import io.github.bayernkommunal.epay.internal.soap.Value;
import io.github.bayernkommunal.epay.internal.xbezahldienste.Authorization;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The one call of ePay21 that is publicly known: SOAP 1.1, document/literal. */
public final class InitPayment {

    private static final String NAMESPACE = "http://epay21.ekom21.de/service/v11";
    private static final String NAME = "InitPayment";

    private final URI address;
    private final Authorization authorization;
    private final Http http;
    private final Clock clock;

    public InitPayment(URI address, Authorization authorization, Http http, Clock clock) {
        this.address = address;
        this.authorization = authorization;
        this.http = http;
        this.clock = clock;
    }

    /**
     * Opens a payment.
     *
     * @param caller members of OP, in their order
     * @param query members of Query, in their order
     * @return the payment page
     */
    public URI call(Map<String, String> caller, Map<String, String> query) {
        Http.Answer answer = http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "text/xml; charset=utf-8")
                        .header("Accept", "text/xml")
                        .header("SOAPAction", "\"" + NAMESPACE + "/" + NAME + "\"")
                        .header("Authorization", String.valueOf(authorization.value()))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Soap.literal(
                                NAMESPACE, NAME, List.of(members("OP", caller), members("Query", query))))),
                true);
        boolean xml = answer.headers()
                .firstValue("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .contains("xml");
        if (!answer.isSuccess()) {
            throw refusal(answer);
        }
        if (!xml) {
            throw Fault.NOT_READABLE.protocol(
                    "The answer to InitPayment is not XML: probably something between us and the platform answered",
                    null);
        }
        return page(Soap.read(answer.body(), NAME));
    }

    private static URI page(Element body) {
        boolean ok = body.having("OK")
                .flatMap(result -> result.text("OK"))
                .map(value -> value.equals("true") || value.equals("1"))
                .orElseThrow(() -> Fault.FIELD_WRONG.protocol("In the answer to InitPayment, OK is missing", null));
        if (!ok) {
            // Its words are for a person and may quote what was sent.
            throw Fault.NOT_POSSIBLE.rejected(
                    "ePay21 declined the payment and gives no code. Its words are in its own protocol; ask the operator",
                    null);
        }
        String page = body.having("PayPageUrl")
                .flatMap(info -> info.text("PayPageUrl"))
                .orElseThrow(
                        () -> Fault.FIELD_WRONG.protocol("In the answer to InitPayment, PayPageUrl is missing", null));
        try {
            return URI.create(page);
        } catch (IllegalArgumentException e) {
            throw Fault.FIELD_WRONG.protocol("In the answer to InitPayment, PayPageUrl is not an address", e);
        }
    }

    private EpayException refusal(Http.Answer answer) {
        int status = answer.status();
        if (status == 401 || status == 403) {
            return Fault.NOT_ALLOWED.rejected(
                    "ePay21 does not let us in (status %d). Check user and password with the operator"
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
                    "ePay21 answered with status " + status, true, RetryAfter.of(answer.headers(), clock), null);
        }
        return Fault.UNEXPECTED_STATUS.protocol(
                "Status " + status + " instead of a SOAP answer. Check the address", null);
    }

    private static Value members(String name, Map<String, String> values) {
        Value struct = Value.literal(name, "");
        values.forEach((member, value) -> struct.with(Value.literal(member, value)));
        return struct;
    }
}
