package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CitizenTest {

    private static Citizen with(Attribute attribute, String text) {
        return Citizen.of(TrustLevel.HIGH, Map.of(attribute, text));
    }

    record Field(Attribute attribute, Function<Citizen, Optional<?>> accessor) {
        @Override
        public String toString() {
            return attribute.toString();
        }
    }

    static Stream<Field> texts() {
        return Stream.of(
                new Field(Attribute.GIVEN_NAME, Citizen::givenName),
                new Field(Attribute.SURNAME, Citizen::surname),
                new Field(Attribute.TITLE, Citizen::title),
                new Field(Attribute.BIRTH_NAME, Citizen::birthName),
                new Field(Attribute.ARTISTIC_NAME, Citizen::artisticName),
                new Field(Attribute.PLACE_OF_BIRTH, Citizen::placeOfBirth),
                new Field(Attribute.NATIONALITY, Citizen::nationality),
                new Field(Attribute.DOCUMENT_TYPE, Citizen::documentType),
                new Field(Attribute.EMAIL, Citizen::email),
                new Field(Attribute.DE_MAIL, Citizen::deMail),
                new Field(Attribute.TELEPHONE, Citizen::telephone),
                new Field(Attribute.EIDAS_COUNTRY, Citizen::eidasCountry),
                new Field(Attribute.COMMUNITY_ID, Citizen::communityId),
                new Field(Attribute.APPLICATION_ID, Citizen::applicationId),
                new Field(Attribute.PSEUDONYM, Citizen::pseudonym),
                new Field(Attribute.POSTBOX_HANDLE, Citizen::postboxHandle));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyTextIsThereOrAbsent(Field field) {
        assertEquals(Optional.of("Text"), field.accessor.apply(with(field.attribute, "Text")));
        assertEquals(Optional.empty(), field.accessor.apply(with(Attribute.INTERFACE_VERSION, "2020.2.1")));
        assertEquals(Optional.empty(), field.accessor.apply(with(field.attribute, " ")));
    }

    @ParameterizedTest
    @CsvSource({"0, UNKNOWN", "1, MALE", "2, FEMALE", "9, NOT_STATED", "3, UNKNOWN", "x, UNKNOWN"})
    void genderIsThatOfIso5218(String code, Citizen.Gender gender) {
        assertEquals(Optional.of(gender), with(Attribute.GENDER, code).gender());
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void aSecondFactorIsStatedOrUnknown(String text, boolean used) {
        assertEquals(Optional.of(used), with(Attribute.SECOND_FACTOR, text).secondFactor());
        assertEquals(Optional.empty(), with(Attribute.SECOND_FACTOR, "perhaps").secondFactor());
    }

    @Test
    void anAddressIsThereWhenOneOfItsPartsIs() {
        Map<Attribute, String> parts = new HashMap<>();
        parts.put(Attribute.TOWN, "Musterstadt");
        Citizen.Address address = Citizen.of(TrustLevel.BASIC, parts).address().orElseThrow();

        assertEquals(Optional.of("Musterstadt"), address.town());
        assertEquals(Optional.empty(), address.street());
        assertEquals(Optional.empty(), with(Attribute.SURNAME, "x").address());
    }

    @ParameterizedTest
    @CsvSource({"D, DE", "DE, DE", "A, A", "FR, FR"})
    void theOldCodeOfGermanyIsTurned(String sent, String read) {
        assertEquals(Optional.of(read), with(Attribute.COUNTRY, sent).address().flatMap(Citizen.Address::country));
    }

    @ParameterizedTest
    @CsvSource({"eID, eID", "Smart-eID, Smart-eID", "Wallet2030, Wallet2030"})
    void unknownMeansArriveUnchanged(String sent, String code) {
        assertEquals(
                Optional.of(AuthenticationMethod.of(code)),
                with(Attribute.PROVED_BY, sent).method());
    }

    @Test
    void meansThatCannotBeANameAreAbsent() {
        assertEquals(Optional.empty(), with(Attribute.PROVED_BY, "no name").method());
    }

    @Test
    void aLoginWithoutIdAndMailboxIsTemporary() {
        assertTrue(with(Attribute.PSEUDONYM, "x").isTemporary());
        assertFalse(with(Attribute.CITIZEN_ID, "x").isTemporary());
        assertFalse(with(Attribute.POSTBOX_HANDLE, "x").isTemporary());
    }

    @Test
    void idsAreComparedExactly() {
        assertEquals(CitizenId.of("aB"), with(Attribute.CITIZEN_ID, "aB").id().orElseThrow());
        assertFalse(CitizenId.of("aB").equals(CitizenId.of("ab")));
        assertThrows(IllegalArgumentException.class, () -> CitizenId.of(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "2::id.example@sector::Abc-1::2026-03-02 09:17:02, Abc-1",
        "2::id.example@sector::Abc-1,",
        "2::id.example@sector::::2026,",
        "a::b::c::d::e,",
        "'',"
    })
    void theOldIdHoldsTheNewOne(String inside, String id) {
        String bPk =
                java.util.Base64.getEncoder().encodeToString(inside.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertEquals(Optional.ofNullable(id).map(CitizenId::of), CitizenId.ofOldId(bPk));
        assertEquals(Optional.empty(), CitizenId.ofOldId("no Base64"));
    }

    @Test
    void accountsOfOtherStatesAreVisible() {
        assertTrue(with(Attribute.PROVED_BY, "FINK").isFromAnotherState());
        assertFalse(with(Attribute.PROVED_BY, "eID").isFromAnotherState());
        assertFalse(with(Attribute.SURNAME, "x").isFromAnotherState());
    }

    @ParameterizedTest
    @CsvSource({
        "1979-11-30, 1979, 1979-11-30",
        "1979-11-00, 1979,",
        "1979-00-00, 1979,",
        "1979-11, 1979,",
        "1979, 1979,",
        "1979-02-30, 1979,",
        "0000-00-00,,",
        "0000-11-30,,",
        "30.11.1979,,",
        "unbekannt,,"
    })
    void datesMayBePartial(String text, Integer year, LocalDate complete) {
        PartialDate date = PartialDate.of(text);

        assertEquals(Optional.ofNullable(year).map(Year::of), date.year());
        assertEquals(Optional.ofNullable(complete), date.complete());
        assertEquals(text, date.text());
    }

    @ParameterizedTest
    @EnumSource(TrustLevel.class)
    void levelsHaveTwoWireNamesAndAnOrder(TrustLevel level) {
        assertEquals(Optional.of(level), TrustLevel.ofClassReference(level.classReference()));
        assertEquals(Optional.of(level), TrustLevel.ofAttributeRating(level.attributeRating()));
        assertTrue(level.isAtLeast(TrustLevel.BASIC) && TrustLevel.HIGH.isAtLeast(level));
        assertEquals(level == TrustLevel.BASIC, TrustLevel.BASIC.isAtLeast(level));
    }

    @ParameterizedTest
    @CsvSource({"BASIC, 720, 60", "LOW, 720, 60", "SUBSTANTIAL, 120, 30", "HIGH, 30, 5"})
    void sessionsAreShorterTheHigherTheLevel(TrustLevel level, long longest, long idle) {
        assertEquals(new SessionLimits(Duration.ofMinutes(longest), Duration.ofMinutes(idle)), SessionLimits.of(level));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bayernid", "bayernid-preproduction", "bayernid-infrastructure", "bundid", "bundid-integration"})
    void presetsNameTheAddressOfTheMetadata(String name) {
        IdentityProvider.Preset preset = IdentityProvider.Preset.named(name);

        assertEquals(name, preset.settingName());
        assertTrue(preset.metadataAddress().toString().matches("https://[a-z.-]+\\.(bayernportal|bund)\\.de/idp"));
        assertThrows(IllegalArgumentException.class, () -> IdentityProvider.of(preset, List.of()));
        assertThrows(IllegalArgumentException.class, () -> IdentityProvider.Preset.named(name + "x"));
    }
}
