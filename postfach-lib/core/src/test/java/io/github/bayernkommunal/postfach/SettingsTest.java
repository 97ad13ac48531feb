package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.internal.ClientSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private final Map<String, String> settings =
            new HashMap<>(Map.of("postfach.address", "https://postkorb.example/komm"));

    @Test
    void needNoMoreThanTheAddress() {
        assertDoesNotThrow(() -> PostfachClient.from(settings).close());
        assertDoesNotThrow(() -> PostfachClient.from(settings::get).close());
    }

    @Test
    void nameEveryProblemAtOnce() {
        Map<String, String> wrong = Map.of(
                "postfach.route", "pigeon",
                "postfach.sender.name", "Stadt",
                "postfach.pseudonym-key", "short");

        String message = failure(wrong);

        assertTrue(message.contains("3 problem(s)"), message);
        assertTrue(message.contains("postfach.route: 'pigeon' is not a route"));
        assertTrue(message.contains("postfach.sender.service is missing"));
        assertTrue(message.contains("postfach.pseudonym-key: A pseudonym key has at least 16 bytes"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "postfach.address, http://postkorb.example/komm, absolute https address",
        "postfach.address, postkorb, not an absolute address",
        "postfach.timeout, 10, ISO 8601",
        "postfach.timeout, PT0S, more than zero",
        "postfach.client-key.file, /does/not/exist.p12, cannot be opened",
        "postfach.trust.file, /does/not/exist.pem, cannot be read",
        "postfach.bsp.line-breaks, maybe, none of [ESCAPED",
        "postfach.bsp.ereignis, maybe, none of [BSP",
        "postfach.limits.attachments, many, whole number",
        "postfach.limits.attachment-bytes, 0, Limits are positive",
        "postfach.limits.media-types, application/zip, not in table 9005"
    })
    void areRefusedWithTheirNameAndARemedy(String name, String value, String remedy) {
        settings.put(name, value);

        String message = failure(settings);

        assertTrue(message.contains(name + ":"), message);
        assertTrue(message.contains(remedy), message);
    }

    @Test
    void withAnUnknownNameAreRefusedWithASuggestion() {
        settings.put("postfach.adress", "https://x.example");
        settings.put("other.setting", "is none of our business");

        String message = failure(settings);

        assertTrue(message.contains("postfach.adress is not a setting; did you mean postfach.address?"), message);
        assertFalse(message.contains("other.setting"));
    }

    @Test
    void areAllUnderstood() {
        settings.putAll(Map.of(
                "postfach.route", "bsp-soap",
                "postfach.timeout", "PT30S",
                "postfach.sender.name", "Stadt",
                "postfach.sender.service", "Amt",
                "postfach.sender.ags", "09162000",
                "postfach.sender.website", "https://stadt.example",
                "postfach.bsp.line-breaks", "raw",
                "postfach.bsp.ereignis", "omit",
                "postfach.pseudonym-key", "0123456789abcdef"));
        settings.put("postfach.limits.media-types", "application/pdf, image/jpg");
        settings.put("postfach.limits.attachments", "3");
        settings.put("postfach.limits.attachment-bytes", "1000");

        try (PostfachClient postfach = PostfachClient.from(settings)) {
            Message message = postfach.messageTo(PostboxHandle.of("h"))
                    .subject("s")
                    .text("t")
                    .readableFrom(TrustLevel.BASIC)
                    .reference("r")
                    .build();
            assertEquals("09162000", message.sender().ags().orElseThrow());
            assertEquals(
                    "https://stadt.example",
                    message.sender().website().orElseThrow().toString());
        }
    }

    @Test
    void canChooseTheMailboxOfBundId() throws Exception {
        Path file = Files.createTempFile("authority", ".p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        KeyStore.PrivateKeyEntry key = Certificates.rsa(2048, "CN=Markt Musterstadt");
        store.setKeyEntry("a", key.getPrivateKey(), "geheim".toCharArray(), key.getCertificateChain());
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "geheim".toCharArray());
        }
        settings.put("postfach.route", "zbp-rest");
        assertTrue(failure(settings).contains("postfach.client-key.file is missing"));
        settings.put("postfach.client-key.file", file.toString());
        settings.put("postfach.client-key.password", "geheim");

        assertDoesNotThrow(() -> PostfachClient.from(settings).close());
        Files.delete(file);
    }

    @Test
    void areTheOnesThatTheReadmeDocuments() throws Exception {
        Matcher row =
                Pattern.compile("(?m)^\\| `(postfach\\.[a-z.-]+)`").matcher(Files.readString(Path.of("../README.md")));
        Set<String> documented = new TreeSet<>();
        while (row.find()) {
            documented.add(row.group(1));
        }

        assertEquals(new TreeSet<>(ClientSettings.NAMES), documented);
    }

    private static String failure(Map<String, String> settings) {
        return assertThrows(IllegalArgumentException.class, () -> PostfachClient.from(settings))
                .getMessage();
    }
}
