package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.Check;
import io.github.bayernkommunal.bayernid.internal.xml.Dom;
import io.github.bayernkommunal.bayernid.internal.xml.Ns;
import io.github.bayernkommunal.bayernid.internal.xml.Refusal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The outer fields of an answer: cheap to check, and never enough to believe anything. */
final class Envelope {

    private static final String ENTITY = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";

    private Envelope() {}

    static void check(Element response, Expectation expected) {
        version(Check.RESPONSE_VERSION, response);
        if (Dom.attribute(response, "ID") == null) {
            throw Refusal.of(Check.IDS, "The response has no id.");
        }
        expected.madeRecently(Check.RESPONSE_TIME, "response", Dom.attribute(response, "IssueInstant"));
        issuer(Check.RESPONSE_ISSUER, response, expected.issuer());
        // SAML bindings 3.5.5.2: a signed message names its destination, and it must be where the message arrived. We
        // know
        // where that is from our settings; the request would tell what a client claims.
        String destination = Dom.attribute(response, "Destination");
        if (!expected.answersTo().equals(destination)) {
            throw Refusal.of(
                    Check.DESTINATION,
                    "The answer is addressed to somewhere else: %s. Compare the setting bayernid.answers-to with the"
                            + " registered metadata, letter by letter.",
                    Refusal.expected(expected.answersTo(), destination));
        }
        String inResponseTo = Dom.attribute(response, "InResponseTo");
        if (!expected.requestId().equals(inResponseTo)) {
            throw Refusal.of(
                    Check.IN_RESPONSE_TO,
                    "The answer belongs to another login: %s. Two tabs or the back button can cause it; an answer that nobody"
                            + " asked for is refused always.",
                    Refusal.expected(expected.requestId(), inResponseTo));
        }
        boolean startedInFuture = expected.startedAt().isAfter(expected.now().plus(expected.skew()));
        if (startedInFuture || expected.now().isAfter(expected.startedAt().plus(Expectation.LONGEST_LOGIN))) {
            throw Refusal.of(
                    Check.LOGIN_EXPIRED,
                    "The login was started at %s, now it is %s; a login may take %d minutes. Start again.",
                    expected.startedAt(),
                    expected.now(),
                    Expectation.LONGEST_LOGIN.toMinutes());
        }
    }

    static void version(Check check, Element element) {
        String version = Dom.attribute(element, "Version");
        if (!"2.0".equals(version)) {
            throw Refusal.of(
                    check, "The version of the %s: %s.", element.getLocalName(), Refusal.expected("2.0", version));
        }
    }

    static void issuer(Check check, Element element, String expected) {
        Element issuer = Dom.child(element, Ns.SAML, "Issuer");
        @Nullable String actual = issuer == null ? null : Dom.text(issuer);
        String format = issuer == null ? null : Dom.attribute(issuer, "Format");
        // SAML core 8.3.6: an entity identifier has no qualifiers.
        boolean plain = issuer != null
                && (format == null || format.equals(ENTITY))
                && Dom.attribute(issuer, "NameQualifier") == null
                && Dom.attribute(issuer, "SPNameQualifier") == null
                && Dom.attribute(issuer, "SPProvidedID") == null;
        if (!plain || !Objects.equals(expected, actual)) {
            throw Refusal.of(
                    check,
                    "The %s comes from somebody else: %s. Test and production must not be mixed.",
                    element.getLocalName(),
                    Refusal.expected(expected, actual));
        }
    }
}
