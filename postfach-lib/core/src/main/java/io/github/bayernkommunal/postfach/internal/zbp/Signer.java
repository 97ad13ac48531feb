package io.github.bayernkommunal.postfach.internal.zbp;

import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Signs as the authority: the content of messages, and the token that names the author. */
public final class Signer {

    private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);
    private static final int SHORTEST_KEY = 2048;

    private final KeyStore.PrivateKeyEntry key;
    private final String commonName;

    /**
     * A signer with the authority's key.
     *
     * @throws IllegalArgumentException if it is no RSA key of at least 2048 bits, or its certificate names no CN
     */
    public Signer(KeyStore.PrivateKeyEntry key) {
        if (!(key.getPrivateKey() instanceof RSAKey rsa) || rsa.getModulus().bitLength() < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "The signing key is an RSA key of at least 2048 bits: the tokens are RS512");
        }
        this.key = key;
        this.commonName = commonName((X509Certificate) key.getCertificate());
    }

    /** SHA512withRSA (PKCS#1 v1.5) over the UTF-8 bytes of the text, in Base64. */
    public String signature(String text) {
        return Base64.getEncoder().encodeToString(sign(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A token of 30 minutes: who sends, in the role of a third party. */
    public String token(Instant now) {
        String header = "{\"typ\":\"JWT\",\"alg\":\"RS512\"}";
        String claims = Json.createObjectBuilder()
                .add("iat", now.getEpochSecond())
                .add("exp", now.plus(TOKEN_LIFE).getEpochSecond())
                .add("signer", commonName)
                .add("roles", Json.createArrayBuilder().add("THIRD_PARTY"))
                .build()
                .toString();
        String signed = base64Url(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64Url(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64Url(sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The authority's certificate as PEM text. */
    public String certificate() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(key.getCertificate().getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing certificate cannot be encoded", e);
        }
    }

    private byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("SHA512withRSA");
            signature.initSign(key.getPrivateKey());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing key cannot sign", e);
        }
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String commonName(X509Certificate certificate) {
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    return part.getValue().toString();
                }
            }
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException("The subject of the signing certificate cannot be read", e);
        }
        throw new IllegalArgumentException("The subject of the signing certificate has no CN, and the token needs one");
    }
}
