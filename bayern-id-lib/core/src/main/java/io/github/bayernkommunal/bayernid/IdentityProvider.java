package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.internal.Redact;
import io.github.bayernkommunal.bayernid.internal.saml.FixedMetadataSource;
import io.github.bayernkommunal.bayernid.internal.saml.HttpMetadataSource;
import io.github.bayernkommunal.bayernid.internal.saml.MetadataReader;
import io.github.bayernkommunal.bayernid.internal.saml.MetadataSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom we trust: entity id, sign-on address and signature certificates of the identity provider, always read from its
 * metadata.
 *
 * <p>Only the public keys count; the certificates around them are not validated, because the operator's are self-signed.
 *
 * @source SAML metadata 2.4.1.1, 2.4.3; interface description of the Nutzerkonto 10.2, section 7
 */
public final class IdentityProvider {

    /**
     * Identity providers whose metadata address is known. Address of logins and keys always come from the metadata itself.
     *
     * @source public configurations of service providers; interface description of the Nutzerkonto 10.2
     */
    public enum Preset {
        /** BayernID, production. */
        BAYERNID("https://id.bayernportal.de/idp"),
        /** BayernID, pre-production. */
        BAYERNID_PREPRODUCTION("https://pre-id.bayernportal.de/idp"),
        /** BayernID, pre-production of the infrastructure. */
        BAYERNID_INFRASTRUCTURE("https://infra-pre-id.bayernportal.de/idp"),
        /** BundID, production. */
        BUNDID("https://id.bund.de/idp"),
        /** BundID, integration. */
        BUNDID_INTEGRATION("https://int.id.bund.de/idp");

        private final String entityId;

        Preset(String entityId) {
            this.entityId = entityId;
        }

        /** {@return the entity id, which is also the address of the metadata} */
        public String entityId() {
            return entityId;
        }

        /** {@return where the metadata is} */
        public URI metadataAddress() {
            return URI.create(entityId);
        }

        /** {@return the name in settings, such as {@code bayernid-preproduction}} */
        public String settingName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Preset named(String settingName) {
            return Arrays.stream(values())
                    .filter(preset -> preset.settingName().equals(settingName))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no preset '%s'; known are %s"
                            .formatted(
                                    Redact.line(settingName),
                                    String.join(
                                            ", ",
                                            Arrays.stream(values())
                                                    .map(Preset::settingName)
                                                    .toList()))));
        }
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final MetadataSource source;

    private IdentityProvider(MetadataSource source) {
        this.source = source;
        source.current();
    }

    /**
     * Reads the metadata that the operator handed over.
     *
     * @param file SAML metadata of one identity provider
     * @return the identity provider
     * @throws IllegalArgumentException if the file is not usable metadata of one identity provider
     */
    public static IdentityProvider fromMetadata(Path file) {
        try {
            return fromMetadata(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("The metadata file '" + file + "' cannot be read", e);
        }
    }

    /**
     * Reads the metadata from its XML text.
     *
     * @param xml SAML metadata of one identity provider
     * @return the identity provider
     * @throws IllegalArgumentException if the text is not usable metadata of one identity provider
     */
    public static IdentityProvider fromMetadata(byte[] xml) {
        return fromMetadata(xml, List.of());
    }

    /**
     * Reads signed metadata from its XML text.
     *
     * @param xml SAML metadata of one identity provider
     * @param signers one of their keys must have signed the whole document; only the keys count. Empty when it need not be
     *     signed
     * @return the identity provider
     * @throws IllegalArgumentException if the text is not usable metadata of one identity provider, or not signed by them
     * @source SAML metadata 3
     */
    public static IdentityProvider fromMetadata(byte[] xml, List<X509Certificate> signers) {
        return new IdentityProvider(new FixedMetadataSource(MetadataReader.read(xml, null, signers)));
    }

    /**
     * Reads the metadata from an https address, and again every hour while a service provider uses it. When that fails, the
     * last good copy stays in use.
     *
     * @param address https; redirects are not followed
     * @param trusted certificates that identify the server; at least one, because a public certificate authority alone does
     *     not say whose metadata it is
     * @return the identity provider
     * @throws IllegalArgumentException if the address is not https or nothing is trusted
     * @throws IdentityProviderUnavailableException if there is no usable metadata at the address now
     */
    public static IdentityProvider fromMetadata(URI address, List<X509Certificate> trusted) {
        return fromMetadata(address, trusted, List.of());
    }

    /**
     * Like {@link #fromMetadata(URI, List)}, for metadata that is signed: a copy without a sound signature is no metadata, at
     * the start and at every refresh.
     *
     * @param address https; redirects are not followed
     * @param trusted certificates that identify the server; at least one
     * @param signers one of their keys must have signed the whole document; only the keys count. Empty when it need not be
     *     signed
     * @return the identity provider
     * @throws IllegalArgumentException if the address is not https or nothing is trusted
     * @throws IdentityProviderUnavailableException if there is no usable metadata at the address now
     * @source SAML metadata 3
     */
    public static IdentityProvider fromMetadata(
            URI address, List<X509Certificate> trusted, List<X509Certificate> signers) {
        if (!"https".equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "The address of the metadata is not an absolute https address: " + address);
        }
        return remote(address, trusted, signers, null);
    }

    /**
     * Like {@link #fromMetadata(URI, List)}, at the address of a preset and for its entity id only.
     *
     * @param preset which identity provider
     * @param trusted certificates that identify the server; at least one
     * @return the identity provider
     * @throws IllegalArgumentException if nothing is trusted
     * @throws IdentityProviderUnavailableException if there is no usable metadata at the address now
     */
    public static IdentityProvider of(Preset preset, List<X509Certificate> trusted) {
        return of(preset, trusted, List.of());
    }

    /**
     * Like {@link #fromMetadata(URI, List, List)}, at the address of a preset and for its entity id only.
     *
     * @param preset which identity provider
     * @param trusted certificates that identify the server; at least one
     * @param signers one of their keys must have signed the whole document; empty when it need not be signed
     * @return the identity provider
     * @throws IllegalArgumentException if nothing is trusted
     * @throws IdentityProviderUnavailableException if there is no usable metadata at the address now
     */
    public static IdentityProvider of(Preset preset, List<X509Certificate> trusted, List<X509Certificate> signers) {
        return remote(preset.metadataAddress(), trusted, signers, preset.entityId());
    }

    private static IdentityProvider remote(
            URI address, List<X509Certificate> trusted, List<X509Certificate> signers, @Nullable String entityId) {
        requireTrust(address, trusted);
        return new IdentityProvider(new HttpMetadataSource(address, trusted, List.copyOf(signers), entityId, TIMEOUT));
    }

    private static void requireTrust(URI address, List<X509Certificate> trusted) {
        if (trusted.isEmpty()) {
            throw new IllegalArgumentException(
                    "metadata from an address needs at least one trusted certificate (bayernid.trust.file): a PEM file with"
                            + " the certificate of the authority that issued the server's, as the operator names it; see"
                            + " what the server shows with 'openssl s_client -showcerts -connect %s:%d'. Or use a file with"
                                    .formatted(address.getHost(), address.getPort() < 0 ? 443 : address.getPort())
                            + " the metadata");
        }
    }

    MetadataSource source() {
        return source;
    }

    /**
     * Entity id; every answer must name it as its issuer.
     *
     * @return the id, normally an address
     */
    public String entityId() {
        return source.current().entityId();
    }

    /**
     * Where logins start (HTTP-POST binding).
     *
     * @return an https address
     */
    public URI signOnAddress() {
        return source.current().signOnAddress();
    }

    /**
     * Certificates whose keys may sign answers.
     *
     * @return at least one
     */
    public List<X509Certificate> signatureCertificates() {
        return source.current().certificates();
    }

    @Override
    public String toString() {
        return "IdentityProvider[" + entityId() + ", " + signatureCertificates().size() + " signature keys]";
    }
}
