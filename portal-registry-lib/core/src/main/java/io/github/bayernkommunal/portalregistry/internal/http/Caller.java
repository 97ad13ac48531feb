package io.github.bayernkommunal.portalregistry.internal.http;

import java.util.Optional;

/** Reads resources of one service, whatever words it wants to be asked in. */
public interface Caller extends AutoCloseable {

    /**
     * Reads a resource.
     *
     * @param operation what is read, without ids, for messages and metrics
     * @param path path and query below the base address
     * @return the answer, or empty when the service does not have the resource
     */
    Optional<Answer> get(String operation, String path);

    /** Ends the threads. */
    @Override
    void close();
}
