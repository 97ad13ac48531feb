package io.github.bayernkommunal.bayernid;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A service provider with everything around it that a test needs, at 08:17:10 on a March morning. */
final class Desk {

    static final Instant STARTED = Instant.parse("2026-03-02T08:15:30Z");
    static final Instant NOW = Instant.parse("2026-03-02T08:17:10Z");

    private Desk() {}

    static BayernIdServiceProvider.Builder builder() {
        return BayernIdServiceProvider.builder()
                .entityId(Answer.ENTITY)
                .answersTo(URI.create(Answer.ADDRESS))
                .identityProvider(identityProvider(Keys.identityProvider()))
                .signingKey(Keys.signing())
                .decryptionKeys(Keys.decryption())
                .displayName("Stadt Musterstadt – Hundesteuer")
                .onlineServiceId("00000000000-DE")
                .clock(at(NOW));
    }

    static BayernIdServiceProvider serviceProvider() {
        return builder().build();
    }

    static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    static IdentityProvider identityProvider(KeyStore.PrivateKeyEntry... keys) {
        return IdentityProvider.fromMetadata(metadata(keys).getBytes(StandardCharsets.UTF_8));
    }

    static String metadata(KeyStore.PrivateKeyEntry... keys) {
        String descriptors = Arrays.stream(keys)
                .map(key -> "<md:KeyDescriptor use=\"signing\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>"
                        + certificate(key) + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>")
                .collect(Collectors.joining());
        return """
                <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" \
                xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="%1$s">
                <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">%2$s
                <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" \
                Location="%1$s/profile/SAML2/Redirect/SSO"/>
                <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" \
                Location="%1$s/profile/SAML2/POST/SSO"/>
                </md:IDPSSODescriptor></md:EntityDescriptor>
                """.formatted(Answer.ISSUER, descriptors);
    }

    static String certificate(KeyStore.PrivateKeyEntry key) {
        try {
            return Base64.getEncoder().encodeToString(key.getCertificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A login for the level HIGH that was started at 08:15:30. */
    static PendingLogin pending() {
        return pending(TrustLevel.HIGH);
    }

    static PendingLogin pending(TrustLevel level) {
        return new PendingLogin("_7f0c2d9e5b1a4c6fa3e8d4b2c1907f56", STARTED, level, true, List.of(), Optional.empty());
    }

    static Clock after(Duration time) {
        return at(NOW.plus(time));
    }
}
