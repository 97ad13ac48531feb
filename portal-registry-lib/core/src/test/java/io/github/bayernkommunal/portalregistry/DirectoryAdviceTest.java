package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.PortalResources.ServiceLinks;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Link;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryAdviceTest {

    @RegisterExtension
    static final PortalSimulator simulator = PortalSimulator.create();

    @Test
    void goodServiceGetsNoAdvice() {
        assertEquals(List.of(), rules(good()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BEWOHNERPARKEN BEANTRAGEN | T01",
                "Parken auf www.musterstadt.example | T02",
                "Fragen an amt@musterstadt.example | T02",
                "Parkausweis beantragen. | T03",
                "Antrag | T05",
                "Online-Formular | T05"
            })
    void titlesThatDoNotHelpAreTold(String title, String rule) {
        assertEquals(List.of(rule), rules(good().title(title)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Kfz zulassen", "BAföG beantragen", "Antrag auf Wohngeld", "§ 34c GewO; Erlaubnis"})
    void titlesOfRealLifeAreNot(String title) {
        assertEquals(List.of(), rules(good().title(title)));
    }

    @ParameterizedTest
    @CsvSource({"100, 0", "101, 1"})
    void longTitleIsTold(int length, int found) {
        assertEquals(
                found,
                rules(good().title("Ä".repeat(1) + "b".repeat(length - 1))).size());
    }

    @Test
    void sameTitleInTheSameAreaIsTold() {
        OnlineService.Builder other = OnlineService.builder("zweites")
                .leistung(Samples.DOG_TAX)
                .title("BEWOHNERPARKAUSWEIS beantragen")
                .description("Etwas anderes")
                .address(URI.create("https://antrag.musterstadt.example/anders"));

        assertEquals(
                List.of("T06"), rules(good(), other.offeredIn(Samples.MUNICH).offeredIn(Samples.NOERDLINGEN)));
        assertEquals(
                List.of(),
                rules(
                        good(),
                        OnlineService.builder("drittes")
                                .leistung(Samples.DOG_TAX)
                                .title("Bewohnerparkausweis beantragen")
                                .description("Etwas anderes")
                                .address(URI.create("https://antrag.musterstadt.example/anders"))
                                .offeredIn(Samples.NOERDLINGEN)));
    }

    @Test
    void descriptionsThatDoNotHelpAreTold() {
        assertEquals(List.of("D01"), rules(good().description("")));
        assertEquals(List.of("D02"), rules(good().description("<p>Bewohnerparkausweis beantragen</p>")));
        assertEquals(List.of("D03"), rules(good().description("Mehr <a href=\"https://a.example/\">hier</a>")));
        assertEquals(List.of("D04"), rules(good().title(Locale.ENGLISH, "Apply for a permit")));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/formular.PDF, A01",
        "https://a.example/x/antrag.docx?v=1, A01",
        "https://a.example, A03",
        "https://a.example/, A03"
    })
    void addressesThatDoNotLeadToAProcedureAreTold(URI address, String rule) {
        assertEquals(List.of(rule), rules(good().address(address)));
    }

    @Test
    void sameAddressIsTold() {
        OnlineService.Builder other =
                Samples.dogTax().description("Hund").address(URI.create("https://antrag.musterstadt.example/parken"));

        List<Problem> found = DirectoryAdvice.of(ServiceDirectory.of(good().build(), other.build()));

        assertEquals("A02", found.get(0).rule());
        assertEquals("hundesteuer", found.get(0).entry());
        assertTrue(found.get(0).text().contains("'bewohnerparken'"), found.toString());
    }

    @Test
    void procedureCountsOnceHoweverOftenItIsLinked() {
        OnlineService both =
                good().leistung(Samples.DOG_TAX).offeredIn(Samples.NOERDLINGEN).build();
        OnlineService sameAddress = Samples.dogTax().address(both.address()).build();
        OnlineService file = Samples.dogTax("formular")
                .address(URI.create("https://a.example/formular.pdf"))
                .build();
        OnlineService ofTheState =
                Samples.dogTax("land").offeredIn(Ars.of("09")).build();
        ServiceDirectory directory = ServiceDirectory.of(both, sameAddress, file, onlyIn(ofTheState, Ars.of("09")));

        LabelCount count = LabelCount.of(directory, Samples.MUNICH);

        assertEquals(1, count.procedures());
        assertEquals(49, count.missing());
        assertEquals(List.of("formular", "hundesteuer"), count.notCounted());
        assertEquals(1, LabelCount.of(directory, Samples.NOERDLINGEN).procedures());
        assertEquals(
                2, LabelCount.of(directory, Samples.MUNICH, service -> true).procedures());
    }

    @ParameterizedTest
    @CsvSource({"49, 1", "50, 0", "51, 0"})
    void fiftyProceduresMakeTheLabel(int procedures, int missing) {
        ServiceDirectory directory = ServiceDirectory.of(Samples.services(procedures, Samples.MUNICH));

        assertEquals(missing, LabelCount.of(directory, Samples.MUNICH).missing());
    }

    @Test
    void whatThePortalShowsIsCountedTheSameWay() {
        Ars town = Ars.of(PortalSimulator.MUSTERSTADT_ARS);
        List<ServiceLinks> shown = new ArrayList<>();
        try (BayernPortal portal = BayernPortal.at(
                        URI.create(simulator.settings().get("portalregistry.address")))
                .credentials(
                        simulator.settings().get("portalregistry.user"),
                        simulator.settings().get("portalregistry.password"))
                .trust(List.of(simulator.certificate()))
                .build()) {
            PortalResources resources = portal.resources();
            resources.offices(false).stream()
                    .limit(1)
                    .forEach(office -> shown.addAll(resources.onlineServicesOfOffice(office.key(), town)));
        }
        long addresses = shown.stream()
                .flatMap(service -> service.links().stream())
                .map(Link::address)
                .distinct()
                .count();

        LabelCount count = LabelCount.shown(town, shown);

        assertEquals(addresses, count.procedures() + count.notCounted().size());
    }

    private static OnlineService onlyIn(OnlineService service, Ars area) {
        return OnlineService.builder(service.id())
                .leistung(Samples.DOG_TAX)
                .offeredIn(area)
                .title(service.title())
                .address(URI.create("https://a.example/land"))
                .build();
    }

    private static OnlineService.Builder good() {
        return OnlineService.builder("bewohnerparken")
                .leistung(Samples.PARKING)
                .offeredIn(Samples.MUNICH)
                .title("Bewohnerparkausweis beantragen")
                .description("<p>Für Bewohnerinnen und Bewohner.</p>")
                .address(URI.create("https://antrag.musterstadt.example/parken"));
    }

    private static List<String> rules(OnlineService.Builder... services) {
        List<OnlineService> built = new ArrayList<>();
        for (OnlineService.Builder service : services) {
            built.add(service.build());
        }
        return DirectoryAdvice.of(ServiceDirectory.of(built)).stream()
                .map(Problem::rule)
                .toList();
    }
}
