package io.github.bayernkommunal.portalregistry.internal.feed;

import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** What stands in every published message. */
public record FeedSettings(String rootElement, String sender, String agencyId, Clock clock) {

    /** What messages have of these settings: with another form every message has to be written anew. */
    byte[] form() {
        return String.join("\n", rootElement, sender, agencyId, "").getBytes(StandardCharsets.UTF_8);
    }
}
