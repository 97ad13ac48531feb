package io.github.bayernkommunal.postfach.internal;

import io.github.bayernkommunal.postfach.BspSoap;
import io.github.bayernkommunal.postfach.Limits;
import io.github.bayernkommunal.postfach.PostfachClient;
import io.github.bayernkommunal.postfach.PostfachRoute;
import io.github.bayernkommunal.postfach.Sender;
import io.github.bayernkommunal.postfach.ZbpFitConnect;
import io.github.bayernkommunal.postfach.ZbpRest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a client from named settings; the names are documented in the README. */
public final class ClientSettings {

    private static final String PREFIX = "postfach.";
    /** Every setting that this library knows. */
    public static final Set<String> NAMES = Set.of(
            "postfach.route",
            "postfach.address",
            "postfach.client-key.file",
            "postfach.client-key.password",
            "postfach.client-key.alias",
            "postfach.trust.file",
            "postfach.timeout",
            "postfach.sender.name",
            "postfach.sender.service",
            "postfach.sender.ags",
            "postfach.sender.website",
            "postfach.limits.attachments",
            "postfach.limits.attachment-bytes",
            "postfach.limits.media-types",
            "postfach.bsp.line-breaks",
            "postfach.bsp.ereignis",
            "postfach.fit-connect.environment",
            "postfach.fit-connect.token-address",
            "postfach.fit-connect.destination-address",
            "postfach.fit-connect.destination-id",
            "postfach.fit-connect.client-id",
            "postfach.fit-connect.client-secret",
            "postfach.pseudonym-key");

    private ClientSettings() {}

    /** A client's parts from a lookup. */
    public static PostfachClient.Builder read(Function<String, @Nullable String> lookup) {
        return read(new Settings(lookup));
    }

    /** A client's parts from a map, in which no unknown {@code postfach.} name may stand. */
    public static PostfachClient.Builder read(Map<String, String> settings) {
        return read(new Settings(settings::get).refuseUnknown(settings.keySet(), PREFIX, NAMES));
    }

    private static PostfachClient.Builder read(Settings settings) {
        PostfachClient.Builder client = PostfachClient.builder();
        Sender sender = sender(settings);
        String pseudonymKey = settings.text("postfach.pseudonym-key");
        if (pseudonymKey != null) {
            settings.attempt(
                    "postfach.pseudonym-key", () -> client.pseudonymKey(pseudonymKey.getBytes(StandardCharsets.UTF_8)));
        }
        PostfachRoute route = route(settings);
        settings.check();
        if (sender != null) {
            client.sender(sender);
        }
        return route == null ? client : client.route(route);
    }

    private static @Nullable PostfachRoute route(Settings settings) {
        String name = settings.text("postfach.route");
        return switch (name == null ? "bsp-soap" : name) {
            case "bsp-soap" -> bspSoap(settings);
            case "zbp-rest" -> zbpRest(settings);
            case "zbp-fit-connect" -> zbpFitConnect(settings);
            default ->
                settings.attempt("postfach.route", () -> {
                    throw new IllegalArgumentException(
                            "'%s' is not a route; known are bsp-soap, zbp-rest and zbp-fit-connect"
                                    .formatted(Redact.line(String.valueOf(name))));
                });
        };
    }

    private static @Nullable PostfachRoute zbpRest(Settings settings) {
        ZbpRest.Builder route = ZbpRest.builder();
        settings.required(
                "postfach.address", "the https address of the mailbox service, such as https://int.zbp.bund.de");
        settings.required("postfach.client-key.file", "the PKCS#12 file with the authority's certificate");
        URI address = settings.address("postfach.address");
        ZbpRest.Builder addressed =
                address == null ? null : settings.attempt("postfach.address", () -> route.address(address));
        KeyStore.PrivateKeyEntry key = settings.key("postfach.client-key");
        if (key != null) {
            route.authorityKey(key);
        }
        route.trust(settings.certificates("postfach.trust.file"));
        settings.attempt(
                "postfach.timeout", () -> route.timeout(settings.duration("postfach.timeout", BspSoap.TIMEOUT)));
        Limits limits = limits(settings, Limits.zbp());
        if (limits != null) {
            route.limits(limits);
        }
        return addressed == null || key == null ? null : settings.attempt("postfach.client-key.file", route::build);
    }

    private static @Nullable PostfachRoute zbpFitConnect(Settings settings) {
        ZbpFitConnect.Builder route = ZbpFitConnect.builder();
        choice(settings, "postfach.fit-connect.environment", ZbpFitConnect.Environment.class, route::environment);
        boolean named = settings.text("postfach.fit-connect.environment") != null;
        address(settings, "postfach.address", "submission API", named, route::address);
        address(settings, "postfach.fit-connect.token-address", "token service", named, route::tokenAddress);
        address(
                settings,
                "postfach.fit-connect.destination-address",
                "destination API",
                named,
                route::destinationAddress);
        route.destinationId(settings.required(
                "postfach.fit-connect.destination-id", "the delivery point of the bridge, as its operator named it"));
        route.client(
                settings.required("postfach.fit-connect.client-id", "from the self-service portal of FIT-Connect"),
                settings.required("postfach.fit-connect.client-secret", "from the self-service portal of FIT-Connect"));
        settings.required("postfach.client-key.file", "the PKCS#12 file with the authority's certificate");
        KeyStore.PrivateKeyEntry key = settings.key("postfach.client-key");
        if (key != null) {
            route.authorityKey(key);
        }
        route.trust(settings.certificates("postfach.trust.file"));
        settings.attempt(
                "postfach.timeout", () -> route.timeout(settings.duration("postfach.timeout", Duration.ofMinutes(5))));
        Limits limits = limits(settings, Limits.zbp());
        if (limits != null) {
            route.limits(limits);
        }
        // The route would name the same problems again, in other words.
        settings.check();
        return settings.attempt("postfach.route", route::build);
    }

    private static void address(Settings settings, String name, String service, boolean named, Consumer<URI> step) {
        if (!named) {
            settings.required(
                    name, "the https address of the %s; or name postfach.fit-connect.environment".formatted(service));
        }
        URI address = settings.address(name);
        if (address != null) {
            settings.attempt(name, () -> {
                step.accept(address);
                return address;
            });
        }
    }

    private static @Nullable PostfachRoute bspSoap(Settings settings) {
        BspSoap.Builder route = BspSoap.builder();
        settings.required("postfach.address", "the https address of the mailbox service, as its operator named it");
        URI address = settings.address("postfach.address");
        if (address != null) {
            settings.attempt("postfach.address", () -> route.address(address));
        }
        KeyStore.PrivateKeyEntry key = settings.key("postfach.client-key");
        if (key != null) {
            route.clientKey(key);
        }
        route.trust(settings.certificates("postfach.trust.file"));
        settings.attempt(
                "postfach.timeout", () -> route.timeout(settings.duration("postfach.timeout", BspSoap.TIMEOUT)));
        choice(settings, "postfach.bsp.line-breaks", BspSoap.LineBreaks.class, route::lineBreaks);
        choice(settings, "postfach.bsp.ereignis", BspSoap.Ereignis.class, route::ereignis);
        Limits limits = limits(settings, Limits.bsp());
        if (limits != null) {
            route.limits(limits);
        }
        // With a problem noted, the route cannot be complete; the caller's check() reports it.
        return address == null || !"https".equals(address.getScheme())
                ? null
                : settings.attempt("postfach.client-key.file", route::build);
    }

    private static @Nullable Limits limits(Settings settings, Limits contract) {
        Long count = number(settings, "postfach.limits.attachments", contract.attachments());
        Long bytes = number(settings, "postfach.limits.attachment-bytes", contract.attachmentBytes());
        if (count == null || bytes == null) {
            return null;
        }
        String types = settings.text("postfach.limits.media-types");
        boolean narrowed = count != contract.attachments() || bytes != contract.attachmentBytes();
        Limits sized = !narrowed
                ? contract
                : settings.attempt(
                        "postfach.limits.attachment-bytes",
                        () -> contract.withAttachments(Math.toIntExact(count), bytes));
        return sized == null || types == null
                ? sized
                : settings.attempt(
                        "postfach.limits.media-types",
                        () -> sized.withMediaTypes(Arrays.stream(types.split(","))
                                .map(MediaTypes::canonical)
                                .collect(Collectors.toSet())));
    }

    private static @Nullable Long number(Settings settings, String name, long otherwise) {
        String value = settings.text(name);
        return value == null
                ? Long.valueOf(otherwise)
                : settings.attempt(name, () -> {
                    if (!value.matches("[0-9]{1,9}")) {
                        throw new IllegalArgumentException(
                                "'%s' is not a whole number of at most nine digits".formatted(Redact.line(value)));
                    }
                    return Long.valueOf(value);
                });
    }

    private static @Nullable Sender sender(Settings settings) {
        String name = settings.text("postfach.sender.name");
        String service = settings.text("postfach.sender.service");
        if (name == null && service == null) {
            return null;
        }
        settings.required("postfach.sender.name", "the authority, because postfach.sender.service is set");
        settings.required("postfach.sender.service", "the department, because postfach.sender.name is set");
        if (name == null || service == null) {
            return null;
        }
        Sender plain = settings.attempt("postfach.sender.name", () -> Sender.of(name, service));
        String ags = settings.text("postfach.sender.ags");
        Sender keyed = plain == null || ags == null
                ? plain
                : settings.attempt("postfach.sender.ags", () -> plain.withAgs(ags));
        URI website = settings.address("postfach.sender.website");
        return keyed == null || website == null
                ? keyed
                : settings.attempt("postfach.sender.website", () -> keyed.withWebsite(website));
    }

    private static <E extends Enum<E>> void choice(Settings settings, String name, Class<E> type, Consumer<E> step) {
        String value = settings.text(name);
        if (value != null) {
            settings.attempt(name, () -> {
                for (E constant : type.getEnumConstants()) {
                    if (constant.name().equalsIgnoreCase(value.replace('-', '_'))) {
                        step.accept(constant);
                        return constant;
                    }
                }
                throw new IllegalArgumentException(
                        "'%s' is none of %s".formatted(Redact.line(value), List.of(type.getEnumConstants())));
            });
        }
    }
}
