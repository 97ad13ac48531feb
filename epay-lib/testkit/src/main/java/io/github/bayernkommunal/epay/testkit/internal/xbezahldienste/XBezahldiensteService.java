package io.github.bayernkommunal.epay.testkit.internal.xbezahldienste;

import io.github.bayernkommunal.epay.testkit.BookedPayment.State;
import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.Mishap;
import io.github.bayernkommunal.epay.testkit.internal.Answer;
import io.github.bayernkommunal.epay.testkit.internal.Endpoint;
import io.github.bayernkommunal.epay.testkit.internal.Payment;
import io.github.bayernkommunal.epay.testkit.internal.Platform;
import io.github.bayernkommunal.epay.testkit.internal.Request;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The three paths of XBezahldienste 1.0.0 below one base path. */
public final class XBezahldiensteService implements Endpoint {

    /** The route's name in the settings. */
    public static final String ROUTE = "xbezahldienste";

    private static final Pattern SLASH = Pattern.compile("/");

    private final Platform platform;
    private final Access access;
    private final String basePath;
    private final Supplier<URI> address;
    private final Set<String> tenants;
    private final Rules rules;
    private final UnaryOperator<String> transactionIds;
    private final Map<Payment, JsonObject> requests = new ConcurrentHashMap<>();

    /**
     * A service below {@code basePath} of {@code address}.
     *
     * @param tenants pairs {@code originatorId/endPointId}
     * @param rules what it demands beyond the standard
     * @param transactionIds makes the transaction id from the request id
     */
    public XBezahldiensteService(
            Platform platform,
            Access access,
            String basePath,
            Supplier<URI> address,
            Set<String> tenants,
            Rules rules,
            UnaryOperator<String> transactionIds) {
        this.platform = platform;
        this.access = access;
        this.basePath = basePath;
        this.address = address;
        this.tenants = Set.copyOf(tenants);
        this.rules = rules;
        this.transactionIds = transactionIds;
    }

    /** Forgets the requests of payments that the platform has forgotten. */
    public void reset() {
        requests.clear();
    }

    @Override
    public Call call(Request request) {
        List<String> path = segments(request);
        boolean payment = !path.isEmpty() && path.get(0).equals("paymenttransaction");
        if (!payment) {
            return Call.OTHER;
        }
        return request.method().equals("POST") ? Call.OPEN : Call.REPORT;
    }

    @Override
    public boolean admits(Request request) {
        try {
            access.check(request);
            return true;
        } catch (Problem refused) {
            return false;
        }
    }

    @Override
    public Answer answer(Request request, @Nullable Mishap mishap) {
        try {
            access.check(request);
            List<String> path = segments(request);
            String resource = path.isEmpty() ? "" : path.get(0);
            if (resource.equals("paymenttransaction") && path.size() == 3) {
                demandMethod(request, "POST");
                return open(request, tenant(path), mishap);
            } else if (resource.equals("paymenttransaction") && path.size() == 4) {
                demandMethod(request, "GET");
                return report(tenant(path), path.get(3), mishap);
            } else if (resource.equals("status") && path.size() == 3) {
                demandMethod(request, "GET");
                tenant(path);
                return healthy();
            } else if (resource.equals("status") && path.size() == 1) {
                demandMethod(request, "GET");
                return healthy();
            }
            throw new Problem(404, "UNSPECIFIED", "There is no such path");
        } catch (Problem problem) {
            return challenged(problem.answer());
        }
    }

    @Override
    public Answer failure(int status, String detail) {
        return challenged(Problem.answer(status, status == 401 ? "FORBIDDEN" : "UNSPECIFIED", detail));
    }

    private Answer challenged(Answer answer) {
        return answer.status() == 401 ? answer.with("WWW-Authenticate", access.challenge()) : answer;
    }

    private Answer open(Request request, String tenant, @Nullable Mishap mishap) throws Problem {
        if (!request.mediaType().equals("application/json")) {
            throw new Problem(415, "UNSPECIFIED", "The content type must be application/json");
        }
        String text = request.text().orElseThrow(() -> Problem.invalid("The body is not UTF-8"));
        PaymentRequest order = PaymentRequest.read(text, rules);
        Optional<Payment> opened = platform.open(
                old -> old.order().route().equals(ROUTE)
                        && old.order().tenant().equals(tenant)
                        && old.order().requestId().equals(order.requestId()),
                () -> payment(tenant, order));
        Payment payment = opened.orElseThrow(() ->
                new Problem(409, "PAYMENT_EXISTS", "The request %s was placed already".formatted(order.requestId())));
        return transaction(payment, mishap);
    }

    private Payment payment(String tenant, PaymentRequest order) {
        Payment payment = new Payment(
                new Payment.Order(
                        ROUTE,
                        tenant,
                        order.requestId(),
                        transactionIds.apply(order.requestId()),
                        order.purpose(),
                        order.itemReferences(),
                        order.amount(),
                        order.description()),
                platform.nextKassenzeichen(),
                platform.now(),
                // The return address carries no result: the application must ask for the state.
                p -> order.redirectUrl());
        requests.put(payment, order.json());
        return payment;
    }

    private Answer report(String tenant, String transactionId, @Nullable Mishap mishap) throws Problem {
        Payment payment = platform.find(p -> p.order().route().equals(ROUTE)
                        && p.order().tenant().equals(tenant)
                        && p.order().transactionId().equals(transactionId))
                .orElseThrow(() -> new Problem(404, "UNSPECIFIED", "The transaction is not known"));
        return transaction(payment, mishap);
    }

    private Answer transaction(Payment payment, @Nullable Mishap mishap) {
        State state = payment.state();
        String status = mishap == Mishap.UNKNOWN_STATUS
                ? "BOOKED"
                : payment.pretendedStatus().orElse(wireName(state));
        String id = payment.order().transactionId();
        JsonObjectBuilder information = Json.createObjectBuilder()
                .add("transactionUrl", transactionUrl(payment).toString())
                .add("transactionId", id);
        if (state == State.OPEN) {
            URI page = mishap == Mishap.FOREIGN_REDIRECT_HOST
                    ? URI.create("https://bezahlseite.example/bezahlseite/" + id)
                    : address.get().resolve("/bezahlseite/" + id);
            information.add("transactionRedirectUrl", page.toString());
        }
        if (state == State.PAID) {
            information
                    .add("transactionReference", payment.kassenzeichen())
                    .add("transactionTimestamp", payment.changedAt().toString())
                    .add("paymentMethod", payment.method());
        }
        information.add("status", status);
        String body = Json.createObjectBuilder()
                .add("paymentInformation", information)
                .add("paymentRequest", echoed(payment, mishap))
                .build()
                .toString();
        if (mishap == Mishap.DUPLICATE_JSON_KEYS) {
            body = body.replace("\"status\":", "\"status\":\"PAYED\",\"status\":");
        }
        return Answer.of(200, "application/json", body);
    }

    private JsonObject echoed(Payment payment, @Nullable Mishap mishap) {
        JsonObjectBuilder echoed =
                Json.createObjectBuilder(requests.getOrDefault(payment, JsonObject.EMPTY_JSON_OBJECT));
        BigDecimal amount = payment.reportedAmount();
        echoed.add("grosAmount", mishap == Mishap.WRONG_AMOUNT ? amount.add(new BigDecimal("0.01")) : amount);
        if (mishap == Mishap.WRONG_REQUEST_ID) {
            echoed.add("requestId", platform.randomId());
        }
        return echoed.build();
    }

    private URI transactionUrl(Payment payment) {
        return address.get()
                .resolve(basePath + "paymenttransaction/" + payment.order().tenant() + "/"
                        + payment.order().transactionId());
    }

    private static String wireName(State state) {
        return switch (state) {
            case OPEN -> "INITIAL";
            case PAID -> "PAYED"; // spelt so in the standard
            case CANCELED -> "CANCELED";
            case FAILED -> "FAILED";
        };
    }

    private static Answer healthy() {
        return Answer.of(200, "application/json", "{\"status\":200}");
    }

    private String tenant(List<String> path) throws Problem {
        String tenant = path.get(1) + "/" + path.get(2);
        for (String id : path.subList(1, 3)) {
            if (id.length() > 36 || !PaymentRequest.ID.matcher(id).matches()) {
                throw Problem.invalid("originatorId and endPointId have 1 to 36 characters of ^[\\w\\d-]+$");
            }
        }
        if (!tenants.contains(tenant)) {
            throw new Problem(404, "NO_VALID_ORIGINATOR_OR_ENDPOINT", "No payee is configured for " + tenant);
        }
        return tenant;
    }

    private static void demandMethod(Request request, String method) throws Problem {
        if (!request.method().equals(method)) {
            throw new Problem(405, "UNSPECIFIED", "Use " + method);
        }
    }

    private List<String> segments(Request request) {
        String below = request.path().substring(basePath.length());
        return below.isEmpty() ? List.of() : List.of(SLASH.split(below, -1));
    }
}
