package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.internal.saml.AuthnRequestWriter;
import io.github.bayernkommunal.bayernid.internal.saml.MetadataSource;
import io.github.bayernkommunal.bayernid.internal.saml.MetadataWriter;
import io.github.bayernkommunal.bayernid.internal.saml.Profile;
import io.github.bayernkommunal.bayernid.internal.xml.Decryptor;
import io.github.bayernkommunal.bayernid.internal.xml.SignatureAlgorithm;
import io.github.bayernkommunal.bayernid.internal.xml.Signer;
import io.github.bayernkommunal.bayernid.internal.xml.XmlReader;
import java.net.URI;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a service provider is to be, with the defaults that {@link BayernIdServiceProvider.Builder} promises; knows what is
 * wrong with it, and how its parts are put together.
 */
final class Description {

    static final Duration DEFAULT_SKEW = Duration.ofMinutes(3);
    /** What the identity provider shows of a display name. */
    static final int LONGEST_DISPLAY_NAME = 50;

    @Nullable String entityId;

    @Nullable URI answersTo;

    @Nullable IdentityProvider identityProvider;

    KeyStore.@Nullable PrivateKeyEntry signingKey;
    KeyStore.@Nullable PrivateKeyEntry nextSigningKey;
    List<KeyStore.PrivateKeyEntry> decryptionKeys = List.of();

    @Nullable Supplier<OwnKeys> keyFiles;

    @Nullable String displayName;

    @Nullable String englishName;

    @Nullable String onlineServiceId;

    MetadataWriter.@Nullable Organisation organisation;
    List<MetadataWriter.Contact> contacts = new ArrayList<>();
    Profile profile = Profile.BAYERNID;
    SignatureAlgorithm signatureAlgorithm = SignatureAlgorithm.RSA_PSS_SHA256;
    Duration clockSkew = DEFAULT_SKEW;

    @Nullable ReplayGuard replayGuard;

    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();

    Description() {}

    /** The builder may be used again while a service provider lives. */
    Description(Description other) {
        entityId = other.entityId;
        answersTo = other.answersTo;
        identityProvider = other.identityProvider;
        signingKey = other.signingKey;
        nextSigningKey = other.nextSigningKey;
        decryptionKeys = other.decryptionKeys;
        keyFiles = other.keyFiles;
        displayName = other.displayName;
        englishName = other.englishName;
        onlineServiceId = other.onlineServiceId;
        organisation = other.organisation;
        contacts = List.copyOf(other.contacts);
        profile = other.profile;
        signatureAlgorithm = other.signatureAlgorithm;
        clockSkew = other.clockSkew;
        replayGuard = other.replayGuard;
        clock = other.clock;
        random = other.random;
    }

    OwnKeys keys() {
        return new OwnKeys(signingKey, nextSigningKey, decryptionKeys);
    }

    List<BuilderCheck.Problem> problems() {
        return new BuilderCheck()
                .entityId(entityId)
                .answersTo(answersTo)
                .present("identityProvider", "bayernid.identity-provider.metadata", identityProvider)
                .keys(keys(), signatureAlgorithm)
                .displayName(displayName)
                .onlineServiceId(onlineServiceId)
                .clockSkew(clockSkew)
                .problems();
    }

    /** What works, and should be thought over. */
    List<String> advice() {
        List<String> advice = new ArrayList<>();
        String peer = Objects.requireNonNull(identityProvider).entityId();
        boolean bundId = Stream.of(IdentityProvider.Preset.BUNDID, IdentityProvider.Preset.BUNDID_INTEGRATION)
                .anyMatch(preset -> preset.entityId().equals(peer));
        if (bundId && onlineServiceId == null) {
            advice.add(
                    "the BundID demands an online service id (section 9.5): set bayernid.online-service-id, or name one"
                            + " in each request");
        }
        if (Objects.requireNonNull(displayName).length() > LONGEST_DISPLAY_NAME) {
            advice.add("bayernid.display-name has %d characters and may be cut after %d (section 9.5)"
                    .formatted(displayName.length(), LONGEST_DISPLAY_NAME));
        }
        return advice;
    }

    /** How the parts are made of keys; what does not depend on keys is made once and shared by all of them. */
    Function<OwnKeys, KeyedParts> parts(MetadataSource source) {
        String id = Objects.requireNonNull(entityId);
        String address = Objects.requireNonNull(answersTo).toString();
        String name = Objects.requireNonNull(displayName);
        ReplayGuard guard = replayGuard == null ? ReplayGuard.inMemory(100_000, clock) : replayGuard;
        AuthnRequestWriter requests = new AuthnRequestWriter(id, address, name, onlineServiceId, profile);
        XmlReader reader = new XmlReader();
        return keys -> new KeyedParts(
                keys,
                new LoginStarter(
                        source, requests, new Signer(keys.signing(), signatureAlgorithm), reader, random, clock),
                new LoginFinisher(
                        id,
                        address,
                        source,
                        profile,
                        clockSkew,
                        clock,
                        guard,
                        reader,
                        new Decryptor(keys.decryption(), reader, random)),
                new MetadataWriter(
                        id,
                        address,
                        keys.signingCertificates(),
                        keys.decryptionCertificates(),
                        name,
                        englishName,
                        organisation,
                        contacts,
                        profile));
    }
}
