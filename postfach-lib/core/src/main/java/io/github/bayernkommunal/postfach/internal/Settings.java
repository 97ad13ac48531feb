package io.github.bayernkommunal.postfach.internal;

import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads settings by name, collects every problem, and reports them all at once. */
public final class Settings {

    private final Function<String, @Nullable String> lookup;
    private final List<String> problems = new ArrayList<>();

    /** Reads through {@code lookup}; blank counts as absent. */
    public Settings(Function<String, @Nullable String> lookup) {
        this.lookup = lookup;
    }

    /** Notes every name that starts with {@code prefix} and is not among {@code known}, with the nearest known name. */
    public Settings refuseUnknown(Collection<String> names, String prefix, Collection<String> known) {
        names.stream()
                .filter(name -> name.startsWith(prefix) && !known.contains(name))
                .sorted()
                .forEach(name -> {
                    String nearest = known.stream()
                            .min(Comparator.comparingInt(k -> distance(name, k)))
                            .orElse("");
                    problems.add("%s is not a setting; did you mean %s?".formatted(Redact.line(name), nearest));
                });
        return this;
    }

    /** The trimmed value, or null when it is absent. */
    public @Nullable String text(String name) {
        String value = lookup.apply(name);
        return value == null || value.isBlank() ? null : value.trim();
    }

    /** The value, or the noted problem that it is missing and an empty text. */
    public String required(String name, String meaning) {
        String value = text(name);
        if (value == null) {
            problems.add("%s is missing: %s".formatted(name, meaning));
            return "";
        }
        return value;
    }

    /** The value as an absolute address, or null when it is absent or noted as a problem. */
    public @Nullable URI address(String name) {
        String value = text(name);
        return value == null
                ? null
                : attempt(name, () -> {
                    URI address = URI.create(value);
                    if (!address.isAbsolute() || address.getHost() == null) {
                        throw new IllegalArgumentException(
                                "'%s' is not an absolute address".formatted(Redact.line(value)));
                    }
                    return address;
                });
    }

    /** The value as a duration such as {@code PT10S}, or {@code otherwise}. */
    public Duration duration(String name, Duration otherwise) {
        String value = text(name);
        Duration read = value == null
                ? otherwise
                : attempt(name, () -> {
                    try {
                        return Duration.parse(value);
                    } catch (DateTimeParseException e) {
                        throw new IllegalArgumentException(
                                "'%s' is not an ISO 8601 duration such as PT10S".formatted(Redact.line(value)), e);
                    }
                });
        return read == null ? otherwise : read;
    }

    /** The key of {@code name.file}, {@code name.password} and optionally {@code name.alias}, or null when no file is named. */
    public KeyStore.@Nullable PrivateKeyEntry key(String name) {
        String file = text(name + ".file");
        String password = lookup.apply(name + ".password");
        return file == null
                ? null
                : attempt(
                        name + ".file",
                        () -> KeyFiles.readKey(
                                Path.of(file),
                                password == null ? new char[0] : password.toCharArray(),
                                text(name + ".alias")));
    }

    /** The certificates of the file named by {@code name}; empty when absent. */
    public List<X509Certificate> certificates(String name) {
        String file = text(name);
        List<X509Certificate> read =
                file == null ? List.of() : attempt(name, () -> KeyFiles.readCertificates(Path.of(file)));
        return read == null ? List.of() : read;
    }

    /** The result of {@code step}, or null and a noted problem when it refuses its argument. */
    public <T> @Nullable T attempt(String name, Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            problems.add("%s: %s".formatted(name, e.getMessage()));
            return null;
        }
    }

    /** Ends reading: throws one exception that lists every problem, if there is any. */
    public void check() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "The settings have %d problem(s):\n- %s".formatted(problems.size(), String.join("\n- ", problems)));
        }
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
