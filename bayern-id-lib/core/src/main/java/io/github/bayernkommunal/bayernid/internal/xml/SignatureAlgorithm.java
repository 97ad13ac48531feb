package io.github.bayernkommunal.bayernid.internal.xml;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The signature algorithms that we accept; there is no way to add one.
 *
 * @see <a href="https://www.bsi.bund.de/">BSI TR-03116-4 and TR-02102-1</a>
 */
public enum SignatureAlgorithm {
    /** RSA-PSS with SHA-256; what we send. */
    RSA_PSS_SHA256("http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", "RSASSA-PSS", DigestAlgorithm.SHA256),
    /** RSA-PSS with SHA-384. */
    RSA_PSS_SHA384("http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1", "RSASSA-PSS", DigestAlgorithm.SHA384),
    /** RSA-PSS with SHA-512. */
    RSA_PSS_SHA512("http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1", "RSASSA-PSS", DigestAlgorithm.SHA512),
    /** RSA-PSS whose parameters stand in the message and are checked there. */
    RSA_PSS("http://www.w3.org/2007/05/xmldsig-more#rsa-pss", "RSASSA-PSS", null),
    /** RSA PKCS#1 v1.5 with SHA-256. */
    RSA_SHA256("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "SHA256withRSA", DigestAlgorithm.SHA256),
    /** RSA PKCS#1 v1.5 with SHA-384. */
    RSA_SHA384("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", "SHA384withRSA", DigestAlgorithm.SHA384),
    /** RSA PKCS#1 v1.5 with SHA-512. */
    RSA_SHA512("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "SHA512withRSA", DigestAlgorithm.SHA512),
    /** ECDSA with SHA-256; the value is r and s side by side. */
    ECDSA_SHA256(
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
            "SHA256withECDSAinP1363Format",
            DigestAlgorithm.SHA256),
    /** ECDSA with SHA-384. */
    ECDSA_SHA384(
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
            "SHA384withECDSAinP1363Format",
            DigestAlgorithm.SHA384),
    /** ECDSA with SHA-512. */
    ECDSA_SHA512(
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512",
            "SHA512withECDSAinP1363Format",
            DigestAlgorithm.SHA512);

    private final String uri;
    private final String jcaName;
    private final @Nullable DigestAlgorithm digest;

    SignatureAlgorithm(String uri, String jcaName, @Nullable DigestAlgorithm digest) {
        this.uri = uri;
        this.jcaName = jcaName;
        this.digest = digest;
    }

    /** The algorithm with this name, if it is on the list. */
    public static Optional<SignatureAlgorithm> of(@Nullable String uri) {
        for (SignatureAlgorithm algorithm : values()) {
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

    /** Whether the digest must come from parameters in the message. */
    boolean takesParameters() {
        return digest == null;
    }

    /** Whether a key is of the kind that this algorithm uses: RSA from 2048 bits, elliptic curves from 256. */
    public boolean fits(java.security.Key key) {
        if (jcaName.contains("ECDSA")) {
            return key instanceof ECKey ec
                    && ec.getParams() != null
                    && ec.getParams().getCurve().getField().getFieldSize() >= 256;
        }
        return key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= 2048;
    }

    /** Whether the key made this signature over these bytes. */
    boolean verifies(byte[] signed, byte[] value, PublicKey key, @Nullable DigestAlgorithm parameter)
            throws GeneralSecurityException {
        Signature signature = Jca.verification(jcaName);
        signature.initVerify(key);
        PSSParameterSpec pss = parameters(digest == null ? parameter : digest);
        if (pss != null) {
            signature.setParameter(pss);
        }
        signature.update(signed);
        return signature.verify(value);
    }

    /** Whether the key made this signature over these bytes; for algorithms without parameters. */
    public boolean verifies(byte[] signed, byte[] value, PublicKey key) throws GeneralSecurityException {
        return verifies(signed, value, key, null);
    }

    /** The signature of the key over these bytes. */
    public byte[] sign(byte[] bytes, OwnKey key) throws GeneralSecurityException {
        return key.sign(jcaName, parameters(digest), bytes);
    }

    private @Nullable PSSParameterSpec parameters(@Nullable DigestAlgorithm hash) {
        // RFC 9231 2.3.10: the salt is as long as the digest, the mask uses the same digest.
        return jcaName.equals("RSASSA-PSS") && hash != null
                ? new PSSParameterSpec(hash.jcaName(), "MGF1", new MGF1ParameterSpec(hash.jcaName()), hash.length(), 1)
                : null;
    }
}
