package io.github.bayernkommunal.bayernid.jakarta;

import io.github.bayernkommunal.bayernid.Citizen;
import io.github.bayernkommunal.bayernid.CitizenId;
import io.github.bayernkommunal.bayernid.LoginOutcome;
import io.github.bayernkommunal.bayernid.Organisation;
import java.security.Principal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The logged-in person as the container's caller.
 *
 * <p>It lives in the HTTP session and is deliberately not serialisable: a server that writes sessions to disk would write
 * personal data. In a cluster use sticky sessions; a person whose session is lost logs in again.
 */
public final class CitizenPrincipal implements Principal {

    private final Citizen citizen;
    private final Optional<Organisation> organisation;
    private final Instant authenticatedAt;
    private final String name;

    private CitizenPrincipal(LoginOutcome.LoggedIn login, String name) {
        this.citizen = login.citizen();
        this.organisation = login.organisation();
        this.authenticatedAt = login.authenticatedAt();
        this.name = name;
    }

    /**
     * The caller of a successful login; an application needs this in its own tests only.
     *
     * @param login as judged by the library
     * @return the caller
     */
    public static CitizenPrincipal of(LoginOutcome.LoggedIn login) {
        // Whoever acts for an organisation goes by its id; a person without account is another caller at every login.
        String name = login.organisation()
                .flatMap(Organisation::id)
                .or(() -> login.citizen().id().map(CitizenId::value))
                .orElseGet(() -> "without-account-" + UUID.randomUUID());
        return new CitizenPrincipal(login, name);
    }

    /**
     * The verified person.
     *
     * @return never null
     */
    public Citizen citizen() {
        return citizen;
    }

    /**
     * The organisation for which the person acts.
     *
     * @return present only after a login through Mein Unternehmenskonto
     */
    public Optional<Organisation> organisation() {
        return organisation;
    }

    /**
     * When the person identified themselves.
     *
     * @return as stated by the identity provider
     */
    public Instant authenticatedAt() {
        return authenticatedAt;
    }

    /**
     * The service-specific pseudonym of the person (bPK2) or of the organisation, or a random text for a login without
     * account.
     *
     * <p>It stays the pseudonym and no shorter text, because applications key their records by the caller's name. Servers write
     * the name into access logs where the pattern holds {@code %u} or {@code common}; take it out, because it tells one
     * person's requests apart for years.
     *
     * @return never a person's name
     */
    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CitizenPrincipal principal
                && principal.name.equals(name)
                && principal.authenticatedAt.equals(authenticatedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, authenticatedAt);
    }

    /**
     * Only the level.
     *
     * @return no personal data
     */
    @Override
    public String toString() {
        return "CitizenPrincipal[level=" + citizen.trustLevel() + "]";
    }
}
