package io.github.bayernkommunal.postfach.internal.fitconnect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we encrypt as a stream is what a JOSE library decrypts as a whole. */
class CompactJweTest {

    private static RSAKey key;

    @BeforeAll
    static void makeKey() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
    }

    private static CompactJwe jwe() {
        return new CompactJwe(key.toPublicJWK(), new SecureRandom());
    }

    private static byte[] decrypt(byte[] compact) throws Exception {
        JWEObject object = JWEObject.parse(new String(compact, StandardCharsets.US_ASCII));
        assertEquals("RSA-OAEP-256", object.getHeader().getAlgorithm().getName());
        assertEquals("A256GCM", object.getHeader().getEncryptionMethod().getName());
        assertEquals("k1", object.getHeader().getKeyID());
        assertEquals("application/json", object.getHeader().getContentType());
        object.decrypt(new RSADecrypter(key));
        return object.getPayload().toBytes();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 15, 16, 17, 49_151, 49_152, 49_153, 49_154, 98_303, 98_304, 98_305, 1_000_000})
    void everyLengthIsDecryptedAndHasTheLengthThatWasForetold(int length) throws Exception {
        byte[] plain = new byte[length];
        new Random(length).nextBytes(plain);
        CompactJwe jwe = jwe();

        byte[] compact = jwe.stream(new ByteArrayInputStream(plain)).readAllBytes();

        assertArrayEquals(plain, decrypt(compact));
        assertEquals(compact.length, jwe.length(length));
    }

    @Test
    void aStreamThatIsReadByteByByteIsTheSame() throws Exception {
        byte[] plain = "Grüß Gott".getBytes(StandardCharsets.UTF_8);
        InputStream drops = new ByteArrayInputStream(plain) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(1, length));
            }
        };
        InputStream stream = jwe().stream(drops);
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (int next = stream.read(); next >= 0; next = stream.read()) {
            out.write(next);
        }

        assertArrayEquals(plain, decrypt(out.toByteArray()));
    }

    /** OAEP alone makes every wrapped key look different, so the keys are looked at themselves. */
    @Test
    void everyTextHasAKeyAndANonceOfItsOwn() throws Exception {
        CompactJwe jwe = jwe();
        Set<String> keys = new HashSet<>();
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            String[] parts = jwe.of("x").split("\\.");
            Cipher unwrap = Cipher.getInstance("RSA/ECB/OAEPPadding");
            unwrap.init(
                    Cipher.DECRYPT_MODE,
                    key.toPrivateKey(),
                    new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
            byte[] content = unwrap.doFinal(Base64.getUrlDecoder().decode(parts[1]));
            assertEquals(32, content.length);
            keys.add(HexFormat.of().formatHex(content));
            nonces.add(parts[2]);
        }

        assertEquals(3, keys.size());
        assertEquals(3, nonces.size());
    }

    @Test
    void aContentThatCannotBeReadToItsEndNeverHasATag() {
        InputStream broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("gone");
                }
                return 'x';
            }
        };

        assertThrows(IOException.class, () -> jwe().stream(broken).readAllBytes());
    }
}
