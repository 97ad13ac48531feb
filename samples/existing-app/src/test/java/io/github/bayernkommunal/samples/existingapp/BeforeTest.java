package io.github.bayernkommunal.samples.existingapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the application was: one form for clerks and for citizens, with names and passwords issued by the town hall. */
class BeforeTest {

    @Test
    void citizensLoggedInWithAPasswordOfTheTownHall(@TempDir Path folder) throws Exception {
        try (TownServer server = TownServer.before(folder)) {
            Browser browser = new Browser(server.certificate());

            Browser.Page form = browser.get(server.address("buerger/antraege"));
            Browser.Page sent =
                    browser.submit(form, Map.of("j_username", TownServer.CUSTOMER, "j_password", TownServer.PASSWORD));

            assertEquals("Anmeldung", form.title());
            assertEquals("Meine Anträge", browser.follow(sent).title());
            assertEquals(404, browser.get(server.address("saml/metadata")).status());
        }
    }

    @Test
    void onlyWebXmlHasChanged() throws Exception {
        String before = Files.readString(Path.of("src/test/resources/before/web.xml"));
        String now = Files.readString(Path.of("src/main/webapp/WEB-INF/web.xml"));

        String withoutCustomers = before.replaceFirst(
                        "(?s)  <security-constraint>\n    <web-resource-collection>\n      <web-resource-name>Kundenkonto.*?"
                                + "</security-constraint>\n",
                        "")
                .replaceFirst("  <security-role>\n    <role-name>kundschaft</role-name>\n  </security-role>\n", "");
        String withoutEntry = now.replaceFirst("(?s)  <!-- BayernID: begin.*BayernID: end -->\n\n", "");

        assertEquals(withoutCustomers, withoutEntry);
        assertTrue(now.length() > withoutEntry.length() && before.length() > withoutCustomers.length());
    }

    @Test
    void noClassOfTheApplicationKnowsBayernId() throws Exception {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                assertFalse(
                        Files.readString(source).contains("import io.github.bayernkommunal.bayernid"),
                        source::toString);
            }
        }
    }
}
