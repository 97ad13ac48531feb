package io.github.bayernkommunal.bayernid.internal.xml;

import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The digest algorithms that we accept for signatures. */
public enum DigestAlgorithm {
    /** SHA-256. */
    SHA256("http://www.w3.org/2001/04/xmlenc#sha256", "SHA-256", 32),
    /** SHA-384. */
    SHA384("http://www.w3.org/2001/04/xmldsig-more#sha384", "SHA-384", 48),
    /** SHA-512. */
    SHA512("http://www.w3.org/2001/04/xmlenc#sha512", "SHA-512", 64);

    private final String uri;
    private final String jcaName;
    private final int length;

    DigestAlgorithm(String uri, String jcaName, int length) {
        this.uri = uri;
        this.jcaName = jcaName;
        this.length = length;
    }

    /** The algorithm with this name, if it is on the list. */
    static Optional<DigestAlgorithm> of(@Nullable String uri) {
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.uri.equals(uri)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Name of the algorithm. */
    public String uri() {
        return uri;
    }

    String jcaName() {
        return jcaName;
    }

    int length() {
        return length;
    }

    MessageDigest start() {
        return Jca.digest(jcaName);
    }
}
