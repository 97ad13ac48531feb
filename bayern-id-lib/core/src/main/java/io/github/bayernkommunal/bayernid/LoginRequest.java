package io.github.bayernkommunal.bayernid;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks of a login: how sure, by which means, with which data. Immutable; every step returns a new one.
 *
 * <p>Only requested attributes come back. Ask for what the application needs and no more.
 *
 * @source interface description of the Nutzerkonto 10.2, section 9
 */
public final class LoginRequest {

    private static final Set<String> LANGUAGES = Set.of("de", "en", "ru", "uk");
    private static final Pattern SERVICE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    static final String SERVICE_ID_RULE =
            "An online service id has at most 64 letters, digits, '.', '_' or '-', for example 89479871264-DE";
    private static final Pattern STATE = Pattern.compile("[A-Z]{2}");

    private final Parts parts;

    /** All values, each filled before anybody else sees the object; null means "not said". */
    private static final class Parts {
        private final TrustLevel minimum;
        private Set<Attribute> requested = Set.of();
        private Set<Attribute> required = Set.of();
        private Set<AuthenticationMethod> offered = Set.of();
        private Set<AuthenticationMethod> hidden = Set.of();
        private @Nullable String displayName;
        private @Nullable String language;
        private @Nullable URI backAddress;
        private @Nullable String onlineServiceId;
        private @Nullable String certificateState;
        private @Nullable CitizenId sameCitizen;

        Parts(TrustLevel minimum) {
            this.minimum = minimum;
        }

        Parts(Parts other) {
            minimum = other.minimum;
            requested = other.requested;
            required = other.required;
            offered = other.offered;
            hidden = other.hidden;
            displayName = other.displayName;
            language = other.language;
            backAddress = other.backAddress;
            onlineServiceId = other.onlineServiceId;
            certificateState = other.certificateState;
            sameCitizen = other.sameCitizen;
        }
    }

    private LoginRequest(Parts parts) {
        this.parts = parts;
    }

    /**
     * A request for a login at this level or above; without further steps it asks for the citizen id and the login's level.
     *
     * @param minimum the lowest level that is let in
     * @return a new request
     * @throws IllegalArgumentException for {@link TrustLevel#LOW}: no German means has it of its own
     */
    public static LoginRequest atLeast(TrustLevel minimum) {
        if (minimum == TrustLevel.LOW) {
            throw new IllegalArgumentException(
                    "The level LOW cannot be requested: no German means of identification has it."
                            + " Use BASIC or SUBSTANTIAL");
        }
        return new LoginRequest(new Parts(minimum));
    }

    /**
     * Also asks for these attributes; they may be absent in the answer.
     *
     * @param attributes which ones
     * @return a new request
     */
    public LoginRequest requesting(Attribute... attributes) {
        return requesting(List.of(attributes));
    }

    /**
     * Also asks for these attributes; they may be absent in the answer.
     *
     * @param attributes which ones
     * @return a new request
     */
    public LoginRequest requesting(Collection<Attribute> attributes) {
        return with(copy -> copy.requested = plus(parts.requested, attributes));
    }

    /**
     * Also asks for these attributes and lets nobody in without them.
     *
     * <p>The operator advises against it except where the law demands it: people without the value cannot log in at all.
     *
     * @param attributes which ones
     * @return a new request
     */
    public LoginRequest requiring(Attribute... attributes) {
        return with(copy -> {
            copy.requested = plus(parts.requested, List.of(attributes));
            copy.required = plus(parts.required, List.of(attributes));
        });
    }

    /**
     * Offers only these means of identification. Without this step the identity provider decides.
     *
     * @param methods which ones
     * @return a new request
     */
    public LoginRequest offering(AuthenticationMethod... methods) {
        return with(copy -> copy.offered = plus(parts.offered, List.of(methods)));
    }

    /**
     * Offers all other means that are known, or those of {@link #offering}, without these.
     *
     * @param methods which ones
     * @return a new request
     */
    public LoginRequest hiding(AuthenticationMethod... methods) {
        return with(copy -> copy.hidden = plus(parts.hidden, List.of(methods)));
    }

    /**
     * The name that the person reads as the target of their data, instead of the service provider's; up to 50 characters.
     *
     * @param text German or in the language of the pages
     * @return a new request
     */
    public LoginRequest displayName(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "The display name is not empty: the identity provider refuses it otherwise");
        }
        return with(copy -> copy.displayName = text.strip());
    }

    /**
     * Language of the identity provider's pages: {@code de} (its default), {@code en}, {@code ru} or {@code uk}.
     *
     * @param code two letters
     * @return a new request
     */
    public LoginRequest language(String code) {
        if (!LANGUAGES.contains(code)) {
            throw new IllegalArgumentException("The identity provider speaks de, en, ru and uk");
        }
        return with(copy -> copy.language = code);
    }

    /**
     * Where "back to the online service" leads. Without it the person returns as {@link LoginOutcome.Cancelled}; with it no
     * answer comes at all.
     *
     * @param address https; never made from anything a user sent, because nobody checks it on the way
     * @return a new request
     */
    public LoginRequest backTo(URI address) {
        if (!"https".equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException("The address to go back to is an absolute https address");
        }
        return with(copy -> copy.backAddress = address);
    }

    /**
     * Id of the online service as registered with the operator, instead of the service provider's.
     *
     * @param id the id
     * @return a new request
     */
    public LoginRequest onlineServiceId(String id) {
        if (!isServiceId(id)) {
            throw new IllegalArgumentException(SERVICE_ID_RULE);
        }
        return with(copy -> copy.onlineServiceId = id);
    }

    /**
     * Reads the online ID card with the authorisation certificate of this federal state, for example {@code BY}. Which means
     * are offered stays as it was; without {@link #offering} these are all that are known.
     *
     * @param state two capital letters
     * @return a new request
     */
    public LoginRequest withCertificateOf(String state) {
        if (!STATE.matcher(state).matches()) {
            throw new IllegalArgumentException("A federal state is named by two capital letters, for example BY");
        }
        return with(copy -> copy.certificateState = state);
    }

    /**
     * Lets in only the person with this id: for raising the level of a running session. Another person becomes
     * {@link LoginOutcome.Reason#OTHER_PERSON}.
     *
     * @param id the id
     * @return a new request
     */
    public LoginRequest onlyFor(CitizenId id) {
        return with(copy -> copy.sameCitizen = id);
    }

    static boolean isServiceId(String id) {
        return SERVICE_ID.matcher(id).matches();
    }

    private LoginRequest with(Consumer<Parts> change) {
        Parts copy = new Parts(parts);
        change.accept(copy);
        return new LoginRequest(copy);
    }

    private static <T> Set<T> plus(Set<T> some, Collection<T> more) {
        Set<T> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return Collections.unmodifiableSet(all);
    }

    /**
     * What is allowed and should still be thought over, each with the section of the interface description.
     *
     * @return sentences; empty when there is nothing
     */
    public List<String> warnings() {
        return new RequestExplanation(this).warnings();
    }

    /**
     * Says in words what the person will be asked and what will come back, by which means.
     *
     * @return several lines, without personal data
     */
    public String explain() {
        return new RequestExplanation(this).text();
    }

    /** {@return the demanded level} */
    public TrustLevel minimum() {
        return parts.minimum;
    }

    /** {@return attributes that are asked for, in the order they were named} */
    public List<Attribute> requested() {
        return new ArrayList<>(parts.requested);
    }

    /** {@return attributes without which nobody is let in} */
    public List<Attribute> required() {
        return new ArrayList<>(parts.required);
    }

    /** {@return means that are offered; empty when the identity provider decides} */
    public List<AuthenticationMethod> offered() {
        return new ArrayList<>(parts.offered);
    }

    /** {@return means that are named as not offered} */
    public List<AuthenticationMethod> hidden() {
        return new ArrayList<>(parts.hidden);
    }

    /** {@return the name that the person reads, when it differs from the service provider's} */
    public Optional<String> displayName() {
        return Optional.ofNullable(parts.displayName);
    }

    /** {@return language of the identity provider's pages, when one was chosen} */
    public Optional<String> language() {
        return Optional.ofNullable(parts.language);
    }

    /** {@return where "back to the online service" leads} */
    public Optional<URI> backTo() {
        return Optional.ofNullable(parts.backAddress);
    }

    /** {@return id of the online service, when it differs from the service provider's} */
    public Optional<String> onlineServiceId() {
        return Optional.ofNullable(parts.onlineServiceId);
    }

    /** {@return federal state whose authorisation certificate reads the card} */
    public Optional<String> certificateState() {
        return Optional.ofNullable(parts.certificateState);
    }

    /** {@return the only person who may log in} */
    public Optional<CitizenId> onlyFor() {
        return Optional.ofNullable(parts.sameCitizen);
    }

    @Override
    public String toString() {
        return "LoginRequest[minimum=" + parts.minimum + ", requested=" + parts.requested + "]";
    }
}
