package io.github.bayernkommunal.samples.benchmarks.saml;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import org.jspecify.annotations.Nullable;

/** Verifies a signature with real RSA the first time, and from memory afterwards. Signing is never remembered. */
final class RememberedVerification extends SignatureSpi {

    private final ByteArrayOutputStream signed = new ByteArrayOutputStream();
    private @Nullable PublicKey verifier;
    private @Nullable PrivateKey signer;

    RememberedVerification() {}

    @Override
    protected void engineInitVerify(PublicKey key) {
        verifier = key;
        signed.reset();
    }

    @Override
    protected void engineInitSign(PrivateKey key) {
        signer = key;
        signed.reset();
    }

    @Override
    protected void engineUpdate(byte one) {
        signed.write(one);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {
        signed.write(bytes, offset, length);
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
        byte[] message = signed.toByteArray();
        signed.reset();
        byte[] question = new byte[signature.length + message.length];
        System.arraycopy(signature, 0, question, 0, signature.length);
        System.arraycopy(message, 0, question, signature.length, message.length);
        byte[] known = RememberedRsa.KNOWN.get(ByteBuffer.wrap(question));
        if (known == null) {
            known = new byte[] {(byte) (really(message, signature) ? 1 : 0)};
            RememberedRsa.KNOWN.put(ByteBuffer.wrap(question), known);
        }
        return known[0] == 1;
    }

    private boolean really(byte[] message, byte[] signature) throws SignatureException {
        try {
            Signature real = real();
            real.initVerify(verifier);
            real.update(message);
            return real.verify(signature);
        } catch (GeneralSecurityException e) {
            throw new SignatureException("The real provider cannot verify", e);
        }
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
        try {
            Signature real = real();
            real.initSign(signer);
            real.update(signed.toByteArray());
            return real.sign();
        } catch (GeneralSecurityException e) {
            throw new SignatureException("The real provider cannot sign", e);
        }
    }

    private static Signature real() throws NoSuchAlgorithmException {
        return Signature.getInstance("SHA256withRSA", RememberedRsa.original("SunRsaSign"));
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
        throw new InvalidParameterException("SHA256withRSA has no parameters");
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
        throw new InvalidParameterException("SHA256withRSA has no parameters");
    }
}
