package io.github.bayernkommunal.bayernid.internal.xml;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.ServiceLoader;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * A private RSA key of ours. It signs and unwraps, and nothing else is asked of it, so it may also live in a device.
 *
 * <p>A key that shows its numbers is used by the JDK, or by Amazon Corretto Crypto Provider where an application has that on
 * its path: the same RSA, some three times faster when the key was loaded through it. It is used without being registered.
 * A key that shows nothing is used by the provider that it belongs to.
 */
public final class OwnKey {

    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    private static final @Nullable Provider FAST = fast();

    private final PrivateKey key;
    private final @Nullable Provider provider;

    private OwnKey(PrivateKey key, @Nullable Provider provider) {
        this.key = key;
        this.provider = provider;
    }

    /** This key, made ready for the provider that will use it. */
    public static OwnKey of(PrivateKey key) {
        byte[] numbers = key.getEncoded();
        if (numbers == null || !(key instanceof RSAKey)) {
            return new OwnKey(key, null);
        }
        Provider provider = FAST;
        if (provider != null) {
            try {
                return new OwnKey(
                        KeyFactory.getInstance("RSA", provider).generatePrivate(new PKCS8EncodedKeySpec(numbers)),
                        provider);
            } catch (GeneralSecurityException | RuntimeException itsNativePartDoesNotRunHere) {
                // The JDK does the same, more slowly.
            } finally {
                Arrays.fill(numbers, (byte) 0);
            }
        }
        return new OwnKey(key, null);
    }

    /** Whether the JDK itself computes with it. */
    public boolean isOfTheJdk() {
        return provider == null && !isInDevice();
    }

    /** The signature over these bytes. */
    byte[] sign(String algorithm, @Nullable AlgorithmParameterSpec parameters, byte[] bytes)
            throws GeneralSecurityException {
        Signature signature;
        if (provider != null) {
            signature = Signature.getInstance(algorithm, provider);
        } else {
            signature = isInDevice() ? Signature.getInstance(algorithm) : Jca.verification(algorithm);
        }
        signature.initSign(key);
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        signature.update(bytes);
        return signature.sign();
    }

    /** What was wrapped for this key by RSA-OAEP. */
    public byte[] unwrap(OAEPParameterSpec parameters, byte[] wrapped) throws GeneralSecurityException {
        Cipher oaep = provider != null ? Cipher.getInstance(Jca.OAEP, provider) : Jca.oaep(isInDevice());
        oaep.init(Cipher.DECRYPT_MODE, key, parameters);
        return oaep.doFinal(wrapped);
    }

    private boolean isInDevice() {
        return key.getEncoded() == null;
    }

    private static @Nullable Provider fast() {
        ClassLoader ours = OwnKey.class.getClassLoader();
        // Asked first, because listing providers means loading each of them, and costs an application's start a tenth.
        if (ours == null || ours.getResource(CORRETTO.replace('.', '/') + ".class") == null) {
            return null;
        }
        try {
            return ServiceLoader.load(Provider.class, ours).stream()
                    .filter(found -> found.type().getName().equals(CORRETTO))
                    .findFirst()
                    .map(ServiceLoader.Provider::get)
                    .filter(found -> found.getService("Cipher", Jca.OAEP) != null)
                    .orElse(null);
        } catch (java.util.ServiceConfigurationError | RuntimeException | LinkageError itDoesNotRunHere) {
            return null;
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return provider == null ? "OwnKey" : "OwnKey[" + provider.getName() + "]";
    }
}
