package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.LoginOutcome.Cancelled;
import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import io.github.bayernkommunal.bayernid.LoginOutcome.Reason;
import io.github.bayernkommunal.bayernid.LoginOutcome.Refused;
import io.github.bayernkommunal.bayernid.internal.saml.Judgement;
import io.github.bayernkommunal.bayernid.internal.saml.Status;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns what a trustworthy answer says into what an application can act upon. */
final class Outcomes {

    private static final Set<String> OUR_FAULT = Set.of(
            "InvalidNameIDPolicy",
            "NoAvailableIDP",
            "NoPassive",
            "RequestUnsupported",
            "RequestVersionDeprecated",
            "RequestVersionTooHigh",
            "RequestVersionTooLow",
            "RequestDenied",
            "UnsupportedBinding",
            "UnknownPrincipal",
            "InvalidAttrNameOrValue");

    private Outcomes() {}

    /** Test accounts are open to everybody who develops for the platform. */
    private static final String PRODUCTION = "https://www.elster.de";

    static LoginOutcome ofOrganisation(Judgement.Authenticated login, PendingLogin pending, String issuer) {
        Organisations organisations = new Organisations(login.attributes());
        if (issuer.equals(PRODUCTION) && organisations.isTestAccount()) {
            return new Refused(
                    Reason.CONFIGURATION,
                    "BAYERNID-808",
                    "The account is not marked as a real one, which the production of Mein Unternehmenskonto always does."
                            + " Nobody may act with a test account there.",
                    List.of(),
                    Optional.of(login.level()));
        }
        return of(login, organisations.person(login.level()), Optional.of(organisations.organisation()), pending);
    }

    static LoginOutcome of(Judgement.Authenticated login, PendingLogin pending) {
        return of(login, Citizen.ofValues(login.level(), login.attributes()), Optional.empty(), pending);
    }

    private static LoginOutcome of(
            Judgement.Authenticated login, Citizen citizen, Optional<Organisation> organisation, PendingLogin pending) {
        if (!login.level().isAtLeast(pending.demandedLevel())) {
            return new Refused(
                    Reason.LEVEL_NOT_REACHED,
                    "BAYERNID-804",
                    "The login reached %s, demanded was %s. The identity provider should not have let it through; let the"
                                    .formatted(login.level(), pending.demandedLevel())
                            + " person log in with a stronger means.",
                    List.of(),
                    Optional.of(login.level()));
        }
        List<Attribute> missing = pending.requiredAttributes().stream()
                .filter(attribute -> citizen.value(attribute).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            return new Refused(
                    Reason.ATTRIBUTES_UNAVAILABLE,
                    "BAYERNID-802",
                    "The answer lacks required attributes: %s. The chosen means cannot supply them.".formatted(missing),
                    missing,
                    Optional.of(login.level()));
        }
        boolean otherPerson = pending.sameCitizen().isPresent()
                && !citizen.id().map(PendingLogin::fingerprint).equals(pending.sameCitizen());
        if (otherPerson) {
            return new Refused(
                    Reason.OTHER_PERSON,
                    "BAYERNID-805",
                    "Another person logged in than the one whose level was to be raised. End the old session.",
                    List.of(),
                    Optional.of(login.level()));
        }
        return new LoggedIn(citizen, organisation, login.authenticatedAt());
    }

    // Decided by codes only: the texts of the live system are not specified.
    static LoginOutcome of(Status status, PendingLogin pending) {
        String second = status.second() == null ? "" : status.second();
        // A responder that fails to authenticate has a fault; nobody must be told that they cancelled.
        if (status.top().equals("Requester") && second.equals("AuthnFailed")) {
            return new Cancelled();
        }
        if (second.equals("NoAuthnContext")) {
            return refused(
                    Reason.LEVEL_NOT_REACHED,
                    "BAYERNID-803",
                    "The person could not reach the demanded trust level. Explain which means they need.",
                    status);
        }
        boolean attributes = status.codes().contains("IDP_REQUIRED_ATTRIBUTES_MISSING")
                || (second.equals("RequestDenied")
                        && !pending.requiredAttributes().isEmpty());
        if (attributes) {
            return new Refused(
                    Reason.ATTRIBUTES_UNAVAILABLE,
                    "BAYERNID-801",
                    "The identity provider cannot supply a required attribute (%s). Offer to go on without it."
                            .formatted(status.summary()),
                    named(status),
                    Optional.empty());
        }
        if (OUR_FAULT.contains(second) || status.top().equals("VersionMismatch")) {
            return refused(
                    Reason.CONFIGURATION,
                    "BAYERNID-806",
                    "The identity provider does not accept our request. Compare the registered metadata and the settings.",
                    status);
        }
        return refused(
                Reason.TECHNICAL,
                "BAYERNID-807",
                "The identity provider could not finish the login. The person may try again.",
                status);
    }

    private static List<Attribute> named(Status status) {
        return status.attributes().stream()
                .filter(Attribute::isName)
                .map(Attribute::of)
                .toList();
    }

    private static Refused refused(Reason reason, String code, String text, Status status) {
        return new Refused(reason, code, text + " (" + status.summary() + ")", List.of(), Optional.empty());
    }
}
