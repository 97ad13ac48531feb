package io.github.bayernkommunal.bayernid;

import static io.github.bayernkommunal.bayernid.Answer.attribute;
import static io.github.bayernkommunal.bayernid.Answer.replaced;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Soundly signed assertions that do not say what a login needs. */
final class AssertionCases {

    private static final String CONFIRMATION =
            "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">";
    private static final String AUDIENCES =
            "<saml:AudienceRestriction><saml:Audience>" + Answer.ENTITY + "</saml:Audience></saml:AudienceRestriction>";

    private AssertionCases() {}

    static Stream<Case> all() {
        List<Case> cases = new ArrayList<>();
        subjects(cases);
        conditions(cases);
        audiences(cases);
        authentications(cases);
        levels(cases);
        attributes(cases);
        return cases.stream();
    }

    private static void subjects(List<Case> cases) {
        cut(cases, Check.SUBJECT, "no subject", "<saml:Subject>", "</saml:Subject>");
        cut(cases, Check.SUBJECT, "no confirmation", CONFIRMATION, "</saml:SubjectConfirmation>");
        cut(cases, Check.CONFIRMATION_METHOD, "no confirmation data", "<saml:SubjectConfirmationData ", "/>");
        for (String method : List.of(
                "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key",
                "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches",
                "urn:oasis:names:tc:SAML:1.0:cm:bearer",
                "urn:oasis:names:tc:SAML:2.0:cm:Bearer",
                "bearer",
                "")) {
            cases.add(Case.of(
                    Check.CONFIRMATION_METHOD,
                    "confirmation by '" + method + "'",
                    answer -> answer.assertion("\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"", "\"" + method + "\"")));
        }
        cases.add(Case.of(
                Check.CONFIRMATION_METHOD,
                "confirmation without method",
                answer -> answer.assertion(" Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"", "")));
        cases.add(Case.of(
                Check.RECIPIENT,
                "two confirmations, each wrong in another way",
                answer -> answer.assertionText(text -> {
                    String confirmation = between(text, CONFIRMATION, "</saml:SubjectConfirmation>");
                    String one = replaced(confirmation, Answer.ADDRESS, "https://evil.example/");
                    String other = replaced(confirmation, "InResponseTo=\"_7", "InResponseTo=\"_8");
                    return replaced(text, confirmation, one + other);
                })));
    }

    private static void conditions(List<Case> cases) {
        cut(cases, Check.CONDITIONS, "no conditions", "<saml:Conditions ", "</saml:Conditions>");
        for (String condition : List.of(
                "<saml:Condition/>",
                "<saml:Condition><x xmlns=\"urn:x\"/></saml:Condition>",
                "<saml:OneTimeUse/><saml:OneTimeUse/>",
                "<saml:ProxyRestriction/><saml:ProxyRestriction/>")) {
            cases.add(Case.of(
                    Check.CONDITIONS,
                    "condition " + condition,
                    answer -> answer.assertion("</saml:Conditions>", condition + "</saml:Conditions>")));
        }
        cases.add(Case.of(
                Check.STRUCTURE,
                "condition of another namespace",
                answer ->
                        answer.assertion("</saml:Conditions>", "<x:Condition xmlns:x=\"urn:x\"/></saml:Conditions>")));
    }

    private static void audiences(List<Case> cases) {
        for (String audience : List.of(
                "",
                " ",
                Answer.ENTITY + "/",
                Answer.ENTITY + " ",
                " " + Answer.ENTITY,
                Answer.ENTITY.toUpperCase(java.util.Locale.ROOT),
                Answer.ENTITY.replace("https", "http"),
                Answer.ENTITY.replace("example/sp", "example:443/sp"),
                Answer.ENTITY + ".evil.example",
                "https://evil.example/",
                Answer.ADDRESS,
                "*",
                "antrag.musterstadt.example")) {
            cases.add(Case.of(
                    Check.AUDIENCE,
                    "audience '" + audience + "'",
                    answer -> answer.assertion(
                            "<saml:Audience>" + Answer.ENTITY + "<", "<saml:Audience>" + audience + "<")));
        }
        cases.add(Case.of(Check.AUDIENCE, "no restriction", answer -> answer.assertion(AUDIENCES, "")));
        cases.add(Case.of(
                Check.AUDIENCE,
                "restriction without audience",
                answer -> answer.assertion(AUDIENCES, "<saml:AudienceRestriction/>")));
        cases.add(Case.of(
                Check.AUDIENCE,
                "second restriction to somebody else",
                answer -> answer.assertion(
                        AUDIENCES,
                        AUDIENCES + "<saml:AudienceRestriction><saml:Audience>https://evil.example/</saml:Audience>"
                                + "</saml:AudienceRestriction>")));
        cases.add(Case.of(
                Check.AUDIENCE,
                "first restriction to somebody else",
                answer -> answer.assertion(
                        AUDIENCES,
                        "<saml:AudienceRestriction><saml:Audience>https://evil.example/</saml:Audience>"
                                + "</saml:AudienceRestriction>" + AUDIENCES)));
        cases.add(Case.of(
                Check.AUDIENCE,
                "audience in the proxy restriction only",
                answer -> answer.assertion(
                        AUDIENCES,
                        "<saml:ProxyRestriction><saml:Audience>" + Answer.ENTITY
                                + "</saml:Audience></saml:ProxyRestriction>")));
    }

    private static void authentications(List<Case> cases) {
        cut(cases, Check.AUTHN_STATEMENT, "no authentication", "<saml:AuthnStatement ", "</saml:AuthnStatement>");
        for (int count : new int[] {2, 3}) {
            cases.add(Case.of(
                    Check.AUTHN_STATEMENT,
                    count + " authentications",
                    answer -> answer.assertionText(text -> {
                        String statement = between(text, "<saml:AuthnStatement ", "</saml:AuthnStatement>");
                        return replaced(text, statement, statement.repeat(count));
                    })));
        }
        cases.add(Case.of(
                Check.AUTHN_STATEMENT,
                "second authentication behind the attributes",
                answer -> answer.assertionText(text -> replaced(
                        text,
                        "</saml:Assertion>",
                        between(text, "<saml:AuthnStatement ", "</saml:AuthnStatement>") + "</saml:Assertion>"))));
    }

    private static void levels(List<Case> cases) {
        for (String level : List.of(
                "",
                " ",
                "STORK-QAA-Level-0",
                "STORK-QAA-Level-5",
                "STORK-QAA-Level-44",
                "STORK-QAA-Level-٤",
                "stork-qaa-level-4",
                "STORK-QAA-Level-4 ",
                " STORK-QAA-Level-4",
                "\nSTORK-QAA-Level-4\n",
                "STORK-QAA-Level-",
                "HOCH",
                "HIGH",
                "4",
                "http://eidas.europa.eu/LoA/high",
                "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI",
                "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified")) {
            cases.add(Case.of(
                    Check.TRUST_LEVEL,
                    "class reference '" + level.replace("\n", "\\n") + "'",
                    answer -> answer.assertion(Answer.level("STORK-QAA-Level-4"), Answer.level(level))));
            if (!level.isBlank()) {
                cases.add(Case.of(
                        Check.TRUST_LEVEL,
                        "level attribute '" + level.replace("\n", "\\n") + "'",
                        answer -> answer.assertion(
                                ">STORK-QAA-Level-4</saml:AttributeValue>", ">" + level + "</saml:AttributeValue>")));
            }
        }
        cases.add(Case.of(
                Check.TRUST_LEVEL,
                "no class reference",
                answer -> answer.assertion(Answer.level("STORK-QAA-Level-4"), "")));
        cases.add(Case.of(
                Check.TRUST_LEVEL,
                "no authentication context",
                answer -> answer.assertion(
                        "<saml:AuthnContext>" + Answer.level("STORK-QAA-Level-4") + "</saml:AuthnContext>", "")));
        cases.add(Case.of(
                Check.TRUST_LEVEL,
                "declaration instead of a class",
                answer -> answer.assertion(
                        Answer.level("STORK-QAA-Level-4"),
                        "<saml:AuthnContextDeclRef>STORK-QAA-Level-4</saml:AuthnContextDeclRef>")));
    }

    private static void attributes(List<Case> cases) {
        for (Attribute known : List.of(
                Attribute.SURNAME,
                Attribute.CITIZEN_ID,
                Attribute.POSTBOX_HANDLE,
                Attribute.LOGIN_LEVEL,
                Attribute.PROVED_BY)) {
            String oid = known.name().substring("urn:oid:".length());
            cases.add(Case.of(
                    Check.ATTRIBUTES,
                    known + " twice",
                    answer -> answer.assertion(
                            "</saml:AttributeStatement>", attribute(oid, "x", "HOCH") + "</saml:AttributeStatement>")));
            cases.add(Case.of(
                    Check.ATTRIBUTES,
                    known + " twice, once with blanks in the name",
                    answer -> answer.assertion(
                            "</saml:AttributeStatement>",
                            attribute(" " + oid, "x", "HOCH") + "</saml:AttributeStatement>")));
            cases.add(Case.of(
                    Check.ATTRIBUTES,
                    known + " in two statements",
                    answer -> answer.assertion(
                            "</saml:Assertion>",
                            "<saml:AttributeStatement>" + attribute(oid, "x", "HOCH")
                                    + "</saml:AttributeStatement></saml:Assertion>")));
        }
        cases.add(Case.of(
                Check.ATTRIBUTES,
                "surname with two values",
                answer -> answer.assertion(
                        Answer.SURNAME,
                        Answer.SURNAME.replace(
                                "</saml:Attribute>",
                                "<saml:AttributeValue>MALLORY</saml:AttributeValue></saml:Attribute>"))));
        for (String content :
                List.of("<x xmlns=\"urn:x\"/>", "BEI<x xmlns=\"urn:x\">SPIEL</x>", "<b xmlns=\"\">BEISPIEL</b>")) {
            cases.add(Case.of(
                    Check.ATTRIBUTES, "surname is " + content, answer -> answer.assertion("BEISPIEL", content)));
        }
        for (String name : List.of(" Name=\"\"", " Name=\" \"", "")) {
            cases.add(Case.of(
                    Check.ATTRIBUTES,
                    "attribute named" + name,
                    answer -> answer.assertion(" Name=\"urn:oid:2.5.4.4\"", name)));
        }
    }

    private static void cut(List<Case> cases, Check expected, String name, String from, String to) {
        cases.add(Case.of(
                expected, name, answer -> answer.assertionText(text -> replaced(text, between(text, from, to), ""))));
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from);
        return text.substring(start, text.indexOf(to, start) + to.length());
    }
}
