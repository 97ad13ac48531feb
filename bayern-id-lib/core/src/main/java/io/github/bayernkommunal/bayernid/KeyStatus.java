package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.internal.xml.Fingerprints;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How a key stands: for a health check, and to be warned before it ends.
 *
 * @param use {@code signing}, {@code next signing}, {@code decryption 1} … or {@code identity provider 1} …
 * @param fingerprint first eight bytes of the SHA-256 of the public key, as in error messages
 * @param bits size
 * @param notAfter end of the certificate; it never decides a login, but the operator may insist on it
 * @param daysLeft whole days until then; negative when it has passed
 * @param advice what should be done; empty when nothing
 * @source TR-03116-4 (3072 bits)
 */
public record KeyStatus(
        String use, String fingerprint, int bits, Instant notAfter, long daysLeft, List<String> advice) {

    private static final long[] WARN_AT_DAYS = {7, 30, 60};
    private static final int RECOMMENDED_BITS = 3072;

    /**
     * Keeps its own copy of the list.
     *
     * @param use what the key is for
     * @param fingerprint name of the key
     * @param bits size
     * @param notAfter end of the certificate
     * @param daysLeft whole days until then
     * @param advice what should be done
     */
    public KeyStatus {
        advice = List.copyOf(advice);
    }

    static KeyStatus of(String use, X509Certificate certificate, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        long days = Math.floorDiv(Duration.between(now, end).toSeconds(), 86_400);
        List<String> advice = new ArrayList<>();
        if (days < 0) {
            advice.add("the certificate ended %d days ago: exchange it".formatted(-days));
        } else {
            for (long limit : WARN_AT_DAYS) {
                if (days <= limit) {
                    advice.add("the certificate ends in %d days (warning at %d): prepare the next key"
                            .formatted(days, limit));
                    break;
                }
            }
        }
        int bits = bits(certificate.getPublicKey());
        if (certificate.getPublicKey() instanceof RSAKey && bits < RECOMMENDED_BITS) {
            advice.add("the key has %d bits, %d are recommended".formatted(bits, RECOMMENDED_BITS));
        }
        return new KeyStatus(use, Fingerprints.of(certificate.getPublicKey()), bits, end, days, advice);
    }

    KeyStatus advising(String more) {
        List<String> all = new ArrayList<>(advice);
        all.add(more);
        return new KeyStatus(use, fingerprint, bits, notAfter, daysLeft, all);
    }

    private static int bits(PublicKey key) {
        if (key instanceof RSAKey rsa) {
            return rsa.getModulus().bitLength();
        }
        return key instanceof ECKey ec ? ec.getParams().getCurve().getField().getFieldSize() : 0;
    }
}
