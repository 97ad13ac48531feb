package io.github.bayernkommunal.epay.internal;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a client certificate before the first call does. */
public final class KeyCheck {

    private static final Logger log = LoggerFactory.getLogger(KeyCheck.class);
    private static final Duration WARN = Duration.ofDays(60);

    private KeyCheck() {}

    /** Everything that makes the key useless; warns of a certificate that ends within 60 days. */
    public static List<String> problems(KeyStore.@Nullable PrivateKeyEntry entry, Clock clock) {
        if (entry == null) {
            return List.of();
        }
        if (!(entry.getCertificate() instanceof X509Certificate certificate)) {
            return List.of("the client key has no X.509 certificate");
        }
        List<String> problems = new ArrayList<>();
        Instant now = clock.instant();
        Instant end = certificate.getNotAfter().toInstant();
        if (!end.isAfter(now)) {
            problems.add("the client certificate has ended on " + end);
        } else if (certificate.getNotBefore().toInstant().isAfter(now)) {
            problems.add("the client certificate begins on "
                    + certificate.getNotBefore().toInstant());
        } else if (end.isBefore(now.plus(WARN))) {
            log.warn(
                    "the client certificate ends in {} days, on {}",
                    Duration.between(now, end).toDays(),
                    end);
        }
        PublicKey open = certificate.getPublicKey();
        if (open instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < 2048) {
            problems.add("the client key has %d bits; RSA needs 2048"
                    .formatted(rsa.getModulus().bitLength()));
        }
        if (open instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() < 224) {
            problems.add("the curve of the client key has %d bits; at least 224 are needed"
                    .formatted(ec.getParams().getOrder().bitLength()));
        }
        if (!isPair(entry.getPrivateKey(), open)) {
            problems.add("the client key does not belong to its certificate");
        }
        return problems;
    }

    /** When the certificate ends, for a health check; null without one. */
    public static @Nullable Instant end(KeyStore.@Nullable PrivateKeyEntry entry) {
        return entry != null && entry.getCertificate() instanceof X509Certificate certificate
                ? certificate.getNotAfter().toInstant()
                : null;
    }

    /** Signs and verifies, because a key in hardware does not show what it is. */
    private static boolean isPair(PrivateKey secret, PublicKey open) {
        String algorithm = switch (open.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> null;
        };
        if (algorithm == null) {
            return true; // cannot be tried here; the first handshake will show it
        }
        try {
            byte[] probe = new byte[32];
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(secret);
            signing.update(probe);
            byte[] signature = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(open);
            verifying.update(probe);
            return verifying.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
