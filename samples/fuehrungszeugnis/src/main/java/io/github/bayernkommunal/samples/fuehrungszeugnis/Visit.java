package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.bayernid.Citizen;
import io.github.bayernkommunal.bayernid.CitizenId;
import io.github.bayernkommunal.bayernid.jakarta.CitizenPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/** Who is here, and what they have typed so far. Cases belong to the person, not to the visit. */
final class Visit {

    private static final String DRAFT = "draft";
    private static final String ANOTHER = "another";

    private final HttpSession session;
    private final Citizen citizen;

    private Visit(HttpSession session, Citizen citizen) {
        this.session = session;
        this.citizen = citizen;
    }

    /** The visit of the citizen who is logged in; the container lets nobody else reach the pages that ask for it. */
    static Visit of(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof CitizenPrincipal principal) {
            return new Visit(request.getSession(), principal.citizen());
        }
        throw new IllegalStateException("A page for logged-in citizens was reached without a login");
    }

    Applicant applicant() {
        return Applicant.of(citizen);
    }

    /** Under which the same person is known again; empty for a login without an account. */
    Optional<CitizenId> citizenId() {
        return citizen.id();
    }

    boolean hasTyped() {
        return session.getAttribute(DRAFT) != null;
    }

    Draft draft() {
        return session.getAttribute(DRAFT) instanceof Draft draft ? draft : Draft.EMPTY;
    }

    void keep(Draft draft) {
        session.setAttribute(DRAFT, draft);
    }

    /** Leaves a paid case behind, because the citizen wants to apply once more. */
    void startAnother() {
        session.removeAttribute(DRAFT);
        session.setAttribute(ANOTHER, true);
    }

    /** Comes back to the citizen's case, whatever has been typed since. */
    void goOnWith(CertificateCase item) {
        keep(item.getDraft());
        session.removeAttribute(ANOTHER);
    }

    /** Whether the state of this case must be seen before anything new: money may be under way, or was paid. */
    boolean mustSee(CertificateCase item) {
        return switch (item.getPayment()) {
            case NOT_STARTED, NOT_PAID -> false;
            case PAID -> session.getAttribute(ANOTHER) == null;
            case OPEN, UNANSWERED, UNCLEAR -> true;
        };
    }
}
