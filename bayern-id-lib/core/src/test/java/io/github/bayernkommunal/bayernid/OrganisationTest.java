package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import io.github.bayernkommunal.bayernid.LoginOutcome.Reason;
import io.github.bayernkommunal.bayernid.LoginOutcome.Refused;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.TestOrganisation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins of organisations through Mein Unternehmenskonto. */
class OrganisationTest {

    private static final String EKONA = "http://www.elster.de/schema/ekona/saml/extensions";

    private final PendingLogin pending = Desk.pending(TrustLevel.SUBSTANTIAL);
    private final BayernIdServiceProvider provider =
            Desk.builder().unternehmenskonto().build();

    private static String attribute(String name, String value) {
        return "<saml:Attribute Name=\"" + name
                + "\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:basic\"><saml:AttributeValue>" + value
                + "</saml:AttributeValue></saml:Attribute>";
    }

    private Answer answer() {
        return Answer.to(pending)
                .withoutAssertionSignature()
                .assertionText(text -> text.replaceAll(
                        "<saml:AttributeStatement>.*</saml:AttributeStatement>",
                        "<saml:AttributeStatement>"
                                + attribute("ElsterVertrauensniveauIdentifizierung", "Substanziell")
                                + attribute("ElsterVertrauensniveauAuthentifizierung", "HOCH")
                                + attribute("IstTestkonto", "false")
                                + attribute("DatenuebermittlerPseudonymId", "du-4711")
                                + attribute("Firmenname", "Musterbau GmbH")
                                + attribute("Registerart", "HRB")
                                + attribute("betriebsGruendungsDatum", "01.04.1998")
                                + attribute("betriebsEndeDatum", "")
                                + attribute("PersTyp", "NNatPers")
                                + attribute("DatenkranzTyp", "StNr")
                                + attribute(
                                        "Unternehmensanschrift",
                                        "<e:Strasse xmlns:e='" + EKONA + "'>Hauptstraße</e:Strasse><e:Ort xmlns:e='"
                                                + EKONA + "'>Musterstadt</e:Ort>")
                                + attribute(
                                        "HandelndePerson",
                                        "<e:Vorname xmlns:e='" + EKONA + "'>Erika</e:Vorname><e:Geburtsdatum xmlns:e='"
                                                + EKONA + "'>30.11.1979</e:Geburtsdatum>")
                                + "</saml:AttributeStatement>"));
    }

    private Check refusal(Answer answer) {
        String form = answer.build();
        return assertThrows(ResponseNotTrustedException.class, () -> provider.finishLogin(form, pending))
                .failedCheck();
    }

    @Test
    void anOrganisationAndItsActingPersonComeBack() {
        LoggedIn login = assertInstanceOf(LoggedIn.class, provider.finishLogin(answer().build(), pending));

        Organisation organisation = login.organisation().orElseThrow();
        assertEquals(Optional.of("du-4711"), organisation.id());
        assertEquals(Optional.of("Musterbau GmbH"), organisation.name());
        assertEquals(Optional.of("HRB"), organisation.register().flatMap(Organisation.RegisterEntry::kind));
        assertEquals(Optional.of(PartialDate.of("1998-04-01")), organisation.founded());
        assertEquals(Optional.empty(), organisation.closed());
        assertEquals(Optional.of("NNatPers"), organisation.personKind());
        assertEquals(Optional.of("StNr"), organisation.taxNumberKind());
        assertEquals(Optional.of("Hauptstraße"), organisation.address().flatMap(Organisation.Address::street));
        assertEquals(Optional.of("Erika"), login.citizen().givenName());
        assertEquals(Optional.of(PartialDate.of("1979-11-30")), login.citizen().birthDate());
        assertEquals(
                "Musterstadt",
                login.citizen().valuesNamed("Unternehmensanschrift/Ort").get(0).text());
        assertEquals(TrustLevel.SUBSTANTIAL, login.citizen().trustLevel());
        assertEquals("LoggedIn[level=SUBSTANTIAL, organisation=true]", login.toString());
    }

    @Test
    void theResponseMustBeSignedWhenTheAssertionIsNot() {
        assertEquals(Check.ASSERTION_UNSIGNED, refusal(answer().withoutResponseSignature()));
    }

    @Test
    void aSignatureOfTheAssertionIsVerifiedAllTheSame() {
        Answer signedByStranger = Answer.to(pending).assertionSignedWith(Keys.stranger());

        assertEquals(Check.SIGNATURE, refusal(signedByStranger));
    }

    @Test
    void anUnsignedAssertionOfBayernIdStaysRefused() {
        String form = answer().build();
        BayernIdServiceProvider citizens = Desk.serviceProvider();

        var refusal = assertThrows(ResponseNotTrustedException.class, () -> citizens.finishLogin(form, pending));

        assertEquals(Check.ASSERTION_UNSIGNED, refusal.failedCheck());
    }

    @Test
    void anEncryptedNameIsNoObstacle() {
        Answer answer =
                answer().assertionText(text -> text.replaceAll("<saml:NameID.*</saml:NameID>", "<saml:EncryptedID/>"));

        assertInstanceOf(LoggedIn.class, provider.finishLogin(answer.build(), pending));
    }

    @ParameterizedTest
    @ValueSource(strings = {"niedrig", "", "hoch ", "STORK-QAA-Level-4"})
    void unknownLevelsCountAsNone(String level) {
        assertEquals(Check.TRUST_LEVEL, refusal(answer().assertion(">Substanziell<", ">" + level + "<")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ElsterVertrauensniveau",
                "ElsterVertrauensniveauIdentifizierung",
                "ElsterVertrauensniveauAuthentifizierung"
            })
    void noLevelOrOneOfTheTwoCountsAsNone(String missing) {
        assertEquals(Check.TRUST_LEVEL, refusal(answer().assertion(missing, "Niveau")));
    }

    @ParameterizedTest
    @CsvSource({"substanziell, hoch, SUBSTANTIAL", "hoch, substanziell, SUBSTANTIAL", "HOCH, Hoch, HIGH"})
    void theLowerLevelCounts(String identification, String authentication, TrustLevel counted) {
        Answer answer = answer().assertion(">Substanziell<", ">" + identification + "<")
                .assertion(">HOCH<", ">" + authentication + "<");

        LoginOutcome outcome = provider.finishLogin(answer.build(), pending);

        assertEquals(
                counted, assertInstanceOf(LoggedIn.class, outcome).citizen().trustLevel());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<x xmlns='urn:x'>y</x>",
                "<e:Ort xmlns:e='" + EKONA + "'><e:Ort/></e:Ort>",
                "<e:Ort xmlns:e='" + EKONA + "'>a</e:Ort><e:Ort xmlns:e='" + EKONA + "'>b</e:Ort>"
            })
    void partsThatCouldBeReadInTwoWaysAreRefused(String parts) {
        assertEquals(
                Check.ATTRIBUTES,
                refusal(answer().assertionText(text -> text.replaceAll("<e:Strasse.*</e:Ort>", parts))));
    }

    @Test
    void anAttributeTwiceIsRefused() {
        assertEquals(
                Check.ATTRIBUTES,
                refusal(answer().assertion(
                                "</saml:AttributeStatement>",
                                attribute("Firmenname", "Evil AG") + "</saml:AttributeStatement>")));
    }

    @ParameterizedTest
    @CsvSource({"false, true", "FALSE, true", "true, false", "ja, false", "'', false"})
    void productionLetsNoTestAccountIn(String isTest, boolean loggedIn) {
        String production = "https://www.elster.de";
        IdentityProvider elster = IdentityProvider.fromMetadata(Desk.metadata(Keys.identityProvider())
                .replace(Answer.ISSUER, production)
                .getBytes(StandardCharsets.UTF_8));
        BayernIdServiceProvider real =
                Desk.builder().unternehmenskonto().identityProvider(elster).build();
        String form = answer().assertion("\"IstTestkonto\" NameFormat", "\"IstTestkonto\" NameFormat")
                .assertionText(
                        text -> text.replaceAll("(\"IstTestkonto\"[^>]*><saml:AttributeValue>)false", "$1" + isTest))
                .assertionText(text -> text.replace(Answer.ISSUER, production))
                .responseText(text -> text.replace(Answer.ISSUER, production))
                .build();

        LoginOutcome outcome = real.finishLogin(form, pending);

        if (loggedIn) {
            assertInstanceOf(LoggedIn.class, outcome);
        } else {
            Refused refused = assertInstanceOf(Refused.class, outcome);
            assertEquals(Reason.CONFIGURATION, refused.reason());
            assertEquals("BAYERNID-808", refused.code());
        }
    }

    @Test
    void theSimulatorLogsAnOrganisationIn() {
        try (BayernIdSimulator simulator = BayernIdSimulator.builder()
                .unternehmenskonto(TestOrganisation.catalogue())
                .start()) {
            Map<String, String> settings = new HashMap<>(simulator.settings());
            settings.put("bayernid.entity-id", Answer.ENTITY);
            settings.put("bayernid.answers-to", Answer.ADDRESS);
            settings.put("bayernid.display-name", "Stadt Musterstadt");
            settings.put("bayernid.account", "unternehmenskonto");
            try (BayernIdServiceProvider muk = BayernIdServiceProvider.from(settings)) {
                simulator.register(muk.metadata());
                LoginStart start = muk.startLogin(LoginRequest.atLeast(TrustLevel.SUBSTANTIAL));
                TestOrganisation somebody = TestOrganisation.catalogue().get(0);

                LoginOutcome outcome = muk.finishLogin(
                        simulator.answer(start.formFields().get("SAMLRequest"), somebody), start.pending());

                Organisation organisation =
                        assertInstanceOf(LoggedIn.class, outcome).organisation().orElseThrow();
                assertEquals(Optional.ofNullable(somebody.texts().get("Firmenname")), organisation.name());
                assertTrue(organisation.id().isPresent());
            }
        }
    }
}
