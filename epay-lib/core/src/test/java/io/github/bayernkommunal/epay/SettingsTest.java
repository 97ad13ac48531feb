package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private final Map<String, String> settings = new TreeMap<>(Map.of(
            "epay.route", "xbezahldienste",
            "epay.address", "https://pay.example/xbz/",
            "epay.originator-id", "musterstadt",
            "epay.end-point-id", "09162000"));

    private String refusal() {
        return assertThrows(IllegalArgumentException.class, () -> EpayClient.from(settings))
                .getMessage();
    }

    @Test
    void theSmallestSettings() {
        assertDoesNotThrow(() -> EpayClient.from(settings).close());
        assertDoesNotThrow(() -> EpayClient.from(settings::get).close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"epay.route", "epay.address", "epay.originator-id", "epay.end-point-id"})
    void eachRequiredSettingIsMissed(String name) {
        settings.remove(name);

        assertTrue(refusal().contains(name), refusal());
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        settings.remove("epay.address");
        settings.remove("epay.end-point-id");
        settings.put("epay.timeout", "10s");
        settings.put("epay.basic.user", "u");
        settings.put("epay.oauth.client-id", "c");

        String refusal = refusal();

        assertAll(
                () -> assertTrue(refusal.contains("epay.address")),
                () -> assertTrue(refusal.contains("epay.end-point-id")),
                () -> assertTrue(refusal.contains("epay.timeout")),
                () -> assertTrue(refusal.contains("epay.basic.password")),
                () -> assertTrue(refusal.contains("epay.oauth.client-secret")),
                () -> assertTrue(refusal.contains("epay.oauth.token-address")));
    }

    @Test
    void eachProblemIsListedOnce() {
        settings.remove("epay.address");
        settings.put("epay.timeout", "10s");

        assertEquals("""
                The settings have 2 problem(s):
                - epay.timeout: '10s' is not an ISO 8601 duration such as PT10S
                - epay.address is missing: the https address of the platform, named by the operator""", refusal());
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearestOne() {
        settings.put("epay.end-point", "1");

        assertTrue(refusal().contains("did you mean epay.end-point-id?"), refusal());
    }

    @Test
    void namesOfOthersAreLeftAlone() {
        settings.put("postfach.address", "x");

        assertDoesNotThrow(() -> EpayClient.from(settings).close());
    }

    @ParameterizedTest
    @CsvSource({
        "epay.route, paypal, xbezahldienste",
        "epay.address, http://pay.example/, https",
        "epay.address, pay.example, absolute",
        "epay.address, https://u:p@pay.example/, without user",
        "epay.originator-id, a b, originatorId",
        "epay.end-point-id, 1234567890123456789012345678901234567, endPointId",
        "epay.timeout, PT0S, timeout",
        "epay.timeout, PT61S, timeout",
        "epay.redirect-hosts, https://pay.example/, redirectHosts",
        "epay.originator-id, 'a\tb', control characters",
        "epay.client-key.file, missing.p12, missing.p12",
        "epay.trust.file, missing.pem, missing.pem"
    })
    void aWrongValueIsNamed(String name, String value, String hint) {
        settings.put(name, value);

        assertTrue(refusal().contains(hint), refusal());
    }

    @Test
    void twoWaysOfLoggingInAreOneTooMany() {
        settings.put("epay.basic.user", "u");
        settings.put("epay.basic.password", "p4ssw0rd");
        settings.put("epay.oauth.client-id", "c");
        settings.put("epay.oauth.client-secret", "s3cret");
        settings.put("epay.oauth.token-address", "https://pay.example/token");

        String refusal = refusal();

        assertTrue(refusal.contains("either basic or oauth"));
        assertFalse(refusal.contains("p4ssw0rd") || refusal.contains("s3cret"));
    }

    @Test
    void namesOfPostingDataAndScope() {
        settings.putAll(Map.of(
                "epay.booking.account-name", "hhst",
                "epay.booking.object-name", "objekt",
                "epay.oauth.client-id", "c",
                "epay.oauth.client-secret", "s",
                "epay.oauth.token-address", "https://pay.example/token",
                "epay.oauth.scope", "post read"));
        assertDoesNotThrow(() -> EpayClient.from(settings).close());

        settings.put("epay.booking.object-name", "hhst");
        settings.put("epay.oauth.scope", "pöst");
        String refusal = refusal();

        assertTrue(refusal.contains("two different names") && refusal.contains("scope"), refusal);
    }

    @Test
    void theTokenServiceIsAskedOverHttpsOnly() {
        settings.put("epay.oauth.client-id", "c");
        settings.put("epay.oauth.client-secret", "s");
        settings.put("epay.oauth.token-address", "http://pay.example/token");

        assertTrue(refusal().contains("token service"), refusal());
    }

    @Test
    void aKeyIsReadFromItsFile(@TempDir Path folder) throws Exception {
        Path store = Certificates.forLocalhost().store(folder);
        settings.put("epay.client-key.file", store.toString());
        settings.put("epay.client-key.password", "secret");
        assertDoesNotThrow(() -> EpayClient.from(settings).close());

        settings.put("epay.client-key.password", "wrong");
        assertTrue(refusal().contains("password is wrong"), refusal());

        settings.put("epay.client-key.password", "secret");
        settings.put("epay.client-key.alias", "other");
        assertTrue(refusal().contains("other"), refusal());
    }

    @Test
    void everySettingHasARowInTheReadme() throws Exception {
        String readme = Files.readString(Path.of("../README.md"));

        for (String name : ClientSettings.NAMES) {
            assertTrue(readme.contains("`" + name + "`"), name);
        }
    }

    @Test
    void aBuilderNamesEverythingThatIsMissing() {
        String route = assertThrows(
                        IllegalArgumentException.class,
                        () -> XBezahldienste.builder()
                                .timeout(Duration.ofSeconds(-1))
                                .build())
                .getMessage();
        String client = assertThrows(
                        IllegalArgumentException.class,
                        () -> EpayClient.builder().redirectHosts(Set.of("a b")).build())
                .getMessage();

        assertTrue(route.contains("4 problem(s)"), route);
        assertTrue(client.contains("2 problem(s)"), client);
    }

    @Test
    void theAddressNeedsNoSlashAtItsEnd() {
        XBezahldienste.Builder route =
                XBezahldienste.builder().originatorId("o").endPointId("e");

        assertEquals(
                route.address(URI.create("https://pay.example/xbz")).build().address(),
                route.address(URI.create("https://pay.example/xbz/")).build().address());
    }

    @Test
    void theSettingsOfEpayBl() {
        settings.clear();
        settings.putAll(Map.of(
                "epay.route", "epaybl",
                "epay.address", "https://epay.example/soap",
                "epay.paypage", "https://epay.example/paypage",
                "epay.mandant", "1610000000",
                "epay.bewirtschafter", "42"));
        assertDoesNotThrow(() -> EpayClient.from(settings).close());
        settings.putAll(Map.of(
                "epay.generation", "3",
                "epay.dunning-key", "02",
                "epay.tax-object", "19",
                "epay.methods", "KREDITKARTE, SEPASDD",
                "epay.longest-text", "27",
                "epay.transaction-numbers", "false"));
        assertDoesNotThrow(() -> EpayClient.from(settings).close());

        settings.putAll(Map.of(
                "epay.generation", "4",
                "epay.transaction-numbers", "maybe",
                "epay.longest-text", "many",
                "epay.mandant", "a b"));
        settings.remove("epay.paypage");
        String refusal = refusal();

        for (String name : Set.of(
                "epay.generation", "epay.transaction-numbers", "epay.longest-text", "epay.mandant", "epay.paypage")) {
            assertTrue(refusal.contains(name), name + " in " + refusal);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "epay.dunning-key, 123456, dunningKey",
        "epay.longest-text, 0, longestText",
        "epay.longest-text, 121, longestText"
    })
    void aWrongValueOfEpayBlIsNamed(String name, String value, String hint) {
        settings.clear();
        settings.putAll(Map.of(
                "epay.route",
                "epaybl",
                "epay.address",
                "https://epay.example/soap",
                "epay.paypage",
                "https://epay.example/paypage",
                "epay.mandant",
                "1610000000",
                "epay.bewirtschafter",
                "42",
                name,
                value));

        assertTrue(refusal().contains(hint), refusal());
    }

    @Test
    void theSettingsOfPmPayment() {
        settings.clear();
        settings.putAll(Map.of(
                "epay.route", "pmpayment",
                "epay.address", "https://payment.example",
                "epay.ags", "09162000",
                "epay.procedure", "GEWERBE",
                "epay.salts", "demo-salt-0123456789,old-salt-0123456789",
                "epay.notify-address", "https://amt.example/notify"));
        assertDoesNotThrow(() -> EpayClient.from(settings).close());

        settings.put("epay.salts", "demo-salt-0123456789,short");
        settings.put("epay.ags", "9162000");
        String refusal = refusal();

        assertTrue(refusal.contains("salts") && refusal.contains("eight digits"), refusal);
        assertFalse(refusal.contains("demo-salt"));
    }
}
