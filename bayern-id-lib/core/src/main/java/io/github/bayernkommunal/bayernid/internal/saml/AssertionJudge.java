package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.Attribute;
import io.github.bayernkommunal.bayernid.Check;
import io.github.bayernkommunal.bayernid.Citizen;
import io.github.bayernkommunal.bayernid.ResponseNotTrustedException;
import io.github.bayernkommunal.bayernid.TrustLevel;
import io.github.bayernkommunal.bayernid.internal.xml.Dom;
import io.github.bayernkommunal.bayernid.internal.xml.Fingerprints;
import io.github.bayernkommunal.bayernid.internal.xml.Ns;
import io.github.bayernkommunal.bayernid.internal.xml.Refusal;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Judges an assertion whose signature was verified; reads from that element and from nothing else. */
final class AssertionJudge {

    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    private final Element assertion;
    private final Expectation expected;

    private AssertionJudge(Element assertion, Expectation expected) {
        this.assertion = assertion;
        this.expected = expected;
    }

    static Judgement.Authenticated judge(Element assertion, Expectation expected, PublicKey signedBy) {
        return new AssertionJudge(assertion, expected).judge(Fingerprints.of(signedBy));
    }

    private Judgement.Authenticated judge(String signedBy) {
        Envelope.version(Check.ASSERTION_VERSION, assertion);
        Instant made =
                expected.madeRecently(Check.ASSERTION_TIME, "assertion", Dom.attribute(assertion, "IssueInstant"));
        Envelope.issuer(Check.ASSERTION_ISSUER, assertion, expected.issuer());
        subject(made);
        Instant validUntil = conditions(made);
        Element statement = authnStatement();
        Instant authenticatedAt = authenticatedAt(statement);
        Map<String, List<Citizen.Value>> attributes = AttributeReader.read(assertion, expected.profile());
        boolean citizen = expected.profile() == Profile.BAYERNID;
        TrustLevel reached = citizen ? level(statement) : OrganisationLevel.of(attributes);
        TrustLevel stated = citizen ? statedLevel(attributes) : null;
        boolean lower = stated != null && reached.isAtLeast(stated);
        return new Judgement.Authenticated(
                String.valueOf(Dom.attribute(assertion, "ID")),
                validUntil.plus(expected.skew()),
                lower && stated != null ? stated : reached,
                authenticatedAt,
                attributes,
                stated == null || stated == reached ? null : (lower ? reached : stated),
                signedBy);
    }

    /** SAML profiles 4.1.4.3: at least one bearer confirmation must satisfy all rules together. */
    private void subject(Instant made) {
        Element subject = Dom.child(assertion, Ns.SAML, "Subject");
        List<Element> confirmations =
                subject == null ? List.of() : Dom.children(subject, Ns.SAML, "SubjectConfirmation");
        if (confirmations.isEmpty()) {
            throw Refusal.of(Check.SUBJECT, "The assertion has no subject with a confirmation.");
        }
        ResponseNotTrustedException first = null;
        for (Element confirmation : confirmations) {
            try {
                confirmation(confirmation, made);
                return;
            } catch (ResponseNotTrustedException e) {
                first = first == null ? e : first;
            }
        }
        throw java.util.Objects.requireNonNull(first);
    }

    private void confirmation(Element confirmation, Instant made) {
        String method = Dom.attribute(confirmation, "Method");
        Element data = Dom.child(confirmation, Ns.SAML, "SubjectConfirmationData");
        if (!BEARER.equals(method) || data == null) {
            throw Refusal.of(
                    Check.CONFIRMATION_METHOD,
                    "The confirmation %s.",
                    data == null && BEARER.equals(method) ? "has no data" : Refusal.expected(BEARER, method));
        }
        String recipient = Dom.attribute(data, "Recipient");
        if (!expected.answersTo().equals(recipient)) {
            throw Refusal.of(
                    Check.RECIPIENT,
                    "The assertion is meant for another address: %s.",
                    Refusal.expected(expected.answersTo(), recipient));
        }
        String inResponseTo = Dom.attribute(data, "InResponseTo");
        if (!expected.requestId().equals(inResponseTo)) {
            throw Refusal.of(
                    Check.CONFIRMATION_IN_RESPONSE_TO,
                    "The assertion belongs to another login: %s.",
                    Refusal.expected(expected.requestId(), inResponseTo));
        }
        if (Dom.attribute(data, "NotBefore") != null) {
            throw Refusal.of(
                    Check.CONFIRMATION_TIME, "The confirmation has a NotBefore, which a bearer must not have.");
        }
        String end = Dom.attribute(data, "NotOnOrAfter");
        Instant until = SamlTime.read(end);
        if (until == null) {
            throw Refusal.of(
                    Check.CONFIRMATION_TIME, "The end of the confirmation is not a time: %s.", Refusal.quoted(end));
        }
        if (!expected.isBefore(until)) {
            throw Refusal.of(Check.CONFIRMATION_TIME, "The confirmation has ended. %s", expected.difference(until));
        }
        requireSensibleLifetime(made, until);
    }

    private Instant conditions(Instant made) {
        Element conditions = Dom.child(assertion, Ns.SAML, "Conditions");
        String end = conditions == null ? null : Dom.attribute(conditions, "NotOnOrAfter");
        Instant until = SamlTime.read(end);
        if (conditions == null || until == null) {
            throw Refusal.of(Check.CONDITIONS, "The assertion has no conditions with an end: %s.", Refusal.quoted(end));
        }
        // SAML core 2.5.1.1: a condition that is not understood makes the assertion indeterminate.
        if (Dom.child(conditions, Ns.SAML, "Condition") != null
                || Dom.children(conditions, Ns.SAML, "OneTimeUse").size() > 1
                || Dom.children(conditions, Ns.SAML, "ProxyRestriction").size() > 1) {
            throw Refusal.of(Check.CONDITIONS, "The assertion has a condition that is unknown or stands twice.");
        }
        String begin = Dom.attribute(conditions, "NotBefore");
        Instant from = SamlTime.read(begin);
        if (begin != null && from == null) {
            throw Refusal.of(
                    Check.CONDITIONS, "The beginning of the validity is not a time: %s.", Refusal.quoted(begin));
        }
        if (from != null && !expected.isFrom(from)) {
            throw Refusal.of(Check.NOT_YET_VALID, "The assertion is not valid yet. %s", expected.difference(from));
        }
        requireSensibleLifetime(made, until);
        Instant cap = made.plus(Expectation.LONGEST_VALIDITY);
        Instant validUntil = until.isBefore(cap) ? until : cap;
        if (!expected.isBefore(validUntil) || (from != null && !from.isBefore(until))) {
            throw Refusal.of(Check.EXPIRED, "The assertion is no longer valid. %s", expected.difference(validUntil));
        }
        audience(conditions);
        return validUntil;
    }

    private void requireSensibleLifetime(Instant made, Instant until) {
        if (until.isAfter(made.plus(Expectation.LONGEST_CLAIM))) {
            throw Refusal.of(
                    Check.LIFETIME,
                    "The assertion claims to be valid from %s until %s; more than %d minutes are not believed.",
                    made,
                    until,
                    Expectation.LONGEST_CLAIM.toMinutes());
        }
    }

    private void audience(Element conditions) {
        List<Element> restrictions = Dom.children(conditions, Ns.SAML, "AudienceRestriction");
        boolean ours = !restrictions.isEmpty()
                && restrictions.stream()
                        .allMatch(restriction -> Dom.children(restriction, Ns.SAML, "Audience").stream()
                                .anyMatch(audience -> Dom.text(audience).equals(expected.entityId())));
        if (!ours) {
            throw Refusal.of(
                    Check.AUDIENCE,
                    "The assertion is meant for another service provider than %s: %s.",
                    Refusal.quoted(expected.entityId()),
                    Refusal.quoted(restrictions.stream()
                            .flatMap(restriction -> Dom.children(restriction, Ns.SAML, "Audience").stream())
                            .map(Dom::text)
                            .toList()
                            .toString()));
        }
    }

    private Element authnStatement() {
        List<Element> statements = Dom.children(assertion, Ns.SAML, "AuthnStatement");
        if (statements.size() != 1) {
            throw Refusal.of(
                    Check.AUTHN_STATEMENT, "The assertion states %d authentications; expected 1.", statements.size());
        }
        return statements.get(0);
    }

    private Instant authenticatedAt(Element statement) {
        String sessionEnd = Dom.attribute(statement, "SessionNotOnOrAfter");
        Instant end = SamlTime.read(sessionEnd);
        if (sessionEnd != null && (end == null || !expected.isBefore(end))) {
            throw Refusal.of(
                    Check.SESSION_EXPIRED,
                    "The session at the identity provider has ended or its end is not a time: %s.",
                    Refusal.quoted(sessionEnd));
        }
        String text = Dom.attribute(statement, "AuthnInstant");
        Instant authenticated = SamlTime.read(text);
        if (authenticated == null || authenticated.isAfter(expected.now().plus(expected.skew()))) {
            throw Refusal.of(
                    Check.AUTHN_STATEMENT,
                    "The time of the authentication is not a time, or lies in the future: %s.",
                    Refusal.quoted(text));
        }
        if (expected.freshLogin() && authenticated.isBefore(expected.startedAt().minus(expected.skew()))) {
            throw Refusal.of(
                    Check.FRESH_LOGIN,
                    "The person identified themselves before our request, which demanded a fresh login. %s",
                    expected.difference(authenticated));
        }
        return authenticated;
    }

    private static TrustLevel level(Element statement) {
        Element context = Dom.child(statement, Ns.SAML, "AuthnContext");
        Element reference = context == null ? null : Dom.child(context, Ns.SAML, "AuthnContextClassRef");
        String text = reference == null ? null : Dom.text(reference);
        return TrustLevel.ofClassReference(text == null ? "" : text)
                .orElseThrow(() -> Refusal.of(
                        Check.TRUST_LEVEL,
                        "The reached trust level is not one that we know, so it counts as none: %s.",
                        Refusal.quoted(text)));
    }

    private static @Nullable TrustLevel statedLevel(Map<String, List<Citizen.Value>> attributes) {
        List<Citizen.Value> values = attributes.getOrDefault(Attribute.LOGIN_LEVEL.name(), List.of());
        if (values.isEmpty() || values.get(0).text().isBlank()) {
            return null;
        }
        String text = values.get(0).text();
        return TrustLevel.ofClassReference(text)
                .orElseThrow(() -> Refusal.of(
                        Check.TRUST_LEVEL,
                        "The trust level in the attributes is not one that we know, so it counts as none: %s.",
                        Refusal.quoted(text)));
    }
}
