package io.github.bayernkommunal.bayernid.testkit;

import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Everything that makes up one answer, before it is written; a forgery changes exactly one thing of it.
 *
 * <p>A null text leaves its XML attribute or element out.
 */
final class Answer {

    /** An attribute of Mein Unternehmenskonto whose value has parts. */
    record Structure(String name, String type, Map<String, String> parts) {}

    /** One attribute statement entry. */
    record Value(
            String name,
            @Nullable String friendlyName,
            @Nullable String trustLevel,
            List<String> texts) {}

    // The envelope
    String responseId = TestKeys.randomId();

    @Nullable String version = "2.0";

    @Nullable String issueInstant;

    @Nullable String responseIssuer;

    @Nullable String destination;

    @Nullable String inResponseTo;

    String status = Saml.SUCCESS;

    @Nullable String secondStatus;

    @Nullable String statusMessage;

    @Nullable String statusDetail;

    // The assertion
    boolean hasAssertion = true;
    String assertionId = TestKeys.randomId();

    @Nullable String assertionVersion = "2.0";

    @Nullable String assertionInstant;

    @Nullable String issuer;

    @Nullable String nameId = TestKeys.randomId();

    String nameIdFormat = Saml.TRANSIENT;
    String confirmationMethod = Saml.BEARER;

    @Nullable String recipient;

    @Nullable String confirmedRequest;

    @Nullable String confirmedUntil;

    @Nullable String confirmedFrom;

    @Nullable String notBefore;

    @Nullable String notOnOrAfter;

    @Nullable String audience;

    @Nullable String authnInstant;

    @Nullable String sessionUntil;

    @Nullable String classRef;

    List<Value> values = new ArrayList<>();
    List<Structure> structures = new ArrayList<>();
    String nameFormat = Saml.URI_NAME_FORMAT;
    boolean encryptsNameId;

    // Protection
    Signatures.@Nullable Recipe assertionSignature;
    Signatures.@Nullable Recipe responseSignature;

    @Nullable Encryption encryption;

    PublicKey encryptionKey;

    // Interventions, in the order in which they happen
    Consumer<Element> beforeSigning = assertion -> {};
    Consumer<Element> afterSigning = assertion -> {};
    UnaryOperator<String> plaintext = UnaryOperator.identity();
    Consumer<Element> responseBeforeSigning = response -> {};
    Consumer<Element> responseAfterSigning = response -> {};
    UnaryOperator<String> text = UnaryOperator.identity();
    UnaryOperator<String> encoded = UnaryOperator.identity();

    private final Instant now;

    Answer(LoginQuestion question, String entityId, Instant now) {
        this.now = now;
        issueInstant = Saml.time(now);
        responseIssuer = entityId;
        destination = question.answerTo();
        inResponseTo = question.id();
        assertionInstant = issueInstant;
        issuer = entityId;
        recipient = question.answerTo();
        confirmedRequest = question.id();
        confirmedUntil = at(300);
        notBefore = issueInstant;
        notOnOrAfter = at(300);
        audience = question.provider().entityId();
        authnInstant = issueInstant;
        encryptionKey = question.provider().encryption();
    }

    /** The time so many seconds from now as text. */
    String at(long seconds) {
        return Saml.time(now.plusSeconds(seconds));
    }

    /** The signature that vouches for this answer: of its assertion, or of its response when the assertion has none. */
    Signatures.@Nullable Recipe signature() {
        return assertionSignature == null ? responseSignature : assertionSignature;
    }

    /** Text of an attribute, for a forgery that wants to change it. */
    void replace(String name, String text) {
        values.replaceAll(value -> value.name().equals(name)
                ? new Value(name, value.friendlyName(), value.trustLevel(), List.of(text))
                : value);
    }

    /** Writes the answer: assertion, signature, encryption, envelope, second signature, Base64. */
    String write() {
        return new AnswerWriter(this).write();
    }

    /** The signed assertion of this answer as an own document. */
    Document assertion() {
        return new AnswerWriter(this).assertion();
    }
}
