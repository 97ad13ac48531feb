package io.github.bayernkommunal.bayernid.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * How an assertion is encrypted, written with JCA alone (W3C XML Encryption 1.1).
 *
 * @param content algorithm of the content
 * @param transport algorithm that wraps the content key
 * @param digest DigestMethod of OAEP; null leaves the element out, which means SHA-1
 * @param mask mask generation function; null leaves the element out, which means MGF1 with SHA-1
 */
record Encryption(
        String content,
        String transport,
        @Nullable String digest,
        @Nullable String mask) {

    static final Encryption STANDARD = new Encryption(Saml.AES256_GCM, Saml.RSA_OAEP, Saml.SHA256, Saml.MGF1_SHA256);

    private static final List<String> CONTENTS =
            List.of(Saml.AES128_GCM, Saml.AES192_GCM, Saml.AES256_GCM, Saml.AES128_CBC, Saml.AES256_CBC);

    private static final SecureRandom RANDOM = new SecureRandom();

    Encryption withContent(String algorithm) {
        if (!CONTENTS.contains(algorithm)) {
            throw new IllegalArgumentException(
                    "Contents are encrypted with %s; got '%s'".formatted(CONTENTS, algorithm));
        }
        return new Encryption(algorithm, transport, digest, mask);
    }

    Encryption withOaepSha256() {
        return new Encryption(content, Saml.RSA_OAEP, Saml.SHA256, Saml.MGF1_SHA256);
    }

    Encryption withOaepMgf1p(String digestMethod) {
        if (!digestMethod.equals(Saml.SHA1) && !digestMethod.equals(Saml.SHA256)) {
            throw new IllegalArgumentException(
                    "The digest is %s or %s; got '%s'".formatted(Saml.SHA1, Saml.SHA256, digestMethod));
        }
        return new Encryption(content, Saml.RSA_OAEP_MGF1P, digestMethod, null);
    }

    /** Appends {@code EncryptedData} to {@code parent}. */
    void encrypt(Element parent, String plaintext, PublicKey recipient) {
        try {
            SecretKey key = contentKey();
            Element data = Xml.add(parent, Saml.XENC, "xenc:EncryptedData");
            data.setAttribute("Id", TestKeys.randomId());
            data.setAttribute("Type", Saml.XENC + "Element");
            Xml.add(data, Saml.XENC, "xenc:EncryptionMethod").setAttribute("Algorithm", content);
            Element keyInfo = Xml.add(data, Saml.DSIG, "ds:KeyInfo");
            encryptedKey(keyInfo, key, recipient);
            cipherValue(data, contentCipher(key, plaintext.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The simulator cannot encrypt with " + this, e);
        }
    }

    private void encryptedKey(Element parent, SecretKey key, PublicKey recipient) throws GeneralSecurityException {
        Element wrapped = Xml.add(parent, Saml.XENC, "xenc:EncryptedKey");
        wrapped.setAttribute("Id", TestKeys.randomId());
        Element method = Xml.add(wrapped, Saml.XENC, "xenc:EncryptionMethod");
        method.setAttribute("Algorithm", transport);
        if (digest != null) {
            Xml.add(method, Saml.DSIG, "ds:DigestMethod").setAttribute("Algorithm", digest);
        }
        if (mask != null) {
            Xml.add(method, Saml.XENC11, "xenc11:MGF").setAttribute("Algorithm", mask);
        }
        cipherValue(wrapped, wrap(key, recipient));
    }

    private byte[] wrap(SecretKey key, PublicKey recipient) throws GeneralSecurityException {
        if (transport.equals(Saml.RSA_1_5)) {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, recipient);
            return cipher.doFinal(key.getEncoded());
        }
        // Explicit parameters: the JCA name OAEPWithSHA-256AndMGF1Padding would mean MGF1 with SHA-1.
        MGF1ParameterSpec generation =
                Saml.MGF1_SHA256.equals(mask) ? MGF1ParameterSpec.SHA256 : MGF1ParameterSpec.SHA1;
        String hash = Saml.SHA256.equals(digest) ? "SHA-256" : "SHA-1";
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                recipient,
                new OAEPParameterSpec(hash, "MGF1", generation, PSource.PSpecified.DEFAULT));
        return cipher.doFinal(key.getEncoded());
    }

    private byte[] contentCipher(SecretKey key, byte[] plaintext) throws GeneralSecurityException {
        boolean gcm = content.endsWith("-gcm");
        byte[] start = new byte[gcm ? 12 : 16];
        RANDOM.nextBytes(start);
        AlgorithmParameterSpec parameters = gcm ? new GCMParameterSpec(128, start) : new IvParameterSpec(start);
        Cipher cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "AES/CBC/ISO10126Padding");
        cipher.init(Cipher.ENCRYPT_MODE, key, parameters);
        byte[] secret = cipher.doFinal(plaintext);
        byte[] both = new byte[start.length + secret.length];
        System.arraycopy(start, 0, both, 0, start.length);
        System.arraycopy(secret, 0, both, start.length, secret.length);
        return both;
    }

    private SecretKey contentKey() {
        int bits = content.contains("aes128") ? 128 : content.contains("aes192") ? 192 : 256;
        byte[] key = new byte[bits / 8];
        RANDOM.nextBytes(key);
        return new SecretKeySpec(key, "AES");
    }

    private static void cipherValue(Element parent, byte[] value) {
        Element data = Xml.add(parent, Saml.XENC, "xenc:CipherData");
        Xml.add(data, Saml.XENC, "xenc:CipherValue", Base64.getEncoder().encodeToString(value));
    }

    /** An EncryptedAssertion around {@code plaintext} as a child of {@code response}. */
    Element encryptedAssertion(Element response, String plaintext, PublicKey recipient) {
        Element wrapper = Xml.add(response, Saml.ASSERTION, "saml:EncryptedAssertion");
        encrypt(wrapper, plaintext, recipient);
        return wrapper;
    }

    /** The same as text, for a caller without a document. */
    String encryptedAssertionText(String plaintext, PublicKey recipient) {
        Document document = Xml.document();
        Element wrapper = Xml.add(document, Saml.ASSERTION, "saml:EncryptedAssertion");
        encrypt(wrapper, plaintext, recipient);
        return Xml.text(wrapper);
    }
}
