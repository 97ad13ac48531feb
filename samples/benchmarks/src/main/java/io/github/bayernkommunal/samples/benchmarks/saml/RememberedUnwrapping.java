package io.github.bayernkommunal.samples.benchmarks.saml;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.InvalidParameterSpecException;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Decrypts with real RSA the first time, and from memory afterwards. Encrypting is never remembered. */
final class RememberedUnwrapping extends CipherSpi {

    private final ByteArrayOutputStream input = new ByteArrayOutputStream();
    private String padding = "PKCS1Padding";
    private int mode = Cipher.DECRYPT_MODE;
    private @Nullable Key key;
    private @Nullable AlgorithmParameterSpec parameters;

    RememberedUnwrapping() {}

    @Override
    protected void engineSetMode(String mode) {
        // RSA has one.
    }

    @Override
    protected void engineSetPadding(String name) {
        padding = name;
    }

    @Override
    protected void engineInit(int operation, Key with, SecureRandom random) {
        init(operation, with, null);
    }

    @Override
    protected void engineInit(int operation, Key with, @Nullable AlgorithmParameterSpec how, SecureRandom random) {
        init(operation, with, how);
    }

    @Override
    protected void engineInit(int operation, Key with, @Nullable AlgorithmParameters how, SecureRandom random)
            throws InvalidAlgorithmParameterException {
        try {
            init(operation, with, how == null ? null : how.getParameterSpec(OAEPParameterSpec.class));
        } catch (InvalidParameterSpecException e) {
            throw new InvalidAlgorithmParameterException(e);
        }
    }

    private void init(int operation, Key with, @Nullable AlgorithmParameterSpec how) {
        mode = operation == Cipher.ENCRYPT_MODE || operation == Cipher.WRAP_MODE
                ? Cipher.ENCRYPT_MODE
                : Cipher.DECRYPT_MODE;
        key = with;
        parameters = how;
        input.reset();
    }

    @Override
    protected byte[] engineUpdate(byte[] bytes, int offset, int length) {
        input.write(bytes, offset, length);
        return new byte[0];
    }

    @Override
    protected int engineUpdate(byte[] bytes, int offset, int length, byte[] output, int at) {
        input.write(bytes, offset, length);
        return 0;
    }

    @Override
    protected byte[] engineDoFinal(byte @Nullable [] bytes, int offset, int length) throws BadPaddingException {
        if (bytes != null) {
            input.write(bytes, offset, length);
        }
        byte[] secret = input.toByteArray();
        input.reset();
        if (mode == Cipher.ENCRYPT_MODE) {
            return really(secret);
        }
        byte[] known = RememberedRsa.KNOWN.get(ByteBuffer.wrap(secret));
        if (known == null) {
            known = really(secret);
            RememberedRsa.KNOWN.put(ByteBuffer.wrap(secret), known);
        }
        return known.clone();
    }

    @Override
    protected int engineDoFinal(byte[] bytes, int offset, int length, byte[] output, int at)
            throws BadPaddingException {
        byte[] plain = engineDoFinal(bytes, offset, length);
        System.arraycopy(plain, 0, output, at, plain.length);
        return plain.length;
    }

    @Override
    protected byte[] engineWrap(Key secret) throws InvalidKeyException {
        try {
            byte[] plain = secret.getEncoded();
            return engineDoFinal(plain, 0, plain.length);
        } catch (BadPaddingException e) {
            throw new InvalidKeyException("The key cannot be wrapped", e);
        }
    }

    @Override
    protected Key engineUnwrap(byte[] wrapped, String algorithm, int type) throws NoSuchAlgorithmException {
        try {
            return new SecretKeySpec(engineDoFinal(wrapped, 0, wrapped.length), algorithm);
        } catch (BadPaddingException e) {
            throw new NoSuchAlgorithmException("The wrapped key cannot be opened", e);
        }
    }

    private byte[] really(byte[] secret) throws BadPaddingException {
        try {
            Cipher real = Cipher.getInstance("RSA/ECB/" + padding, RememberedRsa.original("SunJCE"));
            real.init(mode, key, parameters);
            return real.doFinal(secret);
        } catch (GeneralSecurityException e) {
            BadPaddingException failed = new BadPaddingException("The real provider does not take it");
            failed.initCause(e);
            throw failed;
        }
    }

    @Override
    protected int engineGetBlockSize() {
        return 0;
    }

    @Override
    protected int engineGetOutputSize(int length) {
        return 512;
    }

    @Override
    protected byte[] engineGetIV() {
        return new byte[0];
    }

    @Override
    protected @Nullable AlgorithmParameters engineGetParameters() {
        return null;
    }

    @Override
    protected int engineGetKeySize(Key with) {
        return 3072;
    }
}
