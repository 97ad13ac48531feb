package io.github.bayernkommunal.portalregistry.internal.places;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.Municipality;
import io.github.bayernkommunal.portalregistry.Municipality.Kind;
import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.internal.RegionalKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the official directory of municipalities in its own layout: records of fixed width, districts in records 40, municipalities in records
 * 60. Positions count characters.
 *
 * @source Destatis, GV100AD, description of the records
 */
public final class MunicipalityFile {

    private static final long LARGEST = 64L * 1024 * 1024;
    /** Unincorporated areas have a key and no administration: nobody offers services there. */
    private static final Set<String> NOT_MUNICIPAL = Set.of("65", "66");

    private final String file;
    private final Map<String, String> districts = new HashMap<>();
    private final List<String> records = new ArrayList<>();
    private @Nullable LocalDate day;

    private MunicipalityFile(String file) {
        this.file = file;
    }

    /**
     * One edition.
     *
     * @param day of which it tells
     * @param municipalities by key
     */
    public record Edition(LocalDate day, SortedMap<Ars, Municipality> municipalities) {}

    /** Reads a file. */
    public static Edition read(Path path) {
        MunicipalityFile reader = new MunicipalityFile(String.valueOf(path.getFileName()));
        try {
            if (Files.size(path) > LARGEST) {
                throw reader.wrong(0, "it is larger than 64 MiB", null);
            }
            return reader.edition(reader.text(Files.readAllBytes(path)));
        } catch (IOException e) {
            throw reader.wrong(0, "it cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /** New editions are in UTF-8, older ones in ISO 8859-1; those of DOS times hold bytes that are no letters in either. */
    private String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            for (byte one : bytes) {
                if ((one & 0xE0) == 0x80) {
                    throw wrong(0, "it is neither UTF-8 nor ISO 8859-1; convert it first", e);
                }
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private Edition edition(String text) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            line(number, line);
        }
        SortedMap<Ars, Municipality> found = new TreeMap<>();
        for (String record : records) {
            Municipality municipality = municipality(record);
            if (found.put(municipality.ars(), municipality) != null) {
                throw wrong(0, "it has two municipalities with the key " + municipality.ars(), null);
            }
        }
        LocalDate told = day;
        if (told == null || found.isEmpty()) {
            throw wrong(0, "it has no record 60", null);
        }
        return new Edition(told, found);
    }

    private void line(int number, String line) {
        if (line.isBlank()) {
            return;
        }
        String type = field(line, 0, 2);
        if (!type.matches("[1-6]0")) {
            throw wrong(number, "a record begins with its type, 10 to 60", null);
        }
        LocalDate of = day(number, field(line, 2, 10));
        if (day != null && !day.equals(of)) {
            throw wrong(number, "its records tell of different days", null);
        }
        day = of;
        if (type.equals("40")) {
            districts.put(field(line, 10, 15), field(line, 22, 72).strip());
        } else if (type.equals("60") && !NOT_MUNICIPAL.contains(field(line, 122, 124))) {
            if (ars(line).isEmpty() || field(line, 22, 72).isBlank()) {
                throw wrong(
                        number, "a record 60 has twelve digits of key from column 11 and a name from column 23", null);
            }
            records.add(line);
        }
    }

    private Municipality municipality(String record) {
        Ars ars = ars(record).orElseThrow();
        String postcode = field(record, 165, 170);
        return new Municipality(
                ars,
                field(record, 22, 72).strip(),
                new Kind(field(record, 122, 124).strip()),
                districts.getOrDefault(ars.value().substring(0, 5), ""),
                postcode.matches("[0-9]{5}") ? postcode : "");
    }

    /** The file has the association behind the key of eight digits, not in its middle. */
    private static Optional<Ars> ars(String record) {
        String digits = field(record, 10, 15) + field(record, 18, 22) + field(record, 15, 18);
        return digits.length() == 12 ? RegionalKeys.of(digits) : Optional.empty();
    }

    private LocalDate day(int number, String text) {
        try {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException e) {
            throw wrong(number, "a record has its day in columns 3 to 10", e);
        }
    }

    private static String field(String line, int from, int to) {
        return from >= line.length() ? "" : line.substring(from, Math.min(to, line.length()));
    }

    private PortalRegistryProtocolException wrong(int line, String what, @Nullable Exception cause) {
        return new PortalRegistryProtocolException(
                "PORTAL-318",
                "The directory of municipalities %s cannot be used: %s%s. It must have the layout GV100AD of Destatis"
                        .formatted(file, line == 0 ? "" : "line " + line + ": ", what),
                cause);
    }
}
