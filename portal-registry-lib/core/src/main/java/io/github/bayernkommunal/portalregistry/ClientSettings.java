package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.Redact;
import io.github.bayernkommunal.portalregistry.internal.Settings;
import io.github.bayernkommunal.portalregistry.internal.bayernportal.PortalReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the beginning of a client from settings. */
final class ClientSettings {

    private static final String PREFIX = "portalregistry.";
    private static final String LEISTUNG = PREFIX + "leistung.";

    static final List<String> NAMES = List.of(
            "portalregistry.source",
            "portalregistry.address",
            "portalregistry.soap-namespace",
            "portalregistry.user",
            "portalregistry.password",
            "portalregistry.trust.file",
            "portalregistry.timeout",
            "portalregistry.shrink-limit",
            "portalregistry.collected-by",
            "portalregistry.feed.directory",
            "portalregistry.feed.user",
            "portalregistry.feed.password",
            "portalregistry.feed.collectors.file",
            "portalregistry.feed.root-element",
            "portalregistry.feed.sender",
            "portalregistry.feed.agency-id");

    private ClientSettings() {}

    static PortalRegistryClient.Builder read(Function<String, @Nullable String> lookup, Collection<String> names) {
        Settings settings = new Settings(lookup);
        List<String> plain =
                names.stream().filter(name -> !name.startsWith(LEISTUNG)).toList();
        settings.refuseUnknown(plain, PREFIX, NAMES);
        names.stream()
                .filter(name -> !plain.contains(name))
                .forEach(name -> settings.attempt(Redact.line(name), () -> {
                    if (!name.substring(LEISTUNG.length()).matches("[0-9]{14}")) {
                        throw new IllegalArgumentException(
                                "the key of an administrative service after portalregistry.leistung. needs 14 digits");
                    }
                    return id(settings.text(name));
                }));

        PortalRegistryClient.Builder client = PortalRegistryClient.builder();
        source(settings, client);
        feed(settings, client);
        String limit = settings.text("portalregistry.shrink-limit");
        if (limit != null) {
            settings.attempt("portalregistry.shrink-limit", () -> client.shrinkLimit(share(limit)));
        }
        String collected = settings.text("portalregistry.collected-by");
        if (collected != null) {
            settings.attempt("portalregistry.collected-by", () -> client.collectedBy(time(collected)));
        }
        settings.check();
        return client;
    }

    private static void source(Settings settings, PortalRegistryClient.Builder client) {
        String source = settings.text("portalregistry.source");
        if (source == null && settings.text("portalregistry.address") == null) {
            return;
        }
        boolean pvog = "pvog".equals(source);
        if (source != null && !pvog && !"bayernportal".equals(source)) {
            settings.attempt("portalregistry.source", () -> {
                throw new IllegalArgumentException(
                        "'%s' is not a source; known are bayernportal and pvog".formatted(Redact.line(source)));
            });
            return;
        }
        URI address = settings.address("portalregistry.address");
        if (settings.text("portalregistry.address") == null) {
            settings.required(
                    "portalregistry.address",
                    "base address of the service, for the BayernPortal ends in /rest/allgemein/v3/");
        }
        if (pvog) {
            pvog(settings, client, address);
            return;
        }
        String user = settings.required("portalregistry.user", "user name that the editorial system issued");
        String password = settings.required("portalregistry.password", "password that the editorial system issued");
        var trust = settings.certificates("portalregistry.trust.file");
        Duration timeout = settings.duration("portalregistry.timeout", Duration.ofSeconds(10));
        if (address == null || user.isEmpty() || password.isEmpty()) {
            return;
        }
        BayernPortal.Builder portal = BayernPortal.at(address)
                .credentials(user, password)
                .trust(trust)
                .timeout(timeout)
                .leistungen(key -> id(settings.text(LEISTUNG + key)));
        String namespace = settings.text("portalregistry.soap-namespace");
        if (namespace != null) {
            portal.overSoap(namespace);
        }
        settings.attempt("portalregistry.address", portal::checked);
        client.sourceOfSettings(listener -> portal.onExchange(listener).build());
    }

    private static void pvog(Settings settings, PortalRegistryClient.Builder client, @Nullable URI address) {
        var trust = settings.certificates("portalregistry.trust.file");
        Duration timeout = settings.duration("portalregistry.timeout", Duration.ofSeconds(10));
        String clientId = settings.text("portalregistry.user");
        if (address != null) {
            Pvog.Builder search = Pvog.at(address)
                    .clientId(clientId == null ? "" : clientId)
                    .trust(trust)
                    .timeout(timeout);
            settings.attempt("portalregistry.address", search::checked);
            client.sourceOfSettings(listener -> search.onExchange(listener).build());
        }
    }

    private static void feed(Settings settings, PortalRegistryClient.Builder client) {
        String user = settings.text("portalregistry.feed.user");
        String directory = settings.text("portalregistry.feed.directory");
        // The root element alone makes no feed: a simulator tells it to everybody, also to those who only read.
        boolean byCertificate = settings.text("portalregistry.feed.collectors.file") != null;
        if (user == null && directory == null && !byCertificate) {
            return;
        }
        var collectors = settings.certificates("portalregistry.feed.collectors.file");
        boolean byPassword = !byCertificate || user != null || settings.text("portalregistry.feed.password") != null;
        String named = byPassword
                ? settings.required("portalregistry.feed.user", "user name with which the portal collects")
                : "";
        String password = byPassword
                ? settings.required("portalregistry.feed.password", "password with which the portal collects")
                : "";
        String root = settings.required(
                "portalregistry.feed.root-element", "local name of the root element; whoever collects tells it");
        String sender = settings.text("portalregistry.feed.sender");
        String agency = settings.required(
                "portalregistry.feed.agency-id",
                "key of the editorial office, a letter and six digits; whoever collects tells it");
        boolean nobody = byPassword ? named.isEmpty() || password.isEmpty() : collectors.isEmpty();
        if (nobody || root.isEmpty() || agency.isEmpty()) {
            return;
        }
        settings.attempt("portalregistry.feed", () -> {
            ServiceFeed.Builder feed = ServiceFeed.builder()
                    .credentials(named, password)
                    .collectors(collectors)
                    .rootElement(root)
                    .sender(sender == null ? "" : sender)
                    .agencyId(agency);
            return client.route(
                    directory == null
                            ? feed.build()
                            : feed.directory(Path.of(directory)).build());
        });
    }

    private static @Nullable String id(@Nullable String value) {
        if (value != null && !PortalReader.isId(value)) {
            throw new IllegalArgumentException(
                    "the portal's id of a service is a positive number; got '%s'".formatted(Redact.line(value)));
        }
        return value;
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "a time of the day such as 06:00 is needed; got '%s'".formatted(Redact.line(text)), e);
        }
    }

    private static double share(String percent) {
        try {
            double value = Double.parseDouble(percent);
            if (value >= 0 && value <= 100) {
                return value / 100;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "a percentage from 0 to 100 is needed; got '%s'".formatted(Redact.line(percent)));
    }
}
