package io.github.bayernkommunal.portalregistry.testkit;

import java.time.Duration;
import java.util.Optional;

/**
 * One call that the simulator has answered, as it looked from the service's side.
 *
 * @param method the HTTP method
 * @param path the path without query
 * @param status the HTTP status; 0 when the connection was cut without an answer
 * @param receivedBytes size of the request's body
 * @param sentBytes size of the answer's body
 * @param took from the start of the work to the last byte of the answer
 * @param clientCertificate subject of the certificate that the client has shown
 */
public record Served(
        String method,
        String path,
        int status,
        long receivedBytes,
        long sentBytes,
        Duration took,
        Optional<String> clientCertificate) {}
