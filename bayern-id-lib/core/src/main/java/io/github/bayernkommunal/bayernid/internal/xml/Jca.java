package io.github.bayernkommunal.bayernid.internal.xml;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Signature;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;

/**
 * Algorithms of the JDK's own providers, whatever else is installed in front of them; on a platform without them the first
 * provider that has the algorithm.
 */
final class Jca {

    static final String OAEP = "RSA/ECB/OAEPPadding";

    private Jca() {}

    static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name, "SUN");
        } catch (NoSuchAlgorithmException | NoSuchProviderException other) {
            try {
                return MessageDigest.getInstance(name);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("This Java platform lacks " + name, e);
            }
        }
    }

    static Signature verification(String name) throws GeneralSecurityException {
        try {
            return Signature.getInstance(name, name.contains("ECDSA") ? "SunEC" : "SunRsaSign");
        } catch (NoSuchAlgorithmException | NoSuchProviderException other) {
            return Signature.getInstance(name);
        }
    }

    /** RSA-OAEP; for a key in a device its own provider is found when the key is given. */
    static Cipher oaep(boolean device) throws GeneralSecurityException {
        return device ? Cipher.getInstance(OAEP) : cipher(OAEP);
    }

    static Cipher aesGcm() throws GeneralSecurityException {
        return cipher("AES/GCM/NoPadding");
    }

    private static Cipher cipher(String name) throws GeneralSecurityException {
        try {
            return Cipher.getInstance(name, "SunJCE");
        } catch (NoSuchAlgorithmException | NoSuchProviderException | NoSuchPaddingException other) {
            return Cipher.getInstance(name);
        }
    }
}
