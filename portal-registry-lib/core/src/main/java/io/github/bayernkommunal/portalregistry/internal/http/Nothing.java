package io.github.bayernkommunal.portalregistry.internal.http;

import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.PortalRegistryRejectedException;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells "there is nothing" from "this is not the service": at a wrong base address everything is answered with 404, too. */
public final class Nothing {

    private Nothing() {}

    /**
     * An answer, of which the empty one is believed only where a resource that always exists is found.
     *
     * @param operation what was read, for the message
     * @param answer what came
     * @param alwaysThere asks for a resource that the service never lacks
     */
    public static Optional<Answer> confirmed(
            String operation, Optional<Answer> answer, Supplier<Optional<Answer>> alwaysThere) {
        if (answer.isEmpty() && !exists(alwaysThere)) {
            throw new PortalRegistryProtocolException(
                    "PORTAL-316",
                    "%s: nothing was found, but neither was what every such service has. Check the address (portalregistry.address)"
                            .formatted(operation),
                    null);
        }
        return answer;
    }

    private static boolean exists(Supplier<Optional<Answer>> resource) {
        try {
            return resource.get().isPresent();
        } catch (PortalRegistryRejectedException e) {
            return PortalRegistryRejectedException.NOT_PERMITTED.equals(e.code()); // what is forbidden is there
        }
    }
}
