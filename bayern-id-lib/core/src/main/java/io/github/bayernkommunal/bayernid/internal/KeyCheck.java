package io.github.bayernkommunal.bayernid.internal;

import io.github.bayernkommunal.bayernid.internal.xml.OwnKey;
import io.github.bayernkommunal.bayernid.internal.xml.SignatureAlgorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.jspecify.annotations.Nullable;

/** Tries a key before anybody relies on it: kind, size, and whether private and public half belong together. */
public final class KeyCheck {

    /** What keys must have; BSI TR-03116-4 asks for 3072 from now on. */
    public static final int LEAST_BITS = 2048;

    private static final byte[] SAMPLE = {1, 2, 3, 4, 5, 6, 7, 8};

    private KeyCheck() {}

    /** What is wrong with a key that shall sign with this algorithm, or null. */
    public static @Nullable String signing(KeyStore.PrivateKeyEntry key, SignatureAlgorithm algorithm) {
        return problem(
                key,
                (privateKey, publicKey) -> algorithm.verifies(SAMPLE, algorithm.sign(SAMPLE, privateKey), publicKey));
    }

    /** What is wrong with a key that shall decrypt, or null. */
    public static @Nullable String decryption(KeyStore.PrivateKeyEntry key) {
        return problem(key, KeyCheck::opensWhatItsCertificateClosed);
    }

    private interface Trial {
        boolean works(OwnKey privateKey, PublicKey publicKey) throws GeneralSecurityException;
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
            OwnKey own = OwnKey.of(key.getPrivateKey());
            // A trial costs a tenth of a second in a new process. Numbers that can be seen need none: if they are those
            // of the
            // certificate and fit each other, the JDK's RSA works with them.
            boolean together;
            if (own.isOfTheJdk()
                    && key.getPrivateKey() instanceof RSAPrivateCrtKey seen
                    && publicKey instanceof RSAPublicKey certified) {
                together = isPair(seen, certified);
            } else {
                together = trial.works(own, publicKey);
            }
            return together ? null : "private key and certificate do not belong together";
        } catch (GeneralSecurityException e) {
            return "it does not work (" + e.getMessage() + ")";
        }
    }

    // RFC 8017, 3.2: what the numbers of a private key are to each other.
    private static boolean isPair(RSAPrivateCrtKey key, RSAPublicKey certified) {
        BigInteger p = key.getPrimeP();
        BigInteger q = key.getPrimeQ();
        return p.signum() > 0
                && q.signum() > 0
                && p.multiply(q).equals(certified.getModulus())
                && key.getModulus().equals(certified.getModulus())
                && isInverse(key.getPrimeExponentP(), certified.getPublicExponent(), p.subtract(BigInteger.ONE))
                && isInverse(key.getPrimeExponentQ(), certified.getPublicExponent(), q.subtract(BigInteger.ONE))
                && isInverse(key.getPrivateExponent(), certified.getPublicExponent(), p.subtract(BigInteger.ONE))
                && isInverse(key.getPrivateExponent(), certified.getPublicExponent(), q.subtract(BigInteger.ONE))
                && isInverse(key.getCrtCoefficient(), q, p);
    }

    private static boolean isInverse(BigInteger a, BigInteger b, BigInteger modulus) {
        return modulus.compareTo(BigInteger.ONE) > 0
                && a.multiply(b).mod(modulus).equals(BigInteger.ONE);
    }

    private static boolean opensWhatItsCertificateClosed(OwnKey privateKey, PublicKey publicKey)
            throws GeneralSecurityException {
        OAEPParameterSpec oaep =
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
        cipher.init(Cipher.ENCRYPT_MODE, publicKey, oaep);
        try {
            return Arrays.equals(privateKey.unwrap(oaep, cipher.doFinal(SAMPLE)), SAMPLE);
        } catch (BadPaddingException otherKey) {
            return false;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new GeneralSecurityException(
                    "its provider cannot open RSA-OAEP, as that for PKCS#11 in Java 17; keep the key in a file, or take"
                            + " the provider of the device's maker",
                    e);
        }
    }
}
