package io.github.bayernkommunal.portalregistry.internal.routing;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.Leistungsschluessel;
import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.Routing.Destination;
import io.github.bayernkommunal.portalregistry.XzufiZustaendigkeit;
import io.github.bayernkommunal.portalregistry.internal.Html;
import io.github.bayernkommunal.portalregistry.internal.RegionalKeys;
import io.github.bayernkommunal.portalregistry.internal.http.Pages;
import io.github.bayernkommunal.portalregistry.internal.http.RestCaller;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks the routing service and believes only what is signed. */
public final class RouteReader {

    private static final String OPERATION = "routing routes";
    private static final int LEAST_BITS = 2048;
    private static final int PAGE = 500; // the most that the service gives at once

    private final RestCaller caller;
    private final SignedDestination verifier;

    /** A reader that believes these keys. */
    public RouteReader(RestCaller caller, List<PublicKey> keys) {
        this.caller = caller;
        this.verifier = new SignedDestination(keys);
    }

    /** Notes what is wrong with a key. */
    public static void checkKey(PublicKey key, List<String> problems) {
        if (!(key instanceof RSAPublicKey rsa) || rsa.getModulus().bitLength() < LEAST_BITS) {
            problems.add("signedBy: an RSA key of at least %d bits is needed".formatted(LEAST_BITS));
        }
    }

    /** The verified letter boxes. */
    public List<Destination> destinations(Leistungsschluessel key, Ars area) {
        if (!key.isRoutable()) {
            throw new IllegalArgumentException("Only keys of the catalogue can be routed; they begin with 99");
        }
        // The service takes 2, 3, 5, 9 or 12 digits; a full key of a larger area would be taken for a municipality.
        String ars = area.level().compareTo(Ars.Level.DISTRICT) < 0 ? area.shortForm() : area.value();
        return Pages.all(OPERATION, PAGE, page -> routes(key, ars, page), route -> route.text("destinationId")).stream()
                .map(route -> destination(route, key, area))
                .toList();
    }

    private List<Node> routes(Leistungsschluessel key, String ars, int page) {
        return caller.get(
                        OPERATION,
                        "routes?leikaKey=%s&ars=%s&offset=%d&limit=%d".formatted(key, ars, page * PAGE, PAGE))
                .map(answer -> answer.content().all("routes"))
                .orElse(List.of());
    }

    private Destination destination(Node route, Leistungsschluessel key, Ars area) {
        String signature = route.text("destinationSignature");
        Node payload = verifier.verify(signature);
        String id = route.text("destinationId");
        if (!payload.text("destinationId").equals(id)) {
            throw untrusted("belongs to another letter box", null);
        }
        boolean covered = payload.all("services").stream()
                .anyMatch(service -> contains(service.all("leistungIDs"), key.urn()) && coversArea(service, area));
        if (!covered) {
            throw untrusted("does not cover the service %s in %s".formatted(key, area), null);
        }
        try {
            return new Destination(
                    UUID.fromString(id),
                    signature,
                    Html.plain(route.text("destinationName")),
                    payload.text("submissionHost"));
        } catch (IllegalArgumentException e) {
            throw untrusted("names a letter box that has no valid key", e);
        }
    }

    private static boolean contains(List<Node> values, String wanted) {
        return values.stream().anyMatch(value -> value.ownText().equals(wanted));
    }

    private static boolean coversArea(Node service, Ars area) {
        return service.all("gebietIDs").stream()
                .map(Node::ownText)
                .filter(urn -> urn.startsWith(XzufiZustaendigkeit.REGION + ":"))
                .map(urn -> urn.substring(XzufiZustaendigkeit.REGION.length() + 1))
                .flatMap(digits -> RegionalKeys.of(digits).stream())
                .anyMatch(signed -> signed.contains(area));
    }

    static PortalRegistryProtocolException untrusted(String what, @Nullable Exception cause) {
        return new PortalRegistryProtocolException(
                "PORTAL-315",
                "The signature of a letter box %s. Nothing may be sent to it; tell the operator of the routing service"
                        .formatted(what),
                cause);
    }

    /** Ends the threads. */
    public void close() {
        caller.close();
    }
}
