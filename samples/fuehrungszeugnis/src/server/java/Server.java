import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.glassfish.embeddable.GlassFish;
import org.glassfish.embeddable.GlassFishException;
import org.glassfish.embeddable.GlassFishProperties;
import org.glassfish.embeddable.GlassFishRuntime;

/**
 * Runs one web application in GlassFish, in a process that holds nothing else. Started from source, so that neither the
 * application nor its tests have the server among their dependencies:
 *
 * <pre>java -cp glassfish-embedded-all.jar Server.java application.war 8450 key.p12</pre>
 *
 * <p>Arguments are the WAR, the HTTPS port and
 * a PKCS#12 file with the server's key. Says {@value #READY} when citizens can come, and ends when its input ends, so that
 * it never outlives whoever started it.
 */
final class Server {

    static final String READY = "SERVER READY";

    /** The password of GlassFish's own key store, which ours takes over; it never leaves this machine. */
    static final char[] STORE_PASSWORD = "changeit".toCharArray();

    private static final String LISTENER = "https-listener";

    private Server() {}

    public static void main(String[] arguments) throws Exception {
        Path war = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        Path key = Path.of(arguments[2]);

        GlassFishProperties properties = new GlassFishProperties();
        properties.setPort(LISTENER, port);
        properties.setProperty(
                "embedded-glassfish-config.server.network-config.network-listeners.network-listener." + LISTENER
                        + ".address",
                "127.0.0.1");
        GlassFish server = GlassFishRuntime.bootstrap().newGlassFish(properties);
        showOurCertificate(key);
        server.start();
        deploy(server, war.toFile());
        System.out.println(READY);

        while (System.in.read() >= 0) {
            // Only the end of the input matters.
        }
        server.dispose();
        System.exit(0);
    }

    private static void deploy(GlassFish server, File war) throws GlassFishException {
        String name = server.getDeployer().deploy(war, "--contextroot=", "--name=fuehrungszeugnis");
        if (name == null) {
            System.out.println("The application could not be deployed; the reason stands above");
            System.exit(1);
        }
    }

    /** The embedded server brings a certificate of its own for the alias s1as; ours takes its place before the start. */
    private static void showOurCertificate(Path file) throws IOException, GeneralSecurityException {
        Path store = Path.of(System.getProperty("com.sun.aas.instanceRoot"), "config", "keystore.jks");
        KeyStore theirs = KeyStore.getInstance(store.toFile(), STORE_PASSWORD);
        KeyStore ours = KeyStore.getInstance(file.toFile(), STORE_PASSWORD);
        String alias = ours.aliases().nextElement();
        theirs.setKeyEntry("s1as", ours.getKey(alias, STORE_PASSWORD), STORE_PASSWORD, ours.getCertificateChain(alias));
        try (OutputStream out = Files.newOutputStream(store)) {
            theirs.store(out, STORE_PASSWORD);
        }
    }
}
