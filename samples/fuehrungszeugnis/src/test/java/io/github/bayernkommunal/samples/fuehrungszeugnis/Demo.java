package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import io.github.bayernkommunal.samples.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sandbox and the sample together: {@code --demo} runs until it is stopped, {@code --journey} lets a scripted citizen
 * walk once and ends.
 */
final class Demo implements AutoCloseable {

    static final int SANDBOX_PORT = 8440;
    static final int SAMPLE_PORT = 8450;

    private static final String FEED_USER = "bayernportal";
    private static final String FEED_PASSWORD = "nur-fuer-die-vorfuehrung";

    private final Sandbox sandbox;
    private final RunningSample sample;
    private final Certificate certificate;

    private Demo(Sandbox sandbox, RunningSample sample, Certificate certificate) {
        this.sandbox = sandbox;
        this.sample = sample;
        this.certificate = certificate;
    }

    /**
     * Starts the simulators, then the application, then does what an operator does once: hands the application's metadata
     * to BayernID.
     *
     * @param sandboxPort port of the sandbox's start page, 0 for free ones
     * @param samplePort port of the application, 0 for a free one
     * @param more further settings of the application
     * @param guests people beside those of the catalogue
     */
    static Demo start(int sandboxPort, int samplePort, Map<String, String> more, List<TestCitizen> guests)
            throws IOException {
        Sandbox sandbox = Sandbox.start(sandboxPort, guests);
        try {
            int port = samplePort == 0 ? RunningSample.freePort() : samplePort;
            KeyStore.PrivateKeyEntry key = sandbox.authority().serverKey("Musterstadt");
            Map<String, String> settings = new TreeMap<>(sandbox.settings());
            settings.putAll(own(URI.create("https://localhost:" + port)));
            settings.putAll(more);
            Demo demo = new Demo(sandbox, RunningSample.start(port, settings, key), key.getCertificate());
            try {
                demo.introduce();
                return demo;
            } catch (IOException | RuntimeException e) {
                demo.sample.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        boolean journey = arguments.length > 0 && arguments[0].equals("--journey");
        boolean good = false;
        try (Demo demo = start(journey ? 0 : SANDBOX_PORT, journey ? 0 : SAMPLE_PORT, Map.of(), List.of())) {
            if (journey) {
                good = new Journey(demo, TestCitizen.of("anna"), System.out).walk();
            } else {
                demo.collect();
                System.out.println(demo.describe());
                Thread.currentThread().join();
            }
        } catch (Throwable e) {
            System.out.printf("%nFAILED at hop 0, start of services and application: %s%n", e);
        }
        // Threads of libraries may still live; the process ends nevertheless.
        System.exit(good ? 0 : 1);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    RunningSample sample() {
        return sample;
    }

    /** What the servers of sandbox and sample show to browsers. */
    List<Certificate> certificates() {
        return List.of(certificate, sandbox.bayernId().certificate());
    }

    @Override
    public void close() {
        sample.close();
        sandbox.close();
    }

    private static Map<String, String> own(URI address) throws IOException {
        Path feed = Files.createDirectories(
                Path.of(System.getProperty("sample.work")).resolve("feed-" + address.getPort()));
        Map<String, String> settings = new TreeMap<>();
        settings.put("sample.address", address.toString());
        settings.put("sample.leistungsschluessel", PortalSimulator.FUEHRUNGSZEUGNIS);
        settings.put("sample.ars", PortalSimulator.MUSTERSTADT_ARS);
        settings.put("bayernid.entity-id", "https://antrag.musterstadt.example/saml");
        settings.put("bayernid.answers-to", address.resolve("/login/antwort").toString());
        settings.put("bayernid.display-name", "Stadt Musterstadt – Führungszeugnis");
        settings.put("bayernid.display-name.en", "City of Musterstadt – certificate of conduct");
        settings.put("bayernid.organisation.name", "Stadt Musterstadt");
        settings.put("bayernid.organisation.url", "https://www.musterstadt.example/");
        settings.put("bayernid.contact.technical.name", "IT");
        settings.put("bayernid.contact.technical.email", "it@musterstadt.example");
        settings.put("bayernid.contact.support.name", "Bürgerbüro");
        settings.put("bayernid.contact.support.email", "buergerbuero@musterstadt.example");
        settings.put("portalregistry.feed.directory", feed.toString());
        settings.put("portalregistry.feed.user", FEED_USER);
        settings.put("portalregistry.feed.password", FEED_PASSWORD);
        settings.put("portalregistry.feed.sender", "Stadt Musterstadt");
        settings.put("portalregistry.feed.agency-id", "L199999");
        return settings;
    }

    /** What the portal does once a day: collects the application's list of online services. */
    void collect() {
        sandbox.collect(sample.address().resolve("/portal-feed/"), FEED_USER, FEED_PASSWORD);
    }

    private void introduce() throws IOException {
        Walker operator = new Walker(sandbox.authority().certificate());
        sandbox.bayernId()
                .register(
                        operator.get(sample.address().resolve("/saml/metadata")).text());
    }

    private String describe() {
        return """

                The journey begins in the portal:  %s
                The application:                   %s
                The mailboxes:                     %s

                %s
                The server's log: %s
                Stop with Ctrl-C.
                """.formatted(
                        sandbox.portal().address(),
                        sample.address(),
                        sandbox.postfach().address(),
                        sandbox.describe(),
                        sample.log());
    }
}
