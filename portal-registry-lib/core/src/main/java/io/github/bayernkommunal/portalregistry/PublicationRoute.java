package io.github.bayernkommunal.portalregistry;

/**
 * A road by which online services reach the portal.
 *
 * <p>For implementers: a route owns one protocol and nothing else. The client has compared, guarded against withdrawal by mistake
 * and measured; the route only tells what it has and takes over what it is given. Implementations are thread-safe.
 */
public interface PublicationRoute {

    /**
     * Name for reports and logs.
     *
     * @return a short name such as {@code service-feed}
     */
    String name();

    /**
     * What this route has registered now.
     *
     * @return the complete state
     * @throws PortalRegistryException if the state cannot be read
     */
    ServiceDirectory registered();

    /**
     * Takes over a plan completely or not at all.
     *
     * @param plan starts from what is registered
     * @return what was taken over
     * @throws PortalRegistryRejectedException with {@link PortalRegistryRejectedException#PLAN_OUTDATED} when
     *     {@link RegistrationPlan#registered()} is no longer what is registered
     * @throws PortalRegistryException if it cannot be taken over
     */
    RegistrationReport publish(RegistrationPlan plan);
}
