package io.github.bayernkommunal.postfach.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** An authority that signs tokens and documents with nothing but the JDK. */
record Author(PrivateKey key, X509Certificate certificate) {

    static final String NAME = "Markt Musterstadt";

    static Author of(Map<String, String> settings) {
        char[] password = settings.get("postfach.client-key.password").toCharArray();
        try (InputStream in = Files.newInputStream(Path.of(settings.get("postfach.client-key.file")))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            String alias = store.aliases().nextElement();
            return new Author(
                    (PrivateKey) store.getKey(alias, password), (X509Certificate) store.getCertificate(alias));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String token() {
        return token(Instant.now().getEpochSecond());
    }

    String token(long issued) {
        return jwt("{\"typ\":\"JWT\",\"alg\":\"RS512\"}", claims(issued, issued + 1800, NAME, "THIRD_PARTY"));
    }

    static String claims(long issued, long expires, String signer, String role) {
        return "{\"iat\":%d,\"exp\":%d,\"signer\":\"%s\",\"roles\":[\"%s\"]}".formatted(issued, expires, signer, role);
    }

    String jwt(String header, String claims) {
        String signed = base64Url(header) + "." + base64Url(claims);
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature(signed));
    }

    /** What ZBP calls sha512sum. */
    String sign(String content) {
        return Base64.getEncoder().encodeToString(signature(content));
    }

    String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] signature(String text) {
        try {
            Signature signer = Signature.getInstance("SHA512withRSA");
            signer.initSign(key);
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
