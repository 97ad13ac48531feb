package io.github.bayernkommunal.bayernid.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Attacks on a login. Each begins with an answer that is accepted and breaks exactly one thing, so that a refusal has one
 * cause. No application may end up with a logged-in person:
 *
 * <pre>{@code
 * @ParameterizedTest
 * @EnumSource(Forgery.class)
 * void nobodyGetsInByForgery(Forgery forgery) {
 *     String answer = bayernId.forge(forgery, samlRequest, TestCitizen.of("anna"));
 *     …
 * }
 * }</pre>
 *
 * <p>Delivering an accepted answer twice is an attack, too; it needs no entry here.
 */
public enum Forgery {
    // ---- text
    /** Not Base64. */
    NOT_BASE64(Part.TEXT, a -> a.encoded = text -> "%" + text),
    /** Foreign characters within the Base64. */
    BASE64_WITH_JUNK(Part.TEXT, a -> a.encoded = text -> text.substring(0, 40) + "!" + text.substring(40)),
    /** Base64 with the URL alphabet. */
    BASE64_URL_ALPHABET(Part.TEXT, a -> a.encoded = Documents::urlAlphabet),
    /** XML cut off. */
    CUT_OFF(Part.TEXT, a -> a.text = text -> text.substring(0, 400)),
    /** A second root element. */
    TRAILING_MARKUP(Part.TEXT, a -> a.text = text -> text + "<evil/>"),
    /** Document type declaration. */
    DOCTYPE(Part.TEXT, a -> a.text = Documents::doctype),
    /** External entity. */
    EXTERNAL_ENTITY(Part.TEXT, a -> a.text = Documents::externalEntity),
    /** Entity bomb. */
    ENTITY_BOMB(Part.TEXT, a -> a.text = Documents::entityBomb),
    /** Another encoding declared. */
    ENCODING_LIE(Part.TEXT, a -> a.text = text -> "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + text),
    /** 10,000 levels deep. */
    DEEP_NESTING(Part.TEXT, a -> a.text = Documents::deep),
    /** One mebibyte of white space. */
    TOO_LARGE(Part.TEXT, a -> a.text = Documents::large),
    /** Document type declaration within the encrypted part. */
    DOCTYPE_IN_PLAINTEXT(Part.TEXT, a -> a.plaintext = Documents::doctype),
    /** Two assertions within the encrypted part. */
    TWO_ROOTS_IN_PLAINTEXT(Part.TEXT, a -> a.plaintext = text -> text + text),

    // ---- envelope
    /** Another kind of message. */
    OTHER_MESSAGE(Part.ENVELOPE, a -> a.text = text -> text.replace("samlp:Response", "samlp:LogoutResponse")),
    /** Response in a foreign namespace. */
    FOREIGN_NAMESPACE(
            Part.ENVELOPE, a -> a.text = text -> text.replace(Saml.PROTOCOL, "urn:oasis:names:tc:SAML:1.0:protocol")),
    /** SAML 1.1. */
    RESPONSE_VERSION(Part.ENVELOPE, a -> a.version = "1.1"),
    /** Response by another issuer. */
    RESPONSE_ISSUER_FOREIGN(Part.ENVELOPE, a -> a.responseIssuer = Documents.STRANGER),
    /** Destined for another address. */
    DESTINATION_FOREIGN(Part.ENVELOPE, a -> a.destination = "https://attacker.example/acs"),
    /** Without destination. */
    DESTINATION_MISSING(Part.ENVELOPE, a -> a.destination = null),
    /** Destination only begins right. */
    DESTINATION_LONGER(Part.ENVELOPE, a -> a.destination = a.destination + ".attacker.example"),
    /** Destination in capitals. */
    DESTINATION_CASE(Part.ENVELOPE, a -> a.destination = Documents.capitals(a.destination)),
    /** Without status. */
    STATUS_MISSING(Part.ENVELOPE, a -> a.responseAfterSigning = Documents.without(Saml.PROTOCOL, "Status")),
    /** Success without assertion. */
    NO_ASSERTION(Part.ENVELOPE, a -> a.hasAssertion = false),
    /** Response dated yesterday. */
    RESPONSE_DATED_YESTERDAY(Part.ENVELOPE, a -> a.issueInstant = a.at(-86_400)),
    /** Response dated tomorrow. */
    RESPONSE_DATED_TOMORROW(Part.ENVELOPE, a -> a.issueInstant = a.at(86_400)),
    /** Response without time. */
    RESPONSE_UNDATED(Part.ENVELOPE, a -> a.issueInstant = null),

    // ---- signature
    /** Encrypted but not signed. */
    UNSIGNED(Part.SIGNATURE, a -> {
        a.assertionSignature = null;
        a.responseSignature = null;
    }),
    /** Only the response signed, not the assertion. */
    UNSIGNED_IN_SIGNED_RESPONSE(Part.SIGNATURE, a -> {
        a.responseSignature = a.assertionSignature;
        a.assertionSignature = null;
    }),
    /** Signed by a stranger. */
    SIGNED_BY_STRANGER(Part.SIGNATURE, SignatureAttacks::byStranger),
    /** Signed by a stranger, genuine certificate enclosed. */
    SIGNED_BY_STRANGER_WITH_GENUINE_CERTIFICATE(Part.SIGNATURE, SignatureAttacks::byStrangerWithGenuineCertificate),
    /** Key only as an address to fetch. */
    SIGNED_BY_STRANGER_KEY_BY_ADDRESS(Part.SIGNATURE, SignatureAttacks::byStrangerWithRetrieval),
    /** Name changed after signing. */
    VALUE_TAMPERED(Part.SIGNATURE, a -> a.afterSigning = Wrapping::impersonate),
    /** Attribute added after signing. */
    ATTRIBUTE_ADDED(Part.SIGNATURE, a -> a.afterSigning = SignatureAttacks::addAttribute),
    /** Level of trust changed after signing. */
    LEVEL_TAMPERED(Part.SIGNATURE, a -> a.afterSigning = SignatureAttacks::changeLevel),
    /** Name changed and digest adjusted. */
    DIGEST_ADJUSTED(Part.SIGNATURE, a -> a.afterSigning = SignatureAttacks.adjustDigest()),
    /** Empty signature value. */
    SIGNATURE_VALUE_EMPTY(
            Part.SIGNATURE, a -> SignatureAttacks.afterSigning(a, SignatureAttacks.emptied("SignatureValue"))),
    /** Empty digest. */
    DIGEST_VALUE_EMPTY(Part.SIGNATURE, a -> SignatureAttacks.afterSigning(a, SignatureAttacks.emptied("DigestValue"))),
    /** Signature with SHA-1. */
    SIGNATURE_SHA1(Part.SIGNATURE, a -> SignatureAttacks.signature(a, recipe -> recipe.method(Saml.RSA_SHA1, null))),
    /** Digest with SHA-1. */
    DIGEST_SHA1(Part.SIGNATURE, a -> SignatureAttacks.signature(a, recipe -> recipe.digest(Saml.SHA1))),
    /** PSS without salt. */
    PSS_WITHOUT_SALT(Part.SIGNATURE, SignatureAttacks::pssWithoutSalt),
    /** HMAC with the public key. */
    HMAC_WITH_PUBLIC_KEY(Part.SIGNATURE, SignatureAttacks::hmacWithPublicKey),
    /** Canonicalisation with comments. */
    CANONICALIZATION_WITH_COMMENTS(
            Part.SIGNATURE,
            a -> SignatureAttacks.signature(a, recipe -> recipe.canonicalization(Saml.EXCLUSIVE + "WithComments"))),
    /** Inclusive canonicalisation. */
    CANONICALIZATION_INCLUSIVE(
            Part.SIGNATURE,
            a -> SignatureAttacks.signature(
                    a, recipe -> recipe.transforms(Saml.ENVELOPED, "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"))),
    /** Transforms repeated. */
    TRANSFORM_REPEATED(
            Part.SIGNATURE,
            a -> SignatureAttacks.signature(
                    a, recipe -> recipe.transforms(Saml.ENVELOPED, Saml.EXCLUSIVE, Saml.EXCLUSIVE))),
    /** XPath excludes the attributes. */
    TRANSFORM_XPATH(
            Part.SIGNATURE,
            a -> SignatureAttacks.signature(
                    a,
                    recipe ->
                            recipe.transforms(Saml.ENVELOPED, javax.xml.crypto.dsig.Transform.XPATH, Saml.EXCLUSIVE))),
    /** XSLT within the signature. */
    TRANSFORM_XSLT(Part.SIGNATURE, a -> SignatureAttacks.afterSigning(a, SignatureAttacks::addXslt)),
    /** Reference to the whole document. */
    REFERENCE_WHOLE_DOCUMENT(Part.SIGNATURE, a -> SignatureAttacks.signature(a, recipe -> recipe.reference(""))),
    /** Reference as XPointer. */
    REFERENCE_XPOINTER(Part.SIGNATURE, a -> SignatureAttacks.signature(a, recipe -> recipe.reference("#xpointer(/)"))),
    /** Two references. */
    REFERENCE_DOUBLED(Part.SIGNATURE, a -> SignatureAttacks.afterSigning(a, SignatureAttacks.doubled("Reference"))),
    /** Two SignedInfo. */
    SIGNED_INFO_DOUBLED(Part.SIGNATURE, a -> SignatureAttacks.afterSigning(a, SignatureAttacks.doubled("SignedInfo"))),
    /** Second signature by a stranger. */
    SECOND_SIGNATURE_BY_STRANGER(Part.SIGNATURE, SignatureAttacks::secondByStranger),
    /** Signature in another place. */
    SIGNATURE_MOVED(Part.SIGNATURE, a -> a.afterSigning = SignatureAttacks::moveSignature),
    /** Response signed by a stranger. */
    RESPONSE_SIGNED_BY_STRANGER(Part.SIGNATURE, SignatureAttacks::responseByStranger),
    /** Response changed after its signature. */
    RESPONSE_SIGNATURE_BROKEN(Part.SIGNATURE, SignatureAttacks::responseChanged),

    // ---- wrapping
    /** Genuine assertion within the signature's Object. */
    WRAPPED_IN_OBJECT(Part.WRAPPING, a -> a.afterSigning = Wrapping::intoObject),
    /** Genuine assertion within Advice, signature outside. */
    WRAPPED_IN_ADVICE(Part.WRAPPING, a -> a.afterSigning = Wrapping::intoAdviceWithSignatureOutside),
    /** Genuine assertion with its signature within Advice. */
    WRAPPED_WITH_SIGNATURE_IN_ADVICE(Part.WRAPPING, a -> a.afterSigning = Wrapping::intoAdvice),
    /** Genuine assertion within Subject. */
    WRAPPED_IN_SUBJECT(Part.WRAPPING, a -> a.afterSigning = Wrapping::intoSubject),
    /** False and genuine assertion with the same ID. */
    WRAPPED_SAME_ID(Part.WRAPPING, a -> a.afterSigning = Wrapping::intoAdviceWithSameId),
    /** False encrypted assertion before. */
    FALSE_ASSERTION_FIRST(Part.WRAPPING, a -> a.responseAfterSigning = Wrapping.encryptedBeside(a, true)),
    /** False encrypted assertion after. */
    FALSE_ASSERTION_LAST(Part.WRAPPING, a -> a.responseAfterSigning = Wrapping.encryptedBeside(a, false)),
    /** False plain assertion beside. */
    FALSE_ASSERTION_PLAIN(Part.WRAPPING, a -> a.responseAfterSigning = Wrapping.plainBeside(a)),
    /** False assertion within Extensions. */
    FALSE_ASSERTION_IN_EXTENSIONS(Part.WRAPPING, a -> a.responseAfterSigning = Wrapping.inExtensions(a)),
    /** False assertion within StatusDetail. */
    FALSE_ASSERTION_IN_STATUS(Part.WRAPPING, a -> a.responseAfterSigning = Wrapping.inStatusDetail(a)),
    /** False assertion within the genuine one's Advice. */
    FALSE_ASSERTION_IN_ADVICE(Part.WRAPPING, a -> a.beforeSigning = Wrapping::falseInAdvice),
    /** Genuine response within Extensions of a false one. */
    RESPONSE_WRAPPED_IN_EXTENSIONS(Part.WRAPPING, Wrapping::responseInExtensions),
    /** Genuine response within the signature's Object. */
    RESPONSE_WRAPPED_IN_OBJECT(Part.WRAPPING, Wrapping::responseInObject),
    /** Response and assertion with the same ID. */
    DUPLICATE_ID(Part.WRAPPING, a -> a.responseId = a.assertionId),

    // ---- encryption
    /** Not encrypted. */
    NOT_ENCRYPTED(Part.ENCRYPTION, a -> a.encryption = null),
    /** Content with AES-CBC. */
    CONTENT_CBC(
            Part.ENCRYPTION,
            a -> a.encryption = new Encryption(Saml.AES256_CBC, Saml.RSA_OAEP, Saml.SHA256, Saml.MGF1_SHA256)),
    /** Key with RSA PKCS#1 v1.5. */
    KEY_RSA_1_5(Part.ENCRYPTION, a -> a.encryption = new Encryption(Saml.AES256_GCM, Saml.RSA_1_5, null, null)),
    /** Encrypted for a stranger's key. */
    ENCRYPTED_FOR_STRANGER(Part.ENCRYPTION, a -> a.encryptionKey = SignatureAttacks.strangerKey()),
    /** Encrypted content changed. */
    CIPHERTEXT_TAMPERED(Part.ENCRYPTION, a -> a.responseAfterSigning = EncryptionAttacks::flipContent),
    /** Encrypted key changed. */
    KEY_TAMPERED(Part.ENCRYPTION, a -> a.responseAfterSigning = EncryptionAttacks::flipKey),
    /** GCM tag shortened. */
    TAG_CUT(Part.ENCRYPTION, a -> a.responseAfterSigning = EncryptionAttacks::cutTag),
    /** Content only as an address. */
    CIPHER_REFERENCE(Part.ENCRYPTION, a -> a.responseAfterSigning = EncryptionAttacks::cipherReference),
    /** A hundred encrypted keys. */
    MANY_KEYS(Part.ENCRYPTION, a -> a.responseAfterSigning = EncryptionAttacks::manyKeys),
    /** Key length does not match the algorithm. */
    KEY_LENGTH_WRONG(Part.ENCRYPTION, a -> a.responseAfterSigning = EncryptionAttacks::otherKeyLength),
    /** Encrypted twice. */
    ENCRYPTED_TWICE(
            Part.ENCRYPTION,
            a -> a.plaintext = text -> Encryption.STANDARD.encryptedAssertionText(text, a.encryptionKey)),
    /** Something else is encrypted. */
    PLAINTEXT_NOT_ASSERTION(
            Part.ENCRYPTION,
            a -> a.plaintext =
                    text -> "<samlp:Response xmlns:samlp=\"" + Saml.PROTOCOL + "\">" + text + "</samlp:Response>"),

    // ---- assertion
    /** Assertion of SAML 1.1. */
    ASSERTION_VERSION(Part.ASSERTION, a -> a.assertionVersion = "1.1"),
    /** Assertion by another issuer. */
    ISSUER_FOREIGN(Part.ASSERTION, a -> a.issuer = Documents.STRANGER),
    /** Assertion without issuer. */
    ISSUER_MISSING(Part.ASSERTION, a -> a.issuer = null),
    /** Made for another service. */
    AUDIENCE_FOREIGN(Part.ASSERTION, a -> a.audience = "https://attacker.example/sp"),
    /** Made for nobody. */
    AUDIENCE_MISSING(Part.ASSERTION, a -> a.audience = null),
    /** Second restriction names another service. */
    AUDIENCE_SECOND_FOREIGN(Part.ASSERTION, a -> a.beforeSigning = AssertionAttacks::secondAudience),
    /** Another recipient. */
    RECIPIENT_FOREIGN(Part.ASSERTION, a -> a.recipient = "https://attacker.example/acs"),
    /** Without recipient. */
    RECIPIENT_MISSING(Part.ASSERTION, a -> a.recipient = null),
    /** Confirmation of another kind. */
    CONFIRMATION_NOT_BEARER(Part.ASSERTION, a -> a.confirmationMethod = "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key"),
    /** Without confirmation. */
    CONFIRMATION_MISSING(
            Part.ASSERTION, a -> a.beforeSigning = Documents.without(Saml.ASSERTION, "SubjectConfirmation")),
    /** Without conditions. */
    CONDITIONS_MISSING(Part.ASSERTION, a -> a.beforeSigning = Documents.without(Saml.ASSERTION, "Conditions")),
    /** Unknown condition. */
    CONDITION_UNKNOWN(Part.ASSERTION, a -> a.beforeSigning = AssertionAttacks::unknownCondition),
    /** Without authentication. */
    AUTHENTICATION_MISSING(Part.ASSERTION, a -> a.beforeSigning = Documents.without(Saml.ASSERTION, "AuthnStatement")),
    /** Two authentications. */
    AUTHENTICATION_TWICE(Part.ASSERTION, a -> a.beforeSigning = AssertionAttacks.doubled("AuthnStatement")),

    // ---- correlation
    /** Answer to another request. */
    ANSWER_TO_OTHER_REQUEST(Part.CORRELATION, a -> {
        a.inResponseTo = "_0123456789abcdef0123456789abcdef";
        a.confirmedRequest = a.inResponseTo;
    }),
    /** Only the response names another request. */
    RESPONSE_TO_OTHER_REQUEST(Part.CORRELATION, a -> a.inResponseTo = "_0123456789abcdef0123456789abcdef"),
    /** Only the confirmation names another request. */
    CONFIRMATION_FOR_OTHER_REQUEST(Part.CORRELATION, a -> a.confirmedRequest = "_0123456789abcdef0123456789abcdef"),
    /** Confirmation names no request. */
    CONFIRMATION_WITHOUT_REQUEST(Part.CORRELATION, a -> a.confirmedRequest = null),
    /** Unsolicited answer. */
    UNSOLICITED(Part.CORRELATION, a -> {
        a.inResponseTo = null;
        a.confirmedRequest = null;
    }),

    // ---- time
    /** Expired. */
    EXPIRED(Part.TIME, a -> {
        a.notBefore = a.at(-3_900);
        a.notOnOrAfter = a.at(-3_600);
    }),
    /** Not yet valid. */
    NOT_YET_VALID(Part.TIME, a -> {
        a.notBefore = a.at(3_600);
        a.notOnOrAfter = a.at(3_900);
    }),
    /** Conditions without end. */
    CONDITIONS_ENDLESS(Part.TIME, a -> a.notOnOrAfter = null),
    /** Confirmation expired. */
    CONFIRMATION_EXPIRED(Part.TIME, a -> a.confirmedUntil = a.at(-3_600)),
    /** Confirmation without end. */
    CONFIRMATION_ENDLESS(Part.TIME, a -> a.confirmedUntil = null),
    /** Confirmation with a beginning. */
    CONFIRMATION_NOT_YET_VALID(Part.TIME, a -> a.confirmedFrom = a.at(3_600)),
    /** Time without zone. */
    TIME_WITHOUT_ZONE(Part.TIME, a -> a.notOnOrAfter = a.at(300).replace("Z", "")),
    /** Unreadable time. */
    TIME_MALFORMED(Part.TIME, a -> a.notOnOrAfter = "tomorrow"),
    /** Valid for years. */
    VALID_FOR_YEARS(Part.TIME, a -> {
        a.notOnOrAfter = a.at(315_360_000);
        a.confirmedUntil = a.notOnOrAfter;
    }),
    /** Session already ended. */
    SESSION_ENDED(Part.TIME, a -> a.sessionUntil = a.at(-3_600)),
    /** Authenticated before the request. */
    AUTHENTICATED_BEFORE_REQUEST(Part.TIME, a -> a.authnInstant = a.at(-86_400)),

    // ---- level and attributes
    /** Without level of trust. */
    LEVEL_MISSING(Part.LEVEL, a -> a.classRef = null),
    /** Unknown level of trust. */
    LEVEL_UNKNOWN(Part.LEVEL, a -> a.classRef = Saml.LEVEL + "9"),
    /** Level of trust in foreign words. */
    LEVEL_OTHER_VOCABULARY(
            Part.LEVEL, a -> a.classRef = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"),
    /** Attribute twice with different values. */
    ATTRIBUTE_TWICE(Part.ATTRIBUTES, a -> a.beforeSigning = AssertionAttacks::attributeTwice),
    /** Attribute with two values. */
    ATTRIBUTE_TWO_VALUES(Part.ATTRIBUTES, a -> a.beforeSigning = AssertionAttacks::twoValues),
    /** Attribute value contains elements. */
    ATTRIBUTE_WITH_MARKUP(Part.ATTRIBUTES, a -> a.beforeSigning = AssertionAttacks::markup);

    /** The part of an answer that an attack breaks. */
    public enum Part {
        /** Base64 or XML as text. */
        TEXT,
        /** The Response element. */
        ENVELOPE,
        /** A signature, its algorithms or its key. */
        SIGNATURE,
        /** Which element is signed and which is read. */
        WRAPPING,
        /** Encryption of the assertion. */
        ENCRYPTION,
        /** Issuer, audience, recipient and statements. */
        ASSERTION,
        /** The tie to the request. */
        CORRELATION,
        /** Times. */
        TIME,
        /** Level of trust. */
        LEVEL,
        /** Personal data. */
        ATTRIBUTES
    }

    /** What only means something when the assertion itself is signed. */
    private static final Set<Forgery> OF_SIGNED_ASSERTIONS = EnumSet.of(
            UNSIGNED_IN_SIGNED_RESPONSE,
            VALUE_TAMPERED,
            ATTRIBUTE_ADDED,
            LEVEL_TAMPERED,
            DIGEST_ADJUSTED,
            SIGNATURE_MOVED,
            WRAPPED_IN_OBJECT,
            WRAPPED_IN_ADVICE,
            WRAPPED_WITH_SIGNATURE_IN_ADVICE,
            WRAPPED_IN_SUBJECT,
            WRAPPED_SAME_ID);

    private static final Properties NAMES = names();

    private final Part part;

    @SuppressWarnings("ImmutableEnumChecker") // every attack is a lambda without state
    private final Consumer<Answer> attack;

    Forgery(Part part, Consumer<Answer> attack) {
        this.part = part;
        this.attack = attack;
    }

    private static Properties names() {
        Properties names = new Properties();
        try (InputStream in = Forgery.class.getResourceAsStream("forgeries.properties")) {
            names.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /**
     * What is broken.
     *
     * @return the part
     */
    public Part part() {
        return part;
    }

    /**
     * Whether the attack also breaks an answer of Mein Unternehmenskonto, whose response is signed instead of its assertion.
     *
     * @return true if it can be used with {@link BayernIdSimulator#forge(Forgery, String, TestOrganisation)}
     */
    public boolean concernsOrganisations() {
        return !OF_SIGNED_ASSERTIONS.contains(this) && part != Part.LEVEL;
    }

    /**
     * The attack in German.
     *
     * @return one line
     */
    public String german() {
        return NAMES.getProperty(name() + ".de");
    }

    /**
     * The attack in English.
     *
     * @return one line
     */
    public String english() {
        return NAMES.getProperty(name() + ".en");
    }

    /** Breaks an answer that would be accepted, and writes it. */
    String apply(Answer accepted) {
        attack.accept(accepted);
        return accepted.write();
    }
}
