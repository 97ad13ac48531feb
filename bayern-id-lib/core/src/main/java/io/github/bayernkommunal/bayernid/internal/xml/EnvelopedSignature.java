package io.github.bayernkommunal.bayernid.internal.xml;

import io.github.bayernkommunal.bayernid.Check;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A signature inside the element that it signs, in the one form that SAML allows.
 *
 * <p>Reading it checks everything that needs no key; no transform of the message is ever executed by name. What is verified
 * is the parent element object itself: there is no reference to resolve, so nothing can be resolved to something else.
 *
 * @see <a href="https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf">SAML core 5.4</a>
 */
public final class EnvelopedSignature {

    private static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    private static final int MOST_PREFIXES = 32;

    private final Element element;
    private final Element signed;
    private final Element signedInfo;
    private final String signedInfoPrefixes;
    private final String referencePrefixes;
    private final SignatureAlgorithm algorithm;
    private final @Nullable DigestAlgorithm parameter;
    private final DigestAlgorithm digestAlgorithm;
    private final byte[] digest;
    private final byte[] value;

    private EnvelopedSignature(Element element) {
        this.element = element;
        this.signed = parent(element);
        List<Element> parts = parts(element, 2, 3, "SignedInfo", "SignatureValue", "KeyInfo");
        this.signedInfo = parts.get(0);

        List<Element> infos = parts(signedInfo, 3, 3, "CanonicalizationMethod", "SignatureMethod", "Reference");
        this.signedInfoPrefixes = canonicalization(infos.get(0), Check.CANONICALIZATION);
        Element method = infos.get(1);
        this.algorithm = SignatureAlgorithm.of(Dom.attribute(method, "Algorithm"))
                .orElseThrow(() -> Refusal.of(
                        Check.SIGNATURE_ALGORITHM,
                        "The signature algorithm %s is not accepted. The identity provider must sign with RSA-PSS, RSA or"
                                + " ECDSA and SHA-256 or longer.",
                        Refusal.quoted(Dom.attribute(method, "Algorithm"))));
        this.parameter = parameter(method, algorithm);

        Element reference = infos.get(2);
        requireOurReference(reference);
        List<Element> referenceParts = parts(reference, 3, 3, "Transforms", "DigestMethod", "DigestValue");
        this.referencePrefixes = transforms(referenceParts.get(0));
        Element digestMethod = referenceParts.get(1);
        this.digestAlgorithm = DigestAlgorithm.of(Dom.attribute(digestMethod, "Algorithm"))
                .orElseThrow(() -> Refusal.of(
                        Check.DIGEST_ALGORITHM,
                        "The digest algorithm %s is not accepted; SHA-256 or longer is.",
                        Refusal.quoted(Dom.attribute(digestMethod, "Algorithm"))));
        requireEmpty(digestMethod, Check.DIGEST_ALGORITHM);
        this.digest = base64(referenceParts.get(2), "DigestValue");
        this.value = base64(parts.get(1), "SignatureValue");
    }

    /**
     * Reads a signature without using any key.
     *
     * @throws io.github.bayernkommunal.bayernid.ResponseNotTrustedException with one of the checks from SIGNATURE_STRUCTURE
     *     to SIGNATURE_PARAMETERS
     */
    public static EnvelopedSignature of(Element signature) {
        return new EnvelopedSignature(signature);
    }

    private static Element parent(Element signature) {
        Node parent = signature.getParentNode();
        if (parent instanceof Element element) {
            return element;
        }
        throw Refusal.of(Check.SIGNATURE_STRUCTURE, "A signature stands outside the element that it signs.");
    }

    private static List<Element> parts(Element holder, int least, int most, String... names) {
        List<Element> found = Dom.children(holder);
        if (found.size() < least || found.size() > most) {
            throw Refusal.of(
                    Check.SIGNATURE_STRUCTURE,
                    "A part of the signature has %d children; expected %s, each once.",
                    found.size(),
                    String.join(", ", names));
        }
        for (int i = 0; i < found.size(); i++) {
            if (!Dom.is(found.get(i), Ns.DS, names[i])) {
                throw Refusal.of(
                        Check.SIGNATURE_STRUCTURE,
                        "A part of the signature holds %s where %s belongs.",
                        Refusal.quoted(found.get(i).getLocalName()),
                        names[i]);
            }
        }
        if (!Dom.text(holder).isBlank()) {
            throw Refusal.of(Check.SIGNATURE_STRUCTURE, "%s holds text between its parts.", holder.getLocalName());
        }
        return found;
    }

    private void requireOurReference(Element reference) {
        String id = Dom.attribute(signed, "ID");
        String uri = Dom.attribute(reference, "URI");
        // SAML core 5.4.2: a single reference, to the id of the parent. Compared as text: nothing is resolved.
        if (id == null || !("#" + id).equals(uri)) {
            throw Refusal.of(
                    Check.SIGNATURE_REFERENCE,
                    "The signature in %s refers to %s; only the id of its parent is accepted.",
                    Refusal.quoted(signed.getLocalName()),
                    Refusal.quoted(uri));
        }
        if (Dom.attribute(reference, "Type") != null) {
            throw Refusal.of(
                    Check.SIGNATURE_REFERENCE, "The reference has a type; manifests and the like are refused.");
        }
    }

    private static String transforms(Element transforms) {
        List<Element> steps = Dom.children(transforms);
        boolean two = steps.size() == 2
                && steps.stream().allMatch(step -> Dom.is(step, Ns.DS, "Transform"))
                && ENVELOPED.equals(Dom.attribute(steps.get(0), "Algorithm"));
        if (!two) {
            throw Refusal.of(
                    Check.TRANSFORMS,
                    "The signed element is transformed by %s; only enveloped-signature and then exclusive"
                            + " canonicalisation are accepted.",
                    Refusal.quoted(steps.stream()
                            .limit(4)
                            .map(step -> String.valueOf(Dom.attribute(step, "Algorithm")))
                            .toList()
                            .toString()));
        }
        requireEmpty(steps.get(0), Check.TRANSFORMS);
        return canonicalization(steps.get(1), Check.TRANSFORMS);
    }

    private static String canonicalization(Element method, Check check) {
        if (!Ns.EXC_C14N.equals(Dom.attribute(method, "Algorithm"))) {
            throw Refusal.of(
                    check,
                    "The canonicalisation %s is not accepted; exclusive canonicalisation without comments is.",
                    Refusal.quoted(Dom.attribute(method, "Algorithm")));
        }
        List<Element> children = Dom.children(method);
        if (children.isEmpty()) {
            requireEmpty(method, check);
            return "";
        }
        Element prefixes = children.get(0);
        String list = Dom.attribute(prefixes, "PrefixList");
        boolean sound = children.size() == 1
                && Dom.is(prefixes, Ns.EXC_C14N, "InclusiveNamespaces")
                && Dom.children(prefixes).isEmpty()
                && list != null;
        if (!sound || list == null) {
            throw Refusal.of(check, "The canonicalisation has parameters other than a prefix list.");
        }
        String[] tokens = list.strip().split("[ \\t\\r\\n]+", -1);
        boolean names = Arrays.stream(tokens).allMatch(token -> token.equals("#default") || Ids.isName(token));
        if (tokens.length > MOST_PREFIXES || !(names || list.isBlank())) {
            throw Refusal.of(check, "The prefix list of the canonicalisation is malformed or too long.");
        }
        return list.strip();
    }

    private static void requireEmpty(Element element, Check check) {
        if (!Dom.children(element).isEmpty() || !Dom.text(element).isBlank()) {
            throw Refusal.of(check, "%s has parameters; none are accepted there.", element.getLocalName());
        }
    }

    private static @Nullable DigestAlgorithm parameter(Element method, SignatureAlgorithm algorithm) {
        if (!algorithm.takesParameters()) {
            requireEmpty(method, Check.SIGNATURE_PARAMETERS);
            return null;
        }
        return PssParameters.read(method);
    }

    private static byte[] base64(Element element, String name) {
        byte[] bytes = Dom.children(element).isEmpty() ? StrictBase64.decodeXml(Dom.text(element)) : null;
        if (bytes == null) {
            throw Refusal.of(Check.SIGNATURE_STRUCTURE, "%s is not Base64.", name);
        }
        return bytes;
    }

    /** The element that this signature covers. */
    public Element signed() {
        return signed;
    }

    /**
     * Verifies that the covered element is unchanged and that one of these keys signed it.
     *
     * @param keys the peer's keys; never taken from the message
     * @return the key that made the signature
     * @throws io.github.bayernkommunal.bayernid.ResponseNotTrustedException with DIGEST or SIGNATURE
     */
    public PublicKey verify(Collection<PublicKey> keys) {
        byte[] actual = Canonical.digest(signed, referencePrefixes, element, digestAlgorithm.start());
        if (!MessageDigest.isEqual(actual, digest)) {
            throw Refusal.of(
                    Check.DIGEST,
                    "The signed %s was changed after signing. If it came through a gateway, that one must not touch it.",
                    signed.getLocalName());
        }
        byte[] info = Canonical.bytes(signedInfo, signedInfoPrefixes);
        int fitting = 0;
        for (PublicKey key : keys) {
            if (algorithm.fits(key)) {
                fitting++;
                if (isMadeBy(key, info)) {
                    return key;
                }
            }
        }
        throw Refusal.of(
                Check.SIGNATURE,
                "The signature of the %s (%s) was made with none of the %d fitting keys of the identity provider: %s. Its"
                        + " metadata is outdated, or the answer is forged.",
                signed.getLocalName(),
                algorithm.uri(),
                fitting,
                Fingerprints.of(keys));
    }

    private boolean isMadeBy(PublicKey key, byte[] info) {
        try {
            return algorithm.verifies(info, value, key, parameter);
        } catch (GeneralSecurityException malformedValue) {
            return false;
        }
    }
}
