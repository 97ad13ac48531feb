package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.internal.Settings;
import io.github.bayernkommunal.bayernid.internal.saml.MetadataSource;
import io.github.bayernkommunal.bayernid.internal.saml.MetadataWriter;
import io.github.bayernkommunal.bayernid.internal.saml.Profile;
import io.github.bayernkommunal.bayernid.internal.xml.SignatureAlgorithm;
import java.net.URI;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts logins with BayernID and judges the answers: the service provider of SAML 2.0.
 *
 * <p>Thread-safe; make one per service provider and keep it. Only our keys can change while it lives, see
 * {@link #exchangeKeys}. {@link #close()} ends background work.
 */
public final class BayernIdServiceProvider implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BayernIdServiceProvider.class);

    private final String entityId;
    private final URI answersTo;
    private final IdentityProvider identityProvider;
    private final MetadataSource source;
    private final Clock clock;
    private final SignatureAlgorithm signatureAlgorithm;
    private final Function<OwnKeys, KeyedParts> parts;
    private final @Nullable Supplier<OwnKeys> keyFiles;
    private volatile KeyedParts current;

    private BayernIdServiceProvider(Description described) {
        this.entityId = Objects.requireNonNull(described.entityId);
        this.answersTo = Objects.requireNonNull(described.answersTo);
        this.identityProvider = Objects.requireNonNull(described.identityProvider);
        this.source = identityProvider.source();
        this.clock = described.clock;
        this.signatureAlgorithm = described.signatureAlgorithm;
        this.keyFiles = described.keyFiles;
        this.parts = described.parts(source);
        this.current = parts.apply(described.keys());
        source.start(clock);
        warnOfSettings(described);
        warnOfKeys();
    }

    private void warnOfSettings(Description described) {
        try {
            described.advice().forEach(advice -> log.warn("{}: {}", entityId, advice));
        } catch (IdentityProviderUnavailableException e) {
            log.debug("settings not compared: {}", e.getMessage());
        }
    }

    private void warnOfKeys() {
        try {
            keys().forEach(key ->
                    key.advice().forEach(advice -> log.warn("{} key {}: {}", key.use(), key.fingerprint(), advice)));
        } catch (IdentityProviderUnavailableException e) {
            log.warn("{}", e.getMessage());
        }
    }

    /**
     * Starts describing a service provider.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A service provider made from settings; the names are listed in the README.
     *
     * @param lookup the value of a setting, or null
     * @return the service provider
     * @throws IllegalArgumentException listing every problem at once
     * @throws IdentityProviderUnavailableException if the metadata is behind an address that does not answer
     */
    public static BayernIdServiceProvider from(Function<String, @Nullable String> lookup) {
        return SettingsReader.read(new Settings(lookup), lookup, null);
    }

    /**
     * Like {@link #from(Function)}, with a memory of used assertions that several nodes share.
     *
     * @param lookup the value of a setting, or null
     * @param replayGuard shared by all nodes
     * @return the service provider
     * @throws IllegalArgumentException listing every problem at once
     * @throws IdentityProviderUnavailableException if the metadata is behind an address that does not answer
     */
    public static BayernIdServiceProvider from(Function<String, @Nullable String> lookup, ReplayGuard replayGuard) {
        return SettingsReader.read(new Settings(lookup), lookup, replayGuard);
    }

    /**
     * Like {@link #from(Function)}, and refuses unknown names that start with {@code bayernid.}.
     *
     * @param settings name to value
     * @return the service provider
     * @throws IllegalArgumentException listing every problem at once
     * @throws IdentityProviderUnavailableException if the metadata is behind an address that does not answer
     */
    public static BayernIdServiceProvider from(Map<String, String> settings) {
        return from(settings, null);
    }

    /**
     * Like {@link #from(Map)}, with a memory of used assertions that several nodes share.
     *
     * @param settings name to value
     * @param replayGuard shared by all nodes; null for one node
     * @return the service provider
     * @throws IllegalArgumentException listing every problem at once
     * @throws IdentityProviderUnavailableException if the metadata is behind an address that does not answer
     */
    public static BayernIdServiceProvider from(Map<String, String> settings, @Nullable ReplayGuard replayGuard) {
        Map<String, String> copy = Map.copyOf(settings);
        return SettingsReader.read(
                new Settings(copy::get).refuseUnknown(copy.keySet(), SettingsReader.PREFIX, SettingsReader.NAMES),
                copy::get,
                replayGuard);
    }

    /**
     * Makes a signed request. Remember {@link LoginStart#pending()} bound to the browser, then send the browser away.
     *
     * @param request what is asked of the person
     * @return what goes to the browser
     * @throws IdentityProviderUnavailableException if there is no valid metadata of the identity provider
     */
    public LoginStart startLogin(LoginRequest request) {
        return current.starter().byPost(request);
    }

    /**
     * Like {@link #startLogin}, for a redirect instead of a form: send the browser to {@link LoginStart#address()} with status
     * 303. The operator prefers the form, because addresses have limits.
     *
     * @param request what is asked of the person
     * @return what goes to the browser, without form fields
     * @throws IllegalStateException if the identity provider offers no HTTP-Redirect
     * @throws IdentityProviderUnavailableException if there is no valid metadata of the identity provider
     */
    public LoginStart startLoginByRedirect(LoginRequest request) {
        return current.starter().byRedirect(request);
    }

    /**
     * Judges the answer that a browser brought.
     *
     * @param samlResponse the form field {@code SAMLResponse} as it came; null when there was none
     * @param pending what was remembered when this browser's login started; forget it afterwards
     * @return how the login ended
     * @throws ResponseNotTrustedException if the answer must not be believed
     * @throws IdentityProviderUnavailableException if there is no valid metadata of the identity provider
     */
    public LoginOutcome finishLogin(@Nullable String samlResponse, PendingLogin pending) {
        return current.finisher().finish(samlResponse, pending);
    }

    /**
     * Explains an answer for support: its structure with ids, times, addresses and algorithms, and the rule that it fails.
     * Values of attributes are left out. Nobody is logged in, and the assertion is not used up.
     *
     * <p>Not for the browser: the text tells an attacker how far an answer came.
     *
     * @param samlResponse the form field {@code SAMLResponse} as it came
     * @param pending what was remembered when the login started
     * @return several lines, without personal data
     * @throws IdentityProviderUnavailableException if there is no valid metadata of the identity provider
     */
    public String explainResponse(@Nullable String samlResponse, PendingLogin pending) {
        return current.finisher().explain(samlResponse, pending);
    }

    /**
     * Goes once the whole way of a login with an answer that it makes itself, so that the first login need not wait: tries the
     * signing key, the decryption key and the parser. Nobody is logged in by it. Optional; call it when the application starts.
     */
    public void warmUp() {
        KeyedParts now = current;
        now.finisher().warmUp(now.starter().signer());
    }

    /**
     * How our keys and those of the identity provider stand now. What needs attention is also logged once at WARN, when the
     * service provider is made.
     *
     * @return one entry for every key
     * @throws IdentityProviderUnavailableException if there is no valid metadata of the identity provider
     */
    public List<KeyStatus> keys() {
        List<KeyStatus> keys = new ArrayList<>(current.keys().status(clock.instant()));
        keys.addAll(OwnKeys.status("identity provider", source.current().certificates(), clock.instant()));
        return List.copyOf(keys);
    }

    /**
     * Exchanges our keys while logins go on. All or nothing: from the next call on everything uses the new keys, calls under
     * way end with the old ones, and when a new key cannot be used all old ones stay.
     *
     * <p>The order of a change without a failed login: publish the next signing key and both decryption keys in the metadata,
     * have the operator read them, and only then sign with the new key and drop the old ones.
     *
     * @param signing key that signs requests from now on
     * @param nextSigning key that is published in the metadata and not used yet, or null
     * @param decryption keys that can open answers; keep the previous one until no login that began with it can end, which is
     *     an hour
     * @throws IllegalArgumentException listing every problem at once; nothing has changed then
     */
    public void exchangeKeys(
            KeyStore.PrivateKeyEntry signing,
            KeyStore.@Nullable PrivateKeyEntry nextSigning,
            List<KeyStore.PrivateKeyEntry> decryption) {
        exchange(new OwnKeys(signing, nextSigning, decryption));
    }

    /**
     * Reads the files of the keys that the settings name again, and exchanges the keys as {@link #exchangeKeys} does. To be
     * called after the files were replaced, or regularly.
     *
     * @throws IllegalArgumentException listing every problem at once; nothing has changed then
     * @throws IllegalStateException if this service provider was not made from settings
     */
    public void reloadKeys() {
        if (keyFiles == null) {
            throw new IllegalStateException("This service provider was not made from settings; use exchangeKeys");
        }
        OwnKeys read;
        try {
            read = keyFiles.get();
        } catch (IllegalArgumentException e) {
            log.warn("The keys were not exchanged, the old ones stay in use: {}", e.getMessage());
            throw e;
        }
        exchange(read);
    }

    private synchronized void exchange(OwnKeys keys) {
        List<BuilderCheck.Problem> problems =
                new BuilderCheck().keys(keys, signatureAlgorithm).problems();
        if (!problems.isEmpty()) {
            IllegalArgumentException refused = BuilderCheck.refusal("The new keys have", problems);
            log.warn("The keys were not exchanged, the old ones stay in use: {}", refused.getMessage());
            throw refused;
        }
        current = parts.apply(keys);
        AuditLog.keysExchanged(entityId, current.keys().signingFingerprint());
        warnOfKeys();
    }

    /**
     * Our SAML metadata, to be handed to the operator: same settings, same text.
     *
     * @return an XML document
     */
    public String metadata() {
        return current.metadata().write();
    }

    /**
     * Entity id of this service provider.
     *
     * @return an https address that need not exist
     */
    public String entityId() {
        return entityId;
    }

    /**
     * The public address that answers are posted to.
     *
     * @return an https address
     */
    public URI answersTo() {
        return answersTo;
    }

    /**
     * The identity provider as it is known now.
     *
     * @return the identity provider that logins go to
     */
    public IdentityProvider identityProvider() {
        return identityProvider;
    }

    @Override
    public void close() {
        source.close();
    }

    @Override
    public String toString() {
        return "BayernIdServiceProvider[" + entityId + "]";
    }

    /** Describes a service provider; {@link #build()} lists every problem at once. */
    public static final class Builder {

        private final Description description = new Description();

        private Builder() {}

        /**
         * Entity id as registered with the operator.
         *
         * @param id an https address without port; never changed after going live, because every citizen id depends on it
         * @return this
         * @source interface description of the Nutzerkonto 10.2, sections 6.2.2 and 7.2
         */
        public Builder entityId(String id) {
            description.entityId = id;
            return this;
        }

        /**
         * The public address that answers are posted to.
         *
         * @param address https, exactly as registered; requests are never asked for it
         * @return this
         */
        public Builder answersTo(URI address) {
            description.answersTo = address;
            return this;
        }

        /**
         * Whom to trust.
         *
         * @param provider made from its metadata
         * @return this
         */
        public Builder identityProvider(IdentityProvider provider) {
            description.identityProvider = provider;
            return this;
        }

        /**
         * Key that signs requests.
         *
         * @param key RSA, at least 2048 bits, better 3072
         * @return this
         */
        public Builder signingKey(KeyStore.PrivateKeyEntry key) {
            description.signingKey = key;
            return this;
        }

        /**
         * Signs requests with RSA PKCS#1 v1.5 and SHA-256 instead of RSA-PSS, for keys whose device knows nothing else.
         *
         * @return this
         * @source FAQ of the BundID, 10.9.2
         */
        public Builder pkcs1Signatures() {
            description.signatureAlgorithm = SignatureAlgorithm.RSA_SHA256;
            return this;
        }

        /**
         * Key that will sign after the next change; published in the metadata, not used yet.
         *
         * @param key RSA, at least 2048 bits, better 3072
         * @return this
         */
        public Builder nextSigningKey(KeyStore.PrivateKeyEntry key) {
            description.nextSigningKey = key;
            return this;
        }

        /**
         * Keys that can open answers.
         *
         * @param keys RSA; the current one first, then the next or the previous
         * @return this
         */
        public Builder decryptionKeys(KeyStore.PrivateKeyEntry... keys) {
            description.decryptionKeys = List.of(keys);
            return this;
        }

        /**
         * Name that people read as the target of their data.
         *
         * @param german useful text; the identity provider may cut it after 50 characters
         * @return this
         * @source interface description of the Nutzerkonto 10.2, section 9.5
         */
        public Builder displayName(String german) {
            description.displayName = german.strip();
            return this;
        }

        /**
         * The same name in English, for the metadata.
         *
         * @param english useful text
         * @return this
         */
        public Builder displayNameInEnglish(String english) {
            description.englishName = english.strip();
            return this;
        }

        /**
         * Id of the online service given by the operator.
         *
         * @param id for example {@code 89479871264-DE}
         * @return this
         */
        public Builder onlineServiceId(String id) {
            description.onlineServiceId = id;
            return this;
        }

        /**
         * The identity provider is Mein Unternehmenskonto: organisations log in instead of citizens. Which attributes come
         * is agreed with its operator, not requested; the demanded level is compared here.
         *
         * @return this
         */
        public Builder unternehmenskonto() {
            description.profile = Profile.UNTERNEHMENSKONTO;
            return this;
        }

        /**
         * Organisation in the metadata.
         *
         * @param name name
         * @param address web site
         * @return this
         */
        public Builder organisation(String name, URI address) {
            description.organisation = new MetadataWriter.Organisation(name, address.toString());
            return this;
        }

        /**
         * Technical contact in the metadata.
         *
         * @param name name of a person or team
         * @param email address without {@code mailto:}
         * @return this
         */
        public Builder technicalContact(String name, String email) {
            description.contacts.add(new MetadataWriter.Contact(true, name, email));
            return this;
        }

        /**
         * Contact for support in the metadata.
         *
         * @param name name of a person or team
         * @param email address without {@code mailto:}
         * @return this
         */
        public Builder supportContact(String name, String email) {
            description.contacts.add(new MetadataWriter.Contact(false, name, email));
            return this;
        }

        /**
         * Largest tolerated difference between our clock and theirs.
         *
         * @param skew zero to 5 minutes; default 3 minutes
         * @return this
         */
        public Builder clockSkew(Duration skew) {
            description.clockSkew = skew;
            return this;
        }

        /**
         * Memory of used assertions.
         *
         * @param guard shared by all nodes; default one for a single node
         * @return this
         */
        public Builder replayGuard(ReplayGuard guard) {
            description.replayGuard = guard;
            return this;
        }

        /**
         * Where the time comes from.
         *
         * @param source default the system clock
         * @return this
         */
        public Builder clock(Clock source) {
            description.clock = source;
            return this;
        }

        /**
         * Where ids and other unguessable texts come from.
         *
         * @param source default a new {@link SecureRandom}
         * @return this
         */
        public Builder random(SecureRandom source) {
            description.random = source;
            return this;
        }

        /** Where the keys can be read again. */
        Builder keyFiles(Supplier<OwnKeys> files) {
            description.keyFiles = files;
            return this;
        }

        List<BuilderCheck.Problem> problems() {
            return description.problems();
        }

        /**
         * The service provider.
         *
         * @return ready to use
         * @throws IllegalArgumentException listing every problem at once
         */
        public BayernIdServiceProvider build() {
            List<BuilderCheck.Problem> problems = problems();
            if (!problems.isEmpty()) {
                throw BuilderCheck.refusal("The service provider has", problems);
            }
            return new BayernIdServiceProvider(new Description(description));
        }
    }
}
