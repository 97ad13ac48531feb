package io.github.bayernkommunal.samples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.samples.benchmarks.Contestant.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each workload once, in this process; whether it is fast is asked by {@code mvn -Pbench} only. */
class EveryRowYieldsANumberTest {

    @TempDir
    static Path folder;

    static Fixtures fixtures;

    @BeforeAll
    static void prepare() throws IOException {
        fixtures = Fixtures.make(folder);
    }

    @AfterAll
    static void end() throws IOException {
        fixtures.close();
    }

    /** Every workload of ours and every limit, once; foreign peers are not built here. */
    static Stream<Contestant> workloads() {
        Set<List<String>> seen = new HashSet<>();
        return Rows.all().stream()
                .flatMap(row -> row.contestants().stream())
                .filter(one -> one.peer().isEmpty())
                .map(one -> one.with(List.of()).with(1))
                .filter(one -> seen.add(List.of(one.workload(), one.variant())));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void worksOnce(Contestant contestant) throws Exception {
        try (Meter meter = new Meter(contestant.workload(), fixtures.folder(), small(contestant.variant()))) {
            Window seen = meter.run(0, 1);

            assertTrue(seen.operations() == 1 && seen.nanos() > 0 && seen.bytes() > 0);
        }
    }

    /** A hundred objects instead of a million, ten municipalities instead of two thousand, a small file. */
    private static String small(String variant) {
        return variant.endsWith(" whole")
                ? "1 whole"
                : variant.matches("[0-9]+") ? "100" : variant.matches("[0-9]+x[0-9]+") ? "10x100" : variant;
    }

    @Test
    void hasOursAndALimitInEveryRow() {
        for (Row row : Rows.all()) {
            List<Role> roles = row.contestants().stream().map(Contestant::role).toList();

            assertTrue(roles.indexOf(Role.LIMIT) == 0 && roles.contains(Role.OURS), row.title());
        }
    }
}
