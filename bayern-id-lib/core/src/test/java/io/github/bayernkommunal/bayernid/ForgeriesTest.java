package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import io.github.bayernkommunal.bayernid.LoginOutcome.Refused;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.Forgery;
import io.github.bayernkommunal.bayernid.testkit.Mishap;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import io.github.bayernkommunal.bayernid.testkit.TestOrganisation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every attack that the simulator knows is refused, and for its own reason: the accepted answer differs in that one thing. */
class ForgeriesTest {

    @RegisterExtension
    static final BayernIdSimulator simulator = BayernIdSimulator.create();

    private static BayernIdSimulator konto;
    private static BayernIdServiceProvider forCitizens;
    private static BayernIdServiceProvider forOrganisations;

    @BeforeAll
    static void configure() {
        konto = BayernIdSimulator.builder()
                .unternehmenskonto(TestOrganisation.catalogue())
                .start();
        forCitizens = BayernIdServiceProvider.from(settings(simulator));
        Map<String, String> organisations = settings(konto);
        organisations.put("bayernid.account", "unternehmenskonto");
        forOrganisations = BayernIdServiceProvider.from(organisations);
        simulator.register(forCitizens.metadata());
        konto.register(forOrganisations.metadata());
    }

    private static Map<String, String> settings(BayernIdSimulator identityProvider) {
        Map<String, String> settings = new HashMap<>(identityProvider.settings());
        settings.put("bayernid.entity-id", "https://antrag.musterstadt.example/sp");
        settings.put("bayernid.answers-to", "https://antrag.musterstadt.example/saml/acs");
        settings.put("bayernid.display-name", "Stadt Musterstadt – Führungszeugnis");
        return settings;
    }

    @AfterAll
    static void close() {
        forCitizens.close();
        forOrganisations.close();
        konto.close();
    }

    @ParameterizedTest
    @EnumSource
    void citizenIsNotLetIn(Forgery forgery) {
        LoginStart start = forCitizens.startLogin(LoginRequest.atLeast(TrustLevel.HIGH)
                .requesting(Attribute.GIVEN_NAME, Attribute.SURNAME, Attribute.BIRTH_DATE, Attribute.POSTBOX_HANDLE));
        String request = start.formFields().get("SAMLRequest");
        TestCitizen anna = TestCitizen.of("anna");
        assertInstanceOf(LoggedIn.class, forCitizens.finishLogin(simulator.answer(request, anna), start.pending()));

        String forged = simulator.forge(forgery, request, anna);

        var refusal =
                assertThrows(ResponseNotTrustedException.class, () -> forCitizens.finishLogin(forged, start.pending()));

        assertEquals(reason(forgery), refusal.failedCheck());
    }

    static Stream<Forgery> ofOrganisations() {
        return Arrays.stream(Forgery.values()).filter(Forgery::concernsOrganisations);
    }

    @ParameterizedTest
    @MethodSource("ofOrganisations")
    void organisationIsNotLetIn(Forgery forgery) {
        LoginStart start = forOrganisations.startLogin(LoginRequest.atLeast(TrustLevel.SUBSTANTIAL));
        String request = start.formFields().get("SAMLRequest");
        TestOrganisation builder = TestOrganisation.of("muster-gmbh");
        assertInstanceOf(LoggedIn.class, forOrganisations.finishLogin(konto.answer(request, builder), start.pending()));

        String forged = konto.forge(forgery, request, builder);

        var refusal = assertThrows(
                ResponseNotTrustedException.class, () -> forOrganisations.finishLogin(forged, start.pending()));

        assertEquals(reasonForOrganisations(forgery), refusal.failedCheck());
    }

    @Test
    void attackOnWhatAnOrganisationsAnswerDoesNotHaveIsNoAttack() {
        String request = forOrganisations
                .startLogin(LoginRequest.atLeast(TrustLevel.SUBSTANTIAL))
                .formFields()
                .get("SAMLRequest");

        assertThrows(
                IllegalArgumentException.class,
                () -> konto.forge(Forgery.SIGNATURE_MOVED, request, TestOrganisation.of("muster-gmbh")));
    }

    @ParameterizedTest
    @EnumSource(names = {"TECHNICAL_FAULT", "UNKNOWN_STATUS"})
    void organisationLearnsOfAFault(Mishap mishap) {
        LoginStart start = forOrganisations.startLogin(LoginRequest.atLeast(TrustLevel.SUBSTANTIAL));
        String answer = konto.answer(mishap, start.formFields().get("SAMLRequest"), TestOrganisation.of("tsv-neudorf"));

        Refused refused = assertInstanceOf(Refused.class, forOrganisations.finishLogin(answer, start.pending()));

        assertEquals(LoginOutcome.Reason.TECHNICAL, refused.reason());
    }

    /** The same, but the signature around everything is verified before anything is decrypted. */
    private static Check reasonForOrganisations(Forgery forgery) {
        return switch (forgery) {
            case CIPHERTEXT_TAMPERED, KEY_TAMPERED, TAG_CUT, KEY_LENGTH_WRONG -> Check.DIGEST;
            default -> reason(forgery);
        };
    }

    /** The one thing that is broken. */
    private static Check reason(Forgery forgery) {
        return switch (forgery) {
            case NOT_BASE64, BASE64_WITH_JUNK, BASE64_URL_ALPHABET -> Check.BASE64;
            case CUT_OFF, TRAILING_MARKUP -> Check.XML;
            case DOCTYPE, EXTERNAL_ENTITY, ENTITY_BOMB -> Check.DOCTYPE;
            case ENCODING_LIE -> Check.ENCODING;
            case DEEP_NESTING -> Check.XML_LIMITS;
            case TOO_LARGE -> Check.SIZE;
            case DOCTYPE_IN_PLAINTEXT, TWO_ROOTS_IN_PLAINTEXT, ENCRYPTED_TWICE, PLAINTEXT_NOT_ASSERTION ->
                Check.DECRYPTED_CONTENT;
            case OTHER_MESSAGE,
                    FOREIGN_NAMESPACE,
                    SECOND_SIGNATURE_BY_STRANGER,
                    SIGNATURE_MOVED,
                    FALSE_ASSERTION_IN_EXTENSIONS,
                    FALSE_ASSERTION_IN_STATUS,
                    RESPONSE_WRAPPED_IN_EXTENSIONS -> Check.STRUCTURE;
            case RESPONSE_VERSION -> Check.RESPONSE_VERSION;
            case RESPONSE_ISSUER_FOREIGN -> Check.RESPONSE_ISSUER;
            case DESTINATION_FOREIGN, DESTINATION_MISSING, DESTINATION_LONGER, DESTINATION_CASE -> Check.DESTINATION;
            case STATUS_MISSING -> Check.STATUS;
            case NO_ASSERTION,
                    WRAPPED_IN_OBJECT,
                    WRAPPED_IN_ADVICE,
                    WRAPPED_WITH_SIGNATURE_IN_ADVICE,
                    WRAPPED_IN_SUBJECT,
                    WRAPPED_SAME_ID,
                    FALSE_ASSERTION_FIRST,
                    FALSE_ASSERTION_LAST,
                    FALSE_ASSERTION_PLAIN,
                    FALSE_ASSERTION_IN_ADVICE,
                    RESPONSE_WRAPPED_IN_OBJECT -> Check.ASSERTION_COUNT;
            case RESPONSE_DATED_YESTERDAY, RESPONSE_DATED_TOMORROW, RESPONSE_UNDATED -> Check.RESPONSE_TIME;
            case UNSIGNED, UNSIGNED_IN_SIGNED_RESPONSE -> Check.ASSERTION_UNSIGNED;
            case SIGNED_BY_STRANGER,
                    SIGNED_BY_STRANGER_WITH_GENUINE_CERTIFICATE,
                    SIGNED_BY_STRANGER_KEY_BY_ADDRESS,
                    DIGEST_ADJUSTED,
                    RESPONSE_SIGNED_BY_STRANGER -> Check.SIGNATURE;
            case VALUE_TAMPERED, ATTRIBUTE_ADDED, LEVEL_TAMPERED, RESPONSE_SIGNATURE_BROKEN -> Check.DIGEST;
            case SIGNATURE_VALUE_EMPTY, DIGEST_VALUE_EMPTY, REFERENCE_DOUBLED, SIGNED_INFO_DOUBLED ->
                Check.SIGNATURE_STRUCTURE;
            case SIGNATURE_SHA1, HMAC_WITH_PUBLIC_KEY -> Check.SIGNATURE_ALGORITHM;
            case DIGEST_SHA1 -> Check.DIGEST_ALGORITHM;
            case PSS_WITHOUT_SALT -> Check.SIGNATURE_PARAMETERS;
            case CANONICALIZATION_WITH_COMMENTS -> Check.CANONICALIZATION;
            case CANONICALIZATION_INCLUSIVE, TRANSFORM_REPEATED, TRANSFORM_XPATH, TRANSFORM_XSLT -> Check.TRANSFORMS;
            case REFERENCE_WHOLE_DOCUMENT, REFERENCE_XPOINTER -> Check.SIGNATURE_REFERENCE;
            case DUPLICATE_ID -> Check.IDS;
            case NOT_ENCRYPTED -> Check.NOT_ENCRYPTED;
            case CONTENT_CBC -> Check.ENCRYPTION_ALGORITHM;
            case KEY_RSA_1_5 -> Check.KEY_TRANSPORT;
            case ENCRYPTED_FOR_STRANGER, CIPHERTEXT_TAMPERED, KEY_TAMPERED, TAG_CUT, KEY_LENGTH_WRONG ->
                Check.DECRYPTION;
            case CIPHER_REFERENCE, MANY_KEYS -> Check.ENCRYPTION_STRUCTURE;
            case ASSERTION_VERSION -> Check.ASSERTION_VERSION;
            case ISSUER_FOREIGN, ISSUER_MISSING -> Check.ASSERTION_ISSUER;
            case AUDIENCE_FOREIGN, AUDIENCE_MISSING, AUDIENCE_SECOND_FOREIGN -> Check.AUDIENCE;
            case RECIPIENT_FOREIGN, RECIPIENT_MISSING -> Check.RECIPIENT;
            case CONFIRMATION_NOT_BEARER -> Check.CONFIRMATION_METHOD;
            case CONFIRMATION_MISSING -> Check.SUBJECT;
            case CONDITIONS_MISSING, CONDITION_UNKNOWN, CONDITIONS_ENDLESS, TIME_WITHOUT_ZONE, TIME_MALFORMED ->
                Check.CONDITIONS;
            case AUTHENTICATION_MISSING, AUTHENTICATION_TWICE -> Check.AUTHN_STATEMENT;
            case ANSWER_TO_OTHER_REQUEST, RESPONSE_TO_OTHER_REQUEST, UNSOLICITED -> Check.IN_RESPONSE_TO;
            case CONFIRMATION_FOR_OTHER_REQUEST, CONFIRMATION_WITHOUT_REQUEST -> Check.CONFIRMATION_IN_RESPONSE_TO;
            case EXPIRED -> Check.EXPIRED;
            case NOT_YET_VALID -> Check.NOT_YET_VALID;
            case CONFIRMATION_EXPIRED, CONFIRMATION_ENDLESS, CONFIRMATION_NOT_YET_VALID -> Check.CONFIRMATION_TIME;
            case VALID_FOR_YEARS -> Check.LIFETIME;
            case SESSION_ENDED -> Check.SESSION_EXPIRED;
            case AUTHENTICATED_BEFORE_REQUEST -> Check.FRESH_LOGIN;
            case LEVEL_MISSING, LEVEL_UNKNOWN, LEVEL_OTHER_VOCABULARY -> Check.TRUST_LEVEL;
            case ATTRIBUTE_TWICE, ATTRIBUTE_TWO_VALUES, ATTRIBUTE_WITH_MARKUP -> Check.ATTRIBUTES;
        };
    }
}
