package io.github.bayernkommunal.samples.benchmarks.saml;

import io.github.bayernkommunal.bayernid.Attribute;
import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.IdentityProvider;
import io.github.bayernkommunal.bayernid.LoginRequest;
import io.github.bayernkommunal.bayernid.LoginStart;
import io.github.bayernkommunal.bayernid.TrustLevel;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import io.github.bayernkommunal.bayernid.testkit.TestKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;

/**
 * Makes the answer that everybody judges: about 15 KB, 20 attributes, AES-256-GCM, RSA-OAEP, RSA-3072.
 *
 * <p>Signed with PKCS#1 v1.5, because not every peer verifies RSA-PSS on the JDK's own providers; OAEP under its older name,
 * because java-saml validates by a schema that does not know the newer one. One folder for each
 * variant; all files are plain enough for peers to read them without a class of ours.
 */
public final class SamlFixture {

    /** Only the assertion is signed, inside the encryption: what BayernID sends. */
    public static final String ASSERTION = "saml-assertion";

    /** Assertion and response are signed. */
    public static final String BOTH = "saml-both";

    static final String PASSWORD = "benchmark";

    private static final String ENTITY_ID = "https://antrag.musterstadt.example/saml";
    private static final URI ANSWERS_TO = URI.create("https://antrag.musterstadt.example/login/antwort");

    private static final List<Attribute> ATTRIBUTES = List.of(
            Attribute.CITIZEN_ID,
            Attribute.POSTBOX_HANDLE,
            Attribute.GIVEN_NAME,
            Attribute.SURNAME,
            Attribute.GENDER,
            Attribute.BIRTH_DATE,
            Attribute.BIRTH_NAME,
            Attribute.NATIONALITY,
            Attribute.DOCUMENT_TYPE,
            Attribute.EMAIL,
            Attribute.TELEPHONE,
            Attribute.STREET,
            Attribute.POSTAL_CODE,
            Attribute.TOWN,
            Attribute.COUNTRY);

    private SamlFixture() {}

    /** Writes both variants below the folder. */
    public static void make(Path folder) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        KeyStore.PrivateKeyEntry provider = TestKeys.rsa("identity provider", 3072, clock);
        KeyStore.PrivateKeyEntry service = TestKeys.rsa("service provider", 3072, clock);
        KeyStore.PrivateKeyEntry requests = TestKeys.rsa("requests", 3072, clock);
        make(folder.resolve(ASSERTION), false, clock, provider, service, requests);
        make(folder.resolve(BOTH), true, clock, provider, service, requests);
    }

    private static void make(
            Path folder,
            boolean signsResponse,
            Clock clock,
            KeyStore.PrivateKeyEntry providerKey,
            KeyStore.PrivateKeyEntry serviceKey,
            KeyStore.PrivateKeyEntry requestKey)
            throws IOException {
        Files.createDirectories(folder);
        try (BayernIdSimulator provider = BayernIdSimulator.builder()
                .clock(clock)
                .signingKey(providerKey)
                .signatureMethod("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")
                .oaepMgf1p("http://www.w3.org/2001/04/xmlenc#sha256")
                .signsResponse(signsResponse)
                .start()) {
            Files.writeString(folder.resolve("metadata.xml"), provider.metadata());
            Files.write(folder.resolve("provider.cer"), encoded(provider));
            TestKeys.write(requestKey, folder.resolve("signing.p12"), PASSWORD);
            TestKeys.write(serviceKey, folder.resolve("decryption.p12"), PASSWORD);
            Properties facts = new Properties();
            facts.setProperty("entityId", ENTITY_ID);
            facts.setProperty("answersTo", ANSWERS_TO.toString());
            facts.setProperty("provider", provider.entityId());
            facts.setProperty("now", clock.instant().toString());
            answer(folder, facts, provider);
            try (OutputStream out = Files.newOutputStream(folder.resolve("facts.properties"))) {
                facts.store(out, null);
            }
        }
        LimitFiles.write(folder);
    }

    private static void answer(Path folder, Properties facts, BayernIdSimulator provider) throws IOException {
        SamlFiles files = new SamlFiles(folder, facts);
        try (BayernIdServiceProvider ours =
                files.serviceProvider(IdentityProvider.fromMetadata(folder.resolve("metadata.xml")))) {
            provider.register(ours.metadata());
            LoginStart start =
                    ours.startLogin(LoginRequest.atLeast(TrustLevel.SUBSTANTIAL).requesting(ATTRIBUTES));
            String request = start.formFields().getOrDefault("SAMLRequest", "");
            Files.writeString(
                    folder.resolve("answer.txt"), provider.answer(request, person()), StandardCharsets.US_ASCII);
            facts.setProperty("requestId", start.pending().requestId());
            facts.setProperty("pending", start.pending().toText());
        }
    }

    private static TestCitizen person() {
        return TestCitizen.named("bench")
                .name("Maximiliane Friederike", "von und zu Beispielhausen")
                .born("1980-02-29")
                .address("Straße der Beispielhaftigkeit 117 a", "91054", "Musterstadt an der Beispielach")
                .with("personalTitle", "Prof. Dr. Dr.")
                .with("gender", "2")
                .with("placeOfBirth", "Beispielstadt im Mustergebirge")
                .with("birthName", "Musterfrau-Beispielmann")
                .with("nationality", "D")
                .with("documentType", "ID")
                .with("mail", "maximiliane.friederike@beispielhausen.example")
                .with("telephoneNumber", "+49 9131 12345678")
                .means(TestCitizen.Means.EID)
                .build();
    }

    private static byte[] encoded(BayernIdSimulator provider) {
        try {
            return provider.signingCertificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was just made has a form", e);
        }
    }
}
