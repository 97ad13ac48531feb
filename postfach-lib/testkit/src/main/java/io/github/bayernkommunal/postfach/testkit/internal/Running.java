package io.github.bayernkommunal.postfach.testkit.internal;

import io.github.bayernkommunal.postfach.testkit.Served;
import io.github.bayernkommunal.postfach.testkit.internal.fitconnect.Destination;
import io.github.bayernkommunal.postfach.testkit.internal.fitconnect.FitConnect;
import io.github.bayernkommunal.postfach.testkit.internal.fitconnect.FitConnectEndpoint;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.Authors;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.FileLimits;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.Intake;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.ZbpEndpoint;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A simulator that listens: its state, its server, its keys. */
public final class Running implements AutoCloseable {

    private final Mailboxes mailboxes;
    private final Mishaps mishaps = new Mishaps();
    private final Spool spool = new Spool();
    private final SoapEndpoint endpoint;
    private final Authors authors;
    private final FitConnect fitConnect;
    private final KeyStore.PrivateKeyEntry serverKey;
    private final KeyStore.PrivateKeyEntry clientKey;
    private final KeyFiles files;
    private final Server server;
    private @Nullable Path authorKey;

    /**
     * Makes keys and starts.
     *
     * @param tlsKey the server's key, or null for a fresh one
     * @param clientCas authorities for client certificates besides the simulator's own
     * @param authorCertificates authors besides the simulator's own
     */
    public Running(
            int port,
            Clock clock,
            KeyStore.@Nullable PrivateKeyEntry tlsKey,
            List<X509Certificate> clientCas,
            List<X509Certificate> authorCertificates,
            Map<String, String> mailboxLabels,
            Policy policy,
            FileLimits zbpLimits,
            Consumer<Served> listener) {
        Certificates authority = Certificates.fresh();
        this.serverKey = tlsKey == null ? authority.server() : tlsKey;
        this.clientKey = authority.client();
        this.mailboxes = new Mailboxes(mailboxLabels, clock);
        this.endpoint = new SoapEndpoint(policy, mailboxes, mishaps, clock);
        List<X509Certificate> clients = new ArrayList<>(clientCas);
        clients.add(authority.certificate());
        this.authors = new Authors(() -> authority.author("Markt Musterstadt"), authorCertificates, clients);
        Intake intake = new Intake(mailboxes, zbpLimits, clock);
        RestCalls calls = new RestCalls(mishaps);
        this.fitConnect = new FitConnect(calls, authors, intake, spool, this::base, clock);
        this.server = new Server(
                port,
                serverKey,
                clients,
                policy.access(),
                Map.of(
                        Bsp.PATH,
                        endpoint,
                        ZbpEndpoint.PATH,
                        new ZbpEndpoint(policy.access(), calls, authors, intake, spool, clock),
                        FitConnectEndpoint.TOKEN,
                        fitConnect.endpoint(),
                        FitConnectEndpoint.DESTINATIONS,
                        fitConnect.endpoint(),
                        FitConnectEndpoint.SUBMISSIONS,
                        fitConnect.endpoint(),
                        "/control/",
                        new Control(mailboxes, mishaps, this::reset),
                        "/",
                        new Pages(mailboxes, mishaps, new ContentRules(policy.environment()))),
                listener);
        Certificate[] chain = serverKey.getCertificateChain();
        this.files = new KeyFiles(clientKey, (X509Certificate) chain[chain.length - 1]);
    }

    /** Mailboxes and ledger. */
    public Mailboxes mailboxes() {
        return mailboxes;
    }

    /** What goes wrong. */
    public Mishaps mishaps() {
        return mishaps;
    }

    /** The listener. */
    public Server server() {
        return server;
    }

    /** The key of {@code settings()}. */
    public KeyStore.PrivateKeyEntry clientKey() {
        return clientKey;
    }

    /** The key of the authority that signs; made when it is first asked for. */
    public KeyStore.PrivateKeyEntry authorKey() {
        return authors.own();
    }

    /** The bridge. */
    public FitConnect fitConnect() {
        return fitConnect;
    }

    private String base() {
        return "https://127.0.0.1:" + server.port();
    }

    /** The server's own certificate. */
    public X509Certificate certificate() {
        return (X509Certificate) serverKey.getCertificate();
    }

    /** Names and values that a user of the library would configure for BSP-Nachrichten. */
    public Map<String, String> settings() {
        return settings("bsp-soap", Bsp.PATH);
    }

    /** The same for ZBP by REST. */
    public Map<String, String> zbpSettings() {
        Map<String, String> settings = settings("zbp-rest", "");
        useAuthorKey(settings);
        return settings;
    }

    /** The same for the bridge of FIT-Connect. */
    public Map<String, String> fitConnectSettings() {
        Map<String, String> settings = settings("zbp-fit-connect", FitConnectEndpoint.SUBMISSIONS);
        useAuthorKey(settings);
        Destination destination = fitConnect.destination();
        settings.put("postfach.fit-connect.token-address", base() + FitConnectEndpoint.TOKEN);
        settings.put("postfach.fit-connect.client-id", destination.clientId());
        settings.put("postfach.fit-connect.client-secret", destination.clientSecret());
        settings.put("postfach.fit-connect.destination-id", destination.id());
        settings.put("postfach.fit-connect.destination-address", base() + FitConnectEndpoint.DESTINATIONS);
        return settings;
    }

    private synchronized void useAuthorKey(Map<String, String> settings) {
        if (authorKey == null) {
            authorKey = files.writeAuthorKey(authors.own());
        }
        settings.put("postfach.client-key.file", authorKey.toString());
        settings.put("postfach.client-key.password", files.password());
    }

    private Map<String, String> settings(String route, String path) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("postfach.route", route);
        settings.put("postfach.address", base() + path);
        settings.put("postfach.client-key.file", files.key().toString());
        settings.put("postfach.client-key.password", files.password());
        settings.put("postfach.trust.file", files.trust().toString());
        return settings;
    }

    /** As after the start: up, no mishaps, no messages, only the mailboxes of the start. */
    public void reset() {
        mishaps.clear();
        mishaps.resetCalls();
        mailboxes.reset();
        endpoint.reset();
        fitConnect.reset();
        spool.clear();
        server.comeBack();
    }

    @Override
    public void close() {
        mishaps.clear();
        server.close();
        files.close();
        spool.close();
    }
}
