package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.bayernkommunal.bayernid.internal.KeyCheck;
import io.github.bayernkommunal.bayernid.internal.xml.SignatureAlgorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A private key and its certificate are one pair, and no number of the key is damaged. */
class KeyPairsTest {

    private static final String WRONG = "private key and certificate do not belong together";

    private final KeyStore.PrivateKeyEntry sound = Keys.decryption();
    private final RSAPrivateCrtKey key = (RSAPrivateCrtKey) sound.getPrivateKey();

    @Test
    void aSoundPairIsTaken() {
        assertNull(KeyCheck.signing(sound, SignatureAlgorithm.RSA_PSS_SHA256));
        assertNull(KeyCheck.decryption(sound));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void aKeyWithADamagedNumberIsRefused(int damaged) throws GeneralSecurityException {
        BigInteger[] numbers = {
            key.getModulus(),
            key.getPublicExponent(),
            key.getPrivateExponent(),
            key.getPrimeP(),
            key.getPrimeQ(),
            key.getPrimeExponentP(),
            key.getPrimeExponentQ(),
            key.getCrtCoefficient()
        };
        numbers[damaged] = numbers[damaged].add(BigInteger.TWO);
        KeyStore.PrivateKeyEntry entry = entry(new RSAPrivateCrtKeySpec(
                numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]));

        // The exponent of the certificate counts, not the one that the key claims.
        assertEquals(damaged == 1 ? null : WRONG, KeyCheck.decryption(entry));
        assertEquals(damaged == 1 ? null : WRONG, KeyCheck.signing(entry, SignatureAlgorithm.RSA_PSS_SHA256));
    }

    @Test
    void aKeyThatShowsFewerNumbersIsTried() throws GeneralSecurityException {
        KeyStore.PrivateKeyEntry plain = entry(new RSAPrivateKeySpec(key.getModulus(), key.getPrivateExponent()));
        KeyStore.PrivateKeyEntry damaged = entry(
                new RSAPrivateKeySpec(key.getModulus(), key.getPrivateExponent().add(BigInteger.TWO)));

        assertNull(KeyCheck.decryption(plain));
        assertEquals(WRONG, KeyCheck.decryption(damaged));
        assertEquals(WRONG, KeyCheck.signing(damaged, SignatureAlgorithm.RSA_SHA256));
    }

    private KeyStore.PrivateKeyEntry entry(java.security.spec.KeySpec numbers) throws GeneralSecurityException {
        return new KeyStore.PrivateKeyEntry(
                KeyFactory.getInstance("RSA").generatePrivate(numbers), sound.getCertificateChain());
    }
}
