package io.github.bayernkommunal.bayernid;

import static io.github.bayernkommunal.bayernid.StructureCases.first;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Encrypted assertions of the wrong form, with the wrong algorithm, for somebody else, or with something else inside. */
final class EncryptionCases {

    private static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    private static final String XENC11 = "http://www.w3.org/2009/xmlenc11#";
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";

    private EncryptionCases() {}

    static Stream<Case> all() {
        List<Case> cases = new ArrayList<>();
        contentAlgorithms(cases);
        keyTransports(cases);
        structure(cases);
        failures(cases);
        contents(cases);
        return cases.stream();
    }

    private static void contentAlgorithms(List<Case> cases) {
        for (String uri : List.of(
                XENC + "aes128-cbc",
                XENC + "aes192-cbc",
                XENC + "aes256-cbc",
                XENC + "tripledes-cbc",
                XENC11 + "aes512-gcm",
                XENC + "aes256-gcm",
                XENC11 + "AES256-GCM",
                "",
                "urn:unknown")) {
            cases.add(changed(
                    Check.ENCRYPTION_ALGORITHM,
                    "content encryption '" + uri + "'",
                    tree -> first(tree, "EncryptionMethod").setAttribute("Algorithm", uri)));
        }
        cases.add(Case.of(
                Check.ENCRYPTION_ALGORITHM,
                "soundly encrypted with AES-128-CBC",
                answer -> answer.contentEncryption(XENC + "aes128-cbc")));
        cases.add(Case.of(
                Check.ENCRYPTION_ALGORITHM,
                "soundly encrypted with AES-256-CBC",
                answer -> answer.contentEncryption(XENC + "aes256-cbc")));
        cases.add(changed(
                Check.ENCRYPTION_ALGORITHM,
                "no content encryption named",
                tree -> remove(first(tree, "EncryptionMethod"))));
        cases.add(changed(
                Check.ENCRYPTION_ALGORITHM,
                "key size as a parameter",
                tree -> first(tree, "EncryptionMethod").appendChild(tree.createElementNS(XENC, "xenc:KeySize"))));
    }

    private static void keyTransports(List<Case> cases) {
        for (String uri : List.of(
                XENC + "rsa-1_5",
                XENC + "kw-aes256",
                XENC + "dh",
                XENC11 + "ECDH-ES",
                XENC + "rsa-oaep",
                "",
                "urn:x")) {
            cases.add(changed(
                    Check.KEY_TRANSPORT,
                    "key transport '" + uri + "'",
                    tree -> method(tree).setAttribute("Algorithm", uri)));
        }
        cases.add(Case.of(
                Check.KEY_TRANSPORT,
                "key soundly wrapped with PKCS#1 v1.5",
                answer -> answer.keyTransport(XENC + "rsa-1_5", null, null)));
        cases.add(changed(Check.KEY_TRANSPORT, "no key transport named", tree -> remove(method(tree))));
        cases.add(changed(
                Check.KEY_TRANSPORT,
                "digest MD5",
                tree -> inside(tree, "DigestMethod", "EncryptedKey")
                        .setAttribute("Algorithm", "http://www.w3.org/2001/04/xmldsig-more#md5")));
        cases.add(changed(
                Check.KEY_TRANSPORT,
                "unknown mask",
                tree -> first(tree, "MGF").setAttribute("Algorithm", "urn:unknown")));
        cases.add(changed(
                Check.KEY_TRANSPORT,
                "mask without name",
                tree -> first(tree, "MGF").removeAttribute("Algorithm")));
        cases.add(changed(
                Check.KEY_TRANSPORT,
                "label",
                tree -> method(tree).appendChild(tree.createElementNS(XENC, "xenc:OAEPparams"))));
        cases.add(changed(
                Check.KEY_TRANSPORT,
                "older name with a mask",
                tree -> method(tree).setAttribute("Algorithm", XENC + "rsa-oaep-mgf1p")));
        cases.add(changed(
                Check.KEY_TRANSPORT,
                "two masks",
                tree -> method(tree).appendChild(first(tree, "MGF").cloneNode(true))));
    }

    private static void structure(List<Case> cases) {
        cases.add(changed(Check.ENCRYPTION_STRUCTURE, "empty", tree -> remove(first(tree, "EncryptedData"))));
        cases.add(changed(
                Check.ENCRYPTION_STRUCTURE,
                "encrypted data in another namespace",
                tree -> tree.renameNode(first(tree, "EncryptedData"), "urn:evil", "evil:EncryptedData")));
        for (String type : List.of(XENC + "Content", "", "text/xml", XENC + "element")) {
            cases.add(changed(
                    Check.ENCRYPTION_STRUCTURE,
                    "type '" + type + "'",
                    tree -> first(tree, "EncryptedData").setAttribute("Type", type)));
        }
        cases.add(changed(
                Check.ENCRYPTION_STRUCTURE, "no key info", tree -> remove(inside(tree, "KeyInfo", "EncryptedData"))));
        cases.add(changed(Check.ENCRYPTION_STRUCTURE, "no wrapped key", tree -> remove(first(tree, "EncryptedKey"))));
        cases.add(changed(Check.ENCRYPTION_STRUCTURE, "wrapped key elsewhere", tree -> {
            Element info = inside(tree, "KeyInfo", "EncryptedData");
            info.removeChild(first(tree, "EncryptedKey"));
            Element method = tree.createElementNS(DS, "ds:RetrievalMethod");
            method.setAttribute("URI", "http://127.0.0.1:1/key");
            info.appendChild(method);
        }));
        cases.add(changed(Check.ENCRYPTION_STRUCTURE, "nine wrapped keys", tree -> {
            Element key = first(tree, "EncryptedKey");
            for (int i = 0; i < 8; i++) {
                key.getParentNode().appendChild(key.cloneNode(true));
            }
        }));
        cases.add(changed(Check.ENCRYPTION_STRUCTURE, "encrypted data twice", tree -> {
            Element data = first(tree, "EncryptedData");
            data.getParentNode().appendChild(data.cloneNode(true));
        }));
        for (String holder : List.of("EncryptedData", "EncryptedKey")) {
            cases.add(changed(Check.ENCRYPTION_STRUCTURE, holder + " with content by reference", tree -> {
                Element data = inside(tree, "CipherData", holder);
                data.removeChild(data.getFirstChild());
                Element reference = tree.createElementNS(XENC, "xenc:CipherReference");
                reference.setAttribute("URI", "http://127.0.0.1:1/cipher");
                data.appendChild(reference);
            }));
            cases.add(changed(
                    Check.ENCRYPTION_STRUCTURE,
                    holder + " without content",
                    tree -> remove(inside(tree, "CipherData", holder))));
            cases.add(changed(Check.ENCRYPTION_STRUCTURE, holder + " with content twice", tree -> {
                Element data = inside(tree, "CipherData", holder);
                data.appendChild(data.getFirstChild().cloneNode(true));
            }));
            cases.add(changed(
                    Check.ENCRYPTION_STRUCTURE,
                    holder + " whose content is no Base64",
                    tree -> inside(tree, "CipherData", holder).getFirstChild().setTextContent("a")));
            cases.add(changed(
                    Check.ENCRYPTION_STRUCTURE,
                    holder + " whose content is empty",
                    tree -> inside(tree, "CipherData", holder).getFirstChild().setTextContent("")));
        }
        for (String holder : List.of("EncryptedData", "EncryptedKey")) {
            for (String part : List.of("EncryptionMethod", "CipherData")) {
                cases.add(changed(Check.ENCRYPTION_STRUCTURE, holder + " with a second " + part, tree -> {
                    Element first = inside(tree, part, holder);
                    first.getParentNode().insertBefore(first.cloneNode(true), first);
                }));
            }
            cases.add(changed(
                    Check.ENCRYPTION_STRUCTURE,
                    holder + " with its method at the end",
                    tree -> first(tree, holder).appendChild(inside(tree, "EncryptionMethod", holder))));
            cases.add(changed(
                    Check.ENCRYPTION_STRUCTURE,
                    holder + " with an unknown part",
                    tree -> first(tree, holder).appendChild(tree.createElementNS(XENC, "xenc:Unknown"))));
            cases.add(changed(
                    Check.ENCRYPTION_STRUCTURE,
                    holder + " with a part of another namespace",
                    tree -> first(tree, holder)
                            .appendChild(tree.createElementNS("urn:evil", "evil:EncryptionProperties"))));
        }
        cases.add(changed(Check.ENCRYPTION_STRUCTURE, "second key info", tree -> {
            Element info = inside(tree, "KeyInfo", "EncryptedData");
            info.getParentNode().insertBefore(info.cloneNode(false), info);
        }));
        for (String holder : List.of("EncryptedAssertion", "EncryptedData", "EncryptedKey")) {
            cases.add(changed(
                    Check.ENCRYPTION_STRUCTURE,
                    holder + " with text",
                    tree -> first(tree, holder).appendChild(tree.createTextNode("x"))));
        }
        cases.add(Case.of(Check.NOT_ENCRYPTED, "assertion not encrypted", Answer::withoutEncryption));
        cases.add(Case.of(
                        Check.NOT_ENCRYPTED,
                        "assertion not encrypted, response not signed",
                        answer -> answer.withoutEncryption())
                .unsignedOutside());
    }

    private static void failures(List<Case> cases) {
        cases.add(Case.of(
                Check.DECRYPTION, "encrypted for somebody else", answer -> answer.encryptedFor(Keys.stranger())));
        cases.add(changed(Check.DECRYPTION, "last byte of the tag changed", tree -> flip(content(tree), -1)));
        cases.add(changed(Check.DECRYPTION, "first byte of the nonce changed", tree -> flip(content(tree), 0)));
        cases.add(changed(Check.DECRYPTION, "one byte of the content changed", tree -> flip(content(tree), 40)));
        cases.add(changed(Check.DECRYPTION, "one byte of the wrapped key changed", tree -> flip(wrapped(tree), 40)));
        cases.add(changed(Check.DECRYPTION, "tag cut by one byte", tree -> cut(content(tree), 1)));
        cases.add(changed(Check.DECRYPTION, "tag cut off", tree -> cut(content(tree), 16)));
        cases.add(changed(
                Check.DECRYPTION,
                "content shorter than nonce and tag",
                tree -> content(tree).setTextContent("AAAA")));
        cases.add(changed(
                Check.DECRYPTION,
                "wrapped key shorter than the key",
                tree -> wrapped(tree).setTextContent("AAAA")));
        cases.add(changed(
                Check.DECRYPTION,
                "wrapped key longer than the key",
                tree -> wrapped(tree).setTextContent("AAAA".repeat(200))));
        cases.add(changed(
                Check.DECRYPTION,
                "wrapped key all zero",
                tree -> wrapped(tree).setTextContent("AAAA".repeat(85) + "AA==")));
        cases.add(changed(
                Check.DECRYPTION,
                "another key size named",
                tree -> first(tree, "EncryptionMethod").setAttribute("Algorithm", XENC11 + "aes128-gcm")));
        cases.add(changed(
                Check.DECRYPTION,
                "another digest named",
                tree -> inside(tree, "DigestMethod", "EncryptedKey").setAttribute("Algorithm", XENC + "sha512")));
        cases.add(changed(
                Check.DECRYPTION,
                "another mask named",
                tree -> first(tree, "MGF").setAttribute("Algorithm", XENC11 + "mgf1sha1")));
    }

    private static void contents(List<Case> cases) {
        List<String> contents = List.of(
                "",
                "text",
                "<a/>",
                "<a/><b/>",
                "<saml:Response xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>",
                "<Assertion/>",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "<?xml version=\"1.0\"?><a/>",
                "<a>",
                "</opened><opened>",
                "</opened><evil/><opened>",
                "<a/>text",
                "<a xmlns=\"relative\"/>",
                "<?target data?><a/>",
                "<a>".repeat(65) + "</a>".repeat(65));
        for (String content : contents) {
            cases.add(Case.of(
                    Check.DECRYPTED_CONTENT,
                    "encrypted is '" + (content.length() > 80 ? "65 levels" : content) + "'",
                    answer -> answer.encrypting(assertion -> content)));
        }
        cases.add(Case.of(
                Check.DECRYPTED_CONTENT,
                "two assertions encrypted",
                answer -> answer.encrypting(assertion -> assertion + assertion.replace("_a9b8", "_b9b8"))));
        cases.add(Case.of(
                Check.DECRYPTED_CONTENT,
                "text in front of the assertion",
                answer -> answer.encrypting(assertion -> "x" + assertion)));
        cases.add(Case.of(
                Check.ASSERTION_COUNT,
                "assertion inside the assertion",
                answer -> answer.assertion(
                        "<saml:AuthnStatement ",
                        "<saml:Advice><saml:Assertion ID=\"_x\"/></saml:Advice><saml:AuthnStatement ")));
        cases.add(Case.of(
                Check.ASSERTION_COUNT,
                "encrypted assertion inside the assertion",
                answer -> answer.assertion(
                        "<saml:AuthnStatement ",
                        "<saml:Advice><saml:EncryptedAssertion/></saml:Advice><saml:AuthnStatement ")));
    }

    private static Case changed(Check expected, String name, Consumer<Document> change) {
        return Case.of(expected, "encrypted assertion: " + name, answer -> answer.tampering(change))
                .unsignedOutside();
    }

    private static Element method(Document tree) {
        return inside(tree, "EncryptionMethod", "EncryptedKey");
    }

    private static Element content(Document tree) {
        return (Element) inside(tree, "CipherData", "EncryptedData").getFirstChild();
    }

    private static Element wrapped(Document tree) {
        return (Element) inside(tree, "CipherData", "EncryptedKey").getFirstChild();
    }

    private static Element inside(Document tree, String name, String parent) {
        return Answer.all(tree, name).stream()
                .filter(element -> element.getParentNode().getLocalName().equals(parent)
                        || element.getParentNode()
                                .getParentNode()
                                .getLocalName()
                                .equals(parent))
                .reduce((one, other) -> parent.equals("EncryptedData") ? other : one)
                .orElseThrow();
    }

    private static void flip(Element value, int index) {
        byte[] bytes = Base64.getMimeDecoder().decode(value.getTextContent());
        bytes[index < 0 ? bytes.length + index : index] ^= 1;
        value.setTextContent(Base64.getEncoder().encodeToString(bytes));
    }

    private static void cut(Element value, int count) {
        byte[] bytes = Base64.getMimeDecoder().decode(value.getTextContent());
        value.setTextContent(Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes, bytes.length - count)));
    }

    private static void remove(Node node) {
        node.getParentNode().removeChild(node);
    }
}
