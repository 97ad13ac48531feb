package io.github.bayernkommunal.bayernid.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.testkit.TestCitizen.Means;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleInAFileTest {

    @RegisterExtension
    static final BayernIdSimulator bayernId = BayernIdSimulator.create();

    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("people.properties"), text);
    }

    @Test
    void fileOfTheSimulatorIsThePatternAndGivesItsCatalogue() throws Exception {
        String pattern = new String(
                BayernIdSimulator.class.getResourceAsStream("people.properties").readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);

        List<TestCitizen> people = TestPeople.read(file(pattern));

        assertEquals(
                TestCitizen.catalogue().stream().map(TestCitizen::toString).toList(),
                people.stream().map(TestCitizen::toString).toList());
        assertEquals("anna", people.get(0).key());
        assertEquals(
                Optional.of("Lindenstraße 7"), people.get(0).using(Means.ELSTER).value("postalAddress"));
    }

    @Test
    void whatIsWrittenIsReadAsTheSamePeople() throws Exception {
        List<TestCitizen> odd = List.of(TestCitizen.named("odd")
                .means(Means.ELSTER, Means.EID)
                .name(" leading", "back\\slash # = : !")
                .address("Straße\n2", "99999", "Ort")
                .build());

        for (List<TestCitizen> people : List.of(TestCitizen.catalogue(), odd)) {
            List<TestCitizen> again = TestPeople.read(TestPeople.write(people));
            for (int i = 0; i < people.size(); i++) {
                assertEquals(people.get(i).toString(), again.get(i).toString());
                assertEquals(people.get(i).known(), again.get(i).known());
                assertEquals(people.get(i).possibleMeans(), again.get(i).possibleMeans());
            }
            assertEquals(people.size(), again.size());
        }
    }

    @Test
    void peopleOfAFileCanLogInAtThePage() throws Exception {
        Path file = file("""
                # two clerks
                meier.means=Elster, Benutzername
                meier.givenName=Jörg
                meier.surname=Meier
                ohne-namen.means=Benutzername
                """);

        List<TestCitizen> people = TestPeople.read(file);

        assertEquals(
                List.of("meier by Elster at level 3", "ohne-namen by Benutzername at level 1"),
                people.stream().map(TestCitizen::toString).toList());
        assertEquals(Set.of(Means.ELSTER, Means.BENUTZERNAME), people.get(0).possibleMeans());
        try (BayernIdSimulator simulator =
                BayernIdSimulator.builder().citizens(file).start()) {
            assertTrue(simulator.address().toString().startsWith("https://127.0.0.1:"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.means=eid | 'a: 'eid' is no means of identification; there are eID, Elster, Authega, eIDAS, Benutzername, FINK, Diia'",
                "a.hair=blond | 'a: BayernID has no attribute 'hair''",
                "Anna.surname=x | 'Anna: The key of a person has'",
                "anna=x | ''anna' is not <key>.<attribute>'",
                "# nobody | 'nobody is in it'",
            },
            quoteCharacter = '\u0001')
    void whatIsWrongInAFileIsNamed(String text, String problem) throws Exception {
        Path file = file(text.strip());

        var refused = assertThrows(IllegalArgumentException.class, () -> TestPeople.read(file));

        String expected = problem.strip().substring(1, problem.strip().length() - 1);
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
        assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
    }

    @Test
    void allProblemsAreNamedAtOnce() throws Exception {
        Path file = file("a.hair=blond\nb.means=none\n");

        String message = assertThrows(IllegalArgumentException.class, () -> TestPeople.read(file))
                .getMessage();

        assertTrue(message.contains("a: ") && message.contains("b: "), message);
    }

    @Test
    void sameThingTwiceIsRefused() throws Exception {
        Path file = file("a.surname=x\na.surname=y\n");

        assertThrows(IllegalArgumentException.class, () -> TestPeople.read(file));
    }

    @Test
    void missingFileIsNamed() {
        Path missing = directory.resolve("none.properties");

        var refused = assertThrows(UncheckedIOException.class, () -> TestPeople.read(missing));

        assertTrue(refused.getMessage().contains(missing.toString()));
    }

    @Test
    void simulatorComesAsParameter(BayernIdSimulator injected) {
        assertSame(bayernId, injected);
    }
}
