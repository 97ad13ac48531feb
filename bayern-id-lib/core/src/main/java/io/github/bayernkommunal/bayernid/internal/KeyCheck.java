package io.github.bayernkommunal.bayernid.internal;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/** Tries a key before anybody relies on it: kind, size, and whether private and public half belong together. */
public final class KeyCheck {

    /** What keys must have; BSI TR-03116-4 asks for 3072 from now on. */
    public static final int LEAST_BITS = 2048;

    private static final byte[] SAMPLE = {1, 2, 3, 4, 5, 6, 7, 8};

    private KeyCheck() {}

    /** What is wrong with a key that shall sign, or null. */
    public static @Nullable String signing(KeyStore.PrivateKeyEntry key) {
        return problem(key, KeyCheck::signsForItsCertificate);
    }

    /** What is wrong with a key that shall decrypt, or null. */
    public static @Nullable String decryption(KeyStore.PrivateKeyEntry key) {
        return problem(key, KeyCheck::opensWhatItsCertificateClosed);
    }

    private interface Trial {
        boolean works(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException;
    }

    private static @Nullable String problem(KeyStore.PrivateKeyEntry key, Trial trial) {
        PublicKey publicKey = key.getCertificate().getPublicKey();
        if (!(publicKey instanceof RSAKey rsa)) {
            return "it is " + publicKey.getAlgorithm() + "; the identity provider needs RSA";
        }
        if (rsa.getModulus().bitLength() < LEAST_BITS) {
            return "it has " + rsa.getModulus().bitLength() + " bits; at least " + LEAST_BITS
                    + " are needed, 3072 are recommended";
        }
        try {
            return trial.works(key.getPrivateKey(), publicKey)
                    ? null
                    : "private key and certificate do not belong together";
        } catch (GeneralSecurityException e) {
            return "it does not work (" + e.getMessage() + ")";
        }
    }

    private static boolean signsForItsCertificate(PrivateKey privateKey, PublicKey publicKey)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(privateKey);
        signature.update(SAMPLE);
        byte[] value = signature.sign();
        signature.initVerify(publicKey);
        signature.update(SAMPLE);
        return signature.verify(value);
    }

    private static boolean opensWhatItsCertificateClosed(PrivateKey privateKey, PublicKey publicKey)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, publicKey);
        byte[] closed = cipher.doFinal(SAMPLE);
        cipher.init(Cipher.DECRYPT_MODE, privateKey);
        try {
            return Arrays.equals(cipher.doFinal(closed), SAMPLE);
        } catch (javax.crypto.BadPaddingException otherKey) {
            return false;
        }
    }
}
