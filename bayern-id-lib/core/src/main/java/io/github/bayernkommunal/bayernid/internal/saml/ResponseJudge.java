package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.Check;
import io.github.bayernkommunal.bayernid.internal.xml.Decryptor;
import io.github.bayernkommunal.bayernid.internal.xml.Dom;
import io.github.bayernkommunal.bayernid.internal.xml.EncryptedElement;
import io.github.bayernkommunal.bayernid.internal.xml.EnvelopedSignature;
import io.github.bayernkommunal.bayernid.internal.xml.Ids;
import io.github.bayernkommunal.bayernid.internal.xml.Limits;
import io.github.bayernkommunal.bayernid.internal.xml.Ns;
import io.github.bayernkommunal.bayernid.internal.xml.Refusal;
import io.github.bayernkommunal.bayernid.internal.xml.StrictBase64;
import io.github.bayernkommunal.bayernid.internal.xml.XmlReader;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Judges an answer from the outside to the inside: message, envelope, signature, encryption, assertion.
 *
 * <p>Whatever can be refused without a key is refused before one is used; public keys come before private ones. The
 * assertion object that is judged is the very object whose signature was verified.
 */
public final class ResponseJudge {

    private final XmlReader reader;
    private final Decryptor decryptor;

    /** A judge that opens assertions with these keys. */
    public ResponseJudge(XmlReader reader, Decryptor decryptor) {
        this.reader = reader;
        this.decryptor = decryptor;
    }

    /**
     * Judges an answer.
     *
     * @throws io.github.bayernkommunal.bayernid.ResponseNotTrustedException naming the first check that failed
     */
    public Judgement judge(@Nullable String samlResponse, Expectation expected) {
        Element response = read(samlResponse);
        SamlGrammar.RESPONSE.check(response);
        Ids ids = new Ids();
        ids.add(response);
        Envelope.check(response, expected);
        Status status = Status.of(response);
        Element wrapper = encryptedAssertion(response, status);
        EnvelopedSignature outer = onlySignature(response);
        EncryptedElement encrypted = wrapper == null ? null : EncryptedElement.of(wrapper);
        PublicKey signedBy = outer == null ? null : outer.verify(expected.keys());
        if (encrypted == null) {
            return new Judgement.Declined(status);
        }
        Element assertion = open(encrypted, ids, expected.profile());
        EnvelopedSignature inner = onlySignature(assertion);
        if (inner != null) {
            signedBy = inner.verify(expected.keys());
        } else if (expected.profile() != Profile.UNTERNEHMENSKONTO || signedBy == null) {
            // Encryption proves nothing: everybody has our certificate. A signature around the encrypted text would not
            // be
            // enough either by the service's contract.
            throw Refusal.of(
                    Check.ASSERTION_UNSIGNED,
                    "The assertion is not signed. The identity provider always signs it: treat this as an attack.");
        }
        return AssertionJudge.judge(assertion, expected, signedBy);
    }

    private Element read(@Nullable String samlResponse) {
        if (samlResponse == null || samlResponse.isBlank()) {
            throw Refusal.of(
                    Check.MISSING,
                    "No SAMLResponse came with the request. Either somebody opened the address by hand, or a gateway dropped"
                            + " the form.");
        }
        // Base64 needs four characters for three bytes, and may break lines after 64.
        int most = Limits.MESSAGE.bytes() / 3 * 4 + Limits.MESSAGE.bytes() / 12;
        if (samlResponse.length() > most) {
            throw Refusal.of(Check.SIZE, "The answer has %d characters; the limit is %d.", samlResponse.length(), most);
        }
        int size = StrictBase64.leastSize(samlResponse);
        if (size > Limits.MESSAGE.bytes()) {
            throw Refusal.of(
                    Check.SIZE, "The document has %d bytes or more; the limit is %d.", size, Limits.MESSAGE.bytes());
        }
        byte[] bytes = StrictBase64.decodeLines(samlResponse);
        if (bytes == null) {
            throw Refusal.of(
                    Check.BASE64,
                    "The answer is not Base64. If blanks stand where '+' should, the form was decoded twice.");
        }
        Element root = reader.read(bytes, Limits.MESSAGE).getDocumentElement();
        if (!Dom.is(root, Ns.SAMLP, "Response")) {
            throw Refusal.of(
                    Check.STRUCTURE, "The message is %s, not a SAML Response.", Refusal.quoted(root.getLocalName()));
        }
        return root;
    }

    /** The one encrypted assertion of a successful answer; null for an answer that names a failure and has none. */
    private static @Nullable Element encryptedAssertion(Element response, Status status) {
        List<Element> assertions = new ArrayList<>();
        collect(response, Ns.SAML, "Assertion", assertions);
        collect(response, Ns.SAML, "EncryptedAssertion", assertions);
        if (!status.isSuccess()) {
            if (!assertions.isEmpty()) {
                throw Refusal.of(Check.STATUS, "The answer says %s and still holds an assertion.", status.summary());
            }
            return null;
        }
        if (assertions.size() != 1) {
            throw Refusal.of(
                    Check.ASSERTION_COUNT,
                    "The answer holds %d assertions, counted everywhere; exactly one is accepted.",
                    assertions.size());
        }
        Element only = assertions.get(0);
        if (!Dom.is(only, Ns.SAML, "EncryptedAssertion")) {
            throw Refusal.of(
                    Check.NOT_ENCRYPTED,
                    "The assertion is not encrypted. The identity provider always encrypts it; does its copy of our metadata"
                            + " lack the encryption certificate?");
        }
        if (only.getParentNode() != response) {
            throw Refusal.of(Check.STRUCTURE, "The assertion stands deeper than directly in the response.");
        }
        return only;
    }

    private Element open(EncryptedElement encrypted, Ids ids, Profile profile) {
        Element assertion = decryptor.open(encrypted);
        if (!Dom.is(assertion, Ns.SAML, "Assertion")) {
            throw Refusal.of(
                    Check.DECRYPTED_CONTENT,
                    "What was encrypted is %s, not an assertion.",
                    Refusal.quoted(assertion.getLocalName()));
        }
        List<Element> inside = new ArrayList<>();
        collect(assertion, Ns.SAML, "Assertion", inside);
        collect(assertion, Ns.SAML, "EncryptedAssertion", inside);
        if (inside.size() != 1) {
            throw Refusal.of(Check.ASSERTION_COUNT, "The assertion holds further assertions.");
        }
        SamlGrammar.assertion(profile).check(assertion);
        ids.add(assertion);
        return assertion;
    }

    /** The signature of the element; a signature anywhere else below it is refused, also where nobody would look. */
    private static @Nullable EnvelopedSignature onlySignature(Element element) {
        List<Element> signatures = new ArrayList<>();
        collect(element, Ns.DS, "Signature", signatures);
        if (signatures.isEmpty()) {
            return null;
        }
        if (signatures.size() > 1 || signatures.get(0).getParentNode() != element) {
            throw Refusal.of(
                    Check.SIGNATURE_STRUCTURE,
                    "The %s holds %d signatures or one at another place than its own.",
                    element.getLocalName(),
                    signatures.size());
        }
        return EnvelopedSignature.of(signatures.get(0));
    }

    private static void collect(Element element, String namespace, String name, List<Element> found) {
        if (Dom.is(element, namespace, name)) {
            found.add(element);
        }
        for (Element child : Dom.children(element)) {
            collect(child, namespace, name, found);
        }
    }
}
