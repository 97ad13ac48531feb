package io.github.bayernkommunal.bayernid;

/**
 * Every step of the judgement over an answer, in the order of its stages; the first that fails ends the login.
 *
 * <p>1xx read the message, 2xx judge its envelope, 3xx its signatures, 4xx open the assertion, 5xx judge it, 6xx take its
 * first use. Cheap steps come first: nothing is verified or decrypted for an answer that is refused anyway.
 *
 * @source SAML core, bindings and profiles 2.0; docs/protocol.md names the clause of each step
 */
public enum Check {
    /** An answer is there at all. */
    MISSING(101, "An answer is there at all"),
    /** The answer is not larger than allowed. */
    SIZE(102, "The answer is not larger than allowed"),
    /** The answer is Base64 in its one standard form. */
    BASE64(103, "The answer is Base64 in its one standard form"),
    /** The answer is XML 1.0 in UTF-8. */
    ENCODING(104, "The answer is XML 1.0 in UTF-8"),
    /** The answer declares no document type. */
    DOCTYPE(105, "The answer declares no document type"),
    /** The answer is well-formed XML. */
    XML(106, "The answer is well-formed XML"),
    /** The answer is not deeper or larger than an answer can be. */
    XML_LIMITS(107, "The answer is not deeper or larger than an answer can be"),
    /** Every element stands where the SAML schema wants it, and nothing else is there. */
    STRUCTURE(108, "Every element stands where the SAML schema wants it, and nothing else is there"),
    /** Every id is an XML name and occurs once. */
    IDS(109, "Every id is an XML name and occurs once"),
    /** The answer speaks SAML 2.0. */
    RESPONSE_VERSION(201, "The answer speaks SAML 2.0"),
    /** The answer was made after our request and recently. */
    RESPONSE_TIME(202, "The answer was made after our request and recently"),
    /** The answer names our identity provider as its issuer. */
    RESPONSE_ISSUER(203, "The answer names our identity provider as its issuer"),
    /** The answer is addressed to our configured address. */
    DESTINATION(204, "The answer is addressed to our configured address"),
    /** The answer belongs to the request that this browser started. */
    IN_RESPONSE_TO(205, "The answer belongs to the request that this browser started"),
    /** The login was started recently enough. */
    LOGIN_EXPIRED(206, "The login was started recently enough"),
    /** The answer says how the login ended, and fits to it. */
    STATUS(207, "The answer says how the login ended, and fits to it"),
    /** The answer holds exactly one assertion. */
    ASSERTION_COUNT(208, "The answer holds exactly one assertion"),
    /** The assertion is encrypted. */
    NOT_ENCRYPTED(209, "The assertion is encrypted"),
    /** A signature has exactly the parts it needs. */
    SIGNATURE_STRUCTURE(301, "A signature has exactly the parts it needs"),
    /** A signature covers the element it stands in, and only that. */
    SIGNATURE_REFERENCE(302, "A signature covers the element it stands in, and only that"),
    /** The signature is made over exclusive canonical XML without comments. */
    CANONICALIZATION(303, "The signature is made over exclusive canonical XML without comments"),
    /** The signed element is transformed only by leaving out its signature and canonicalising. */
    TRANSFORMS(304, "The signed element is transformed only by leaving out its signature and canonicalising"),
    /** The signature algorithm is on our list. */
    SIGNATURE_ALGORITHM(305, "The signature algorithm is on our list"),
    /** The digest algorithm is on our list. */
    DIGEST_ALGORITHM(306, "The digest algorithm is on our list"),
    /** The parameters of RSA-PSS are those of its digest. */
    SIGNATURE_PARAMETERS(307, "The parameters of RSA-PSS are those of its digest"),
    /** The signed element has a canonical form. */
    CANONICAL_FORM(308, "The signed element has a canonical form"),
    /** The signed element was not changed after signing. */
    DIGEST(309, "The signed element was not changed after signing"),
    /** The signature was made with a key of our identity provider. */
    SIGNATURE(310, "The signature was made with a key of our identity provider"),
    /** The assertion is signed. */
    ASSERTION_UNSIGNED(311, "The assertion is signed"),
    /** The encrypted assertion has exactly the parts it needs. */
    ENCRYPTION_STRUCTURE(401, "The encrypted assertion has exactly the parts it needs"),
    /** The assertion is encrypted with AES-GCM. */
    ENCRYPTION_ALGORITHM(402, "The assertion is encrypted with AES-GCM"),
    /** The key is wrapped with RSA-OAEP. */
    KEY_TRANSPORT(403, "The key is wrapped with RSA-OAEP"),
    /** One of our keys opens the assertion. */
    DECRYPTION(404, "One of our keys opens the assertion"),
    /** What was encrypted is one assertion and nothing else. */
    DECRYPTED_CONTENT(405, "What was encrypted is one assertion and nothing else"),
    /** The assertion speaks SAML 2.0. */
    ASSERTION_VERSION(501, "The assertion speaks SAML 2.0"),
    /** The assertion was made after our request and recently. */
    ASSERTION_TIME(502, "The assertion was made after our request and recently"),
    /** The assertion names our identity provider as its issuer. */
    ASSERTION_ISSUER(503, "The assertion names our identity provider as its issuer"),
    /** The assertion has a subject that is confirmed. */
    SUBJECT(504, "The assertion has a subject that is confirmed"),
    /** The subject is confirmed by bearing the assertion. */
    CONFIRMATION_METHOD(505, "The subject is confirmed by bearing the assertion"),
    /** The confirmation is meant for our configured address. */
    RECIPIENT(506, "The confirmation is meant for our configured address"),
    /** The confirmation belongs to the request that this browser started. */
    CONFIRMATION_IN_RESPONSE_TO(507, "The confirmation belongs to the request that this browser started"),
    /** The confirmation has an end, no beginning, and has not ended. */
    CONFIRMATION_TIME(508, "The confirmation has an end, no beginning, and has not ended"),
    /** The assertion states its conditions, and we understand all of them. */
    CONDITIONS(509, "The assertion states its conditions, and we understand all of them"),
    /** The assertion is already valid. */
    NOT_YET_VALID(510, "The assertion is already valid"),
    /** The assertion is still valid. */
    EXPIRED(511, "The assertion is still valid"),
    /** The assertion claims no longer validity than makes sense. */
    LIFETIME(512, "The assertion claims no longer validity than makes sense"),
    /** The assertion is meant for us. */
    AUDIENCE(513, "The assertion is meant for us"),
    /** The assertion states exactly one authentication. */
    AUTHN_STATEMENT(514, "The assertion states exactly one authentication"),
    /** The session at the identity provider has not ended. */
    SESSION_EXPIRED(515, "The session at the identity provider has not ended"),
    /** The person identified themselves after we asked. */
    FRESH_LOGIN(516, "The person identified themselves after we asked"),
    /** The reached trust level is one that we know. */
    TRUST_LEVEL(517, "The reached trust level is one that we know"),
    /** Every attribute that we know has one plain value. */
    ATTRIBUTES(518, "Every attribute that we know has one plain value"),
    /** The assertion is used for the first time. */
    REPLAY(601, "The assertion is used for the first time"),
    /** The memory of used assertions answers. */
    REPLAY_MEMORY(602, "The memory of used assertions answers");

    private final int number;
    private final String promise;

    Check(int number, String promise) {
        this.number = number;
        this.promise = promise;
    }

    /** {@return the stable code, such as {@code BAYERNID-310}; explained in docs/errors.md} */
    public String code() {
        return "BAYERNID-" + number;
    }

    /** {@return what is true of an answer that passes this step, as a sentence} */
    public String promise() {
        return promise;
    }
}
