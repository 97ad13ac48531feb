package io.github.bayernkommunal.samples.vendorgateway;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All municipalities of this deployment, one settings file for each: {@code musterstadt.properties} makes {@code musterstadt}.
 *
 * <p>Who uses it names the municipality in every call; there is no "current" one that a thread could inherit by mistake.
 */
final class Municipalities implements AutoCloseable {

    private static final Set<String> LIBRARIES = Set.of("bayernid.", "epay.", "postfach.", "portalregistry.");

    /** Two municipalities with the same value here would take each other's answers, or withdraw each other's services. */
    private static final List<String> ONLY_ONCE = List.of("bayernid.answers-to", "portalregistry.feed.directory");

    private final SortedMap<String, Municipality> byKey;

    private Municipalities(SortedMap<String, Municipality> byKey) {
        this.byKey = byKey;
    }

    /**
     * Opens the clients of every {@code *.properties} file, or none.
     *
     * @throws IllegalArgumentException with the problems of all files
     */
    static Municipalities read(Path folder, CallCounter calls) {
        SortedMap<String, Map<String, String>> files = files(folder);
        List<String> problems = new ArrayList<>();
        ONLY_ONCE.forEach(name -> problems.addAll(shared(files, name)));
        SortedMap<String, Municipality> opened = new TreeMap<>();
        files.forEach((key, settings) -> {
            try {
                settings.keySet().stream()
                        .filter(name -> LIBRARIES.stream().noneMatch(name::startsWith))
                        .forEach(name -> problems.add(key + ": " + name + " belongs to no library"));
                opened.put(key, Municipality.open(key, settings, calls));
            } catch (IllegalArgumentException wrong) {
                problems.add(key + ": " + wrong.getMessage());
            }
        });
        if (files.isEmpty()) {
            problems.add("no *.properties file in " + folder);
        }
        if (!problems.isEmpty()) {
            closeAll(opened.values());
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new Municipalities(opened);
    }

    private static SortedMap<String, Map<String, String>> files(Path folder) {
        SortedMap<String, Map<String, String>> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.properties")) {
            for (Path file : found) {
                Properties properties = new Properties();
                try (Reader text = Files.newBufferedReader(file)) {
                    properties.load(text);
                }
                Map<String, String> settings = new TreeMap<>();
                properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
                files.put(file.getFileName().toString().replace(".properties", ""), settings);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static List<String> shared(Map<String, Map<String, String>> files, String name) {
        Map<String, String> owners = new HashMap<>();
        List<String> problems = new ArrayList<>();
        files.forEach((key, settings) -> {
            String value = settings.get(name);
            String owner = value == null ? null : owners.putIfAbsent(value, key);
            if (owner != null) {
                problems.add("%s: %s is the same as that of %s".formatted(key, name, owner));
            }
        });
        return problems;
    }

    /** The municipality with this key, which comes from the host name or the path of a request. */
    Municipality of(String key) {
        Municipality found = byKey.get(key);
        if (found == null) {
            throw new IllegalArgumentException("No municipality of this deployment has the given key");
        }
        return found;
    }

    Collection<Municipality> all() {
        return List.copyOf(byKey.values());
    }

    @Override
    public void close() {
        closeAll(byKey.values());
    }

    /** Closes everything; one that fails keeps no other open. */
    static void closeAll(Collection<? extends AutoCloseable> open) {
        RuntimeException failed = null;
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception e) {
                if (failed == null) {
                    failed = new IllegalStateException("Not everything could be closed");
                }
                failed.addSuppressed(e);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
