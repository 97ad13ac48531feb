package io.github.bayernkommunal.portalregistry.internal.feed;

import java.time.Clock;

/** What stands in every published message. */
public record FeedSettings(String rootElement, String sender, String agencyId, Clock clock) {}
