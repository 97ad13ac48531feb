package io.github.bayernkommunal.bayernid;

import static io.github.bayernkommunal.bayernid.Answer.replaced;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A soundly signed part is kept and hidden, and a forged one put where it is read. The attacker can encrypt: everybody has
 * our certificate.
 */
final class WrappingCases {

    private static final Pattern SIGNATURE = Pattern.compile("<ds:Signature .*?</ds:Signature>", Pattern.DOTALL);
    private static final Pattern ENCRYPTED =
            Pattern.compile("<saml:EncryptedAssertion>.*</saml:EncryptedAssertion>", Pattern.DOTALL);

    private WrappingCases() {}

    static Stream<Case> all() {
        List<Case> cases = new ArrayList<>();
        insideTheEncryption(cases);
        beside(cases);
        responses(cases);
        return cases.stream();
    }

    private static void insideTheEncryption(List<Case> cases) {
        UnaryOperator<String> hidden = signed -> signed;
        for (UnaryOperator<String> original : List.of(hidden, WrappingCases::unsigned)) {
            String kind = original == hidden ? "the signed one" : "the signed one without its signature";
            for (boolean sameId : new boolean[] {false, true}) {
                for (boolean withSignature : new boolean[] {false, true}) {
                    UnaryOperator<String> evil = signed -> forged(signed, sameId, withSignature);
                    String who = (withSignature ? "forged with the old signature" : "forged")
                            + (sameId ? " under the old id" : " under a new id") + ", " + kind;
                    place(cases, who + " in the advice", signed -> advice(evil.apply(signed), original.apply(signed)));
                    place(
                            cases,
                            who + " deep in the advice",
                            signed ->
                                    advice(evil.apply(signed), "<x xmlns='urn:x'>" + original.apply(signed) + "</x>"));
                    place(
                            cases,
                            who + " in the subject",
                            signed -> replaced(
                                    evil.apply(signed), "<saml:Subject>", "<saml:Subject>" + original.apply(signed)));
                    place(
                            cases,
                            who + " in an attribute",
                            signed -> replaced(evil.apply(signed), "MALLORY", original.apply(signed)));
                    place(
                            cases,
                            who + " at the end",
                            signed -> replaced(
                                    evil.apply(signed),
                                    "</saml:Assertion>",
                                    original.apply(signed) + "</saml:Assertion>"));
                    place(
                            cases,
                            who + " around it",
                            signed -> replaced(
                                    original.apply(signed),
                                    "</saml:Assertion>",
                                    evil.apply(signed) + "</saml:Assertion>"));
                    if (withSignature) {
                        place(
                                cases,
                                who + " in the signature's object",
                                signed -> replaced(
                                        evil.apply(signed),
                                        "</ds:Signature>",
                                        "<ds:Object>" + original.apply(signed) + "</ds:Object></ds:Signature>"));
                        place(
                                cases,
                                who + " in the key info",
                                signed -> replaced(
                                        evil.apply(signed), "</ds:KeyInfo>", original.apply(signed) + "</ds:KeyInfo>"));
                    }
                }
            }
        }
        add(
                cases,
                Check.DECRYPTED_CONTENT,
                "forged in front of the signed one",
                signed -> forged(signed, false, false) + signed);
        add(
                cases,
                Check.DECRYPTED_CONTENT,
                "forged behind the signed one",
                signed -> signed + forged(signed, false, false));
        add(
                cases,
                Check.DECRYPTED_CONTENT,
                "forged and signed one in a common element",
                signed -> "<x>" + signed + forged(signed, false, false) + "</x>");
        add(cases, Check.ASSERTION_UNSIGNED, "forged alone", signed -> forged(signed, false, false));
        add(
                cases,
                Check.SIGNATURE_REFERENCE,
                "forged under a new id with the old signature",
                signed -> forged(signed, false, true));
        add(
                cases,
                Check.DIGEST,
                "forged under the old id with the old signature",
                signed -> forged(signed, true, true));
        add(
                cases,
                Check.DIGEST,
                "attribute added",
                signed -> replaced(
                        signed,
                        "</saml:AttributeStatement>",
                        Answer.attribute("2.5.4.7", "X", "HOCH") + "</saml:AttributeStatement>"));
        add(
                cases,
                Check.DIGEST,
                "attribute removed",
                signed ->
                        signed.replaceFirst("<saml:Attribute [^>]*Name=\"urn:oid:2.5.4.18\".*?</saml:Attribute>", ""));
        add(cases, Check.DIGEST, "rating raised", signed -> replaced(signed, "\"NORMAL\"", "\"HOCH\""));
        add(
                cases,
                Check.DIGEST,
                "value split over a comment and changed",
                signed -> replaced(signed, "BEISPIEL", "BEI<!-- -->SPIELE"));
        add(
                cases,
                Check.DIGEST,
                "prefix of a type rebound",
                signed -> replaced(signed, "xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"", "xmlns:xsd=\"urn:evil\""));
        add(
                cases,
                Check.STRUCTURE,
                "signature after the subject",
                signed -> replaced(unsigned(signed), "</saml:Subject>", "</saml:Subject>" + signature(signed)));
        add(
                cases,
                Check.STRUCTURE,
                "signature inside the subject",
                signed -> replaced(unsigned(signed), "</saml:Subject>", signature(signed) + "</saml:Subject>"));
        add(
                cases,
                Check.STRUCTURE,
                "signature inside the advice",
                signed -> advice(unsigned(signed), signature(signed)));
        add(
                cases,
                Check.STRUCTURE,
                "signature inside an attribute value",
                signed -> replaced(unsigned(signed), "BEISPIEL", signature(signed)));
    }

    private static void place(List<Case> cases, String name, UnaryOperator<String> wrapping) {
        add(cases, Check.ASSERTION_COUNT, name, wrapping);
    }

    private static void add(List<Case> cases, Check expected, String name, UnaryOperator<String> wrapping) {
        cases.add(Case.of(expected, "wrapped: " + name, answer -> answer.encrypting(wrapping))
                .unsignedOutside());
    }

    private static void beside(List<Case> cases) {
        String forged =
                "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_evil\" Version=\"2.0\""
                        + " IssueInstant=\"2026-03-02T08:17:02Z\"><saml:Issuer>" + Answer.ISSUER
                        + "</saml:Issuer></saml:Assertion>";
        for (String other : List.of(forged, "<saml:EncryptedAssertion/>", "<saml:Assertion ID=\"_e\"/>")) {
            outside(
                    cases,
                    Check.ASSERTION_COUNT,
                    other + " in front",
                    text -> replaced(text, "<saml:EncryptedAssertion><", other + "<saml:EncryptedAssertion><"));
            outside(
                    cases,
                    Check.ASSERTION_COUNT,
                    other + " behind",
                    text -> replaced(text, "</samlp:Response>", other + "</samlp:Response>"));
            outside(cases, Check.STRUCTURE, other + " in the extensions", text -> MessageCases.extension(text, other));
            outside(
                    cases,
                    Check.STRUCTURE,
                    other + " deep in the extensions",
                    text -> MessageCases.extension(text, "<a>" + other + "</a>"));
            outside(
                    cases,
                    Check.STRUCTURE,
                    other + " in the status detail",
                    text -> replaced(
                            text,
                            "</samlp:Status>",
                            "<samlp:StatusDetail>" + other + "</samlp:StatusDetail></samlp:Status>"));
            outside(
                    cases,
                    Check.ASSERTION_COUNT,
                    other + " inside the encrypted one",
                    text -> replaced(text, "</saml:EncryptedAssertion>", other + "</saml:EncryptedAssertion>"));
            outside(
                    cases,
                    Check.ASSERTION_COUNT,
                    other + " inside its key info",
                    text -> replaced(text, "</xenc:EncryptedKey>", "</xenc:EncryptedKey>" + other));
        }
        outside(
                cases,
                Check.ASSERTION_COUNT,
                "the encrypted one twice",
                text -> replaced(text, "</samlp:Response>", group(ENCRYPTED, text) + "</samlp:Response>"));
        outside(
                cases,
                Check.STRUCTURE,
                "the encrypted one moved into the extensions",
                text -> MessageCases.extension(text.replace(group(ENCRYPTED, text), ""), group(ENCRYPTED, text)));
        outside(
                cases,
                Check.STRUCTURE,
                "the encrypted one in front of the status",
                text -> replaced(
                        text.replace(group(ENCRYPTED, text), ""),
                        "<samlp:Status>",
                        group(ENCRYPTED, text) + "<samlp:Status>"));
    }

    private static void responses(List<Case> cases) {
        signedOutside(
                cases,
                Check.SIGNATURE_REFERENCE,
                "new id with the old signature",
                text -> replaced(text, "ID=\"_r1c3\"", "ID=\"_evil\""));
        signedOutside(
                cases,
                Check.ASSERTION_COUNT,
                "the whole old response in the signature's object",
                text -> replaced(
                        replaced(text, "ID=\"_r1c3\"", "ID=\"_evil\""),
                        "</ds:Signature>",
                        "<ds:Object>" + text + "</ds:Object></ds:Signature>"));
        signedOutside(
                cases,
                Check.STRUCTURE,
                "the whole old response in the extensions",
                text -> MessageCases.extension(replaced(text, "ID=\"_r1c3\"", "ID=\"_evil\""), text));
        signedOutside(
                cases,
                Check.STRUCTURE,
                "forged around the old response",
                text -> replaced(
                        replaced(text, "ID=\"_r1c3\"", "ID=\"_evil\""),
                        "</samlp:Response>",
                        text + "</samlp:Response>"));
        signedOutside(cases, Check.STRUCTURE, "the old response in a foreign root", text -> "<x>" + text + "</x>");
        signedOutside(
                cases,
                Check.SIGNATURE_STRUCTURE,
                "signature moved into the encrypted assertion",
                text -> replaced(
                        unsigned(text), "</saml:EncryptedAssertion>", signature(text) + "</saml:EncryptedAssertion>"));
        signedOutside(
                cases,
                Check.STRUCTURE,
                "signature moved into the extensions",
                text -> MessageCases.extension(unsigned(text), signature(text)));
        signedOutside(
                cases,
                Check.STRUCTURE,
                "signature moved into the issuer",
                text -> replaced(unsigned(text), "</saml:Issuer>", signature(text) + "</saml:Issuer>"));
        signedOutside(cases, Check.DIGEST, "extensions added", text -> MessageCases.extension(text, "<a/>"));
        signedOutside(
                cases,
                Check.DIGEST,
                "encrypted assertion of another answer",
                text -> replaced(text, "<xenc:CipherValue>", "<xenc:CipherValue>AAAA"));
    }

    private static void signedOutside(List<Case> cases, Check expected, String name, UnaryOperator<String> change) {
        cases.add(Case.of(expected, "response wrapped: " + name, answer -> answer.tamperingText(change)));
    }

    private static void outside(List<Case> cases, Check expected, String name, UnaryOperator<String> change) {
        cases.add(Case.of(expected, "beside: " + name, answer -> answer.tamperingText(change))
                .unsignedOutside());
    }

    /** The assertion with another name in it. */
    private static String forged(String signed, boolean sameId, boolean withSignature) {
        String evil = replaced(withSignature ? signed : unsigned(signed), "BEISPIEL", "MALLORY");
        return sameId ? evil : replaced(evil, "ID=\"_a9b8\"", "ID=\"_evil\"");
    }

    private static String advice(String assertion, String content) {
        return replaced(
                assertion, "<saml:AuthnStatement ", "<saml:Advice>" + content + "</saml:Advice><saml:AuthnStatement ");
    }

    private static String unsigned(String text) {
        return replaced(text, signature(text), "");
    }

    private static String signature(String text) {
        return group(SIGNATURE, text);
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("not there: " + pattern);
        }
        return matcher.group();
    }
}
