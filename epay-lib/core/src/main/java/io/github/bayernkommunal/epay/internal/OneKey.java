package io.github.bayernkommunal.epay.internal;

import java.net.Socket;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The client's one key, as it is. A key store in memory would want its numbers, which a key in a device does not show.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2.3">RFC 8446, 4.4.2.3</a>
 */
// A JDK 17 compiler does not read from class files that these methods take and return null.
@SuppressWarnings("NullAway")
final class OneKey extends X509ExtendedKeyManager {

    private static final String NAME = "client";

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    OneKey(KeyStore.PrivateKeyEntry entry) {
        this.key = entry.getPrivateKey();
        this.chain = Arrays.stream(entry.getCertificateChain())
                .map(X509Certificate.class::cast)
                .toList();
    }

    /** The key, if the peer takes its kind and knows one of those who vouch for it. */
    private @Nullable String fitting(String kind, Principal @Nullable [] authorities) {
        boolean known = authorities == null
                || authorities.length == 0
                || chain.stream()
                        .anyMatch(certificate ->
                                Arrays.asList(authorities).contains(certificate.getIssuerX500Principal()));
        return known && chain.get(0).getPublicKey().getAlgorithm().equals(kind) ? NAME : null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] kinds, Principal[] authorities, Socket socket) {
        return Arrays.stream(kinds)
                .filter(kind -> fitting(kind, authorities) != null)
                .map(kind -> NAME)
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] kinds, Principal[] authorities, SSLEngine engine) {
        return chooseClientAlias(kinds, authorities, null);
    }

    @Override
    public String @Nullable [] getClientAliases(String kind, Principal[] authorities) {
        return fitting(kind, authorities) == null ? null : new String[] {NAME};
    }

    @Override
    public String @Nullable [] getServerAliases(String kind, Principal[] authorities) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String kind, Principal[] authorities, Socket socket) {
        return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return NAME.equals(alias) ? chain.toArray(X509Certificate[]::new) : null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return NAME.equals(alias) ? key : null;
    }
}
