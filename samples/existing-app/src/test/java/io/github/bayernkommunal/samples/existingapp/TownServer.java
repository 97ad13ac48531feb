package io.github.bayernkommunal.samples.existingapp;

import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.TestKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** Tomcat with the application, on HTTPS of a free port. */
final class TownServer implements AutoCloseable {

    static final String CLERK = "sachbearbeiterin";
    static final String CUSTOMER = "kundin";
    static final String PASSWORD = "nur-ein-beispiel";

    private static final String CONTEXT_PATH = "/parken";

    private final Tomcat tomcat = new Tomcat();
    private final X509Certificate certificate;
    private final URI address;

    private TownServer(Path folder, Path application, int port) throws IOException, LifecycleException {
        KeyStore.PrivateKeyEntry key = TestKeys.tls(Clock.systemUTC());
        certificate = (X509Certificate) key.getCertificate();
        TestKeys.write(key, folder.resolve("tls.p12"), PASSWORD);
        tomcat.setBaseDir(folder.toString());
        Files.createDirectories(folder.resolve("webapps"));
        Connector connector = https(folder.resolve("tls.p12"), port);
        tomcat.setConnector(connector);
        tomcat.addUser(CLERK, PASSWORD);
        tomcat.addRole(CLERK, "sachbearbeitung");
        tomcat.addUser(CUSTOMER, PASSWORD);
        tomcat.addRole(CUSTOMER, "kundschaft");
        tomcat.init(); // takes the port, which the settings must name
        address = URI.create("https://localhost:" + connector.getLocalPort() + CONTEXT_PATH + "/");
        StandardContext context = (StandardContext)
                tomcat.addWebapp(CONTEXT_PATH, application.toAbsolutePath().toString());
        // This process ends with the server, so nothing has to be searched for leaks.
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesRmiTargets(false);
        // The class path of the tests is no part of the application.
        ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
    }

    /** The application as it was, with the web.xml from before. */
    static TownServer before(Path folder) throws IOException, LifecycleException {
        TownServer server = new TownServer(folder, Path.of("src/main/webapp"), 0);
        server.context()
                .setAltDDName(Path.of("src/test/resources/before/web.xml")
                        .toAbsolutePath()
                        .toString());
        server.tomcat.start();
        return server;
    }

    /** The application as it is, known to BayernID. */
    static TownServer withBayernId(Path folder, BayernIdSimulator bayernId, int port)
            throws IOException, LifecycleException {
        TownServer server = new TownServer(folder, Path.of("src/main/webapp"), port);
        // As an administrator does with <Parameter> in conf/Catalina/localhost/parken.xml.
        server.settings(bayernId).forEach(server.context()::addParameter);
        server.tomcat.start();
        bayernId.register(new Browser(server.certificate)
                .get(server.address("saml/metadata"))
                .text());
        return server;
    }

    private Map<String, String> settings(BayernIdSimulator bayernId) {
        Map<String, String> settings = new LinkedHashMap<>(bayernId.settings());
        settings.put("bayernid.entity-id", "https://parken.musterstadt.example/sp");
        settings.put("bayernid.answers-to", address("login/antwort").toString());
        settings.put("bayernid.display-name", "Stadt Musterstadt – Bewohnerparken");
        return settings;
    }

    private static Connector https(Path key, int port) {
        SSLHostConfig tls = new SSLHostConfig();
        SSLHostConfigCertificate shown = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        shown.setCertificateKeystoreFile(key.toString());
        shown.setCertificateKeystorePassword(PASSWORD);
        tls.addCertificate(shown);
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(tls);
        return connector;
    }

    private Context context() {
        return (Context) tomcat.getHost().findChild(CONTEXT_PATH);
    }

    URI address(String path) {
        return address.resolve(path);
    }

    X509Certificate certificate() {
        return certificate;
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    /** For people: runs the application and a simulated BayernID until stopped. */
    public static void main(String... arguments) throws IOException, LifecycleException {
        BayernIdSimulator bayernId = BayernIdSimulator.start(8444);
        TownServer server = withBayernId(Files.createTempDirectory("existing-app"), bayernId, 8443);
        System.out.println("Application: " + server.address("") + " (both servers show certificates made just now)");
        System.out.println("Clerk: " + CLERK + ", password " + PASSWORD);
        System.out.println("BayernID: " + bayernId.address());
        server.tomcat.getServer().await();
    }
}
