package io.github.bayernkommunal.postfach.testkit.internal.fitconnect;

import io.github.bayernkommunal.postfach.testkit.internal.Json;
import io.github.bayernkommunal.postfach.testkit.internal.Members;
import io.github.bayernkommunal.postfach.testkit.internal.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Decrypts JWE in compact form (RFC 7516) with {@code RSA-OAEP-256} and {@code A256GCM}, as a stream: the JDK's GCM keeps
 * all of the text until it has seen the tag, Bouncy Castle's does not.
 */
final class CompactJwe {

    private static final int LONGEST_HEADER = 16 * 1024;
    private static final int CHUNK = 64 * 1024; // a multiple of four, so that every chunk is Base64 of its own

    private final InputStream in;

    private CompactJwe(InputStream in) {
        this.in = new BufferedInputStream(in, CHUNK);
    }

    /** Checks what can be seen without the key. */
    static void checkHeader(InputStream in, String keyId) throws Problem, IOException {
        new CompactJwe(in).header(keyId);
    }

    private String header(String keyId) throws Problem, IOException {
        String encoded = part(LONGEST_HEADER);
        Members header = Members.of("JWE header", Json.text("JWE header", decode(encoded)));
        header.only("alg", "enc", "kid", "cty", "typ");
        header.fixed("alg", "RSA-OAEP-256");
        header.fixed("enc", "A256GCM");
        header.fixed("kid", keyId);
        header.fixed("cty", "application/json");
        return encoded;
    }

    /** Writes the text to {@code out}; it must not be used before this method has returned. */
    static void decrypt(InputStream in, String keyId, PrivateKey key, OutputStream out) throws Problem, IOException {
        CompactJwe jwe = new CompactJwe(in);
        String header = jwe.header(keyId);
        byte[] contentKey = unwrap(decode(jwe.part(LONGEST_HEADER)), key);
        byte[] iv = decode(jwe.part(LONGEST_HEADER));
        if (contentKey.length != 32 || iv.length != 12) {
            throw Problem.malformed("A256GCM has a key of 256 bits and an IV of 96 bits");
        }
        GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        byte[] associated = header.getBytes(StandardCharsets.US_ASCII);
        cipher.init(false, new AEADParameters(new KeyParameter(contentKey), 128, iv, associated));
        jwe.text(cipher, out);
        String tag = new String(jwe.in.readNBytes(100), StandardCharsets.US_ASCII);
        byte[] tagBytes = decode(tag);
        if (tagBytes.length != 16) {
            throw Problem.malformed("The tag of A256GCM has 128 bits");
        }
        byte[] rest = new byte[cipher.getOutputSize(tagBytes.length)];
        try {
            int written = cipher.processBytes(tagBytes, 0, tagBytes.length, rest, 0);
            written += cipher.doFinal(rest, written);
            out.write(rest, 0, written);
        } catch (InvalidCipherTextException e) {
            throw Problem.malformed("The JWE was changed after it had been encrypted");
        }
    }

    private static byte[] unwrap(byte[] encrypted, PrivateKey key) throws Problem {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            // RFC 7518, 4.3: SHA-256 also inside MGF1, where the JDK would take SHA-1
            OAEPParameterSpec oaep =
                    new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
            cipher.init(Cipher.DECRYPT_MODE, key, oaep);
            return cipher.doFinal(encrypted);
        } catch (GeneralSecurityException e) {
            throw Problem.malformed("The JWE is not encrypted for the key of this destination");
        }
    }

    private void text(GCMModeCipher cipher, OutputStream out) throws Problem, IOException {
        byte[] plain = new byte[CHUNK + 32];
        boolean last = false;
        while (!last) {
            byte[] encoded = new byte[CHUNK];
            int length = 0;
            while (length < CHUNK && !last) {
                int next = in.read();
                last = next == '.';
                if (next < 0) {
                    throw Problem.malformed("A compact JWE has five parts");
                }
                if (!last) {
                    encoded[length++] = (byte) next;
                }
            }
            byte[] text = decode(new String(encoded, 0, length, StandardCharsets.ISO_8859_1));
            int written = cipher.processBytes(text, 0, text.length, plain, 0);
            out.write(plain, 0, written);
        }
    }

    private String part(int longest) throws Problem, IOException {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        for (int next = in.read(); next != '.'; next = in.read()) {
            if (next < 0 || part.size() == longest) {
                throw Problem.malformed("A compact JWE has five parts");
            }
            part.write(next);
        }
        return part.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] decode(String base64Url) throws Problem {
        if (base64Url.indexOf('=') >= 0) {
            throw Problem.malformed("JOSE writes Base64 without padding");
        }
        try {
            return Base64.getUrlDecoder().decode(base64Url);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("A part of the JWE is not Base64 for addresses");
        }
    }
}
