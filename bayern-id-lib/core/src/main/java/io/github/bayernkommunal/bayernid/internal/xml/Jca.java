package io.github.bayernkommunal.bayernid.internal.xml;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;

/**
 * Algorithms of the JDK's own providers, whatever else is installed in front of them; on a platform without them the first
 * provider that has the algorithm.
 */
final class Jca {

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

    /** For a private key: one that shows its numbers is a software key, another needs its own provider. */
    static Signature signing(String name, java.security.PrivateKey key) throws GeneralSecurityException {
        boolean software = key.getEncoded() != null && (key instanceof RSAKey || key instanceof ECKey);
        return software ? verification(name) : Signature.getInstance(name);
    }

    static Cipher unwrapping(java.security.PrivateKey key) throws GeneralSecurityException {
        return cipher("RSA/ECB/OAEPPadding", key.getEncoded() != null);
    }

    static Cipher aesGcm() throws GeneralSecurityException {
        return cipher("AES/GCM/NoPadding", true);
    }

    private static Cipher cipher(String name, boolean software) throws GeneralSecurityException {
        if (software) {
            try {
                return Cipher.getInstance(name, "SunJCE");
            } catch (NoSuchAlgorithmException | NoSuchProviderException | NoSuchPaddingException other) {
                return Cipher.getInstance(name);
            }
        }
        return Cipher.getInstance(name);
    }
}
