package io.github.bayernkommunal.bayernid.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/**
 * A private key with its certificates in one text: the key as PKCS#8, encrypted or not, and its chain beginning with its own
 * certificate.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
final class PemKey {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    // As many as the platform allows in PKCS#12.
    private static final int MOST_ITERATIONS = 5_000_000;

    private PemKey() {}

    /** Whether the file is text with blocks; PKCS#12 begins with a byte that no text begins with. */
    static boolean isPem(byte[] content) {
        return content.length > 0 && content[0] != 0x30 && text(content).contains("-----BEGIN ");
    }

    /** Reads the key; {@code name} is the file's, for messages. */
    static KeyStore.PrivateKeyEntry read(byte[] content, char[] password, String name)
            throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = new ArrayList<>();
        List<PKCS8EncodedKeySpec> keys = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text(content));
        while (blocks.find()) {
            String label = blocks.group(1);
            byte[] bytes = Base64.getMimeDecoder().decode(blocks.group(2));
            if (label.equals("CERTIFICATE")) {
                chain.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes)));
            } else if (label.equals("PRIVATE KEY")) {
                keys.add(new PKCS8EncodedKeySpec(bytes));
            } else if (label.equals("ENCRYPTED PRIVATE KEY")) {
                keys.add(decrypted(bytes, password));
            } else if (label.endsWith(" PRIVATE KEY")) {
                throw new KeyFiles.Unsuitable(
                        "The file %s holds a key in the old form '%s'. Convert it: openssl pkcs8 -topk8 -in … -out …"
                                .formatted(name, label));
            }
        }
        if (keys.size() != 1 || chain.isEmpty()) {
            throw new KeyFiles.Unsuitable(
                    "The file %s holds %d private keys and %d certificates; it must hold 1 key and its certificate, followed by"
                                    .formatted(name, keys.size(), chain.size())
                            + " those of its authorities if there are any");
        }
        PrivateKey key = KeyFactory.getInstance(chain.get(0).getPublicKey().getAlgorithm())
                .generatePrivate(keys.get(0));
        return new KeyStore.PrivateKeyEntry(key, chain.toArray(X509Certificate[]::new));
    }

    private static PKCS8EncodedKeySpec decrypted(byte[] bytes, char[] password)
            throws IOException, GeneralSecurityException {
        EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(bytes);
        AlgorithmParameters parameters = encrypted.getAlgParameters();
        // PKCS#5 2.1 names the algorithm in its parameters; the JDK shows that name only as their text.
        String algorithm = encrypted.getAlgName().startsWith("PBES2")
                        || encrypted.getAlgName().startsWith("1.2.840")
                ? String.valueOf(parameters)
                : encrypted.getAlgName();
        PBEParameterSpec work = parameters.getParameterSpec(PBEParameterSpec.class);
        if (work.getIterationCount() > MOST_ITERATIONS) {
            throw new GeneralSecurityException("more than %d iterations for the password".formatted(MOST_ITERATIONS));
        }
        PBEKeySpec spec = new PBEKeySpec(password);
        try {
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(algorithm).generateSecret(spec), parameters);
            return encrypted.getKeySpec(cipher);
        } finally {
            spec.clearPassword();
        }
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
