package io.github.bayernkommunal.bayernid;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a login ended, when everything about the answer was in order.
 *
 * <p>A forged or damaged answer is not an outcome; it throws {@link ResponseNotTrustedException}.
 */
public sealed interface LoginOutcome {

    /**
     * Somebody logged in, at the demanded trust level or above.
     *
     * @param citizen the person; for an organisation the acting person
     * @param organisation the organisation, when the login came through Mein Unternehmenskonto
     * @param authenticatedAt when the person identified themselves at the identity provider
     */
    record LoggedIn(Citizen citizen, Optional<Organisation> organisation, Instant authenticatedAt)
            implements LoginOutcome {
        @Override
        public String toString() {
            return "LoggedIn[level=" + citizen.trustLevel() + ", organisation=" + organisation.isPresent() + "]";
        }
    }

    /** The person decided not to log in. Nothing is wrong; lead them back. */
    record Cancelled() implements LoginOutcome {}

    /**
     * The identity provider, or we, declined; nobody is logged in.
     *
     * @param reason what an application can act upon
     * @param code stable code such as {@code BAYERNID-802}; explained in docs/errors.md
     * @param explanation what happened and what to do, for the log; no personal data, not for citizens
     * @param unavailable attributes that were required and cannot be had; empty for every other reason
     * @param reached level that was reached, when the reason is {@link Reason#LEVEL_NOT_REACHED} and it is known
     */
    record Refused(
            Reason reason, String code, String explanation, List<Attribute> unavailable, Optional<TrustLevel> reached)
            implements LoginOutcome {
        /**
         * Keeps its own copy of the list.
         *
         * @param reason what an application can act upon
         * @param code stable code
         * @param explanation what happened and what to do
         * @param unavailable attributes that cannot be had
         * @param reached level that was reached
         */
        public Refused {
            unavailable = List.copyOf(unavailable);
        }
    }

    /** Why a login was refused. */
    enum Reason {
        /** A required attribute cannot be had with the chosen means; offer to go on without it. */
        ATTRIBUTES_UNAVAILABLE,
        /** The person cannot or did not reach the demanded level; explain which means they need. */
        LEVEL_NOT_REACHED,
        /** Another person than before (step-up) logged in; end the old session or ask again. */
        OTHER_PERSON,
        /** The identity provider does not accept our request; an operator must look. */
        CONFIGURATION,
        /** Anything else at the identity provider; the person may try again. */
        TECHNICAL
    }
}
