package io.github.bayernkommunal.bayernid.internal.xml;

import io.github.bayernkommunal.bayernid.Check;
import org.w3c.dom.Element;

/**
 * Parameters of RSA-PSS in the message, accepted only in their one safe combination.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9231#section-2.3.9">RFC 9231, 2.3.9</a>
 */
final class PssParameters {

    private static final String MGF1 = "http://www.w3.org/2007/05/xmldsig-more#MGF1";

    private PssParameters() {}

    static DigestAlgorithm read(Element method) {
        Element parameters = Dom.child(method, Ns.DS_MORE_2007, "RSAPSSParams");
        if (parameters == null || Dom.children(method).size() != 1) {
            // The defaults would be SHA-256, but a signer that leaves them out did not mean this algorithm.
            throw refused("are missing");
        }
        DigestAlgorithm digest = digest(Dom.child(parameters, Ns.DS, "DigestMethod"));
        int read = 1;
        Element mask = Dom.child(parameters, Ns.DS_MORE_2007, "MaskGenerationFunction");
        if (mask != null) {
            read++;
            if (!MGF1.equals(Dom.attribute(mask, "Algorithm"))
                    || digest(Dom.child(mask, Ns.DS, "DigestMethod")) != digest) {
                throw refused("mix two digests");
            }
        } else if (digest != DigestAlgorithm.SHA256) {
            throw refused("mix two digests");
        }
        Element salt = Dom.child(parameters, Ns.DS_MORE_2007, "SaltLength");
        if (salt != null) {
            read++;
        }
        if (!(salt == null
                ? digest == DigestAlgorithm.SHA256
                : Dom.text(salt).strip().equals("" + digest.length()))) {
            throw refused("use a salt of another length than the digest");
        }
        Element trailer = Dom.child(parameters, Ns.DS_MORE_2007, "TrailerField");
        if (trailer != null) {
            read++;
            if (!Dom.text(trailer).strip().equals("1")) {
                throw refused("use another trailer than 1");
            }
        }
        if (Dom.children(parameters).size() != read) {
            throw refused("hold something unknown");
        }
        return digest;
    }

    private static DigestAlgorithm digest(@org.jspecify.annotations.Nullable Element method) {
        return DigestAlgorithm.of(method == null ? null : Dom.attribute(method, "Algorithm"))
                .orElseThrow(() -> refused("name no accepted digest"));
    }

    private static io.github.bayernkommunal.bayernid.ResponseNotTrustedException refused(String what) {
        return Refusal.of(Check.SIGNATURE_PARAMETERS, "The parameters of RSA-PSS %s.", what);
    }
}
