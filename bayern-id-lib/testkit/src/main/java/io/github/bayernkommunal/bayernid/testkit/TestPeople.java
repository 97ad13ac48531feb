package io.github.bayernkommunal.bayernid.testkit;

import io.github.bayernkommunal.bayernid.testkit.TestCitizen.Means;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Invented people, read from a file with one line for each thing known about them. */
final class TestPeople {

    private static final List<TestCitizen> KNOWN = known();

    private TestPeople() {}

    static List<TestCitizen> all() {
        return KNOWN;
    }

    private static List<TestCitizen> known() {
        try (InputStream in = TestPeople.class.getResourceAsStream("people.properties")) {
            if (in == null) {
                throw new IllegalStateException("people.properties is missing in the jar of the simulator");
            }
            return read(new InputStreamReader(in, StandardCharsets.UTF_8), "people.properties");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<TestCitizen> read(Path file) {
        try (Reader in = Files.newBufferedReader(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The people cannot be read from " + file, e);
        }
    }

    /** People in the text of such a file. */
    static List<TestCitizen> read(String text) {
        try {
            return read(new StringReader(text), "The list of people");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of such a file with these people. */
    static String write(List<TestCitizen> people) {
        StringBuilder text = new StringBuilder();
        for (TestCitizen person : people) {
            String means = Stream.concat(
                            Stream.of(person.means()),
                            person.possibleMeans().stream().filter(other -> other != person.means()))
                    .map(Means::wireName)
                    .collect(Collectors.joining(", "));
            line(text, person, "means", means);
            person.known().forEach((datum, value) -> line(text, person, datum.friendlyName(), value));
            text.append('\n');
        }
        return text.toString();
    }

    private static void line(StringBuilder text, TestCitizen person, String attribute, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replaceFirst("^ ", "\\\\ ");
        text.append(person.key())
                .append('.')
                .append(attribute)
                .append('=')
                .append(escaped)
                .append('\n');
    }

    private static List<TestCitizen> read(Reader in, String name) throws IOException {
        Map<String, Map<String, String>> people = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        lines(in).forEach((line, value) -> {
            int dot = line.indexOf('.');
            if (dot < 1 || dot == line.length() - 1) {
                problems.add("'%s' is not <key>.<attribute>".formatted(line));
            } else {
                people.computeIfAbsent(line.substring(0, dot), key -> new LinkedHashMap<>())
                        .put(line.substring(dot + 1), value);
            }
        });
        List<TestCitizen> citizens = new ArrayList<>();
        people.forEach((key, data) -> {
            try {
                citizens.add(person(key, data));
            } catch (IllegalArgumentException e) {
                problems.add(key + ": " + e.getMessage());
            }
        });
        if (citizens.isEmpty() && problems.isEmpty()) {
            problems.add("nobody is in it");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("%s: %s".formatted(name, String.join("; ", problems)));
        }
        return List.copyOf(citizens);
    }

    private static TestCitizen person(String key, Map<String, String> data) {
        TestCitizen.Builder person = TestCitizen.named(key);
        data.forEach((attribute, value) -> {
            if (attribute.equals("means")) {
                List<Means> means = Arrays.stream(value.split("[, ]+"))
                        .map(TestPeople::means)
                        .toList();
                person.means(means.get(0), means.subList(1, means.size()).toArray(Means[]::new));
            } else {
                person.with(attribute, value);
            }
        });
        return person.build();
    }

    private static Means means(String name) {
        return Arrays.stream(Means.values())
                .filter(means -> means.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is no means of identification; there are %s"
                        .formatted(
                                name,
                                Arrays.stream(Means.values())
                                        .map(Means::wireName)
                                        .collect(Collectors.joining(", ")))));
    }

    /** In the order of the file, which {@link Properties} does not keep. */
    private static Map<String, String> lines(Reader in) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (lines.putIfAbsent((String) key, (String) value) != null) {
                    throw new IllegalArgumentException("'%s' is there twice".formatted(key));
                }
                return super.put(key, value);
            }
        }.load(in);
        return lines;
    }
}
