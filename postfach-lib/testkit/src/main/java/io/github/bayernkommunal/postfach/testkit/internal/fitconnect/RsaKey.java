package io.github.bayernkommunal.postfach.testkit.internal.fitconnect;

import io.github.bayernkommunal.postfach.testkit.internal.Certificates;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.UUID;

/** An RSA key with its id: as a public JWK (RFC 7517), and for signing event tokens. */
final class RsaKey {

    private final KeyPair pair = Certificates.rsaKeys();
    private final String id = UUID.randomUUID().toString();

    /** The id, {@code kid}. */
    String id() {
        return id;
    }

    /** The private half. */
    PrivateKey privateKey() {
        return pair.getPrivate();
    }

    /** The public half for checking event tokens. */
    JsonObject forVerifying() {
        return jwk("PS512", "verify").build();
    }

    /** The public half for encrypting. */
    JsonObject forEncrypting() {
        return jwk("RSA-OAEP-256", "wrapKey").add("use", "enc").build();
    }

    private JsonObjectBuilder jwk(String algorithm, String operation) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return Json.createObjectBuilder()
                .add("kty", "RSA")
                .add("kid", id)
                .add("alg", algorithm)
                .add("key_ops", Json.createArrayBuilder().add(operation))
                .add("n", unsigned(key.getModulus()))
                .add("e", unsigned(key.getPublicExponent()));
    }

    /** A signed security event token (RFC 8417). */
    String sign(JsonObject claims) {
        JsonObject header = Json.createObjectBuilder()
                .add("typ", "secevent+jwt")
                .add("alg", "PS512")
                .add("kid", id)
                .build();
        String signed = encode(header.toString()) + "." + encode(claims.toString());
        try {
            Signature signer = Signature.getInstance("RSASSA-PSS");
            signer.setParameter(new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1));
            signer.initSign(pair.getPrivate());
            signer.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64Url(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK cannot sign with RSASSA-PSS", e);
        }
    }

    private static String encode(String text) {
        return base64Url(text.getBytes(StandardCharsets.UTF_8));
    }

    // RFC 7518, 6.3.1.1: without the zero byte that marks a positive number
    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return base64Url(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
