package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.internal.KeyFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators give us can be broken in every way; it is refused in the declared way and nothing secret is shown. */
class MutatedSettingsTest {

    private static final int FILES = Mutations.COUNT / 20;

    @TempDir
    static Path folder;

    private static final String XBEZAHLDIENSTE = """
            epay.route=xbezahldienste
            epay.address=https://pay.example/xbz/
            epay.provider=girocheckout
            epay.originator-id=musterstadt
            epay.end-point-id=09162000
            epay.oauth.token-address=https://pay.example/token
            epay.oauth.client-id=me
            epay.oauth.client-secret=s3cretS3cret
            epay.oauth.scope=post
            epay.booking.account-name=hhst
            epay.redirect-hosts=pay.example,page.example
            epay.timeout=PT10S""";
    private static final String EPAYBL = """
            epay.route=epaybl
            epay.address=https://epay.example/soap
            epay.paypage=https://epay.example/paypage
            epay.mandant=1610000000
            epay.bewirtschafter=42
            epay.generation=3
            epay.dunning-key=02
            epay.methods=KREDITKARTE,SEPASDD
            epay.longest-text=27
            epay.transaction-numbers=false""";
    private static final String PMPAYMENT = """
            epay.route=pmpayment
            epay.address=https://payment.example
            epay.ags=09162000
            epay.procedure=GEWERBE
            epay.salts=s3cretS3cret-0123456789,old-s3cretS3cret-0123456789
            epay.notify-address=https://amt.example/notify""";

    /** Settings that are accepted, one text for each route. */
    static final List<String> SOUND = List.of(XBEZAHLDIENSTE, EPAYBL, PMPAYMENT);

    /** Reads a text as settings, and looks at the refusal. */
    static void settings(byte[] bytes) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            int equals = Math.max(0, line.indexOf('='));
            settings.put(line.substring(0, equals), line.substring(equals).replaceFirst("^=", ""));
        }
        try {
            EpayClient.from(settings).close();
        } catch (IllegalArgumentException e) {
            String shown = e.getMessage();
            assertFalse(shown.replace("\n", "").chars().anyMatch(Character::isISOControl), "forges a line: " + shown);
            assertTrue(shown.length() < 8_000, shown);
            settings.forEach((name, value) -> assertFalse(isSecret(name, value) && shown.contains(value), shown));
            throw e;
        }
    }

    /** Whether it is a secret, long enough not to stand in a message by chance. */
    private static boolean isSecret(String name, String value) {
        return List.of("epay.oauth.client-secret", "epay.salts").contains(name) && value.length() > 8;
    }

    @Test
    void settingsOfEveryRoute() {
        for (String text : SOUND) {
            int refused = Mutations.refused(
                    text.getBytes(StandardCharsets.UTF_8),
                    Mutations.COUNT / 10,
                    IllegalArgumentException.class,
                    MutatedSettingsTest::settings);

            assertTrue(refused > Mutations.COUNT / 40, "refused " + refused);
        }
    }

    /** Reads bytes as a file with a key, and looks at the refusal. */
    static void key(byte[] bytes) {
        try {
            var entry = KeyFiles.readKey(bytes, "secret".toCharArray(), null, "our.key");
            assertNotNull(entry.getPrivateKey());
            assertNotNull(entry.getCertificate());
        } catch (IllegalArgumentException e) {
            String shown = e.getMessage();
            assertTrue(shown.contains("our.key") && shown.length() < 1_000, shown);
            assertFalse(shown.chars().anyMatch(Character::isISOControl), shown);
            throw e;
        }
    }

    private static void trust(byte[] bytes) {
        try {
            assertFalse(KeyFiles.readCertificates(bytes, "our.pem").isEmpty());
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().contains("our.pem"), e.getMessage());
            throw e;
        }
    }

    @Test
    void filesWithKeysAndCertificates() throws Exception {
        Certificates ours = Certificates.forLocalhost();
        byte[] open = ours.pem().getBytes(StandardCharsets.US_ASCII);
        byte[] closed = ours.encryptedPem(1).getBytes(StandardCharsets.US_ASCII);
        byte[] store = Files.readAllBytes(ours.quickStore(folder));

        for (byte[] file : new byte[][] {open, closed, store}) {
            int refused = Mutations.refused(file, FILES, IllegalArgumentException.class, MutatedSettingsTest::key);
            assertTrue(refused > FILES / 4, "refused " + refused);
        }
        int refused = Mutations.refused(
                ours.certificatePem().getBytes(StandardCharsets.US_ASCII),
                FILES,
                IllegalArgumentException.class,
                MutatedSettingsTest::trust);
        assertTrue(refused > FILES / 10, "refused " + refused);
    }
}
