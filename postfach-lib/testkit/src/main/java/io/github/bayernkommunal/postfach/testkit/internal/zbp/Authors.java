package io.github.bayernkommunal.postfach.testkit.internal.zbp;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/** The authorities that may sign. Thread-safe. */
public final class Authors {

    private final Supplier<KeyStore.PrivateKeyEntry> maker;
    private final List<X509Certificate> registered;
    private final List<X509Certificate> authorities;
    private KeyStore.@Nullable PrivateKeyEntry own;

    /**
     * Knows all authors.
     *
     * @param maker makes the simulator's own author when somebody asks for it: an RSA key takes its time
     * @param registered certificates of further authors
     * @param authorities whose certificates are accepted when they come with the message
     */
    public Authors(
            Supplier<KeyStore.PrivateKeyEntry> maker,
            Collection<X509Certificate> registered,
            Collection<X509Certificate> authorities) {
        this.maker = maker;
        this.registered = List.copyOf(registered);
        this.authorities = List.copyOf(authorities);
    }

    /** The author of the settings. */
    public synchronized KeyStore.PrivateKeyEntry own() {
        if (own == null) {
            own = maker.get();
        }
        return own;
    }

    /** Whom a call over this connection may come from: every registered author, and the client itself. */
    List<X509Certificate> candidates(Optional<X509Certificate> client) {
        List<X509Certificate> candidates = new ArrayList<>(registered);
        synchronized (this) {
            if (own != null) {
                candidates.add((X509Certificate) own.getCertificate());
            }
        }
        client.ifPresent(candidates::add);
        candidates.removeIf(
                certificate -> !certificate.getPublicKey().getAlgorithm().equals("RSA"));
        return candidates;
    }

    /** Whether a certificate that came with a message belongs to an authority. */
    public boolean isKnown(X509Certificate certificate) {
        if (candidates(Optional.empty()).contains(certificate)) {
            return true;
        }
        return authorities.stream().anyMatch(authority -> isIssuedBy(certificate, authority));
    }

    private static boolean isIssuedBy(X509Certificate certificate, X509Certificate authority) {
        try {
            certificate.checkValidity();
            certificate.verify(authority.getPublicKey());
            return certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The common name of a certificate's subject. */
    static Optional<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(Object::toString)
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    /** Whether {@code signature} is that of the certificate's owner, SHA512withRSA as PKCS #1 1.5. */
    static boolean verifies(X509Certificate certificate, byte[] signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("SHA512withRSA");
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // another length, or a key of another kind
        }
    }
}
