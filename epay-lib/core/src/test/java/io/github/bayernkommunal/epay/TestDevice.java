package io.github.bayernkommunal.epay;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;

/** A provider as makers of smart cards and modules ship it: its keys show no numbers, and only it can sign with them. */
public final class TestDevice extends Provider {

    private static final long serialVersionUID = 1;

    TestDevice() {
        super("TestDevice", "1", "a device in memory");
        put("Signature.SHA256withECDSA", Ecdsa.class.getName());
        put("Signature.SHA256withRSA", Rsa.class.getName());
        put("Signature.RSASSA-PSS", Pss.class.getName());
    }

    /** The same key and certificate, moved into the device. */
    static KeyStore.PrivateKeyEntry moved(KeyStore.PrivateKeyEntry entry) {
        return new KeyStore.PrivateKeyEntry(new Handle(entry.getPrivateKey()), entry.getCertificateChain());
    }

    /** What an application sees of a key. */
    private static final class Handle implements PrivateKey {

        private static final long serialVersionUID = 1;

        private final transient PrivateKey inside;

        Handle(PrivateKey inside) {
            this.inside = inside;
        }

        @Override
        public String getAlgorithm() {
            return inside.getAlgorithm();
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }

    /** ECDSA. */
    public static final class Ecdsa extends Signing {
        /** Called by the platform. */
        public Ecdsa() throws GeneralSecurityException {
            super("SHA256withECDSA", "SunEC");
        }
    }

    /** RSA with PKCS#1 v1.5. */
    public static final class Rsa extends Signing {
        /** Called by the platform. */
        public Rsa() throws GeneralSecurityException {
            super("SHA256withRSA", "SunRsaSign");
        }
    }

    /** RSA with PSS, as TLS 1.3 wants it. */
    public static final class Pss extends Signing {
        /** Called by the platform. */
        public Pss() throws GeneralSecurityException {
            super("RSASSA-PSS", "SunRsaSign");
        }
    }

    private abstract static class Signing extends SignatureSpi {

        private final Signature signature;

        Signing(String algorithm, String provider) throws GeneralSecurityException {
            signature = Signature.getInstance(algorithm, provider);
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("this device only signs");
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (!(key instanceof Handle handle)) {
                throw new InvalidKeyException("not a key of this device");
            }
            signature.initSign(handle.inside);
        }

        @Override
        protected void engineUpdate(byte one) throws SignatureException {
            signature.update(one);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
            signature.update(bytes, from, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return signature.sign();
        }

        @Override
        protected boolean engineVerify(byte[] value) {
            return false;
        }

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec parameters) throws InvalidAlgorithmParameterException {
            if (parameters != null) {
                signature.setParameter(parameters);
            }
        }

        @Deprecated
        @Override
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Deprecated
        @Override
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
