package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.testkit.Mishap;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortalResourcesTest {

    @RegisterExtension
    static final PortalSimulator simulator = PortalSimulator.create();

    private static final Ars TOWN = Ars.of(PortalSimulator.MUSTERSTADT_ARS);

    private BayernPortal portal;
    private PortalResources resources;

    @BeforeEach
    void open() {
        portal = BayernPortal.at(URI.create(simulator.settings().get("portalregistry.address")))
                .credentials(
                        simulator.settings().get("portalregistry.user"),
                        simulator.settings().get("portalregistry.password"))
                .trust(List.of(simulator.certificate()))
                .build();
        resources = portal.resources();
    }

    @AfterEach
    void close() {
        portal.close();
    }

    @Test
    void everyResourceIsReadAndTyped() {
        List<PortalResources.Office> offices = resources.offices(true);
        String key = offices.get(0).key();
        assertFalse(key.isEmpty());
        assertEquals(key, resources.office(key, TOWN).orElseThrow().key());
        assertFalse(resources.servicesOfOffice(key, TOWN).isEmpty());
        ServiceDescription described = resources.descriptionsOfOffice(key, TOWN).get(0);
        assertFalse(described.authorities().isEmpty());
        resources
                .formsOfOffice(key, TOWN)
                .forEach(forms -> assertFalse(forms.title().isEmpty()));
        resources
                .onlineServicesOfOffice(key, TOWN)
                .forEach(links -> assertFalse(links.serviceId().isEmpty()));
        assertFalse(resources.lifeSituationsOfOffice(key).isEmpty());

        List<Authority> authorities = resources.authorities(true);
        String authority = authorities.get(0).id();
        assertEquals(authority, portal.authority(authority).orElseThrow().id());
        assertTrue(authorities.stream()
                .anyMatch(a -> !resources.servicesOfAuthority(a.id(), false).isEmpty()));
        resources.servicesHandedOver(authority);

        List<ContactPerson> people = resources.contacts(true);
        ContactPerson person = people.get(0);
        assertEquals(person.id(), resources.contact(person.id()).orElseThrow().id());
        assertFalse(resources.contactsOfAuthority(person.authorityId()).isEmpty());
        Building building =
                resources.building(person.authorityId(), person.buildingId()).orElseThrow();
        assertFalse(building.addresses().isEmpty());
        assertFalse(building.hours().regular().isEmpty());
        assertEquals(
                person.id(),
                resources
                        .contactInBuilding(person.authorityId(), person.buildingId(), person.id())
                        .orElseThrow()
                        .id());
        assertFalse(resources.servicesOfContact(person.id(), false).isEmpty());
        assertFalse(person.toString().contains(person.familyName()));

        ServiceSummary service = portal.services(TOWN).get(0);
        assertEquals(
                service.title(),
                resources.service(service.id(), TOWN).orElseThrow().title());
        assertEquals(
                service.title(),
                portal.service(service.id(), TOWN).orElseThrow().title());
        assertEquals(portal.services(TOWN).size(), resources.descriptions(TOWN).size());

        List<LifeSituation> situations = resources.lifeSituations(false);
        assertEquals(
                situations.get(0).title(),
                resources.lifeSituation(situations.get(0).id()).orElseThrow().title());
        Set<String> ids = situations.stream().map(LifeSituation::id).collect(Collectors.toSet());
        assertTrue(situations.stream().anyMatch(situation -> ids.contains(situation.parentId())));

        assertEquals(23, calledResources().size(), () -> calledResources().toString());
    }

    @Test
    void singleObjectsInPlaceOfListsChangeNothing() {
        List<PortalResources.Office> offices = resources.offices(true);
        simulator.singleObjectsForLists(true);
        try {
            PortalResources again = portal.uncached().resources();
            assertEquals(offices, again.offices(true));
            assertEquals(resources.lifeSituations(false), again.lifeSituations(false));
            assertEquals(resources.contacts(true), again.contacts(true));
        } finally {
            simulator.singleObjectsForLists(false);
        }
    }

    @Test
    void listThatNeverEndsIsAnError() {
        simulator.next(Mishap.LOOPING_PAGES);

        var failure = assertThrows(PortalRegistryProtocolException.class, () -> resources.offices(false));

        assertEquals("PORTAL-311", failure.code());
    }

    @Test
    void repeatedMembersAreNotBelieved() {
        simulator.next(Mishap.DUPLICATE_JSON_KEYS);

        var failure = assertThrows(PortalRegistryProtocolException.class, () -> resources.lifeSituations(true));

        assertEquals("PORTAL-301", failure.code());
    }

    @Test
    void unknownThingsAreEmpty() {
        assertTrue(resources.office("gibt/es nicht", TOWN).isEmpty());
        assertTrue(resources.contact("999999").isEmpty());
        assertTrue(resources.building("999999", "1").isEmpty());
        assertTrue(resources.lifeSituation("999999").isEmpty());
        assertTrue(resources.servicesOfAuthority("999999", true).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "x/../y", "0", "1;2"})
    void malformedIdsAreNotAskedFor(String id) {
        for (Supplier<?> call : List.<Supplier<?>>of(
                () -> resources.contact(id),
                () -> resources.building(id, "1"),
                () -> resources.building("1", id),
                () -> resources.lifeSituation(id),
                () -> resources.service(id, TOWN))) {
            assertThrows(IllegalArgumentException.class, call::get);
        }
    }

    private static Set<String> calledResources() {
        Set<String> called = new HashSet<>();
        for (String request : simulator.requests()) {
            String path = request.replaceFirst("^[0-9]+ GET .*/v3/", "").replaceFirst("\\?.*", "");
            called.add(path.replaceAll("/dienststellen/[^/]+|^dienststellen/[^/]+", "dienststellen/{key}")
                    .replaceAll("/[0-9]+", "/{id}"));
        }
        return called;
    }
}
