package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bayernkommunal.portalregistry.ServiceDescription.Link;
import io.github.bayernkommunal.portalregistry.ServiceDescription.LinkKind;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Provenance;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InheritedServicesTest {

    @ParameterizedTest(name = "own {0}, district {1}, state {2}, federation {3}: {4}")
    @CsvSource({
        "a, '', '', '', CONFLICTING",
        "a, a, '', '', INHERITED_ONLY",
        "a, '', a, '', INHERITED_ONLY",
        "a, '', '', a, INHERITED_ONLY",
        "a b, a, b, '', INHERITED_ONLY",
        "a b, a, '', '', CONFLICTING",
        "'', a, '', '', MISSING",
        "a unser, a, '', '', VISIBLE"
    })
    void whatEveryAreaAboveShowsIsNoConflict(
            String own, String district, String state, String federation, Visibility.State expected) {
        Source source = new Source(Map.of(
                Samples.NOERDLINGEN,
                own,
                Ars.of("09779"),
                district,
                Ars.of("09"),
                state,
                Ars.of("000000000000"),
                federation));
        OnlineService wanted = Samples.parking()
                .address(URI.create("https://dienste.example/unser"))
                .build();
        OnlineService there = OnlineService.builder(wanted.id())
                .leistung(Samples.PARKING)
                .offeredIn(Samples.NOERDLINGEN)
                .title(wanted.title())
                .address(wanted.address())
                .build();

        List<Visibility> found = new VisibilityCheck(source, Instant.EPOCH).of(there);

        assertEquals(List.of(expected), found.stream().map(Visibility::state).toList());
    }

    /** Shows online services by place, each address given by one word. */
    private record Source(Map<Ars, String> shown) implements PortalSource {

        @Override
        public Optional<ServiceDescription> service(String id, Ars place) {
            return Optional.of(new ServiceDescription(
                    id,
                    "Parken",
                    List.of(),
                    place,
                    Instant.EPOCH,
                    Map.of(),
                    List.of(),
                    Arrays.stream(shown.getOrDefault(place, "").split(" "))
                            .filter(word -> !word.isEmpty())
                            .map(word -> new Link(
                                    LinkKind.ONLINE_SERVICE,
                                    "",
                                    "",
                                    URI.create("https://dienste.example/" + word),
                                    Provenance.GENERAL))
                            .toList()));
        }

        @Override
        public Optional<String> idOf(Leistungsschluessel key, Ars place) {
            return Optional.of("1");
        }

        @Override
        public String name() {
            return "words";
        }

        @Override
        public List<ServiceSummary> services(Ars place) {
            return List.of();
        }

        @Override
        public Optional<Authority> authority(String id) {
            return Optional.empty();
        }

        @Override
        public PortalSource uncached() {
            return this;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
