package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.Steps;

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
     * Takes over a plan. A route that replaces a whole state takes it over completely or not at all; a route that hands over entry by entry
     * stops at the first failure and has registered exactly what was accepted.
     *
     * @param plan starts from what is registered
     * @return what was taken over
     * @throws PortalRegistryRejectedException with {@link PortalRegistryRejectedException#PLAN_OUTDATED} when
     *     {@link RegistrationPlan#registered()} is no longer what is registered
     * @throws PortalRegistryException if it cannot be taken over
     */
    RegistrationReport publish(RegistrationPlan plan);

    /**
     * Takes over a plan while somebody follows. A route that does not override this method counts as one step.
     *
     * @param plan starts from what is registered
     * @param progress is asked before every step whether to go on
     * @return what was taken over
     * @throws PortalRegistryUnavailableException with {@code PORTAL-116} when {@code progress} ended it
     * @throws PortalRegistryException as {@link #publish(RegistrationPlan)}
     */
    default RegistrationReport publish(RegistrationPlan plan, Progress progress) {
        Steps steps = new Steps(progress, 1);
        RegistrationReport report = publish(plan);
        steps.finish();
        return report;
    }

    /**
     * Whether the portal collects from this route, so that a publication shows after the next collection.
     *
     * @return true unless the route hands over by itself
     */
    default boolean isCollected() {
        return true;
    }
}
