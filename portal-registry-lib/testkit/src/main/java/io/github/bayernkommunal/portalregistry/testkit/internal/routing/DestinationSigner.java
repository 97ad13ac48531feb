package io.github.bayernkommunal.portalregistry.testkit.internal.routing;

import io.github.bayernkommunal.portalregistry.testkit.internal.web.Fields;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Signs destinations as compact JWS with PS512. The key is made when first needed, so that the start stays quick. */
public final class DestinationSigner {

    private static final PSSParameterSpec PS512 =
            new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1);

    private @Nullable KeyPair keys;

    /** The key that verifies. */
    public PublicKey publicKey() {
        return keys().getPublic();
    }

    String sign(Fields payload) {
        String signed = encoded("{\"alg\":\"PS512\",\"typ\":\"JWT\",\"kid\":\"simulator\"}") + "."
                + encoded(Json.write(payload));
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(PS512);
            signature.initSign(keys().getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The simulator cannot sign", e);
        }
    }

    private synchronized KeyPair keys() {
        KeyPair current = keys;
        if (current == null) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(3072);
                current = generator.generateKeyPair();
                keys = current;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The simulator cannot make its signature key", e);
            }
        }
        return current;
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
