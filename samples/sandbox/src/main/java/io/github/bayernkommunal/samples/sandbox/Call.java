package io.github.bayernkommunal.samples.sandbox;

import java.time.Duration;

/**
 * One call that a service of the sandbox has answered, as the service saw it.
 *
 * @param from who called
 * @param to who answered
 * @param protocol the protocol spoken on top of HTTPS
 * @param operation what was asked for
 * @param status the HTTP status of the answer
 * @param bytes size of request and answer bodies together
 * @param took from the first byte of the request to the last of the answer
 * @param proven what the service has checked before it answered like this
 */
public record Call(
        String from,
        String to,
        String protocol,
        String operation,
        int status,
        long bytes,
        Duration took,
        String proven) {}
