package io.github.bayernkommunal.portalregistry;

import java.util.List;
import java.util.Optional;

/**
 * A place from which administrative services, offices and online services are read.
 *
 * <p>Implementations are thread-safe. Every call may be repeated.
 */
public interface PortalSource extends AutoCloseable {

    /**
     * Name for reports and logs.
     *
     * @return a short name such as {@code bayernportal}
     */
    String name();

    /**
     * All administrative services of a place.
     *
     * @param place a municipality or an area above it
     * @return the services in the order of the source
     * @throws PortalRegistryException if the source cannot be read
     */
    List<ServiceSummary> services(Ars place);

    /**
     * The description of an administrative service as it holds at a place, with responsible offices and online services.
     *
     * @param id the source's own id, from a {@link ServiceSummary}
     * @param place a municipality or an area above it
     * @return the description, or empty when the source has none
     * @throws PortalRegistryException if the source cannot be read
     */
    Optional<ServiceDescription> service(String id, Ars place);

    /**
     * The source's own id of an administrative service.
     *
     * @param key the catalogue key
     * @param place a municipality or an area above it
     * @return the id, or empty when the source does not know the key
     * @throws PortalRegistryException if the source cannot be read
     */
    Optional<String> idOf(Leistungsschluessel key, Ars place);

    /**
     * An office with its addresses and contacts.
     *
     * @param id the source's own id, from a {@link ServiceDescription}
     * @return the office, or empty when the source has none
     * @throws PortalRegistryException if the source cannot be read
     */
    Optional<Authority> authority(String id);

    /**
     * The same source without stored answers, to see what the portal shows at this moment.
     *
     * @return a source that asks every time
     */
    PortalSource uncached();

    /** Releases threads and connections. */
    @Override
    void close();
}
