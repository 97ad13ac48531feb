package io.github.bayernkommunal.portalregistry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a route answered to a publication. It says what was taken over by the route, not what citizens see: see
 * {@link PortalRegistryClient#visibility(ServiceDirectory)}.
 *
 * @param route name of the route
 * @param planHash hash of the plan that was applied
 * @param at when the route had taken it over
 * @param accepted ids of the online services whose change was taken over
 * @param pendingReview ids of the online services that wait for somebody's release or for the next collection
 * @param problems what was not taken over, and why
 * @param visibleBy when the next collection is over, so that citizens should see it; empty if the portal does not collect from the route
 */
public record RegistrationReport(
        String route,
        String planHash,
        Instant at,
        List<String> accepted,
        List<String> pendingReview,
        List<Problem> problems,
        Optional<Instant> visibleBy) {

    /** Copies the collections. {@inheritDoc} */
    public RegistrationReport {
        accepted = List.copyOf(accepted);
        pendingReview = List.copyOf(pendingReview);
        problems = List.copyOf(problems);
    }

    /**
     * A report of a route; when the publication becomes visible is for the client to say.
     *
     * @param route name of the route
     * @param planHash hash of the plan that was applied
     * @param at when the route had taken it over
     * @param accepted ids of the online services whose change was taken over
     * @param pendingReview ids of the online services that wait for somebody's release or for the next collection
     * @param problems what was not taken over, and why
     */
    public RegistrationReport(
            String route,
            String planHash,
            Instant at,
            List<String> accepted,
            List<String> pendingReview,
            List<Problem> problems) {
        this(route, planHash, at, accepted, pendingReview, problems, Optional.empty());
    }

    RegistrationReport visibleBy(Instant moment) {
        return new RegistrationReport(route, planHash, at, accepted, pendingReview, problems, Optional.of(moment));
    }

    /**
     * Whether everything was taken over.
     *
     * @return true if there is no problem
     */
    public boolean isComplete() {
        return problems.isEmpty();
    }

    /** Numbers only. */
    @Override
    public String toString() {
        return "%s: %d accepted, %d waiting, %d problems"
                .formatted(route, accepted.size(), pendingReview.size(), problems.size());
    }
}
