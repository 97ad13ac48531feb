package io.github.bayernkommunal.postfach.internal.fitconnect;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.impl.RSA_OAEP_SHA2;
import com.nimbusds.jose.crypto.opts.CipherMode;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts to the destination: JWE in compact form with {@code RSA-OAEP-256} and {@code A256GCM}, as a stream. JOSE libraries
 * take and give whole texts; header and wrapped key are the library's all the same.
 *
 * @source RFC 7516, sections 3.1 and 5.1; RFC 7518, sections 4.3 and 5.3
 */
final class CompactJwe {

    private static final int TAG = 16;
    private static final int NONCE = 12;

    private final RSAKey key;
    private final JWEHeader header;
    private final SecureRandom random;

    /** Writes for the holder of {@code key}. */
    CompactJwe(RSAKey key, SecureRandom random) {
        this.key = key;
        this.random = random;
        this.header = new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                .keyID(key.getKeyID())
                .contentType("application/json")
                .build();
    }

    /** The encrypted text. */
    String of(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        try (InputStream jwe = stream(new ByteArrayInputStream(plain))) {
            return new String(jwe.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException("A text in memory cannot be read", e);
        }
    }

    /** How many bytes the encrypted form of so many bytes has. */
    long length(long plain) {
        long wrapped = (key.size() + 7L) / 8;
        return header.toBase64URL().toString().length()
                + 1
                + encoded(wrapped)
                + 1
                + encoded(NONCE)
                + 1
                + encoded(plain)
                + 1
                + encoded(TAG);
    }

    private static long encoded(long bytes) {
        return (bytes * 4 + 2) / 3;
    }

    /** The encrypted form of {@code plain}, made while it is read; each call has a key of its own. */
    InputStream stream(InputStream plain) {
        byte[] nonce = new byte[NONCE];
        byte[] content = new byte[32];
        random.nextBytes(nonce);
        random.nextBytes(content);
        SecretKey contentKey = new SecretKeySpec(content, "AES");
        Arrays.fill(content, (byte) 0);
        Base64URL associated = header.toBase64URL();
        try {
            byte[] wrapped =
                    RSA_OAEP_SHA2.encryptCEK(key.toRSAPublicKey(), contentKey, 256, CipherMode.WRAP_UNWRAP, null);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, contentKey, new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD(associated.toString().getBytes(StandardCharsets.US_ASCII));
            String start = "%s.%s.%s.".formatted(associated, Base64URL.encode(wrapped), Base64URL.encode(nonce));
            return new SequenceInputStream(
                    new ByteArrayInputStream(start.getBytes(StandardCharsets.US_ASCII)), new TextAndTag(plain, cipher));
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException("The JDK cannot encrypt for the destination", e);
        }
    }

    /** The last two parts. */
    private static final class TextAndTag extends InputStream {

        private static final int CHUNK = 48 * 1024;
        private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

        private final InputStream plain;
        private final Cipher cipher;
        private byte[] ready = {};
        private int at;
        /** Encrypted, but not enough for three bytes that make four characters. */
        private byte[] rest = {};

        private boolean ended;

        TextAndTag(InputStream plain, Cipher cipher) {
            this.plain = plain;
            this.cipher = cipher;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            while (at == ready.length) {
                if (ended) {
                    return -1;
                }
                encryptMore();
            }
            int count = Math.min(length, ready.length - at);
            System.arraycopy(ready, at, buffer, offset, count);
            at += count;
            return count;
        }

        private void encryptMore() throws IOException {
            byte[] read = plain.readNBytes(CHUNK);
            ended = read.length < CHUNK;
            byte[] encrypted = encrypt(read);
            byte[] all = Arrays.copyOf(rest, rest.length + encrypted.length);
            System.arraycopy(encrypted, 0, all, rest.length, encrypted.length);
            int text = ended ? all.length - TAG : all.length - all.length % 3;
            byte[] tail = Arrays.copyOfRange(all, text, all.length);
            String characters = BASE64.encodeToString(Arrays.copyOf(all, text));
            ready = (ended ? characters + "." + BASE64.encodeToString(tail) : characters)
                    .getBytes(StandardCharsets.US_ASCII);
            at = 0;
            rest = tail;
        }

        private byte[] encrypt(byte[] read) throws IOException {
            try {
                byte[] encrypted = ended ? cipher.doFinal(read) : cipher.update(read);
                return encrypted == null ? new byte[0] : encrypted;
            } catch (GeneralSecurityException e) {
                throw new IOException("An attachment cannot be encrypted", e);
            }
        }

        @Override
        public void close() throws IOException {
            plain.close();
        }
    }
}
