package io.github.bayernkommunal.bayernid.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.bayernkommunal.bayernid.testkit.Call.Broken;
import io.github.bayernkommunal.bayernid.testkit.Refusal.RefusedRequest;
import io.github.bayernkommunal.bayernid.testkit.RequestReader.DetachedSignature;
import io.github.bayernkommunal.bayernid.testkit.Service.Open;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen.Means;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The addresses of the identity provider. */
final class Site implements Web.Routes {

    private static final String LOGIN = "/idp/login/";
    private static final int LARGEST_REQUEST = 256 * 1024;
    // SAML Bindings 3.4.4.1: the signed octets are these parameters, in this order, as they were sent.
    private static final Pattern SIGNED_QUERY =
            Pattern.compile("(SAMLRequest=[^&]+(?:&RelayState=[^&]*)?&SigAlg=[^&]+)&Signature=([^&]+)");

    private final Service service;
    private final Control control;

    Site(Service service, Control control) {
        this.service = service;
        this.control = control;
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        Call call = new Call(exchange);
        try {
            route(call);
        } catch (Broken broken) {
            call.send(broken.status(), "text/plain; charset=utf-8", Call.orEmpty(broken.getMessage()));
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            call.send(400, "text/plain; charset=utf-8", Call.orEmpty(wrong.getMessage()));
        }
    }

    private void route(Call call) throws IOException, Broken {
        String path = call.path();
        String route = call.method().replace("HEAD", "GET") + " " + path;
        if (path.startsWith("/control/")) {
            control.answer(call);
        } else if (route.startsWith("GET " + LOGIN)) {
            showChoice(call, path.substring(LOGIN.length()));
        } else if (route.startsWith("POST " + LOGIN)) {
            decide(call, path.substring(LOGIN.length()));
        } else {
            switch (route) {
                case "GET /" -> {
                    String nonce = TestKeys.randomId();
                    call.page(200, Pages.start(service, call.language(), nonce), "'none'", nonce);
                }
                case "GET /people" -> new PeoplePage(service).show(call);
                case "POST /people" -> new PeoplePage(service).change(call);
                case "GET /idp", "GET /ekona" -> metadata(call);
                case "GET /idp/error" -> showError(call);
                case "POST /idp/profile/SAML2/POST/SSO", "POST /ekona/sso" -> post(call);
                case "GET /idp/profile/SAML2/Redirect/SSO" -> redirect(call);
                default -> call.send(404, "text/plain; charset=utf-8", "There is nothing here");
            }
        }
    }

    private void metadata(Call call) throws IOException {
        if (service.happens(Mishap.METADATA_UNAVAILABLE)) {
            call.send(503, "text/plain; charset=utf-8", "Service unavailable");
        } else {
            call.send(200, "application/samlmetadata+xml; charset=utf-8", service.metadata());
        }
    }

    private void post(Call call) throws IOException, Broken {
        Map<String, String> form = call.form();
        String request = form.get("SAMLRequest");
        begin(call, form.get("RelayState"), () -> {
            if (request == null) {
                throw Refusal.MALFORMED.because("The form has no field SAMLRequest");
            }
            return service.reader().post(request, service.postAddress(), service.now());
        });
    }

    private void redirect(Call call) throws IOException, Broken {
        Map<String, String> query = call.query();
        String request = query.get("SAMLRequest");
        begin(call, query.get("RelayState"), () -> {
            if (request == null) {
                throw Refusal.MALFORMED.because("The query has no parameter SAMLRequest");
            }
            Matcher signed = SIGNED_QUERY.matcher(call.rawQuery());
            if (!query.containsKey("Signature")) {
                throw Refusal.NOT_SIGNED.because("The query has no parameter Signature");
            }
            if (!signed.matches()) {
                throw Refusal.SIGNATURE_INVALID.because(
                        "The query must be SAMLRequest, RelayState, SigAlg, Signature in this order and nothing else");
            }
            DetachedSignature signature = new DetachedSignature(
                    signed.group(1), Call.orEmpty(query.get("Signature")), Call.orEmpty(query.get("SigAlg")));
            return service.reader().read(inflate(base64(request)), signature, service.redirectAddress(), service.now());
        });
    }

    /** Reads and judges a request. */
    private interface Judgement {
        LoginQuestion question() throws RefusedRequest;
    }

    private void begin(Call call, @Nullable String relayState, Judgement judgement) throws IOException {
        if (service.happens(Mishap.UNAVAILABLE)) {
            call.send(503, "text/plain; charset=utf-8", "Service unavailable");
            return;
        }
        try {
            LoginQuestion question = judgement.question();
            if (relayState != null && relayState.getBytes(StandardCharsets.UTF_8).length > 80) {
                throw Refusal.MALFORMED.because("RelayState is longer than 80 bytes");
            }
            String handle = service.open(question, relayState);
            if (question.passive()) {
                service.close(handle);
                sendAnswer(call, new Open(question, relayState), service.passiveRefused(question), question.language());
            } else {
                call.seeOther(LOGIN + handle + "?lang=" + question.language().code());
            }
        } catch (RefusedRequest refused) {
            // The operator's paper: the code stands on the page and in its address.
            call.seeOther("/idp/error?idp.code=" + refused.refusal().code() + "&detail="
                    + URLEncoder.encode(Call.orEmpty(refused.getMessage()), StandardCharsets.UTF_8));
        }
    }

    private void showError(Call call) throws IOException, Broken {
        Map<String, String> query = call.query();
        Refusal refusal = Refusal.of(query.get("idp.code"));
        String code = refusal == null ? "unknown" : refusal.code();
        String detail = query.get("detail");
        String nonce = TestKeys.randomId();
        String page = Pages.error(code, detail == null ? List.of() : List.of(detail), call.language(), nonce);
        call.page(400, page, "'none'", nonce);
    }

    private void showChoice(Call call, String handle) throws IOException, Broken {
        Open open = service.find(handle);
        if (open == null) {
            gone(call);
            return;
        }
        String nonce = TestKeys.randomId();
        boolean nobody = "nobody".equals(call.query().get("chosen"));
        String page = service.isForOrganisations()
                ? Pages.organisations(service, open.question(), handle, nobody, call.language(), nonce)
                : Pages.choice(service, open.question(), handle, nobody, call.language(), nonce);
        call.page(200, page, "'self'", nonce);
    }

    private void decide(Call call, String handle) throws IOException, Broken {
        Map<String, String> form = call.form();
        boolean cancel = "cancel".equals(form.get("do"));
        if (!cancel && !form.containsKey("login")) {
            // Nobody was chosen: the page again.
            call.seeOther(LOGIN + handle + "?lang=" + call.language().code() + "&chosen=nobody");
            return;
        }
        if (service.isForOrganisations()) {
            decideForOrganisation(call, handle, cancel ? null : organisation(Call.orEmpty(form.get("login"))));
            return;
        }
        TestCitizen citizen = cancel ? null : chosen(Call.orEmpty(form.get("login")));
        Open open = service.close(handle);
        if (open == null) {
            gone(call);
            return;
        }
        LoginQuestion question = open.question();
        URI back = question.backAddress();
        if (citizen == null && back != null) {
            call.seeOther(back.toString());
        } else if (citizen == null) {
            sendAnswer(call, open, service.cancelled(question), call.language());
        } else {
            String response = answer(question, citizen, Call.orEmpty(form.get("case")));
            sendAnswer(call, open, response, call.language());
        }
    }

    private void decideForOrganisation(Call call, String handle, @Nullable TestOrganisation organisation)
            throws IOException, Broken {
        Open open = service.close(handle);
        if (open == null) {
            gone(call);
        } else {
            String response = organisation == null
                    ? service.cancelled(open.question())
                    : service.loggedIn(open.question(), organisation);
            sendAnswer(call, open, response, call.language());
        }
    }

    private TestOrganisation organisation(String key) {
        return service.organisations().stream()
                .filter(organisation -> organisation.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No organisation has the key '" + key + "'"));
    }

    private String answer(LoginQuestion question, TestCitizen citizen, String special) {
        for (Mishap mishap : Mishap.values()) {
            if (mishap.name().equals(special) && mishap.concernsAnswer()) {
                return service.answer(question, citizen, mishap);
            }
        }
        for (Forgery forgery : Forgery.values()) {
            if (forgery.name().equals(special)) {
                return service.forged(question, citizen, forgery);
            }
        }
        return service.loggedIn(question, citizen);
    }

    /** Reads {@code anna:eID} or {@code anna:eID:temporary}. */
    private TestCitizen chosen(String login) {
        List<String> parts = Arrays.asList(login.split(":", -1));
        TestCitizen citizen = service.citizen(parts.get(0));
        for (Means means : Means.values()) {
            if (parts.size() > 1 && means.wireName().equals(parts.get(1))) {
                TestCitizen using = citizen.using(means);
                return parts.size() > 2 ? using.withoutAccount() : using;
            }
        }
        throw new IllegalArgumentException("A login is chosen as person:means, for example anna:eID");
    }

    private void sendAnswer(Call call, Open open, String response, Language language) throws IOException {
        String consumer = open.question().answerTo();
        URI target = URI.create(consumer);
        String origin = target.getScheme() + "://" + target.getRawAuthority();
        String nonce = TestKeys.randomId();
        call.page(200, Pages.answer(consumer, response, open.relayState(), language, nonce), origin, nonce);
    }

    private void gone(Call call) throws IOException, Broken {
        String nonce = TestKeys.randomId();
        String page = Pages.error(
                "login-already-finished",
                List.of("This login was already answered, or never existed. Begin again at the online service."),
                call.language(),
                nonce);
        call.page(410, page, "'none'", nonce);
    }

    private static byte[] base64(String text) throws RefusedRequest {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.MALFORMED.because("A parameter is not Base64");
        }
    }

    private static byte[] inflate(byte[] compressed) throws RefusedRequest {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(compressed);
            byte[] text = new byte[LARGEST_REQUEST];
            int length = 0;
            while (!inflater.finished()) {
                int read = inflater.inflate(text, length, text.length - length);
                length += read;
                if (read == 0) {
                    throw Refusal.MALFORMED.because("The compressed request is cut off or too large");
                }
            }
            return Arrays.copyOf(text, length);
        } catch (DataFormatException e) {
            throw Refusal.MALFORMED.because("The request is not compressed with DEFLATE");
        } finally {
            inflater.end();
        }
    }
}
