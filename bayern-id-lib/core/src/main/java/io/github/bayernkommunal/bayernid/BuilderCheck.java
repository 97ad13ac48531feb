package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.internal.KeyCheck;
import io.github.bayernkommunal.bayernid.internal.Redact;
import io.github.bayernkommunal.bayernid.internal.xml.SignatureAlgorithm;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a service provider before it exists, so that everything can be mended in one go. */
final class BuilderCheck {

    private static final Duration LARGEST_SKEW = Duration.ofMinutes(5);

    private final List<Problem> problems = new ArrayList<>();

    /** One problem; {@code missing} when nothing was given at all. */
    record Problem(String property, String setting, String text, boolean missing) {
        @Override
        public String toString() {
            return property + " (" + setting + ") " + text;
        }
    }

    List<Problem> problems() {
        return problems;
    }

    private void wrong(String property, String setting, String text) {
        problems.add(new Problem(property, setting, text, false));
    }

    private void missing(String property, String setting, String text) {
        problems.add(new Problem(property, setting, text, true));
    }

    BuilderCheck present(String property, String setting, @Nullable Object value) {
        if (value == null) {
            missing(property, setting, "is missing");
        }
        return this;
    }

    // Interface description of the Nutzerkonto 10.2, section 7.2: https, no port.
    BuilderCheck entityId(@Nullable String id) {
        present("entityId", "bayernid.entity-id", id);
        if (id != null && !isHttps(id, false)) {
            wrong(
                    "entityId",
                    "bayernid.entity-id",
                    "must be an https address without port, user or fragment; got '%s'".formatted(Redact.line(id)));
        }
        return this;
    }

    BuilderCheck answersTo(@Nullable URI address) {
        present("answersTo", "bayernid.answers-to", address);
        if (address != null && !isHttps(address.toString(), true)) {
            wrong(
                    "answersTo",
                    "bayernid.answers-to",
                    "must be an absolute https address without user or fragment; got '%s'"
                            .formatted(Redact.line(address.toString())));
        }
        return this;
    }

    private static boolean isHttps(String text, boolean portAllowed) {
        try {
            URI address = new URI(text);
            return "https".equals(address.getScheme())
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null
                    && (portAllowed || address.getPort() == -1);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** One exception that lists them all. */
    static IllegalArgumentException refusal(String what, List<Problem> problems) {
        return new IllegalArgumentException("%s %d problem(s):\n- %s"
                .formatted(
                        what,
                        problems.size(),
                        String.join(
                                "\n- ", problems.stream().map(Problem::toString).toList())));
    }

    BuilderCheck keys(OwnKeys keys, SignatureAlgorithm algorithm) {
        return present("signingKey", "bayernid.signing-key.file", keys.signingOrNull())
                .key(
                        "signingKey",
                        "bayernid.signing-key.file",
                        keys.signingOrNull(),
                        key -> KeyCheck.signing(key, algorithm))
                .key(
                        "nextSigningKey",
                        "bayernid.signing-key.next.file",
                        keys.nextSigning(),
                        key -> KeyCheck.signing(key, algorithm))
                .decryptionKeys(keys.decryption());
    }

    private BuilderCheck key(
            String property,
            String setting,
            KeyStore.@Nullable PrivateKeyEntry key,
            Function<KeyStore.PrivateKeyEntry, @Nullable String> check) {
        String problem = key == null ? null : check.apply(key);
        if (problem != null) {
            wrong(property, setting, "cannot be used: " + problem);
        }
        return this;
    }

    private BuilderCheck decryptionKeys(List<KeyStore.PrivateKeyEntry> keys) {
        if (keys.isEmpty()) {
            missing(
                    "decryptionKeys",
                    "bayernid.decryption-key.file",
                    "is missing: the identity provider encrypts every answer");
        }
        for (int i = 0; i < keys.size(); i++) {
            String setting = i == 0 ? "bayernid.decryption-key.file" : "bayernid.decryption-key.next.file";
            key("decryptionKeys, key " + (i + 1), setting, keys.get(i), KeyCheck::decryption);
        }
        return this;
    }

    BuilderCheck displayName(@Nullable String text) {
        if (text == null || text.isBlank()) {
            missing(
                    "displayName",
                    "bayernid.display-name",
                    "is missing: people read it before they hand over data, and" + " the identity provider demands it");
        }
        return this;
    }

    BuilderCheck onlineServiceId(@Nullable String id) {
        if (id != null && !LoginRequest.isServiceId(id)) {
            wrong("onlineServiceId", "bayernid.online-service-id", "is none. " + LoginRequest.SERVICE_ID_RULE);
        }
        return this;
    }

    BuilderCheck clockSkew(Duration skew) {
        if (skew.isNegative() || skew.compareTo(LARGEST_SKEW) > 0) {
            wrong("clockSkew", "bayernid.clock-skew", "must be from 0 to 5 minutes; got " + skew);
        }
        return this;
    }
}
