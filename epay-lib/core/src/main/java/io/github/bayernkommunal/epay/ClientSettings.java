package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.internal.Settings;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The settings {@code epay.…}; the README explains each. */
final class ClientSettings {

    static final List<String> NAMES = List.of(
            "epay.route",
            "epay.address",
            "epay.provider",
            "epay.originator-id",
            "epay.end-point-id",
            "epay.oauth.token-address",
            "epay.oauth.client-id",
            "epay.oauth.client-secret",
            "epay.oauth.scope",
            "epay.booking.account-name",
            "epay.booking.object-name",
            "epay.basic.user",
            "epay.basic.password",
            "epay.client-key.file",
            "epay.client-key.password",
            "epay.client-key.alias",
            "epay.trust.file",
            "epay.redirect-hosts",
            "epay.timeout",
            "epay.paypage",
            "epay.mandant",
            "epay.bewirtschafter",
            "epay.generation",
            "epay.collecting",
            "epay.dunning-key",
            "epay.tax-object",
            "epay.methods",
            "epay.longest-text",
            "epay.transaction-numbers",
            "epay.ags",
            "epay.procedure",
            "epay.salts",
            "epay.notify-address",
            "epay.app",
            "epay.mandant-name",
            "epay.page-life");

    private static final Map<String, XBezahldienste.Profile> PROVIDERS = Map.of(
            "epaybl-connector", XBezahldienste.Profile.EPAYBL_CONNECTOR,
            "pmpayment", XBezahldienste.Profile.PMPAYMENT,
            "girocheckout", XBezahldienste.Profile.GIROCHECKOUT,
            "epay21", XBezahldienste.Profile.EPAY21);

    private ClientSettings() {}

    static EpayClient.Builder read(Settings settings, Clock clock) {
        NAMES.stream()
                .filter(name -> !name.matches(".*(password|secret)"))
                .forEach(name -> settings.attempt(name, () -> oneLine(settings.text(name))));
        settings.check();
        String name = settings.required("epay.route", "the road to the platform, for example xbezahldienste");
        PaymentRoute route = route(name, settings, clock);
        settings.check();
        EpayClient.Builder builder = EpayClient.builder().clock(clock);
        if (route != null) {
            builder.route(route);
        }
        String hosts = settings.text("epay.redirect-hosts");
        if (hosts != null) {
            builder.redirectHosts(Set.copyOf(split(hosts)));
        }
        return builder;
    }

    /** Refusals quote values, and nobody shall forge a line of a log with one. */
    private static @Nullable String oneLine(@Nullable String value) {
        if (value != null && value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("has control characters");
        }
        return value;
    }

    private static @Nullable PaymentRoute route(String name, Settings settings, Clock clock) {
        if (name.isEmpty()) {
            return null; // noted as missing already
        }
        return switch (name) {
            case "xbezahldienste" -> xbezahldienste(settings, clock);
            case "epaybl" -> epayBl(settings, clock);
            case "pmpayment" -> pmPayment(settings, clock);
            case "epay21" -> ePay21(settings, clock);
            default ->
                settings.attempt("epay.route", () -> {
                    throw new IllegalArgumentException(
                            "there is no such route; possible: xbezahldienste, epaybl, pmpayment, epay21");
                });
        };
    }

    /** The route, unless single settings are wrong: it would name them again, in other words. */
    private static @Nullable PaymentRoute built(Settings settings, Supplier<PaymentRoute> builder) {
        settings.check();
        return settings.attempt("epay.route", builder);
    }

    private static @Nullable PaymentRoute epayBl(Settings settings, Clock clock) {
        EpayBl.Builder builder = EpayBl.builder()
                .clock(clock)
                .trust(settings.certificates("epay.trust.file"))
                .timeout(settings.duration("epay.timeout", Duration.ofSeconds(10)));
        address(settings, "epay.address", "the https address of the SOAP service")
                .ifPresent(builder::address);
        address(settings, "epay.paypage", "the https address of the Paypage").ifPresent(builder::paypage);
        String mandant = settings.required("epay.mandant", "number of the tenant, named by the operator");
        String unit = settings.required("epay.bewirtschafter", "number of the managing unit, named by the operator");
        if (!mandant.isEmpty() && !unit.isEmpty()) {
            Bewirtschafter payee = settings.attempt("epay.mandant", () -> Bewirtschafter.of(mandant, unit));
            if (payee != null) {
                builder.payee(payee);
            }
        }
        choice(settings, "epay.generation", Map.of("2", EpayBl.Generation.SECOND, "3", EpayBl.Generation.THIRD))
                .ifPresent(builder::generation);
        choice(
                        settings,
                        "epay.collecting",
                        Map.of(
                                "paypage", EpayBl.Collecting.PAYPAGE,
                                "prepayment", EpayBl.Collecting.PREPAYMENT,
                                "invoice", EpayBl.Collecting.INVOICE,
                                "direct-debit", EpayBl.Collecting.DIRECT_DEBIT))
                .ifPresent(builder::collecting);
        choice(settings, "epay.transaction-numbers", Map.of("true", true, "false", false))
                .ifPresent(builder::transactionNumbers);
        optional(settings, "epay.dunning-key").ifPresent(builder::dunningKey);
        optional(settings, "epay.tax-object").ifPresent(builder::taxObject);
        optional(settings, "epay.methods").map(ClientSettings::split).ifPresent(builder::methods);
        optional(settings, "epay.longest-text")
                .map(text -> settings.attempt("epay.longest-text", () -> {
                    if (!text.matches("[0-9]{1,4}")) {
                        throw new IllegalArgumentException("a whole number is needed");
                    }
                    return Integer.valueOf(text);
                }))
                .ifPresent(builder::longestText);
        KeyStore.PrivateKeyEntry key = settings.key("epay.client-key");
        if (key != null) {
            builder.clientKey(key);
        }
        return built(settings, builder::build);
    }

    private static @Nullable PaymentRoute pmPayment(Settings settings, Clock clock) {
        PmPayment.Builder builder = PmPayment.builder()
                .clock(clock)
                .ags(settings.required("epay.ags", "official key of the municipality, eight digits"))
                .procedure(settings.required("epay.procedure", "name of the procedure at pmPayment"))
                .salts(split(
                        settings.required("epay.salts", "shared secrets, the current one first, separated by commas")))
                .trust(settings.certificates("epay.trust.file"))
                .timeout(settings.duration("epay.timeout", Duration.ofSeconds(10)));
        address(settings, "epay.address", "the https address of the platform").ifPresent(builder::address);
        URI notify = settings.address("epay.notify-address");
        if (notify != null) {
            builder.notifyAt(notify);
        }
        return built(settings, builder::build);
    }

    private static @Nullable PaymentRoute ePay21(Settings settings, Clock clock) {
        EPay21.Builder builder = EPay21.builder()
                .clock(clock)
                .caller(
                        settings.required("epay.mandant", "number of the tenant, named by the operator"),
                        settings.required("epay.app", "name of the application, named by the operator"))
                .basic(
                        settings.required("epay.basic.user", "our user at the platform"),
                        settings.required("epay.basic.password", "our password at the platform"))
                .pageLife(settings.duration("epay.page-life", Duration.ofMinutes(30)))
                .trust(settings.certificates("epay.trust.file"))
                .timeout(settings.duration("epay.timeout", Duration.ofSeconds(10)));
        address(settings, "epay.address", "the https address of the SOAP service")
                .ifPresent(builder::address);
        optional(settings, "epay.mandant-name").ifPresent(builder::mandantName);
        return built(settings, builder::build);
    }

    private static Optional<URI> address(Settings settings, String name, String meaning) {
        URI address = settings.address(name);
        if (address == null) {
            settings.required(name, meaning);
        }
        return Optional.ofNullable(address);
    }

    private static Optional<String> optional(Settings settings, String name) {
        return Optional.ofNullable(settings.text(name));
    }

    private static <T> Optional<T> choice(Settings settings, String name, Map<String, T> choices) {
        return optional(settings, name)
                .map(text -> settings.attempt(name, () -> {
                    T chosen = choices.get(text);
                    if (chosen == null) {
                        throw new IllegalArgumentException(
                                "possible: " + String.join(", ", new TreeSet<>(choices.keySet())));
                    }
                    return chosen;
                }));
    }

    private static @Nullable PaymentRoute xbezahldienste(Settings settings, Clock clock) {
        XBezahldienste.Builder builder = XBezahldienste.builder()
                .clock(clock)
                .originatorId(settings.required("epay.originator-id", "our id at the platform, named by the operator"))
                .endPointId(settings.required("epay.end-point-id", "the authority's id at the platform, often its AGS"))
                .timeout(settings.duration("epay.timeout", Duration.ofSeconds(10)));
        address(settings, "epay.address", "the https address of the platform, named by the operator")
                .ifPresent(builder::address);
        choice(settings, "epay.provider", PROVIDERS).ifPresent(builder::profile);
        login(settings, builder);
        optional(settings, "epay.oauth.scope").ifPresent(builder::oauthScope);
        builder.bookingNames(
                optional(settings, "epay.booking.account-name").orElse("haushaltsstelle"),
                optional(settings, "epay.booking.object-name").orElse("objektnummer"));
        KeyStore.PrivateKeyEntry key = settings.key("epay.client-key");
        if (key != null) {
            builder.clientKey(key);
        }
        List<X509Certificate> trusted = settings.certificates("epay.trust.file");
        builder.trust(trusted);
        return built(settings, builder::build);
    }

    /** A way of logging in is given completely or not at all. */
    private static void login(Settings settings, XBezahldienste.Builder builder) {
        if (anyOf(settings, "epay.oauth.token-address", "epay.oauth.client-id", "epay.oauth.client-secret")) {
            String id = settings.required("epay.oauth.client-id", "our id at the token service");
            String secret = settings.required("epay.oauth.client-secret", "our secret at the token service");
            URI token = settings.address("epay.oauth.token-address");
            if (token == null) {
                settings.required("epay.oauth.token-address", "the https address of the token service");
            } else {
                builder.oauth(token, id, secret);
            }
        }
        if (anyOf(settings, "epay.basic.user", "epay.basic.password")) {
            builder.basic(
                    settings.required("epay.basic.user", "our user at the platform"),
                    settings.required("epay.basic.password", "our password at the platform"));
        }
    }

    private static boolean anyOf(Settings settings, String... names) {
        return Arrays.stream(names).anyMatch(name -> settings.text(name) != null);
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
