package io.github.bayernkommunal.bayernid.internal.xml;

import io.github.bayernkommunal.bayernid.Check;
import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import java.util.Map;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * RSA-OAEP with its two digests; the only key transport that we accept. PKCS#1 v1.5 is not: it lets an attacker ask for the
 * key.
 *
 * @param uri name of the algorithm
 * @param digest digest of the label
 * @param mask digest of the mask
 */
record KeyTransport(String uri, String digest, String mask) {

    private static final String OAEP_MGF1P = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
    private static final String OAEP = "http://www.w3.org/2009/xmlenc11#rsa-oaep";

    // SHA-1 is no weakness here: OAEP needs no collision resistance, and the older name has no other mask.
    private static final Map<String, String> DIGESTS = Map.of(
            "http://www.w3.org/2000/09/xmldsig#sha1", "SHA-1",
            "http://www.w3.org/2001/04/xmlenc#sha256", "SHA-256",
            "http://www.w3.org/2001/04/xmldsig-more#sha384", "SHA-384",
            "http://www.w3.org/2001/04/xmlenc#sha512", "SHA-512");
    private static final Map<String, String> MASKS = Map.of(
            "http://www.w3.org/2009/xmlenc11#mgf1sha1", "SHA-1",
            "http://www.w3.org/2009/xmlenc11#mgf1sha256", "SHA-256",
            "http://www.w3.org/2009/xmlenc11#mgf1sha384", "SHA-384",
            "http://www.w3.org/2009/xmlenc11#mgf1sha512", "SHA-512");

    static KeyTransport read(@Nullable Element method) {
        String uri = method == null ? null : Dom.attribute(method, "Algorithm");
        if (method == null || uri == null || !(uri.equals(OAEP) || uri.equals(OAEP_MGF1P))) {
            throw Refusal.of(
                    Check.KEY_TRANSPORT,
                    "The key transport %s is not accepted; RSA-OAEP is. The identity provider must be told.",
                    Refusal.quoted(uri));
        }
        Element digestMethod = Dom.child(method, Ns.DS, "DigestMethod");
        Element maskFunction = Dom.child(method, Ns.XENC11, "MGF");
        int read = (digestMethod == null ? 0 : 1) + (maskFunction == null ? 0 : 1);
        // XML encryption 1.1, 5.5.2: the older name has the mask in its name, the newer one has defaults of SHA-1.
        if (Dom.children(method).size() != read || (uri.equals(OAEP_MGF1P) && maskFunction != null)) {
            throw Refusal.of(Check.KEY_TRANSPORT, "RSA-OAEP has parameters other than digest and mask.");
        }
        String digest = digestMethod == null ? "SHA-1" : DIGESTS.get(algorithm(digestMethod));
        String mask = maskFunction == null ? "SHA-1" : MASKS.get(algorithm(maskFunction));
        if (digest == null || mask == null) {
            throw Refusal.of(Check.KEY_TRANSPORT, "RSA-OAEP names a digest or mask that is not on the list.");
        }
        return new KeyTransport(uri, digest, mask);
    }

    private static String algorithm(Element element) {
        String uri = Dom.attribute(element, "Algorithm");
        return uri == null ? "" : uri;
    }

    byte[] unwrap(OwnKey key, byte[] wrapped) throws GeneralSecurityException {
        return key.unwrap(
                new OAEPParameterSpec(digest, "MGF1", new MGF1ParameterSpec(mask), PSource.PSpecified.DEFAULT),
                wrapped);
    }
}
