package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String PASSWORD = "correct horse";

    @TempDir
    private Path folder;

    private final Map<String, String> settings = new TreeMap<>();

    @BeforeEach
    void complete() throws Exception {
        settings.put("bayernid.entity-id", Answer.ENTITY);
        settings.put("bayernid.answers-to", Answer.ADDRESS);
        settings.put("bayernid.identity-provider.metadata", metadata().toString());
        settings.put(
                "bayernid.signing-key.file", store("signing", Keys.signing()).toString());
        settings.put("bayernid.signing-key.password", PASSWORD);
        settings.put(
                "bayernid.decryption-key.file",
                store("decryption", Keys.decryption()).toString());
        settings.put("bayernid.decryption-key.password", PASSWORD);
        settings.put("bayernid.display-name", "Stadt Musterstadt");
    }

    private Path metadata() throws Exception {
        return Files.writeString(folder.resolve("metadata.xml"), Desk.metadata(Keys.identityProvider()));
    }

    private Path store(String name, KeyStore.PrivateKeyEntry key) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setEntry("key", key, new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
        Path file = folder.resolve(name + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private String refusal() {
        return assertThrows(IllegalArgumentException.class, () -> BayernIdServiceProvider.from(settings))
                .getMessage();
    }

    @Test
    void everySettingTogether() throws Exception {
        settings.put("bayernid.identity-provider.entity-id", Answer.ISSUER);
        settings.put("bayernid.signing-key.alias", "key");
        settings.put(
                "bayernid.signing-key.next.file",
                store("next", Keys.rsa("next", 2048)).toString());
        settings.put("bayernid.signing-key.next.password", PASSWORD);
        settings.put("bayernid.signing-key.next.alias", "key");
        settings.put("bayernid.decryption-key.alias", "key");
        settings.put(
                "bayernid.decryption-key.next.file",
                store("after", Keys.rsa("after", 2048)).toString());
        settings.put("bayernid.decryption-key.next.password", PASSWORD);
        settings.put("bayernid.decryption-key.next.alias", "key");
        settings.put("bayernid.display-name.en", "City of Musterstadt");
        settings.put("bayernid.online-service-id", "89479871264-DE");
        settings.put("bayernid.organisation.name", "Stadt Musterstadt");
        settings.put("bayernid.organisation.url", "https://www.musterstadt.example/");
        settings.put("bayernid.contact.technical.name", "IT");
        settings.put("bayernid.contact.technical.email", "it@musterstadt.example");
        settings.put("bayernid.contact.support.name", "Bürgerbüro");
        settings.put("bayernid.contact.support.email", "hilfe@musterstadt.example");
        settings.put("bayernid.clock-skew", "PT1M");
        settings.put("bayernid.account", "citizen");
        settings.put("other.setting", "ignored");
        Map<String, String> missing = new HashMap<>();
        SettingsReader.NAMES.forEach(name -> missing.put(name, "not tried"));
        missing.keySet().removeAll(settings.keySet());
        // These belong to metadata from an address, and to signed metadata.
        assertEquals(
                Set.of("bayernid.trust.file", "bayernid.identity-provider.metadata-signer.file"), missing.keySet());

        try (BayernIdServiceProvider bayernId = BayernIdServiceProvider.from(settings)) {
            assertEquals(Answer.ENTITY, bayernId.entityId());
            assertEquals(URI.create(Answer.ADDRESS), bayernId.answersTo());
            assertEquals(Answer.ISSUER, bayernId.identityProvider().entityId());
            assertTrue(bayernId.metadata().contains("Bürgerbüro"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bayernid.entity-id, bayernid.entity-id: is missing",
        "bayernid.answers-to, bayernid.answers-to: is missing",
        "bayernid.identity-provider.metadata, bayernid.identity-provider.metadata: is missing",
        "bayernid.signing-key.file, bayernid.signing-key.file: is missing",
        "bayernid.decryption-key.file, bayernid.decryption-key.file: is missing",
        "bayernid.display-name, bayernid.display-name: is missing",
        "bayernid.signing-key.password, bayernid.signing-key.file"
    })
    void eachRequiredSettingIsMissedByName(String name, String complaint) {
        settings.remove(name);

        String message = refusal();

        assertTrue(message.contains(complaint), message);
        assertFalse(message.contains(PASSWORD));
    }

    @Test
    void allProblemsAreListedAtOnce() {
        settings.put("bayernid.entity-id", "http://antrag.musterstadt.example:80/sp");
        settings.put("bayernid.clock-skew", "3 minutes");
        settings.put("bayernid.signing-key.password", "wrong");
        settings.remove("bayernid.display-name");
        settings.put("bayernid.contact.support.name", "only a name");

        String message = refusal();

        for (String problem : new String[] {
            "bayernid.entity-id",
            "bayernid.clock-skew",
            "bayernid.signing-key.file",
            "bayernid.display-name",
            "bayernid.contact.support.email"
        }) {
            assertTrue(message.contains(problem), problem + " in " + message);
        }
        assertTrue(message.startsWith("The settings have 5 problem(s):"), message);
        assertEquals(5, message.split("\n- ", -1).length - 1, message);
        assertFalse(message.contains("wrong'"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "bayernid.entity-id, ",
        "bayernid.entity-id, http://antrag.musterstadt.example/sp",
        "bayernid.answers-to, not an address",
        "bayernid.signing-key.file, ",
        "bayernid.signing-key.password, wrong",
        "bayernid.decryption-key.password, wrong",
        "bayernid.identity-provider.metadata, not-there.xml",
        "bayernid.identity-provider.metadata, preset:bayern",
        "bayernid.identity-provider.metadata, preset:bayernid",
        "bayernid.clock-skew, PT6M",
        "bayernid.online-service-id, two words",
        "bayernid.account, nobody"
    })
    void oneMistakeIsOneProblem(String name, String value) {
        if (value == null) {
            settings.remove(name);
        } else {
            settings.put(name, value);
        }

        String message = refusal();

        assertTrue(
                message.startsWith("The settings have 1 problem(s):\n- " + name.replace(".password", ".file") + ": "),
                message);
        assertEquals(1, message.split("\n", -1).length - 1, message);
    }

    @Test
    void aMisspeltPresetIsToldWithTheNamesThatExist() {
        settings.put("bayernid.identity-provider.metadata", "preset:bayernid-preprod");
        settings.put("bayernid.trust.file", "not-there.pem");

        assertEquals(
                "The settings have 1 problem(s):\n- bayernid.identity-provider.metadata: there is no preset"
                        + " 'bayernid-preprod'; known are bayernid, bayernid-preproduction, bayernid-infrastructure,"
                        + " bundid, bundid-integration",
                refusal());
    }

    @Test
    void aPresetWithoutTrustSaysWhichSettingAndWhereTheFileComesFrom() {
        settings.put("bayernid.identity-provider.metadata", "preset:bayernid-preproduction");

        String message = refusal();

        assertTrue(message.contains("(bayernid.trust.file): a PEM file"), message);
        assertTrue(message.contains("-connect pre-id.bayernportal.de:443"), message);
    }

    @Test
    void aTrustFileThatCannotBeReadIsTheOnlyProblem() {
        settings.put("bayernid.identity-provider.metadata", "preset:bayernid");
        settings.put("bayernid.trust.file", "not-there.pem");

        String message = refusal();

        assertTrue(message.startsWith("The settings have 1 problem(s):\n- bayernid.trust.file: "), message);
    }

    @Test
    void thePageListsEveryPreset() throws Exception {
        String page = Files.readString(Path.of("../README.md"));

        for (IdentityProvider.Preset preset : IdentityProvider.Preset.values()) {
            assertTrue(page.contains("| `preset:" + preset.settingName() + "` |"), preset.settingName());
            assertTrue(page.contains("| `" + preset.metadataAddress() + "` |"), preset.settingName());
        }
    }

    /** A cell names a setting whole, and the ones beside it by their last word: {@code `bayernid.a.file`, `.password`}. */
    @Test
    void thePageListsEverySettingAndNoOther() throws Exception {
        String page = Files.readString(Path.of("../README.md"));
        Set<String> listed = new TreeSet<>();
        for (String row :
                page.lines().filter(line -> line.startsWith("| `bayernid.")).toList()) {
            String whole = "";
            for (String name : row.split("\\|", 3)[1].replace("`", "").strip().split(", ")) {
                whole = name.startsWith(".") ? whole.substring(0, whole.lastIndexOf('.')) + name : name;
                listed.add(whole);
            }
        }
        // The row of the presets' table names a setting as the head of its column.
        assertEquals(new TreeSet<>(SettingsReader.NAMES), listed);
    }

    @ParameterizedTest
    @CsvSource({
        "https://id.bund.de/idp, , 50, demands an online service id",
        "https://int.id.bund.de/idp, , 50, demands an online service id",
        "https://id.bund.de/idp, BMI-X0000, 50, ''",
        "https://id.bayernportal.de/idp, , 50, ''",
        "https://id.bayernportal.de/idp, , 51, may be cut after 50"
    })
    void whatTheIdentityProviderWouldMissIsSaidAtTheStart(
            String identityProvider, String serviceId, int nameLength, String said) {
        IdentityProvider provider = IdentityProvider.fromMetadata(Desk.metadata(Keys.identityProvider())
                .replace(Answer.ISSUER, identityProvider)
                .getBytes(StandardCharsets.UTF_8));
        PrintStream console = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Desk.builder()
                    .identityProvider(provider)
                    .onlineServiceId(serviceId)
                    .displayName("x".repeat(nameLength))
                    .build();
        } finally {
            System.setErr(console);
        }

        String warnings = printed.toString(StandardCharsets.UTF_8);
        assertTrue(warnings.contains(said), warnings);
        assertEquals(said.contains("service id"), warnings.contains("bayernid.online-service-id"), warnings);
        assertEquals(said.contains("cut"), warnings.contains("bayernid.display-name"), warnings);
    }

    @Test
    void misspeltNamesGetASuggestion() {
        settings.put("bayernid.entityid", Answer.ENTITY);

        assertTrue(refusal().contains("bayernid.entityid is not a setting; did you mean bayernid.entity-id?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://antrag.musterstadt.example/sp",
                "https://antrag.musterstadt.example:8443/sp",
                "https://user@antrag.musterstadt.example/sp",
                "https://antrag.musterstadt.example/sp#x",
                "antrag.musterstadt.example",
                "urn:musterstadt",
                "https:///sp",
                "https://antrag musterstadt/"
            })
    void entityIdsThatTheOperatorRefuses(String id) {
        settings.put("bayernid.entity-id", id);

        assertTrue(refusal().contains("bayernid.entity-id: must be an https address"));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT5M, true", "PT5M0.001S, false", "-PT1S, false"})
    void theSkewHasBothLimits(Duration skew, boolean accepted) {
        settings.put("bayernid.clock-skew", skew.toString());

        if (accepted) {
            BayernIdServiceProvider.from(settings).close();
        } else {
            assertTrue(refusal().contains("bayernid.clock-skew: must be from 0 to 5 minutes"));
        }
    }

    @Test
    void keysThatCannotWorkAreRefused() throws Exception {
        for (KeyStore.PrivateKeyEntry key :
                new KeyStore.PrivateKeyEntry[] {Keys.rsa("short", 1024), Keys.ec("curve", "secp256r1")}) {
            settings.put("bayernid.signing-key.file", store("bad", key).toString());
            settings.put("bayernid.decryption-key.file", store("bad2", key).toString());
            String message = refusal();
            assertTrue(message.contains("bayernid.signing-key.file: cannot be used"), message);
            assertTrue(message.contains("bayernid.decryption-key.file: cannot be used"), message);
        }
    }

    @Test
    void aKeyWithAForeignCertificateIsRefused() {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> Desk.builder()
                        .signingKey(Keys.mismatched())
                        .decryptionKeys(Keys.decryption(), Keys.mismatched())
                        .build());

        assertTrue(refusal.getMessage().contains("2 problem(s)"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("private key and certificate do not belong together"));
    }

    @Test
    void anotherIdentityProviderThanExpectedIsRefused() {
        settings.put("bayernid.identity-provider.entity-id", "https://id.bayernportal.de/idp");

        assertTrue(refusal().contains("the metadata describes " + Answer.ISSUER));
    }

    @Test
    void metadataFromTheClassPathOrOverHttp() {
        settings.put("bayernid.identity-provider.metadata", "classpath:not/there.xml");
        assertTrue(refusal().contains("there is no resource 'not/there.xml'"));

        settings.put("bayernid.identity-provider.metadata", "http://id.example/idp");
        assertTrue(refusal().contains("can be forged on the way"));

        settings.put("bayernid.identity-provider.metadata", "https://id.example/idp");
        assertTrue(refusal().contains("at least one trusted certificate"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<a/>",
                "<!DOCTYPE a><a/>",
                "<md:EntityDescriptor xmlns:md='urn:oasis:names:tc:SAML:2.0:metadata' entityID='x'/>",
                "<md:EntitiesDescriptor xmlns:md='urn:oasis:names:tc:SAML:2.0:metadata'/>"
            })
    void whatIsNoMetadataIsRefused(String xml) {
        assertThrows(
                IllegalArgumentException.class,
                () -> IdentityProvider.fromMetadata(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void metadataWithoutAUsableKeyIsRefused() {
        String sound = Desk.metadata(Keys.identityProvider());
        String certificate = Desk.certificate(Keys.identityProvider());
        for (String broken : new String[] {
            Desk.metadata(),
            sound.replace(certificate, "AAAA"),
            sound.replace(certificate, Desk.certificate(Keys.rsa("short", 1024))),
            sound.replace("use=\"signing\"", "use=\"encryption\""),
            sound.replace("use=\"signing\"", "use=\"Signing\""),
            sound.replace("ds:X509Certificate", "ds:X509SubjectName"),
            sound.replaceAll("(?s)<ds:KeyInfo>.*</ds:KeyInfo>", ""),
            Desk.metadata(Keys.identityProvider(), Keys.rsa("short", 1024)),
            sound.replace("bindings:HTTP-POST", "bindings:SOAP"),
            sound.replace("Location=\"https:", "Location=\"http:"),
            sound.replace("entityID=", "validUntil=\"soon\" entityID="),
            sound.replace("entityID=\"" + Answer.ISSUER, "entityID=\" "),
            sound.replace("entityID=\"" + Answer.ISSUER, "entityID=\"" + Answer.ISSUER + " b"),
            sound.replace("entityID=\"" + Answer.ISSUER + "\"", "entityID=\"\""),
            sound.replace("POST/SSO", "POST/SSO#there"),
            sound.replace("POST/SSO", "POST/S SO"),
            sound.replace("Location=\"https://", "Location=\"https://user@"),
            sound.replaceAll("(?s)(<md:IDPSSODescriptor.*</md:IDPSSODescriptor>)", "$1$1")
        }) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> IdentityProvider.fromMetadata(broken.getBytes(StandardCharsets.UTF_8)),
                    broken);
        }
    }

    @Test
    void aKeyWithoutUseServesBothPurposes() {
        String xml = Desk.metadata(Keys.identityProvider()).replace(" use=\"signing\"", "");

        IdentityProvider provider = IdentityProvider.fromMetadata(xml.getBytes(StandardCharsets.UTF_8));

        assertEquals(1, provider.signatureCertificates().size());
    }

    @Test
    void certificatesBehindTheFirstOneOfAKeyAreItsIssuersAndSignNothing() {
        String chain = Desk.metadata(Keys.identityProvider())
                .replace(
                        "</ds:X509Certificate>",
                        "</ds:X509Certificate><ds:X509Certificate>" + Desk.certificate(Keys.stranger())
                                + "</ds:X509Certificate>");

        IdentityProvider provider = IdentityProvider.fromMetadata(chain.getBytes(StandardCharsets.UTF_8));

        assertEquals(List.of(Keys.identityProvider().getCertificate()), provider.signatureCertificates());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<md:EntitiesDescriptor ", "<md:EntityDescriptor ", "<md:IDPSSODescriptor "})
    void anEndCountsWhereverItStands(String place) {
        String group = "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\">"
                + Desk.metadata(Keys.identityProvider()) + "</md:EntitiesDescriptor>";
        String ended = group.replace(place, place + "validUntil=\"2001-01-01T00:00:00Z\" ");

        var unavailable = assertThrows(
                IdentityProviderUnavailableException.class,
                () -> IdentityProvider.fromMetadata(ended.getBytes(StandardCharsets.UTF_8)));

        assertEquals("BAYERNID-702", unavailable.code());
    }

    @Test
    void metadataThatHasEndedIsNotUsed() {
        String xml = Desk.metadata(Keys.identityProvider())
                .replace("entityID=", "validUntil=\"2999-01-01T00:00:00Z\" entityID=");
        IdentityProvider provider = IdentityProvider.fromMetadata(xml.getBytes(StandardCharsets.UTF_8));
        BayernIdServiceProvider bayernId = Desk.builder()
                .identityProvider(provider)
                .clock(Desk.at(java.time.Instant.parse("2999-01-01T00:00:00Z")))
                .build();

        var unavailable = assertThrows(
                IdentityProviderUnavailableException.class,
                () -> bayernId.startLogin(LoginRequest.atLeast(TrustLevel.BASIC)));

        assertEquals("BAYERNID-702", unavailable.code());
    }
}
