package io.github.bayernkommunal.bayernid.internal.xml;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The content encryptions that we accept. AES-CBC is not among them: it lets an attacker ask for the plain text. */
enum ContentEncryption {
    AES128_GCM("http://www.w3.org/2009/xmlenc11#aes128-gcm", 16),
    AES192_GCM("http://www.w3.org/2009/xmlenc11#aes192-gcm", 24),
    AES256_GCM("http://www.w3.org/2009/xmlenc11#aes256-gcm", 32);

    // XML encryption 1.1, 5.2.4: 96 bits of nonce in front, 128 bits of tag behind.
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final String uri;
    private final int keyLength;

    ContentEncryption(String uri, int keyLength) {
        this.uri = uri;
        this.keyLength = keyLength;
    }

    static Optional<ContentEncryption> of(@Nullable String uri) {
        for (ContentEncryption algorithm : values()) {
            if (algorithm.uri.equals(uri)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    String uri() {
        return uri;
    }

    int keyLength() {
        return keyLength;
    }

    /** The plain bytes; any doubt is an exception. */
    byte[] decrypt(byte[] key, byte[] cipher) throws GeneralSecurityException {
        if (key.length != keyLength || cipher.length < NONCE + TAG) {
            throw new GeneralSecurityException("wrong length");
        }
        Cipher gcm = Jca.aesGcm();
        gcm.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, cipher, 0, NONCE));
        return gcm.doFinal(cipher, NONCE, cipher.length - NONCE);
    }
}
