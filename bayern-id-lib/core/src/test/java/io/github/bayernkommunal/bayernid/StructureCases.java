package io.github.bayernkommunal.bayernid;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Elements and attributes at places where the schema does not want them; the signatures are made afterwards and sound. */
final class StructureCases {

    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";

    private static final List<String> IN_ASSERTION = List.of(
            "Issuer",
            "Subject",
            "NameID",
            "SubjectConfirmation",
            "SubjectConfirmationData",
            "Conditions",
            "AudienceRestriction",
            "Audience",
            "AuthnStatement",
            "AuthnContext",
            "AuthnContextClassRef",
            "AttributeStatement",
            "Attribute",
            "AttributeValue");

    private static final List<String> IN_RESPONSE = List.of("Issuer", "Status", "StatusCode", "EncryptedAssertion");

    private StructureCases() {}

    static Stream<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (String name : IN_ASSERTION) {
            cases.add(inAssertion(
                    Check.STRUCTURE,
                    name + " of another namespace",
                    tree -> rename(tree, name, "urn:evil", "evil:" + name)));
            cases.add(inAssertion(
                    Check.STRUCTURE,
                    name + " in lower case",
                    tree -> rename(tree, name, SAML, "saml:" + name.toLowerCase(java.util.Locale.ROOT))));
            cases.add(
                    inAssertion(Check.STRUCTURE, name + " without namespace", tree -> rename(tree, name, null, name)));
            cases.add(inAssertion(
                    Check.STRUCTURE,
                    name + " with an unknown attribute",
                    tree -> first(tree, name).setAttribute("Unknown", "x")));
            cases.add(inAssertion(
                    Check.STRUCTURE,
                    name + " with xml:base",
                    tree -> first(tree, name)
                            .setAttributeNS(
                                    "http://www.w3.org/XML/1998/namespace", "xml:base", "https://evil.example/")));
            if (!name.equals("AttributeValue")) {
                cases.add(inAssertion(
                        Check.STRUCTURE,
                        name + " with a foreign child",
                        tree -> first(tree, name).appendChild(tree.createElementNS("urn:evil", "evil:child"))));
            }
        }
        for (String name : List.of("Issuer", "Subject", "Conditions", "NameID")) {
            cases.add(inAssertion(Check.STRUCTURE, name + " twice", tree -> repeat(tree, name)));
        }
        for (String name : List.of("SubjectConfirmationData", "AuthnContext", "AuthnContextClassRef")) {
            cases.add(inAssertion(Check.STRUCTURE, name + " twice", tree -> repeat(tree, name)));
        }
        for (String name : List.of("Subject", "Conditions", "Issuer")) {
            cases.add(inAssertion(
                    Check.STRUCTURE,
                    name + " at the end",
                    tree -> tree.getDocumentElement().appendChild(first(tree, name))));
        }
        for (String name : List.of("Subject", "Conditions", "AuthnStatement", "AuthnContext", "AttributeStatement")) {
            cases.add(inAssertion(
                    Check.STRUCTURE,
                    name + " with text",
                    tree -> first(tree, name).appendChild(tree.createTextNode("text"))));
        }
        for (String name : IN_RESPONSE) {
            cases.add(inResponse(
                    Check.STRUCTURE,
                    name + " of the response in another namespace",
                    tree -> rename(tree, name, "urn:evil", "evil:" + name)));
            cases.add(inResponse(
                    Check.STRUCTURE,
                    name + " of the response with an unknown attribute",
                    tree -> first(tree, name).setAttribute("Unknown", "x")));
        }
        for (String name : List.of("Issuer", "Status", "StatusCode")) {
            cases.add(inResponse(Check.STRUCTURE, name + " of the response twice", tree -> repeat(tree, name)));
        }
        roots(cases);
        ids(cases);
        return cases.stream();
    }

    private static void roots(List<Case> cases) {
        for (String name : List.of("AuthnRequest", "LogoutResponse", "ArtifactResponse", "response")) {
            cases.add(Case.of(
                    Check.STRUCTURE,
                    "root is " + name,
                    answer -> answer.tamperingText(text -> text.replace("samlp:Response", "samlp:" + name))));
        }
        cases.add(Case.of(
                Check.STRUCTURE,
                "root is an assertion",
                answer -> answer.tamperingText(text -> "<saml:Assertion xmlns:saml=\"" + SAML + "\" ID=\"_a\"/>")));
        cases.add(Case.of(
                Check.STRUCTURE,
                "root is a SOAP envelope around the response",
                answer -> answer.tamperingText(
                        text -> "<Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"><Body>" + text
                                + "</Body></Envelope>")));
        cases.add(Case.of(
                Check.STRUCTURE,
                "root of SAML 1.1",
                answer -> answer.tamperingText(text ->
                        text.replace("urn:oasis:names:tc:SAML:2.0:protocol", "urn:oasis:names:tc:SAML:1.0:protocol"))));
        cases.add(Case.of(
                Check.STRUCTURE,
                "attribute of the root in a namespace",
                answer -> answer.tamperingText(text -> text.replace(" Destination=", " samlp:Destination="))));
        cases.add(inAssertion(
                Check.STRUCTURE,
                "statement of an unknown kind",
                tree -> tree.getDocumentElement()
                        .appendChild(tree.createElementNS(SAML, "saml:AuthzDecisionStatement"))));
        cases.add(inAssertion(
                Check.STRUCTURE,
                "encrypted attribute",
                tree -> first(tree, "AttributeStatement")
                        .appendChild(tree.createElementNS(SAML, "saml:EncryptedAttribute"))));
        cases.add(inAssertion(Check.STRUCTURE, "encrypted name", tree -> {
            Element subject = first(tree, "Subject");
            subject.replaceChild(tree.createElementNS(SAML, "saml:EncryptedID"), first(tree, "NameID"));
        }));
        cases.add(inAssertion(Check.STRUCTURE, "advice with SAML in it", tree -> {
            Element advice = tree.createElementNS(SAML, "saml:Advice");
            advice.appendChild(tree.createElementNS(SAML, "saml:AssertionURIRef"));
            tree.getDocumentElement().insertBefore(advice, first(tree, "AuthnStatement"));
        }));
    }

    private static void ids(List<Case> cases) {
        for (String id :
                List.of("", " ", "1a", "a b", "a:b", "#a", "ä", "a\u00a0b", "a&#10;b", "-a", ".a", "x".repeat(257))) {
            cases.add(Case.of(
                    Check.IDS,
                    "id of the assertion is '" + shown(id) + "'",
                    answer -> answer.assertion("ID=\"_a9b8\"", "ID=\"" + id + "\"")
                            .withoutAssertionSignature()));
            cases.add(Case.of(
                    Check.IDS,
                    "id of the response is '" + shown(id) + "'",
                    answer ->
                            answer.response("ID=\"_r1c3\"", "ID=\"" + id + "\"").withoutResponseSignature()));
        }
        cases.add(Case.of(
                Check.IDS,
                "response and assertion have the same id",
                answer -> answer.assertion("ID=\"_a9b8\"", "ID=\"_r1c3\"")));
        cases.add(Case.of(
                Check.IDS,
                "response has no id",
                answer -> answer.response(" ID=\"_r1c3\"", "").withoutResponseSignature()));
        for (String name : List.of("ID", "Id", "id", "iD")) {
            cases.add(inResponse(Check.IDS, "the response's id again, as " + name + " of foreign matter", tree -> {
                Element foreign = extension(tree);
                foreign.setAttribute(name, "_r1c3");
            }));
        }
        cases.add(inResponse(
                Check.IDS,
                "xml:id on foreign matter",
                tree -> extension(tree).setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:id", "_x")));
        cases.add(inResponse(
                Check.IDS,
                "id in a foreign namespace",
                tree -> extension(tree).setAttributeNS("urn:evil", "evil:ID", "_x")));
    }

    private static String shown(String id) {
        return id.length() > 20 ? id.length() + " letters" : id;
    }

    static Element extension(Document tree) {
        Element extensions = tree.createElementNS("urn:oasis:names:tc:SAML:2.0:protocol", "samlp:Extensions");
        tree.getDocumentElement().insertBefore(extensions, first(tree, "Status"));
        Element foreign = tree.createElementNS("urn:evil", "evil:matter");
        extensions.appendChild(foreign);
        return foreign;
    }

    private interface Change {
        void apply(Document tree) throws Exception;
    }

    private static Case inAssertion(Check expected, String name, Change change) {
        return Case.of(expected, "assertion: " + name, answer -> answer.assertionText(text -> changed(text, change)));
    }

    private static Case inResponse(Check expected, String name, Change change) {
        return Case.of(expected, name, answer -> answer.responseText(text -> changed(text, change)));
    }

    private static String changed(String text, Change change) {
        try {
            Document tree = Answer.parse(text);
            change.apply(tree);
            return Answer.text(tree);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Element first(Document tree, String name) {
        return Answer.all(tree, name).get(0);
    }

    private static void rename(Document tree, String name, String namespace, String newName) {
        tree.renameNode(first(tree, name), namespace, newName);
    }

    private static void repeat(Document tree, String name) {
        Element element = first(tree, name);
        Node copy = element.cloneNode(true);
        element.getParentNode().insertBefore(copy, element);
    }
}
