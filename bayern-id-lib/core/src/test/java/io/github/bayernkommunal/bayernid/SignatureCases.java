package io.github.bayernkommunal.bayernid;

import static io.github.bayernkommunal.bayernid.StructureCases.first;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Signatures of the wrong form, with the wrong algorithm, over the wrong thing, or by the wrong key; on both levels. */
final class SignatureCases {

    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";

    private SignatureCases() {}

    static Stream<Case> all() {
        List<Case> cases = new ArrayList<>();
        algorithms(cases);
        references(cases);
        transforms(cases);
        structure(cases);
        keys(cases);
        tampering(cases);
        return cases.stream();
    }

    private static void algorithms(List<Case> cases) {
        List<String> refused = List.of(
                DS + "rsa-sha1",
                DS + "dsa-sha1",
                DS + "hmac-sha1",
                "http://www.w3.org/2009/xmldsig11#dsa-sha256",
                MORE + "rsa-md5",
                MORE + "rsa-sha224",
                MORE + "rsa-ripemd160",
                MORE + "ecdsa-sha1",
                MORE + "hmac-sha256",
                MORE + "hmac-md5",
                "http://www.w3.org/2007/05/xmldsig-more#sha1-rsa-MGF1",
                "http://www.w3.org/2007/05/xmldsig-more#sha224-rsa-MGF1",
                "http://www.w3.org/2007/05/xmldsig-more#SHA256-RSA-MGF1",
                MORE + "rsa-sha256 ",
                "",
                "urn:unknown");
        for (String uri : refused) {
            both(
                    cases,
                    Check.SIGNATURE_ALGORITHM,
                    "signature algorithm '" + uri + "'",
                    tree -> first(tree, "SignatureMethod").setAttribute("Algorithm", uri));
        }
        cases.add(Case.of(
                Check.SIGNATURE_ALGORITHM,
                "soundly signed with RSA and SHA-1",
                answer -> answer.signatureAlgorithm(DS + "rsa-sha1")));
        cases.add(Case.of(
                Check.SIGNATURE_ALGORITHM,
                "soundly signed with RSA-PSS and SHA-1",
                answer -> answer.signatureAlgorithm("http://www.w3.org/2007/05/xmldsig-more#sha1-rsa-MGF1")));
        for (String uri : List.of(DS + "sha1", MORE + "md5", MORE + "sha224", "", "urn:unknown")) {
            both(
                    cases,
                    Check.DIGEST_ALGORITHM,
                    "digest algorithm '" + uri + "'",
                    tree -> first(tree, "DigestMethod").setAttribute("Algorithm", uri));
        }
        cases.add(Case.of(
                Check.DIGEST_ALGORITHM, "soundly digested with SHA-1", answer -> answer.digestAlgorithm(DS + "sha1")));
        for (String uri : List.of(
                "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
                "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
                "http://www.w3.org/2006/12/xml-c14n11",
                "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
                "http://santuario.apache.org/c14n/physical",
                "")) {
            both(
                    cases,
                    Check.CANONICALIZATION,
                    "canonicalisation '" + uri + "'",
                    tree -> first(tree, "CanonicalizationMethod").setAttribute("Algorithm", uri));
        }
        cases.add(Case.of(
                Check.CANONICALIZATION,
                "soundly signed over inclusive canonical XML",
                answer -> answer.canonicalization("http://www.w3.org/TR/2001/REC-xml-c14n-20010315")));
        both(
                cases,
                Check.SIGNATURE_PARAMETERS,
                "truncated value",
                tree -> child(tree, "SignatureMethod", DS, "ds:HMACOutputLength", "1"));
        pss(cases);
    }

    private static void pss(List<Case> cases) {
        String none = "";
        String wrongSalt = "<p:RSAPSSParams xmlns:p=\"http://www.w3.org/2007/05/xmldsig-more#\">%s<p:SaltLength>1"
                + "</p:SaltLength></p:RSAPSSParams>";
        String sha256 =
                "<ds:DigestMethod xmlns:ds=\"" + DS + "\" Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>";
        String sha1 = "<ds:DigestMethod xmlns:ds=\"" + DS + "\" Algorithm=\"" + DS + "sha1\"/>";
        String sound = "<p:RSAPSSParams xmlns:p=\"http://www.w3.org/2007/05/xmldsig-more#\">%s"
                + "<p:MaskGenerationFunction Algorithm=\"http://www.w3.org/2007/05/xmldsig-more#MGF1\">%s"
                + "</p:MaskGenerationFunction><p:SaltLength>32</p:SaltLength>%s</p:RSAPSSParams>";
        List<String> parameters = List.of(
                none,
                wrongSalt.formatted(sha256),
                wrongSalt.formatted(sha256).replace(">1<", "><"),
                wrongSalt.formatted(sha256).replace(">1<", ">032<"),
                wrongSalt.formatted(sha256).replace(">1<", ">2048<"),
                sound.formatted(sha1, sha256, ""),
                sound.formatted(sha256, sha1, ""),
                sound.formatted("", sha256, ""),
                sound.formatted(sha256, "", ""),
                sound.formatted(sha256, sha256, "<p:TrailerField>2</p:TrailerField>"),
                sound.formatted(sha256, sha256, "<p:Unknown/>"),
                sound.formatted(sha256, sha256, "").replace("#MGF1", "#MGF2"));
        for (String each : parameters) {
            both(
                    cases,
                    Check.SIGNATURE_PARAMETERS,
                    "RSA-PSS with " + (each.isEmpty() ? "no parameters" : each),
                    tree -> {
                        Element method = first(tree, "SignatureMethod");
                        method.setAttribute("Algorithm", "http://www.w3.org/2007/05/xmldsig-more#rsa-pss");
                        if (!each.isEmpty()) {
                            method.appendChild(
                                    tree.importNode(Answer.parse(each).getDocumentElement(), true));
                        }
                    });
        }
    }

    private static void references(List<Case> cases) {
        List<UnaryOperator<String>> forms = List.of(
                id -> "",
                id -> "#",
                id -> id,
                id -> "#" + id + "x",
                id -> "# " + id,
                id -> "#" + id + " ",
                id -> "#%5f" + id.substring(1),
                id -> "#xpointer(/)",
                id -> "#xpointer(id('" + id + "'))",
                id -> "#element(/1)",
                id -> "https://evil.example/#" + id,
                id -> "file:///etc/passwd",
                id -> "?x#" + id,
                id -> "#" + id.toUpperCase(java.util.Locale.ROOT),
                id -> "##" + id,
                id -> "#_k1");
        for (UnaryOperator<String> form : forms) {
            both(cases, Check.SIGNATURE_REFERENCE, "reference '" + form.apply("_id") + "'", tree -> {
                Element reference = first(tree, "Reference");
                reference.setAttribute(
                        "URI", form.apply(reference.getAttribute("URI").substring(1)));
            });
        }
        both(
                cases,
                Check.SIGNATURE_REFERENCE,
                "reference without address",
                tree -> first(tree, "Reference").removeAttribute("URI"));
        both(
                cases,
                Check.SIGNATURE_REFERENCE,
                "reference to a manifest",
                tree -> first(tree, "Reference").setAttribute("Type", DS + "Manifest"));
    }

    private static void transforms(List<Case> cases) {
        List<String> evil = List.of(
                "http://www.w3.org/TR/1999/REC-xslt-19991116",
                "http://www.w3.org/TR/1999/REC-xpath-19991116",
                "http://www.w3.org/2002/06/xmldsig-filter2",
                DS + "base64",
                "http://www.w3.org/2002/07/decrypt#XML",
                "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
                "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
                "urn:unknown",
                "");
        for (String uri : evil) {
            both(
                    cases,
                    Check.TRANSFORMS,
                    "second transform '" + uri + "'",
                    tree -> Answer.all(tree, "Transform").get(1).setAttribute("Algorithm", uri));
            both(
                    cases,
                    Check.TRANSFORMS,
                    "first transform '" + uri + "'",
                    tree -> first(tree, "Transform").setAttribute("Algorithm", uri));
            both(cases, Check.TRANSFORMS, "third transform '" + uri + "'", tree -> {
                Element third = tree.createElementNS(DS, "ds:Transform");
                third.setAttribute("Algorithm", uri);
                first(tree, "Transforms").appendChild(third);
            });
        }
        both(
                cases,
                Check.TRANSFORMS,
                "enveloped only",
                tree -> remove(Answer.all(tree, "Transform").get(1)));
        both(cases, Check.TRANSFORMS, "canonicalisation only", tree -> remove(first(tree, "Transform")));
        both(cases, Check.TRANSFORMS, "no transform", tree -> {
            remove(first(tree, "Transform"));
            remove(first(tree, "Transform"));
        });
        both(
                cases,
                Check.TRANSFORMS,
                "order reversed",
                tree -> first(tree, "Transforms").appendChild(first(tree, "Transform")));
        both(
                cases,
                Check.TRANSFORMS,
                "stylesheet inside the first",
                tree -> child(tree, "Transform", "http://www.w3.org/1999/XSL/Transform", "xsl:stylesheet", ""));
        both(
                cases,
                Check.TRANSFORMS,
                "text inside the first",
                tree -> first(tree, "Transform").setTextContent("x"));
        both(
                cases,
                Check.TRANSFORMS,
                "malformed prefix list",
                tree -> first(tree, "InclusiveNamespaces").setAttribute("PrefixList", "a:b"));
        both(
                cases,
                Check.TRANSFORMS,
                "no prefix list",
                tree -> first(tree, "InclusiveNamespaces").removeAttribute("PrefixList"));
        both(
                cases,
                Check.TRANSFORMS,
                "33 prefixes",
                tree -> first(tree, "InclusiveNamespaces")
                        .setAttribute("PrefixList", "a ".repeat(33).strip()));
        both(cases, Check.TRANSFORMS, "two prefix lists", tree -> {
            Node list = first(tree, "InclusiveNamespaces");
            list.getParentNode().appendChild(list.cloneNode(true));
        });
    }

    private static void structure(List<Case> cases) {
        for (String name : List.of(
                "SignedInfo",
                "SignatureValue",
                "KeyInfo",
                "SignatureMethod",
                "CanonicalizationMethod",
                "Reference",
                "DigestMethod",
                "DigestValue",
                "Transforms")) {
            both(cases, Check.SIGNATURE_STRUCTURE, name + " twice", tree -> {
                Element element = first(tree, name);
                element.getParentNode().insertBefore(element.cloneNode(true), element);
            });
            if (!name.equals("KeyInfo")) {
                both(cases, Check.SIGNATURE_STRUCTURE, name + " missing", tree -> remove(first(tree, name)));
            }
            both(
                    cases,
                    Check.SIGNATURE_STRUCTURE,
                    name + " in another namespace",
                    tree -> tree.renameNode(first(tree, name), "urn:evil", "evil:" + name));
        }
        for (String name : List.of("Signature", "SignedInfo", "Reference")) {
            both(
                    cases,
                    Check.SIGNATURE_STRUCTURE,
                    name + " with text",
                    tree -> first(tree, name).appendChild(tree.createTextNode("x")));
        }
        both(cases, Check.SIGNATURE_STRUCTURE, "empty signature", tree -> {
            Element signature = first(tree, "Signature");
            while (signature.hasChildNodes()) {
                signature.removeChild(signature.getFirstChild());
            }
        });
        both(
                cases,
                Check.SIGNATURE_STRUCTURE,
                "with an object",
                tree -> child(tree, "Signature", DS, "ds:Object", "x"));
        both(
                cases,
                Check.SIGNATURE_STRUCTURE,
                "digest is no Base64",
                tree -> first(tree, "DigestValue").setTextContent("!!!!"));
        both(
                cases,
                Check.SIGNATURE_STRUCTURE,
                "digest is empty",
                tree -> first(tree, "DigestValue").setTextContent(""));
        both(
                cases,
                Check.SIGNATURE_STRUCTURE,
                "value is no Base64",
                tree -> first(tree, "SignatureValue").setTextContent("a"));
        both(
                cases,
                Check.SIGNATURE_STRUCTURE,
                "value is empty",
                tree -> first(tree, "SignatureValue").setTextContent(""));
        both(
                cases,
                Check.SIGNATURE_STRUCTURE,
                "value with an element in it",
                tree -> child(tree, "SignatureValue", "urn:evil", "evil:x", ""));
        both(
                cases,
                Check.SIGNATURE_STRUCTURE,
                "digest with an element in it",
                tree -> child(tree, "DigestValue", "urn:evil", "evil:x", ""));
        both(
                cases,
                Check.SIGNATURE_STRUCTURE,
                "signature inside its own key info",
                tree -> first(tree, "KeyInfo")
                        .appendChild(first(tree, "Signature").cloneNode(true)));
        cases.add(Case.of(
                Check.STRUCTURE,
                "assertion with two signatures side by side",
                answer -> answer.tamperingAssertion(tree -> first(tree, "Signature")
                        .getParentNode()
                        .insertBefore(first(tree, "Signature").cloneNode(true), first(tree, "Signature")))));
        cases.add(Case.of(
                Check.STRUCTURE,
                "response with two signatures side by side",
                answer -> answer.tampering(tree -> first(tree, "Signature")
                        .getParentNode()
                        .insertBefore(first(tree, "Signature").cloneNode(true), first(tree, "Signature")))));
        cases.add(Case.of(
                Check.STRUCTURE,
                "signature at the end of the assertion",
                answer -> answer.tamperingAssertion(
                        tree -> tree.getDocumentElement().appendChild(first(tree, "Signature")))));
        cases.add(Case.of(
                Check.STRUCTURE,
                "signature at the end of the response",
                answer -> answer.tampering(tree -> tree.getDocumentElement().appendChild(first(tree, "Signature")))));
        cases.add(Case.of(
                Check.STRUCTURE,
                "signature inside the status",
                answer -> answer.tampering(tree -> first(tree, "Status").appendChild(first(tree, "Signature")))));
    }

    private static void keys(List<Case> cases) {
        cases.add(Case.of(
                        Check.SIGNATURE,
                        "assertion signed by a stranger",
                        answer -> answer.assertionSignedWith(Keys.stranger()))
                .unsignedOutside());
        cases.add(Case.of(
                Check.SIGNATURE,
                "assertion signed by a stranger, response by the right one",
                answer -> answer.assertionSignedWith(Keys.stranger())));
        cases.add(Case.of(
                Check.SIGNATURE,
                "response signed by a stranger, assertion by the right one",
                answer -> answer.responseSignedWith(Keys.stranger())));
        cases.add(Case.of(
                Check.SIGNATURE,
                "both signed by a stranger",
                answer -> answer.responseSignedWith(Keys.stranger()).assertionSignedWith(Keys.stranger())));
        cases.add(Case.of(
                Check.SIGNATURE,
                "signed with our own key",
                answer -> answer.responseSignedWith(Keys.signing()).assertionSignedWith(Keys.signing())));
        cases.add(Case.of(
                        Check.SIGNATURE,
                        "stranger's signature with the right certificate beside it",
                        answer -> answer.assertionSignedWith(Keys.stranger())
                                .tamperingAssertion(tree -> first(tree, "X509Certificate")
                                        .setTextContent(Desk.certificate(Keys.identityProvider()))))
                .unsignedOutside());
        cases.add(Case.of(
                        Check.ASSERTION_UNSIGNED,
                        "assertion not signed, response neither",
                        answer -> answer.withoutAssertionSignature())
                .unsignedOutside());
        cases.add(Case.of(
                Check.ASSERTION_UNSIGNED,
                "assertion not signed, response is",
                answer -> answer.withoutAssertionSignature()));
    }

    private static void tampering(List<Case> cases) {
        for (String name : List.of("Audience", "AuthnContextClassRef", "NameID", "Issuer", "AttributeValue")) {
            cases.add(Case.of(
                            Check.DIGEST,
                            name + " of the assertion changed after signing",
                            answer -> answer.tamperingAssertion(
                                    tree -> first(tree, name).setTextContent("changed")))
                    .unsignedOutside());
        }
        for (String name : List.of("Status", "EncryptedData", "CipherValue")) {
            cases.add(Case.of(
                    Check.DIGEST,
                    name + " of the response changed after signing",
                    answer -> answer.tampering(tree -> first(tree, name)
                            .getParentNode()
                            .insertBefore(tree.createTextNode("\n"), first(tree, name)))));
        }
        both(
                cases,
                Check.DIGEST,
                "digest of something else",
                tree -> first(tree, "DigestValue").setTextContent("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        both(
                cases,
                Check.DIGEST,
                "digest cut to one byte",
                tree -> first(tree, "DigestValue").setTextContent("AA=="));
        both(
                cases,
                Check.SIGNATURE,
                "value of something else",
                tree -> first(tree, "SignatureValue").setTextContent("AAAA".repeat(85) + "AA=="));
        both(
                cases,
                Check.SIGNATURE,
                "value cut to one byte",
                tree -> first(tree, "SignatureValue").setTextContent("AA=="));
        both(
                cases,
                Check.SIGNATURE,
                "algorithm exchanged for PKCS#1",
                tree -> first(tree, "SignatureMethod").setAttribute("Algorithm", MORE + "rsa-sha256"));
        both(
                cases,
                Check.SIGNATURE,
                "algorithm exchanged for an elliptic curve",
                tree -> first(tree, "SignatureMethod").setAttribute("Algorithm", MORE + "ecdsa-sha256"));
        both(
                cases,
                Check.SIGNATURE,
                "algorithm exchanged for SHA-512",
                tree -> first(tree, "SignatureMethod").setAttribute("Algorithm", MORE + "rsa-sha512"));
    }

    private interface Change {
        void apply(Document tree) throws Exception;
    }

    private static void both(List<Case> cases, Check expected, String name, Change change) {
        Consumer<Document> unchecked = tree -> {
            try {
                change.apply(tree);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        cases.add(Case.of(expected, "assertion signature: " + name, answer -> answer.tamperingAssertion(unchecked))
                .unsignedOutside());
        cases.add(Case.of(expected, "response signature: " + name, answer -> answer.tampering(unchecked)));
    }

    private static void child(Document tree, String parent, String namespace, String name, String text) {
        Element child = tree.createElementNS(namespace, name);
        child.setTextContent(text);
        first(tree, parent).appendChild(child);
    }

    private static void remove(Node node) {
        node.getParentNode().removeChild(node);
    }
}
