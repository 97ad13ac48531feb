package io.github.bayernkommunal.epay.testkit.internal.pmpayment;

import io.github.bayernkommunal.epay.testkit.BookedPayment.State;
import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.Mishap;
import io.github.bayernkommunal.epay.testkit.internal.Answer;
import io.github.bayernkommunal.epay.testkit.internal.Endpoint;
import io.github.bayernkommunal.epay.testkit.internal.Payment;
import io.github.bayernkommunal.epay.testkit.internal.PaymentPage;
import io.github.bayernkommunal.epay.testkit.internal.Platform;
import io.github.bayernkommunal.epay.testkit.internal.Request;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Opening, state and notifications of pmPayment. */
public final class PmPaymentService implements Endpoint {

    /** The route's name. */
    public static final String ROUTE = "pmpayment";

    /** The payee that exists. */
    public static final String AGS = "09162000";

    /** The procedure that exists. */
    public static final String PROCEDURE = "GEWERBE";

    private static final List<String> SIGNED =
            List.of("ags", "amount", "procedure", "desc", "accountingRecord", "txid", "notifyURL", "redirectURL");
    private static final List<String> SIGNED_ON_RETURN =
            List.of("ags", "txid", "amount", "desc", "status", "payment_method", "created_at");
    private static final Pattern CENTS = Pattern.compile("[1-9][0-9]{0,11}");
    // the letters of a SEPA transfer; others make the hashes of the two sides differ
    private static final Pattern SEPA = Pattern.compile("[a-zA-Z0-9 ':?,\\-(+.)/]*");
    private static final Pattern TXID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern SLASH = Pattern.compile("/");
    private static final DateTimeFormatter CREATED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Europe/Berlin"));

    private final Platform platform;
    private final String salt;
    private final Supplier<URI> address;
    private final Map<String, URI> notifyAddresses = new ConcurrentHashMap<>();

    public PmPaymentService(Platform platform, String salt, Supplier<URI> address) {
        this.platform = platform;
        this.salt = salt;
        this.address = address;
    }

    public void reset() {
        notifyAddresses.clear();
    }

    /** The address that was given for notifications. */
    public Optional<URI> notifyAddress(Payment payment) {
        return Optional.ofNullable(notifyAddresses.get(payment.order().transactionId()));
    }

    /** The form that a notification of this payment carries. */
    public String notification(Payment payment, boolean signed) {
        Map<String, String> fields = fields(payment);
        if (signed) {
            fields.put("hash", returnHash(fields));
        }
        return encoded(fields);
    }

    @Override
    public Call call(Request request) {
        return request.path().equals("/payment/secure") ? Call.OPEN : Call.REPORT;
    }

    @Override
    public Answer answer(Request request, @Nullable Mishap mishap) {
        List<String> path = List.of(SLASH.split(request.path(), -1));
        if (request.path().equals("/payment/secure")) {
            return request.method().equals("POST") ? open(request, mishap) : failure(405, "use POST");
        }
        if (path.size() == 5 && path.get(2).equals("status")) {
            return request.method().equals("GET") ? status(path.get(3), path.get(4), mishap) : failure(405, "use GET");
        }
        return failure(404, "not found");
    }

    @Override
    public Answer failure(int status, String detail) {
        return json(status, Json.createObjectBuilder().add("Error", detail));
    }

    private Answer open(Request request, @Nullable Mishap mishap) {
        Map<String, String> form = request.form();
        List<String> signed = SIGNED.stream()
                .filter(form::containsKey)
                .map(name -> form.getOrDefault(name, ""))
                .toList();
        Optional<String> refusal = refusal(request, form, signed);
        if (refusal.isPresent()) {
            return failure(200, refusal.get());
        }
        String txid = form.getOrDefault("txid", platform.randomId());
        Optional<Payment> opened = platform.open(
                old -> old.order().route().equals(ROUTE)
                        && old.order().transactionId().equals(txid),
                () -> payment(form, txid));
        if (opened.isEmpty()) {
            return failure(200, "txid already exists");
        }
        URI page = mishap == Mishap.FOREIGN_REDIRECT_HOST
                ? URI.create("https://bezahlseite.example/bezahlseite/" + txid)
                : address.get().resolve(PaymentPage.PATH + txid);
        return json(
                200,
                Json.createObjectBuilder()
                        .add("url", page.toString())
                        .add("txid", mishap == Mishap.WRONG_REQUEST_ID ? platform.randomId() : txid));
    }

    private Optional<String> refusal(Request request, Map<String, String> form, List<String> signed) {
        if (!request.mediaType().equals("application/x-www-form-urlencoded")) {
            return Optional.of("invalid content type");
        }
        for (String name : List.of("ags", "amount", "procedure", "desc", "hash")) {
            if (form.getOrDefault(name, "").isEmpty()) {
                return Optional.of("missing parameter " + name);
            }
        }
        byte[] expected = Hash.of(salt, signed).getBytes(StandardCharsets.US_ASCII);
        byte[] sent = form.getOrDefault("hash", "").getBytes(StandardCharsets.UTF_8);
        boolean letters = SEPA.matcher(form.getOrDefault("desc", "")).matches()
                && SEPA.matcher(form.getOrDefault("accountingRecord", "")).matches();
        if (!MessageDigest.isEqual(expected, sent)
                || !letters
                || !AGS.equals(form.get("ags"))
                || !PROCEDURE.equals(form.get("procedure"))) {
            return Optional.of("invalid hash"); // so it calls every wrong ags, salt and procedure
        }
        if (!CENTS.matcher(form.getOrDefault("amount", "")).matches()) {
            return Optional.of("invalid amount");
        }
        if (form.getOrDefault("desc", "").length() > 27) {
            return Optional.of("desc too long");
        }
        if (form.containsKey("txid")
                && !TXID.matcher(form.getOrDefault("txid", "")).matches()) {
            return Optional.of("invalid txid");
        }
        for (String name : List.of("notifyURL", "redirectURL")) {
            if (form.containsKey(name) && !isWebAddress(form.getOrDefault(name, ""))) {
                return Optional.of("invalid " + name);
            }
        }
        return Optional.empty();
    }

    private Payment payment(Map<String, String> form, String txid) {
        if (form.containsKey("notifyURL")) {
            notifyAddresses.put(txid, URI.create(form.getOrDefault("notifyURL", "")));
        }
        URI redirect = URI.create(form.getOrDefault("redirectURL", "/"));
        return new Payment(
                new Payment.Order(
                        ROUTE,
                        AGS,
                        form.getOrDefault("txid", ""),
                        txid,
                        form.getOrDefault("desc", ""),
                        List.of(),
                        new BigDecimal(form.getOrDefault("amount", "")).movePointLeft(2),
                        form.getOrDefault("accountingRecord", "")),
                platform.nextKassenzeichen(),
                platform.now(),
                payment -> returning(payment, redirect));
    }

    private URI returning(Payment payment, URI redirect) {
        if (!redirect.isAbsolute()) {
            return redirect;
        }
        Map<String, String> fields = fields(payment);
        fields.put("hash", returnHash(fields));
        String separator = redirect.getRawQuery() == null ? "?" : "&";
        return URI.create(redirect + separator + encoded(fields));
    }

    private Answer status(String ags, String txid, @Nullable Mishap mishap) {
        Optional<Payment> found = platform.find(p -> p.order().route().equals(ROUTE)
                && p.order().tenant().equals(ags)
                && p.order().transactionId().equals(txid));
        if (found.isEmpty()) {
            return failure(404, "unknown transaction");
        }
        Payment payment = found.get();
        JsonObjectBuilder answer = Json.createObjectBuilder()
                .add("txid", mishap == Mishap.WRONG_REQUEST_ID ? platform.randomId() : txid)
                .add("timestamp", created(payment.openedAt()))
                .add("payment_method", fields(payment).getOrDefault("payment_method", ""));
        String status = mishap == Mishap.UNKNOWN_STATUS ? "7" : status(payment);
        if (CENTS.matcher(status.replace("-", "")).matches() || status.equals("0")) {
            answer.add("status", Integer.parseInt(status));
        } else {
            answer.add("status", status);
        }
        Answer json = json(200, answer);
        return mishap == Mishap.DUPLICATE_JSON_KEYS
                ? new Answer(
                        json.status(), json.headers(), json.body().replace("\"status\":", "\"status\":1,\"status\":"))
                : json;
    }

    private Map<String, String> fields(Payment payment) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ags", payment.order().tenant());
        fields.put("txid", payment.order().transactionId());
        fields.put(
                "amount",
                payment.reportedAmount().movePointRight(2).toBigInteger().toString());
        fields.put("desc", payment.order().reference());
        fields.put("status", status(payment));
        // A failed payment names the means that failed; without one the payer aborted.
        fields.put("payment_method", payment.state() == State.FAILED ? "creditCard" : payment.method());
        fields.put("procedure", PROCEDURE);
        fields.put("created_at", created(payment.openedAt()));
        return fields;
    }

    private String returnHash(Map<String, String> fields) {
        List<String> values = new ArrayList<>();
        SIGNED_ON_RETURN.forEach(name -> values.add(fields.getOrDefault(name, "")));
        return Hash.of(salt, values);
    }

    private static String status(Payment payment) {
        return payment.pretendedStatus().orElseGet(() -> switch (payment.state()) {
            case OPEN -> "-1";
            case PAID -> "1";
            case CANCELED, FAILED -> "0";
        });
    }

    private static String created(Instant at) {
        return CREATED.format(at);
    }

    private static boolean isWebAddress(String text) {
        try {
            URI address = URI.create(text);
            return address.getHost() != null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Answer json(int status, JsonObjectBuilder body) {
        return Answer.of(status, "application/json", body.build().toString());
    }
}
