package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.internal.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the settings {@code bayernid.…} into a builder. */
final class SettingsReader {

    static final String PREFIX = "bayernid.";

    private static final String METADATA = "bayernid.identity-provider.metadata";

    private static final String SIGNER = "bayernid.identity-provider.metadata-signer.file";

    static final List<String> NAMES = names();

    private SettingsReader() {}

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of(
                "bayernid.entity-id",
                "bayernid.answers-to",
                METADATA,
                "bayernid.identity-provider.entity-id",
                SIGNER,
                "bayernid.trust.file"));
        for (String key : List.of("signing-key", "signing-key.next", "decryption-key", "decryption-key.next")) {
            for (String part : List.of("file", "password", "alias")) {
                names.add("bayernid." + key + "." + part);
            }
        }
        names.addAll(List.of(
                "bayernid.display-name",
                "bayernid.display-name.en",
                "bayernid.online-service-id",
                "bayernid.organisation.name",
                "bayernid.organisation.url",
                "bayernid.contact.technical.name",
                "bayernid.contact.technical.email",
                "bayernid.contact.support.name",
                "bayernid.contact.support.email",
                "bayernid.clock-skew",
                "bayernid.account"));
        return List.copyOf(names);
    }

    /** Reads {@code settings}, and keeps {@code lookup} to read the keys again. */
    static BayernIdServiceProvider read(
            Settings settings, Function<String, @Nullable String> lookup, @Nullable ReplayGuard guard) {
        BayernIdServiceProvider.Builder builder = BayernIdServiceProvider.builder();
        apply(settings.text("bayernid.entity-id"), builder::entityId);
        apply(settings.address("bayernid.answers-to"), builder::answersTo);
        apply(identityProvider(settings), builder::identityProvider);
        OwnKeys keys = keys(settings);
        apply(keys.signingOrNull(), builder::signingKey);
        apply(keys.nextSigning(), builder::nextSigningKey);
        builder.decryptionKeys(keys.decryption().toArray(KeyStore.PrivateKeyEntry[]::new));
        builder.keyFiles(() -> {
            Settings again = new Settings(lookup);
            OwnKeys read = keys(again);
            again.check();
            return read;
        });
        apply(settings.text("bayernid.display-name"), builder::displayName);
        apply(settings.text("bayernid.display-name.en"), builder::displayNameInEnglish);
        apply(settings.text("bayernid.online-service-id"), builder::onlineServiceId);
        pair(
                settings,
                "bayernid.organisation.name",
                "bayernid.organisation.url",
                (name, address) -> builder.organisation(name, URI.create(address)));
        pair(
                settings,
                "bayernid.contact.technical.name",
                "bayernid.contact.technical.email",
                builder::technicalContact);
        pair(settings, "bayernid.contact.support.name", "bayernid.contact.support.email", builder::supportContact);
        account(settings, builder);
        apply(guard, builder::replayGuard);
        builder.clockSkew(settings.duration("bayernid.clock-skew", Description.DEFAULT_SKEW));
        builder.problems().stream()
                // A value that could not be read is already noted, and not missing.
                .filter(problem -> !problem.missing() || settings.text(problem.setting()) == null)
                .forEach(problem -> settings.attempt(problem.setting(), () -> {
                    throw new IllegalArgumentException(problem.text());
                }));
        settings.check();
        return builder.build();
    }

    private static OwnKeys keys(Settings settings) {
        List<KeyStore.PrivateKeyEntry> decryption = new ArrayList<>();
        apply(settings.key("bayernid.decryption-key"), decryption::add);
        apply(settings.key("bayernid.decryption-key.next"), decryption::add);
        return new OwnKeys(settings.key("bayernid.signing-key"), settings.key("bayernid.signing-key.next"), decryption);
    }

    private static void account(Settings settings, BayernIdServiceProvider.Builder builder) {
        String account = settings.text("bayernid.account");
        settings.attempt("bayernid.account", () -> switch (account == null ? "citizen" : account) {
            case "citizen" -> builder;
            case "unternehmenskonto" -> builder.unternehmenskonto();
            default -> throw new IllegalArgumentException("must be citizen or unternehmenskonto");
        });
    }

    private interface Step<T> {
        Object take(T value);
    }

    private interface PairStep {
        Object take(String one, String other);
    }

    private static <T> void apply(@Nullable T value, Step<T> step) {
        if (value != null) {
            step.take(value);
        }
    }

    private static void pair(Settings settings, String one, String other, PairStep step) {
        String first = settings.text(one);
        String second = settings.text(other);
        if (first == null && second == null) {
            return;
        }
        settings.attempt(first == null ? one : other, () -> {
            if (first == null || second == null) {
                throw new IllegalArgumentException("is missing; it belongs to " + (first == null ? other : one));
            }
            return step.take(first, second);
        });
    }

    private static @Nullable IdentityProvider identityProvider(Settings settings) {
        String place = settings.text(METADATA);
        if (place == null) {
            return null;
        }
        IdentityProvider provider = identityProvider(settings, place);
        String expected = settings.text("bayernid.identity-provider.entity-id");
        if (provider != null && expected != null) {
            settings.attempt("bayernid.identity-provider.entity-id", () -> {
                if (!provider.entityId().equals(expected)) {
                    throw new IllegalArgumentException("the metadata describes " + provider.entityId());
                }
                return provider;
            });
        }
        return provider;
    }

    private static @Nullable IdentityProvider identityProvider(Settings settings, String place) {
        List<X509Certificate> signers = settings.certificates(SIGNER);
        if (signers.isEmpty() && settings.text(SIGNER) != null) {
            return null; // noted already
        }
        if (place.startsWith("preset:")) {
            // First the name: trust for a preset that does not exist helps nobody.
            IdentityProvider.Preset preset = settings.attempt(
                    METADATA, () -> IdentityProvider.Preset.named(place.substring("preset:".length())));
            return preset == null ? null : remote(settings, trusted -> IdentityProvider.of(preset, trusted, signers));
        }
        if (place.startsWith("https:")) {
            return remote(settings, trusted -> IdentityProvider.fromMetadata(URI.create(place), trusted, signers));
        }
        return settings.attempt(METADATA, () -> IdentityProvider.fromMetadata(local(place), signers));
    }

    private static @Nullable IdentityProvider remote(
            Settings settings, Function<List<X509Certificate>, IdentityProvider> step) {
        List<X509Certificate> trusted = settings.certificates("bayernid.trust.file");
        if (trusted.isEmpty() && settings.text("bayernid.trust.file") != null) {
            return null; // noted already
        }
        return settings.attempt(METADATA, () -> step.apply(trusted));
    }

    private static byte[] local(String place) {
        if (place.startsWith("classpath:")) {
            return resource(place.substring("classpath:".length()));
        }
        if (place.startsWith("http:")) {
            throw new IllegalArgumentException("metadata over http can be forged on the way; use https or a file");
        }
        try {
            return Files.readAllBytes(Path.of(place));
        } catch (IOException e) {
            throw new IllegalArgumentException("The metadata file '" + place + "' cannot be read", e);
        }
    }

    private static byte[] resource(String name) {
        String path = name.startsWith("/") ? name.substring(1) : name;
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? ClassLoader.getSystemClassLoader() : context;
        try (InputStream in = loader.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no resource '" + path + "' on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalArgumentException("the resource '" + path + "' cannot be read", e);
        }
    }
}
