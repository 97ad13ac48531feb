package io.github.bayernkommunal.portalregistry.internal.bayernportal;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.Authority;
import io.github.bayernkommunal.portalregistry.BayernPortal.Additions;
import io.github.bayernkommunal.portalregistry.Building;
import io.github.bayernkommunal.portalregistry.ContactPerson;
import io.github.bayernkommunal.portalregistry.LifeSituation;
import io.github.bayernkommunal.portalregistry.PortalResources.Office;
import io.github.bayernkommunal.portalregistry.PortalResources.ServiceLinks;
import io.github.bayernkommunal.portalregistry.ServiceDescription;
import io.github.bayernkommunal.portalregistry.ServiceDescription.LinkKind;
import io.github.bayernkommunal.portalregistry.ServiceSummary;
import io.github.bayernkommunal.portalregistry.internal.http.Answer;
import io.github.bayernkommunal.portalregistry.internal.http.Pages;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks for every resource of the interface. */
public final class ResourceReader {

    private static final int SIZE = 100;

    /** How a resource is read. */
    @FunctionalInterface
    interface Getter {

        /** The answer, or empty when there is none. */
        Optional<Answer> get(String operation, String path);
    }

    private final Getter getter;

    ResourceReader(Getter getter) {
        this.getter = getter;
    }

    /** Resource 1. */
    public List<Office> offices(boolean full) {
        return paged("dienststellen", "dienststelle", full, node -> node.text("dienststellenschluessel", "id")).stream()
                .map(PeopleMapper::office)
                .toList();
    }

    /** Resource 2. */
    public Optional<Office> office(String key, Ars place) {
        return get(
                        "dienststellen/{key}",
                        "dienststellen/" + segment(key) + Query.of().place(place))
                .flatMap(
                        answer -> answer.content().list("dienststelle").stream().findFirst())
                .map(PeopleMapper::office);
    }

    /** Resource 3. */
    public List<ServiceSummary> servicesOfOffice(String key, Ars place) {
        return services(
                "dienststellen/{key}/leistungen",
                "dienststellen/" + segment(key) + "/leistungen" + Query.of().place(place));
    }

    /** Resource 4. */
    public List<ServiceDescription> descriptionsOfOffice(String key, Ars place) {
        Query query =
                Query.of().place(place).add("mitRegionalenErgaenzungen", "true").add("mitZustaendigkeiten", "true");
        return descriptions(
                "dienststellen/{key}/leistungsbeschreibungen",
                "dienststellen/" + segment(key) + "/leistungsbeschreibungen" + query,
                place);
    }

    /** Resource 5. */
    public List<ServiceLinks> formsOfOffice(String key, Ars place) {
        String path = "dienststellen/" + segment(key) + "/formulare"
                + Query.of().place(place).add("gruppiertNachLeistungen", "true");
        return list("dienststellen/{key}/formulare", path, "leistungMitFormularen").stream()
                .map(node -> PeopleMapper.links(node, "formulare", LinkKind.FORM))
                .toList();
    }

    /** Resource 6. */
    public List<ServiceLinks> onlineServicesOfOffice(String key, Ars place) {
        String path = "dienststellen/" + segment(key) + "/onlineverfahren"
                + Query.of().place(place).add("gruppiertNachLeistungen", "true");
        return list("dienststellen/{key}/onlineverfahren", path, "leistungMitOnlineverfahren").stream()
                .map(node -> PeopleMapper.links(node, "onlineverfahren", LinkKind.ONLINE_SERVICE))
                .toList();
    }

    /** Resource 7. */
    public List<LifeSituation> lifeSituationsOfOffice(String key) {
        return situations("dienststellen/{key}/lebenslagen", "dienststellen/" + segment(key) + "/lebenslagen");
    }

    /** Resource 8. */
    public List<Authority> authorities(boolean full) {
        return paged("behoerden", "behoerde", full, node -> node.text("id")).stream()
                .map(node -> AuthorityMapper.authority(node, node.all("behoerdenGebaeudeZuordnungen", "gebaeude")))
                .toList();
    }

    /** Resource 10. */
    public List<ServiceSummary> servicesOfAuthority(String id, boolean directOnly) {
        return services("behoerden/{id}/leistungen", "behoerden/" + number(id) + "/leistungen" + direct(directOnly));
    }

    /** Resource 11. */
    public List<ServiceSummary> servicesHandedOver(String id) {
        return services("behoerden/{id}/abgegebene-leistungen", "behoerden/" + number(id) + "/abgegebene-leistungen");
    }

    /** Resource 12. */
    public List<ContactPerson> contactsOfAuthority(String id) {
        return get("behoerden/{id}/ansprechpartner", "behoerden/" + number(id) + "/ansprechpartner")
                .map(answer -> answer.content().unwrap("ansprechpartner").list("ap").stream()
                        .map(PeopleMapper::contact)
                        .toList())
                .orElse(List.of());
    }

    /** Resource 13. */
    public Optional<Building> building(String id, String building) {
        return get("behoerden/{id}/gebaeude/{id}", "behoerden/" + number(id) + "/gebaeude/" + number(building))
                .map(answer -> PeopleMapper.building(
                        answer.content().unwrap("behoerdenGebaeude").unwrap("BehoerdenGebaeude")));
    }

    /** Resource 14. */
    public Optional<ContactPerson> contactInBuilding(String id, String building, String contact) {
        String path =
                "behoerden/" + number(id) + "/gebaeude/" + number(building) + "/ansprechpartner/" + number(contact);
        return get("behoerden/{id}/gebaeude/{id}/ansprechpartner/{id}", path)
                .map(answer -> answer.content().unwrap("ansprechpartner").unwrap("ap"))
                .map(PeopleMapper::contact);
    }

    /** Resource 15. */
    public List<ContactPerson> contacts(boolean full) {
        return list("ansprechpartner", "ansprechpartner?full=" + full, "ap").stream()
                .map(PeopleMapper::contact)
                .toList();
    }

    /** Resource 16. */
    public Optional<ContactPerson> contact(String id) {
        return list("ansprechpartner/{id}", "ansprechpartner/" + number(id), "ap").stream()
                .findFirst()
                .map(PeopleMapper::contact);
    }

    /** Resource 17. */
    public List<ServiceSummary> servicesOfContact(String id, boolean directOnly) {
        return services(
                "ansprechpartner/{id}/leistungen",
                "ansprechpartner/" + number(id) + "/leistungen" + direct(directOnly));
    }

    /** Resource 19. */
    public Optional<ServiceSummary> service(String id, Ars place) {
        return get("leistungen/{id}", "leistungen/" + number(id) + Query.of().place(place))
                .map(answer -> DescriptionMapper.summary(answer.content().unwrap("leistung")));
    }

    /** Resource 20. */
    public List<ServiceDescription> descriptions(Ars place) {
        return descriptions(
                "leistungsbeschreibungen",
                "leistungsbeschreibungen" + Query.of().place(place).add("mitRegionalenErgaenzungen", "true"),
                place);
    }

    /** Resource 22. */
    public List<LifeSituation> lifeSituations(boolean withServicesOnly) {
        return situations("lebenslagen", "lebenslagen?leistungenZugeordnet=" + withServicesOnly);
    }

    /** Resource 23. */
    public Optional<LifeSituation> lifeSituation(String id) {
        return get("lebenslagen/{id}", "lebenslagen/" + number(id))
                .map(answer -> PeopleMapper.situation(answer.content().unwrap("lebenslage")));
    }

    private List<ServiceSummary> services(String operation, String path) {
        return list(operation, path, "leistung").stream()
                .map(DescriptionMapper::summary)
                .toList();
    }

    private List<ServiceDescription> descriptions(String operation, String path, Ars place) {
        return get(operation, path)
                .map(answer -> answer.content().list("leistungsbeschreibung").stream()
                        .map(node -> DescriptionMapper.description(
                                node.text("id"), node, List.of(), Additions.OVERRIDE, place, answer.readAt()))
                        .toList())
                .orElse(List.of());
    }

    private List<LifeSituation> situations(String operation, String path) {
        return list(operation, path, "lebenslage").stream()
                .map(PeopleMapper::situation)
                .toList();
    }

    private List<Node> paged(String resource, String entry, boolean full, Function<Node, String> key) {
        return Pages.all(
                "bayernportal " + resource,
                SIZE,
                page -> list(resource, resource + "?full=" + full + "&page=" + page + "&size=" + SIZE, entry),
                key);
    }

    private List<Node> list(String operation, String path, String entry) {
        return get(operation, path).map(answer -> answer.content().list(entry)).orElse(List.of());
    }

    private Optional<Answer> get(String operation, String path) {
        return getter.get("bayernportal " + operation, path);
    }

    private static String direct(boolean directOnly) {
        return "?nurDirekteLeistungszuordnungen=" + directOnly;
    }

    private static String number(String id) {
        if (!PortalReader.isId(id)) {
            throw new IllegalArgumentException("An id of the portal is a positive number of at most 18 digits");
        }
        return id;
    }

    /** The key of an office is opaque; it may hold signs that mean something in an address. */
    private static String segment(String key) {
        if (key.isBlank() || key.length() > 200 || key.matches("\\.{1,2}")) {
            throw new IllegalArgumentException("The key of an office has 1 to 200 characters");
        }
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
