package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.bayernportal.ResourceReader;
import java.util.List;
import java.util.Optional;

/**
 * Every resource of the BayernPortal's export web services, version 3, for applications that need more than {@link PortalSource} tells.
 *
 * <p>Answers are stored as those of the {@link BayernPortal} that it comes from. Unknown ids yield empty results. All methods throw
 * {@link PortalRegistryException} when the portal cannot be read, and {@link IllegalArgumentException} for malformed ids.
 *
 * @source baybw-services.bayern.de, restapi, version 3
 */
public final class PortalResources {

    private final ResourceReader reader;

    PortalResources(ResourceReader reader) {
        this.reader = reader;
    }

    /**
     * An office as an administrative unit (Dienststelle).
     *
     * @param key its key (Dienststellenschluessel), opaque
     * @param number its running number; empty if not told
     * @param association the association of municipalities that it belongs to; empty if none
     * @param authority the office itself
     */
    public record Office(String key, String number, String association, Authority authority) {}

    /**
     * An administrative service with links that belong to it: forms or online services.
     *
     * @param serviceId the portal's own id of the service; empty when the links are not grouped
     * @param title name of the service; empty when the links are not grouped
     * @param links the links
     */
    public record ServiceLinks(String serviceId, String title, List<ServiceDescription.Link> links) {

        /** Copies the list. {@inheritDoc} */
        public ServiceLinks {
            links = List.copyOf(links);
        }
    }

    /**
     * All offices that the user may see; pages are read to the end.
     *
     * @param full also with addresses; slower
     * @return the offices
     */
    public List<Office> offices(boolean full) {
        return reader.offices(full);
    }

    /**
     * One office.
     *
     * @param key its key
     * @param place the place for which it is shown
     * @return the office, if it is known
     */
    public Optional<Office> office(String key, Ars place) {
        return reader.office(key, place);
    }

    /**
     * The services of an office.
     *
     * @param key its key
     * @param place the place for which they are shown
     * @return the services
     */
    public List<ServiceSummary> servicesOfOffice(String key, Ars place) {
        return reader.servicesOfOffice(key, place);
    }

    /**
     * The descriptions of the services of an office, with responsibilities and regional additions as the portal merges them.
     *
     * @param key its key
     * @param place the place for which they are shown
     * @return the descriptions
     */
    public List<ServiceDescription> descriptionsOfOffice(String key, Ars place) {
        return reader.descriptionsOfOffice(key, place);
    }

    /**
     * The forms of an office, grouped by service.
     *
     * @param key its key
     * @param place the place for which they are shown
     * @return the forms
     */
    public List<ServiceLinks> formsOfOffice(String key, Ars place) {
        return reader.formsOfOffice(key, place);
    }

    /**
     * The online services of an office, grouped by service.
     *
     * @param key its key
     * @param place the place for which they are shown
     * @return the online services
     */
    public List<ServiceLinks> onlineServicesOfOffice(String key, Ars place) {
        return reader.onlineServicesOfOffice(key, place);
    }

    /**
     * The circumstances of life under which services of an office are grouped.
     *
     * @param key its key
     * @return the circumstances
     */
    public List<LifeSituation> lifeSituationsOfOffice(String key) {
        return reader.lifeSituationsOfOffice(key);
    }

    /**
     * All authorities that the user may see; pages are read to the end.
     *
     * @param full also with addresses; slower
     * @return the authorities
     */
    public List<Authority> authorities(boolean full) {
        return reader.authorities(full);
    }

    /**
     * The services that an authority is responsible for.
     *
     * @param authorityId its id
     * @param directOnly only those assigned to it directly
     * @return the services
     */
    public List<ServiceSummary> servicesOfAuthority(String authorityId, boolean directOnly) {
        return reader.servicesOfAuthority(authorityId, directOnly);
    }

    /**
     * The services that an authority has handed over to another one.
     *
     * @param authorityId its id
     * @return the services
     */
    public List<ServiceSummary> servicesHandedOver(String authorityId) {
        return reader.servicesHandedOver(authorityId);
    }

    /**
     * The contact persons of an authority.
     *
     * @param authorityId its id
     * @return the persons
     */
    public List<ContactPerson> contactsOfAuthority(String authorityId) {
        return reader.contactsOfAuthority(authorityId);
    }

    /**
     * A building of an authority.
     *
     * @param authorityId id of the authority
     * @param buildingId id of the building
     * @return the building, if it is known
     */
    public Optional<Building> building(String authorityId, String buildingId) {
        return reader.building(authorityId, buildingId);
    }

    /**
     * A contact person in a building of an authority.
     *
     * @param authorityId id of the authority
     * @param buildingId id of the building
     * @param contactId id of the person
     * @return the person, if known
     */
    public Optional<ContactPerson> contactInBuilding(String authorityId, String buildingId, String contactId) {
        return reader.contactInBuilding(authorityId, buildingId, contactId);
    }

    /**
     * All contact persons that the user may see.
     *
     * @param full with all details; slower
     * @return the persons
     */
    public List<ContactPerson> contacts(boolean full) {
        return reader.contacts(full);
    }

    /**
     * A contact person.
     *
     * @param contactId id of the person
     * @return the person, if known
     */
    public Optional<ContactPerson> contact(String contactId) {
        return reader.contact(contactId);
    }

    /**
     * The services that a contact person handles.
     *
     * @param contactId id of the person
     * @param directOnly only those assigned directly
     * @return the services
     */
    public List<ServiceSummary> servicesOfContact(String contactId, boolean directOnly) {
        return reader.servicesOfContact(contactId, directOnly);
    }

    /**
     * A service without its description.
     *
     * @param id its id
     * @param place the place for which it is shown
     * @return the service, if it is known
     */
    public Optional<ServiceSummary> service(String id, Ars place) {
        return reader.service(id, place);
    }

    /**
     * The descriptions of all services of a place, without responsibilities. A large answer: read it rarely.
     *
     * @param place the place
     * @return the descriptions
     */
    public List<ServiceDescription> descriptions(Ars place) {
        return reader.descriptions(place);
    }

    /**
     * All circumstances of life.
     *
     * @param withServicesOnly only those that have services
     * @return the circumstances; {@link LifeSituation#parentId()} makes them a tree
     */
    public List<LifeSituation> lifeSituations(boolean withServicesOnly) {
        return reader.lifeSituations(withServicesOnly);
    }

    /**
     * A circumstance of life.
     *
     * @param id its id
     * @return the circumstance, if it is known
     */
    public Optional<LifeSituation> lifeSituation(String id) {
        return reader.lifeSituation(id);
    }
}
