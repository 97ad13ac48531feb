package io.github.bayernkommunal.bayernid.testkit;

import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator.Answered;
import io.github.bayernkommunal.bayernid.testkit.Refusal.RefusedRequest;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The identity provider without its web pages: who is registered, what was asked, what was answered. */
final class Service {

    /** A login at the page that is not finished. */
    record Open(LoginQuestion question, @Nullable String relayState) {}

    private final URI address;
    private final Clock clock;
    private volatile List<TestCitizen> citizens;
    private final String signatureMethod;
    private final boolean signsResponse;
    private final List<TestOrganisation> organisations;
    private final boolean encryptsNameId;
    private final Encryption encryption;
    private final Supplier<KeyStore.PrivateKeyEntry> newKey;

    private final Map<String, ServiceProvider> providers = new ConcurrentHashMap<>();
    private final Map<String, Instant> seen = new HashMap<>();
    private final Map<String, Open> open = new HashMap<>();
    private final List<Answered> ledger = new ArrayList<>();
    private final List<Mishap> mishaps = new ArrayList<>();
    private final List<Forgery> forgeries = new ArrayList<>();
    private final List<KeyStore.PrivateKeyEntry> published = new ArrayList<>();
    private KeyStore.PrivateKeyEntry signing;
    private Duration ahead = Duration.ZERO;

    Service(URI address, SimulatorSettings settings, Supplier<KeyStore.PrivateKeyEntry> newKey) {
        this.address = address;
        this.clock = settings.clock;
        this.citizens = settings.citizens;
        this.signatureMethod = settings.signatureMethod;
        this.organisations = settings.organisations;
        this.encryptsNameId = settings.encryptsNameId;
        this.signsResponse = settings.signsResponse || !settings.organisations.isEmpty();
        this.encryption = settings.encryption;
        this.newKey = newKey;
        this.signing = settings.signingKey == null ? newKey.get() : settings.signingKey;
        published.add(signing);
    }

    /** Whether this is Mein Unternehmenskonto. */
    boolean isForOrganisations() {
        return !organisations.isEmpty();
    }

    List<TestOrganisation> organisations() {
        return organisations;
    }

    String entityId() {
        return address + (isForOrganisations() ? "/ekona" : "/idp");
    }

    String postAddress() {
        return address + (isForOrganisations() ? "/ekona/sso" : "/idp/profile/SAML2/POST/SSO");
    }

    String redirectAddress() {
        return address + "/idp/profile/SAML2/Redirect/SSO";
    }

    List<TestCitizen> citizens() {
        return citizens;
    }

    /** From now on these people can log in at the page. */
    void citizens(List<TestCitizen> people) {
        citizens = people;
    }

    TestCitizen citizen(String key) {
        return citizens.stream()
                .filter(citizen -> citizen.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nobody has the key '" + key + "'"));
    }

    synchronized Instant now() {
        return clock.instant().plus(ahead);
    }

    synchronized void advance(Duration time) {
        ahead = ahead.plus(time);
    }

    ServiceProvider register(String metadata) {
        ServiceProvider provider = ServiceProvider.ofMetadata(metadata);
        providers.put(provider.entityId(), provider);
        return provider;
    }

    List<ServiceProvider> providers() {
        return List.copyOf(providers.values());
    }

    synchronized String metadata() {
        return Metadata.of(
                entityId(),
                postAddress(),
                isForOrganisations() ? null : redirectAddress(),
                published.stream()
                        .map(entry -> (X509Certificate) entry.getCertificate())
                        .toList());
    }

    synchronized X509Certificate signingCertificate() {
        return (X509Certificate) signing.getCertificate();
    }

    /** Publishes a further key; it signs nothing yet. */
    synchronized void announceKey() {
        published.add(newKey.get());
    }

    /** Signs with the newest published key from now on; the older ones stay published. */
    synchronized void useNewestKey() {
        signing = published.get(published.size() - 1);
    }

    /** Publishes nothing but the key in use. */
    synchronized void withdrawOldKeys() {
        published.removeIf(entry -> entry != signing);
    }

    /** Judges a request that a caller hands over in code: the same one may be answered again. */
    LoginQuestion judge(String base64) throws RefusedRequest {
        return reader().post(base64, postAddress(), now());
    }

    RequestReader reader() {
        return new RequestReader(providers, isForOrganisations());
    }

    /** Judges a request that came over the network and opens a page for it. */
    synchronized String open(LoginQuestion question, @Nullable String relayState) throws RefusedRequest {
        Instant now = now();
        seen.values().removeIf(time -> time.isBefore(now.minus(RequestReader.LIFETIME.multipliedBy(2))));
        if (seen.putIfAbsent(question.provider().entityId() + " " + question.id(), now) != null) {
            throw Refusal.DUPLICATE.because("A request with this ID was already received");
        }
        String handle = TestKeys.randomId().substring(1);
        open.put(handle, new Open(question, relayState));
        return handle;
    }

    synchronized @Nullable Open find(String handle) {
        return open.get(handle);
    }

    /** Takes an open login off the list; only the first caller gets it. */
    synchronized @Nullable Open close(String handle) {
        return open.remove(handle);
    }

    synchronized AnswerDesk desk() {
        return new AnswerDesk(entityId(), signing, signatureMethod, signsResponse, encryption);
    }

    String loggedIn(LoginQuestion question, TestCitizen citizen) {
        Mishap mishap = take(mishaps, Mishap::concernsAnswer);
        Forgery forgery = take(forgeries, any -> true);
        if (mishap != null) {
            return answer(question, citizen, mishap);
        }
        return forgery != null ? forged(question, citizen, forgery) : write(question, citizen, "login", now());
    }

    String loggedIn(LoginQuestion question, TestOrganisation organisation) {
        Mishap mishap = take(mishaps, Mishap::concernsAnswer);
        Forgery forgery = take(forgeries, any -> true);
        if (mishap != null) {
            return answer(question, organisation, mishap);
        }
        return forgery != null
                ? forged(question, organisation, forgery)
                : write(question, organisation, "login", now());
    }

    String answer(LoginQuestion question, TestCitizen citizen, Mishap mishap) {
        Instant now = now();
        String name = mishap.name();
        return switch (mishap) {
            case LEVEL_TOO_LOW ->
                write(
                        question,
                        citizen.atLevel(Math.max(1, Math.min(citizen.level(), question.level() - 1))),
                        name,
                        now);
            case LATE_ANSWER -> write(question, citizen, name, now.minus(Duration.ofMinutes(10)));
            case ATTRIBUTES_MISSING -> {
                List<String> names = question.attributes().stream()
                        .map(LoginQuestion.Wanted::name)
                        .toList();
                yield failed(desk().attributesMissing(question, names, now), question, name);
            }
            default -> withoutLogin(question, mishap);
        };
    }

    String answer(LoginQuestion question, TestOrganisation organisation, Mishap mishap) {
        return switch (mishap) {
            case LATE_ANSWER -> write(question, organisation, mishap.name(), now().minus(Duration.ofMinutes(10)));
            case LEVEL_TOO_LOW, LEVEL_NOT_REACHED, ATTRIBUTES_MISSING ->
                throw new IllegalArgumentException(mishap
                        + " is unknown to Mein Unternehmenskonto, which is asked for neither a level nor attributes;"
                        + " change the organisation instead: TestOrganisation.with(name, value)");
            default -> withoutLogin(question, mishap);
        };
    }

    private String withoutLogin(LoginQuestion question, Mishap mishap) {
        String name = mishap.name();
        return switch (mishap) {
            case LEVEL_NOT_REACHED -> status(question, name, Saml.REQUESTER, "NoAuthnContext", "An error occurred.");
            case AUTHENTICATION_FAILED -> status(question, name, Saml.RESPONDER, "AuthnFailed", "Login failed.");
            case UNKNOWN_STATUS -> status(question, name, Saml.RESPONDER, "NeverHeardOf", "An error occurred.");
            case TECHNICAL_FAULT -> status(question, name, Saml.RESPONDER, "", "An error occurred.");
            default -> throw new IllegalArgumentException(mishap + " is not answered with a status");
        };
    }

    String cancelled(LoginQuestion question) {
        return failed(desk().cancelled(question, now()), question, "cancel");
    }

    String passiveRefused(LoginQuestion question) {
        return status(question, "passive", Saml.RESPONDER, "NoPassive", "Interaction is needed.");
    }

    String forged(LoginQuestion question, TestCitizen citizen, Forgery forgery) {
        Answer answer = desk().loggedIn(question, citizen, now());
        if (!answer.hasAssertion) {
            throw new IllegalStateException(
                    "A forgery begins with an accepted login, but the person lacks a required attribute");
        }
        String forged = forgery.apply(answer);
        record(question, citizen, "forgery " + forgery);
        return forged;
    }

    String forged(LoginQuestion question, TestOrganisation organisation, Forgery forgery) {
        if (!forgery.concernsOrganisations()) {
            throw new IllegalArgumentException(forgery
                    + " breaks what an answer of Mein Unternehmenskonto does not have: a signature of the assertion, or"
                    + " a level of trust as class");
        }
        String forged = forgery.apply(desk().loggedIn(question, organisation, encryptsNameId, now()));
        record(question, organisation.key(), 3, "forgery " + forgery);
        return forged;
    }

    private String write(LoginQuestion question, TestOrganisation organisation, String outcome, Instant at) {
        record(question, organisation.key(), 3, outcome);
        return desk().loggedIn(question, organisation, encryptsNameId, at).write();
    }

    private String write(LoginQuestion question, TestCitizen citizen, String outcome, Instant at) {
        Answer answer = desk().loggedIn(question, citizen, at);
        record(question, citizen, answer.hasAssertion ? outcome : "attributes missing");
        return answer.write();
    }

    private String status(LoginQuestion question, String outcome, String status, String second, String message) {
        return failed(desk().failed(question, status, second, message, now()), question, outcome);
    }

    private String failed(Answer answer, LoginQuestion question, String outcome) {
        record(question, null, outcome);
        return answer.write();
    }

    private void record(LoginQuestion question, @Nullable TestCitizen citizen, String outcome) {
        record(question, citizen == null ? "" : citizen.key(), citizen == null ? 0 : citizen.level(), outcome);
    }

    private synchronized void record(LoginQuestion question, String key, int level, String outcome) {
        ledger.add(new Answered(question.provider().entityId(), question.id(), key, level, outcome));
    }

    synchronized List<Answered> ledger() {
        return List.copyOf(ledger);
    }

    synchronized void next(Mishap mishap) {
        mishaps.add(mishap);
    }

    synchronized void next(Forgery forgery) {
        forgeries.add(forgery);
    }

    /** Whether this mishap was ordered; it then happens once. */
    boolean happens(Mishap mishap) {
        return take(mishaps, ordered -> ordered == mishap) != null;
    }

    private synchronized <T> @Nullable T take(List<T> ordered, java.util.function.Predicate<T> which) {
        for (int i = 0; i < ordered.size(); i++) {
            if (which.test(ordered.get(i))) {
                return ordered.remove(i);
            }
        }
        return null;
    }

    synchronized void reset() {
        seen.clear();
        open.clear();
        ledger.clear();
        mishaps.clear();
        forgeries.clear();
        ahead = Duration.ZERO;
        signing = published.get(0);
        published.removeIf(entry -> entry != signing);
    }
}
