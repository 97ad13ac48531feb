package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * People for tests: the application knows a person again, so every test brings new ones. All have the data of the first
 * person of the catalogue.
 */
final class Guests {

    static final List<TestCitizen> ALL =
            IntStream.range(0, 150).mapToObj(Guests::guest).toList();

    private static final AtomicInteger TAKEN = new AtomicInteger();

    private Guests() {}

    /** Somebody whom no other test has met. */
    static TestCitizen next() {
        return ALL.get(TAKEN.getAndIncrement());
    }

    private static TestCitizen guest(int number) {
        return TestCitizen.named("gast-" + number)
                .name("Anna Lena", "Beispiel")
                .born("1979-11-30")
                .address("Lindenstraße 7", "99901", "Musterstadt")
                .means(TestCitizen.Means.EID)
                .build();
    }
}
