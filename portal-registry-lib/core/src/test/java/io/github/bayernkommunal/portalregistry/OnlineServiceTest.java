package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnlineServiceTest {

    @Test
    void sameContentIsEqual() {
        assertEquals(Samples.parking().build(), Samples.parking().build());
        assertEquals(
                Samples.parking().build(), Samples.parking().build().toBuilder().build());
        assertNotEquals(
                Samples.parking().build(), Samples.parking().payment(false).build());
    }

    @Test
    void everyMissingPartIsNamedAtOnce() {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> OnlineService.builder("a b").build());

        for (String part : new String[] {"id", "leistung", "offeredIn", "title", "address"}) {
            assertTrue(refusal.getMessage().contains("- " + part + ":"), part);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://antrag.example/x",
                "ftp://antrag.example/x",
                "javascript:alert(1)",
                "data:text/html,x",
                "/parken",
                "https:///x",
                "https://user:secret@antrag.example/x"
            })
    void addressMustBeHttpsWithoutCredentials(String address) {
        var service = Samples.parking().address(URI.create(address));

        var refusal = assertThrows(IllegalArgumentException.class, service::build);

        assertTrue(refusal.getMessage().contains("- address:"));
    }

    @ParameterizedTest
    @CsvSource({"2000, true", "2001, false"})
    void addressHasAtMost2000Characters(int length, boolean accepted) {
        String start = "https://antrag.example/";
        var service = Samples.parking().address(URI.create(start + "x".repeat(length - start.length())));

        if (accepted) {
            service.build();
        } else {
            assertThrows(IllegalArgumentException.class, service::build);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "255, true", "256, false"})
    void titleHas1To255Characters(int length, boolean accepted) {
        var service = Samples.parking().title("Ä".repeat(length));

        if (accepted) {
            service.build();
        } else {
            assertThrows(IllegalArgumentException.class, service::build);
        }
    }

    @Test
    void onlyGermanAndEnglishAreAccepted() {
        var service = Samples.parking().title(Locale.FRENCH, "Stationnement");

        var refusal = assertThrows(IllegalArgumentException.class, service::build);

        assertTrue(refusal.getMessage().contains("'fr'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u0007b", "a\ud800b", "a\uffffb"})
    void charactersThatXmlCannotCarryAreRefused(String title) {
        assertThrows(IllegalArgumentException.class, Samples.parking().title(title)::build);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Kfz \uD83D\uDE97", "\u0413\u043E\u0440\u043E\u0434", "a\u200Bb", "\u202Eabc"})
    void charactersForWhichThePortalSkipsTheWholeListAreRefused(String text) {
        var refusal = assertThrows(
                IllegalArgumentException.class, Samples.parking().title(text).description(text)::build);

        assertTrue(refusal.getMessage().contains("- title (de): the portal accepts Latin letters"));
        assertTrue(refusal.getMessage().contains("- description (de): the portal accepts Latin letters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>Parken</b>", "Parken<br>", "<script>alert(1)</script>", "Parken </x", "<!-- x -->"})
    void titleWithHtmlIsRefused(String title) {
        var refusal =
                assertThrows(IllegalArgumentException.class, Samples.parking().title(title)::build);

        assertTrue(refusal.getMessage().contains("- title (de): HTML is not allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Parken < 3 h", "Parken & mehr", "Anwohnerparken – \u201Eneu\u201C ½ € §", "Łódź, Čačak, İzmir"})
    void titleMayHaveEverySignOfLatinText(String title) {
        assertEquals(title, Samples.parking().title(title).build().title());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<p onclick=\"x()\">Hallo</p>",
                "<a href=\"javascript:x()\">Hallo</a>",
                "<table><tr><td>x</td></tr></table>"
            })
    void descriptionWithForbiddenHtmlIsRefusedBeforeThePortalDoesIt(String description) {
        var refusal =
                assertThrows(IllegalArgumentException.class, Samples.parking().description(description)::build);

        assertTrue(refusal.getMessage().contains("- description (de):"));
    }

    @Test
    void descriptionWithAllowedHtmlIsAccepted() {
        Samples.parking()
                .description(
                        "<h2>Parken</h2><p>Für <b>alle</b> &amp; <a href=\"https://musterstadt.example/\">hier</a></p><ul><li>x</li></ul>")
                .build();
        Samples.parking().description("Nur Text, 3 < 4 & mehr").build();
    }

    @Test
    void keysOutsideTheCatalogueAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                Samples.parking().leistung(Leistungsschluessel.of("12345678901234"))::build);
    }
}
