package io.github.bayernkommunal.bayernid;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.IllegalBlockSizeException;

/** A provider as a maker of devices ships it: its keys show no numbers, and only it can use them. */
public final class TestDevice extends Provider {

    private static final long serialVersionUID = 1L;

    TestDevice() {
        super("TestDevice", "1", "a device in memory");
        put("Signature.RSASSA-PSS", Signing.class.getName());
        put("Cipher.RSA/ECB/OAEPPadding", Opening.class.getName());
    }

    /** The same key and certificate, moved into the device. */
    static KeyStore.PrivateKeyEntry moved(KeyStore.PrivateKeyEntry key) {
        return new KeyStore.PrivateKeyEntry(
                new Handle(key.getPrivateKey()), new X509Certificate[] {(X509Certificate) key.getCertificate()});
    }

    /** What applications see of a key in the device. */
    private static final class Handle implements PrivateKey {

        private static final long serialVersionUID = 1L;

        private final transient PrivateKey inside;

        Handle(PrivateKey inside) {
            this.inside = inside;
        }

        static PrivateKey open(Key key) throws InvalidKeyException {
            if (key instanceof Handle handle) {
                return handle.inside;
            }
            throw new InvalidKeyException("not a key of this device");
        }

        @Override
        public String getAlgorithm() {
            return "RSA";
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

    /** RSASSA-PSS inside the device. */
    public static final class Signing extends SignatureSpi {

        private final Signature signature;

        /** Called by the platform. */
        public Signing() throws GeneralSecurityException {
            this.signature = Signature.getInstance("RSASSA-PSS", "SunRsaSign");
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("this device only signs");
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            signature.initSign(Handle.open(key));
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            signature.update(b);
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
        protected void engineSetParameter(AlgorithmParameterSpec parameters)
                throws java.security.InvalidAlgorithmParameterException {
            signature.setParameter(parameters);
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

    /** RSA-OAEP inside the device. */
    public static final class Opening extends CipherSpi {

        private final Cipher cipher;

        /** Called by the platform. */
        public Opening() throws GeneralSecurityException {
            this.cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
        }

        @Override
        protected void engineSetMode(String mode) throws NoSuchAlgorithmException {
            throw new NoSuchAlgorithmException(mode);
        }

        @Override
        protected void engineSetPadding(String padding) {}

        @Override
        protected int engineGetBlockSize() {
            return 0;
        }

        @Override
        protected int engineGetOutputSize(int length) {
            return cipher.getOutputSize(length);
        }

        @Override
        protected byte[] engineGetIV() {
            return null;
        }

        @Override
        protected AlgorithmParameters engineGetParameters() {
            return cipher.getParameters();
        }

        @Override
        protected void engineInit(int mode, Key key, SecureRandom random) throws InvalidKeyException {
            cipher.init(mode, Handle.open(key), random);
        }

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random)
                throws InvalidKeyException, java.security.InvalidAlgorithmParameterException {
            cipher.init(mode, Handle.open(key), parameters, random);
        }

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameters parameters, SecureRandom random)
                throws InvalidKeyException, java.security.InvalidAlgorithmParameterException {
            cipher.init(mode, Handle.open(key), parameters, random);
        }

        @Override
        protected byte[] engineUpdate(byte[] input, int from, int length) {
            return cipher.update(input, from, length);
        }

        @Override
        protected int engineUpdate(byte[] input, int from, int length, byte[] output, int to)
                throws javax.crypto.ShortBufferException {
            return cipher.update(input, from, length, output, to);
        }

        @Override
        protected byte[] engineDoFinal(byte[] input, int from, int length)
                throws IllegalBlockSizeException, BadPaddingException {
            return cipher.doFinal(input, from, length);
        }

        @Override
        protected int engineDoFinal(byte[] input, int from, int length, byte[] output, int to)
                throws IllegalBlockSizeException, BadPaddingException, javax.crypto.ShortBufferException {
            return cipher.doFinal(input, from, length, output, to);
        }
    }
}
