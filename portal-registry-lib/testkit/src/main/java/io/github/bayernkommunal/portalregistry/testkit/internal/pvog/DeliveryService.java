package io.github.bayernkommunal.portalregistry.testkit.internal.pvog;

import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Catalogue;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Answer;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Fields;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Refusal;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Reply;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Bulk delivery of the federal portal network: full and delta are the same call with a different index. */
public final class DeliveryService {

    /** Where it begins. */
    public static final String BASE = "/bereitstelldienst/api/";

    /** Where tokens are issued. */
    public static final String TOKENS = "/auth/realms/pvog/protocol/openid-connect/token";

    private static final int BLOCK = 500;
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);
    private static final Map<String, String> PATHS = Map.of(
            BASE + "v2/verwaltungsobjekte", XzufiObjects.V2_2,
            BASE + "v3/verwaltungsobjekte/xzufi-2-3-1", XzufiObjects.V2_3);

    private final XzufiObjects objects;
    private final Clock clock;
    private final Supplier<URI> address;
    private final String clientId;
    private final String clientSecret;
    private final Map<String, Instant> tokens = new LinkedHashMap<>();

    public DeliveryService(
            Catalogue catalogue,
            PvogStore store,
            Clock clock,
            Supplier<URI> address,
            String clientId,
            String clientSecret) {
        this.objects = new XzufiObjects(catalogue, store);
        this.clock = clock;
        this.address = address;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    /** OAuth 2.0 client credentials, as form fields or by HTTP Basic. */
    public Answer token(Request request) {
        boolean inForm = request.field("client_id").filter(clientId::equals).isPresent()
                && request.field("client_secret").filter(clientSecret::equals).isPresent();
        if (!request.method().equals("POST")
                || request.field("grant_type")
                        .filter("client_credentials"::equals)
                        .isEmpty()) {
            return error(400, "unsupported_grant_type");
        }
        if (!inForm && !request.carries(clientId, clientSecret)) {
            return error(401, "invalid_client");
        }
        String token = UUID.randomUUID().toString();
        synchronized (tokens) {
            tokens.values().removeIf(clock.instant()::isAfter);
            tokens.put(token, clock.instant().plus(TOKEN_LIFE));
        }
        return Answer.json(new Fields()
                .put("access_token", token)
                .put("token_type", "Bearer")
                .put("expires_in", TOKEN_LIFE.toSeconds()));
    }

    /** One block of objects or changes. */
    public Reply answer(Request request) {
        String version = PATHS.get(request.uri().getPath());
        if (version == null || !request.method().equals("GET")) {
            throw Refusal.notFound("The resource");
        }
        if (!known(request.headers().getOrDefault("authorization", ""))) {
            throw Refusal.of(401, "A valid bearer token is needed.");
        }
        String ars = request.parameter("ars").orElse("%");
        if (!ars.matches("%|\\d{2,12}%?")) {
            throw Refusal.invalid("ars", ars, "% or 2 to 12 digits");
        }
        int index = request.number("index", 0, 0, 999_999_999);
        XzufiObjects.Block block = objects.block(version, index, BLOCK, ars.replace("%", ""));
        URI next = address.get()
                .resolve(request.uri().getPath() + "?index=" + block.nextIndex() + "&ars="
                        + URLEncoder.encode(ars, StandardCharsets.UTF_8));
        return Reply.json(new Fields()
                .put("xzufiObjekte", block.document())
                .put("vollstaendig", block.last())
                .put("naechsterIndex", block.nextIndex())
                .put("naechsteAnfrageUrl", next.toString()));
    }

    private boolean known(String authorization) {
        synchronized (tokens) {
            Instant end = authorization.startsWith("Bearer ") ? tokens.get(authorization.substring(7)) : null;
            return end != null && clock.instant().isBefore(end);
        }
    }

    private static Answer error(int status, String code) {
        return new Answer(status, "application/json;charset=UTF-8", "{\"error\":\"" + code + "\"}", Map.of());
    }

    /** Forgets every token. */
    public void clear() {
        synchronized (tokens) {
            tokens.clear();
        }
    }
}
