package io.github.bayernkommunal.epay.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.testkit.internal.Keys;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorLifeTest {

    @Test
    void settingsNameWhatTheLibraryNeeds() {
        try (EpaySimulator platform = EpaySimulator.start(0)) {
            assertEquals(
                    Set.of(
                            "epay.route",
                            "epay.address",
                            "epay.originator-id",
                            "epay.end-point-id",
                            "epay.oauth.token-address",
                            "epay.oauth.client-id",
                            "epay.oauth.client-secret",
                            "epay.trust.file",
                            "epay.redirect-hosts"),
                    platform.settings().keySet());
            assertEquals("xbezahldienste", platform.settings().get("epay.route"));
        }
    }

    @Test
    void filesAreGoneAfterTheEnd() {
        EpaySimulator platform = EpaySimulator.builder().mutualTls().start();
        Path key = Path.of(platform.settings().get("epay.client-key.file"));
        assertTrue(Files.exists(key));

        platform.close();
        platform.close();

        assertFalse(Files.exists(key.getParent()));
        assertThrows(IllegalStateException.class, platform::address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth/tokenx",
                "/oauth/token/",
                "/xbezahldienste",
                "/xbezahldienstex/status",
                "/paypage/login.dox",
                "/epaybl-2/soap/servlet/rpcrouterx"
            })
    void pathThatIsAlmostRightIsNotFound(String path) throws Exception {
        try (EpaySimulator platform = EpaySimulator.start(0)) {
            Client client = new Client(platform);

            assertEquals(404, client.get(platform.address().resolve(path)).statusCode());
            assertEquals(
                    404, client.form(platform.address().resolve(path), "a=b").statusCode());
        }
    }

    @Test
    void certificateIsForThisMachine() throws Exception {
        try (EpaySimulator platform = EpaySimulator.start(0)) {
            String names = platform.certificate().getSubjectAlternativeNames().toString();

            assertTrue(names.contains("localhost") && names.contains("127.0.0.1"), names);
        }
    }

    @Test
    void givenKeyIsShown() throws Exception {
        KeyStore.PrivateKeyEntry key = Keys.fresh("127.0.0.1");

        try (EpaySimulator platform = EpaySimulator.builder().tlsKey(key).start()) {
            assertEquals(key.getCertificate(), platform.certificate());
            assertEquals(
                    200,
                    new Client(platform).get(platform.address().resolve("/")).statusCode());
        }
    }

    @Test
    void amountsNeedTwoDecimals() throws Exception {
        try (EpaySimulator platform = EpaySimulator.start(0)) {
            new Client(platform).open(Client.anOrder("r-1"));
            platform.pay("r-1");

            assertThrows(IllegalArgumentException.class, () -> platform.settle("r-1", "1.0"));
            assertThrows(IllegalArgumentException.class, () -> platform.settle("r-1", "0.00"));
            assertThrows(IllegalArgumentException.class, () -> platform.epayBlAddress(4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "th-TH-u-ca-buddhist-nu-thai"})
    void digitsAndYearsAreNotThoseOfTheMachine(String language) throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try (EpaySimulator platform = EpaySimulator.start(0)) {
            platform.certificate().checkValidity();
            assertEquals("4200000000001", new Soap(platform, 3).openClaim("T-1"));
            JsonObjectBuilder order = Client.anOrder("r-1").add("purpose", "x".repeat(28));
            assertTrue(new Client(platform).open(order).body().contains("1 to 27 characters, has 28"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void impossibleValuesAreNamed() {
        EpaySimulator.Builder builder = EpaySimulator.builder();

        assertThrows(IllegalArgumentException.class, () -> builder.port(65_536));
        assertThrows(IllegalArgumentException.class, () -> builder.tenant("", "1"));
        assertThrows(IllegalArgumentException.class, () -> builder.tokenLifetime(java.time.Duration.ZERO));
    }
}
