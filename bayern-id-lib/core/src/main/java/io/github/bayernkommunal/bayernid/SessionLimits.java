package io.github.bayernkommunal.bayernid;

import java.time.Duration;

/**
 * How long a session of an online service may last after a login, by the trust level of the login.
 *
 * @param longest from the login to the end, whatever happens in between
 * @param idle without any activity of the person
 * @source TR-03160-1; FAQ of the BundID, 7.5.3, where the operator recommends 30 minutes in general
 */
public record SessionLimits(Duration longest, Duration idle) {

    /**
     * The limits for a login at this level.
     *
     * @param level level that the login reached
     * @return low and below: 12 hours and 60 minutes; substantial: 2 hours and 30 minutes; high: 30 and 5 minutes
     */
    public static SessionLimits of(TrustLevel level) {
        return switch (level) {
            case BASIC, LOW -> new SessionLimits(Duration.ofHours(12), Duration.ofMinutes(60));
            case SUBSTANTIAL -> new SessionLimits(Duration.ofHours(2), Duration.ofMinutes(30));
            case HIGH -> new SessionLimits(Duration.ofMinutes(30), Duration.ofMinutes(5));
        };
    }
}
