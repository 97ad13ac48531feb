package io.github.bayernkommunal.portalregistry.testkit;

import java.net.URI;

/**
 * The simulated services of the federal portal network (PVOG).
 *
 * @param search base of the search service, ends with {@code /suchdienst/api/}; nobody has to log in
 * @param delivery base of the bulk delivery, ends with {@code /bereitstelldienst/api/}; needs a token
 * @param tokens where tokens are issued: OAuth 2.0 client credentials, 5 minutes by the simulator's clock
 * @param clientId who may fetch tokens
 * @param clientSecret fresh at every start
 * @source docs/protocol.md, "Simulator: what is assumed"
 */
public record PvogAccess(URI search, URI delivery, URI tokens, String clientId, String clientSecret) {}
