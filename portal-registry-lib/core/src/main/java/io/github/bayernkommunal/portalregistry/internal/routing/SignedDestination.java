package io.github.bayernkommunal.portalregistry.internal.routing;

import io.github.bayernkommunal.portalregistry.internal.tree.JsonTree;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.List;

/** Verifies signatures of letter boxes: JWS in compact form, PS512 and nothing else. */
final class SignedDestination {

    // RFC 7518, 3.5: PS512 is RSASSA-PSS with SHA-512, MGF1 with SHA-512 and a salt as long as the hash.
    private static final PSSParameterSpec PS512 =
            new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, PSSParameterSpec.TRAILER_FIELD_BC);

    private final List<PublicKey> keys;

    SignedDestination(List<PublicKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** The payload of a signature that one of our keys made. */
    Node verify(String jws) {
        String[] parts = jws.split("\\.", -1);
        if (parts.length != 3) {
            throw RouteReader.untrusted("is missing or has not three parts", null);
        }
        try {
            Node header = JsonTree.read(Base64.getUrlDecoder().decode(parts[0]));
            // The algorithm is ours to choose: a message must not talk us into a weaker one. RFC 7515, 4.1.11: nor into
            // extensions that we do not understand.
            if (!header.text("alg").equals("PS512") || !header.all("crit").isEmpty()) {
                throw RouteReader.untrusted("was not made with PS512", null);
            }
            byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            for (PublicKey key : keys) {
                if (isSignedBy(key, signed, signature)) {
                    return JsonTree.read(Base64.getUrlDecoder().decode(parts[1]));
                }
            }
        } catch (UnreadableException | IllegalArgumentException e) {
            throw RouteReader.untrusted("cannot be read", e);
        }
        throw RouteReader.untrusted("was made by nobody we trust", null);
    }

    private static boolean isSignedBy(PublicKey key, byte[] signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("RSASSA-PSS");
            verifier.setParameter(PS512);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature of another length or form is not by this key.
            return false;
        }
    }
}
