package io.github.bayernkommunal.portalregistry.testkit.internal;

import io.github.bayernkommunal.portalregistry.testkit.CollectionReport;
import io.github.bayernkommunal.portalregistry.testkit.Mishap;
import io.github.bayernkommunal.portalregistry.testkit.RegisteredEntry;
import io.github.bayernkommunal.portalregistry.testkit.Served;
import io.github.bayernkommunal.portalregistry.testkit.internal.bayernportal.BayernPortalSoap;
import io.github.bayernkommunal.portalregistry.testkit.internal.bayernportal.BayernPortalV3;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Catalogue;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.Collector;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.Registry;
import io.github.bayernkommunal.portalregistry.testkit.internal.fim.FimService;
import io.github.bayernkommunal.portalregistry.testkit.internal.pages.PortalPages;
import io.github.bayernkommunal.portalregistry.testkit.internal.pvog.DeliveryService;
import io.github.bayernkommunal.portalregistry.testkit.internal.pvog.PvogStore;
import io.github.bayernkommunal.portalregistry.testkit.internal.pvog.SearchService;
import io.github.bayernkommunal.portalregistry.testkit.internal.routing.DestinationSigner;
import io.github.bayernkommunal.portalregistry.testkit.internal.routing.RoutingService;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Certificates;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Markup;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Mishaps;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Refusal;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Reply;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Request;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All parts of the running portal, wired together. */
public final class PortalServer implements AutoCloseable {

    /** Who may fetch the bulk delivery. */
    public static final String PVOG_CLIENT = "musterstadt-abnehmer";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final List<String> INTERFACES = List.of(
            BayernPortalV3.BASE,
            BayernPortalSoap.PATH,
            SearchService.BASE,
            DeliveryService.BASE,
            FimService.BASE,
            RoutingService.BASE);
    private static final int LONGEST_LEDGER = 10_000;

    private final Catalogue catalogue;
    private final Registry registry = new Registry();
    private final Mishaps mishaps = new Mishaps();
    private final Collector collector;
    private final PvogStore pvog = new PvogStore();
    private final DeliveryService delivery;
    private final DestinationSigner signer = new DestinationSigner();
    private final WebServer web;
    private final X509Certificate certificate;
    private final Path folder;
    private final String user;
    private final String password;
    private final String pvogSecret = secret();
    private final Deque<String> requests = new ArrayDeque<>();

    private PortalServer(
            int port,
            Clock clock,
            KeyStore.PrivateKeyEntry key,
            Catalogue catalogue,
            String user,
            String password,
            Consumer<Served> listener) {
        this.user = user;
        this.password = password;
        this.catalogue = catalogue;
        this.collector = new Collector(catalogue, registry, clock);
        this.certificate = (X509Certificate) key.getCertificate();
        try {
            folder = Files.createTempDirectory("portal-simulator");
            Files.writeString(folder.resolve("portal.pem"), Certificates.pem(certificate));
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator cannot write its trust file", e);
        }
        web = new WebServer(port, key, mishaps, this::note, listener);
        BayernPortalV3 export = new BayernPortalV3(catalogue, registry, mishaps);
        delivery = new DeliveryService(catalogue, pvog, clock, this::address, PVOG_CLIENT, pvogSecret);
        PortalPages pages = new PortalPages(catalogue, registry, collector);
        web.api(BayernPortalV3.BASE, request -> authenticated(request, export));
        web.api(BayernPortalSoap.PATH, new BayernPortalSoap(export, user, password)::answer);
        web.api(SearchService.BASE, new SearchService(catalogue, pvog)::answer);
        web.api(DeliveryService.BASE, delivery::answer);
        web.page(DeliveryService.TOKENS, delivery::token);
        web.api(FimService.BASE, new FimService(catalogue, mishaps)::answer);
        web.api(RoutingService.BASE, new RoutingService(catalogue, signer, clock)::answer);
        web.page("/control/collect", new CollectControl(this, user, password)::answer);
        web.page("/suche", pages::search);
        web.page("/leistung/", pages::service);
        web.page("/stil.css", PortalPages::style);
        web.page("/", pages::home);
    }

    /** Starts everything. */
    public static PortalServer open(
            int port,
            Clock clock,
            KeyStore.@Nullable PrivateKeyEntry key,
            Catalogue catalogue,
            String user,
            @Nullable String password,
            Consumer<Served> listener) {
        return new PortalServer(
                port,
                clock,
                key == null ? Certificates.fresh() : key,
                catalogue,
                user,
                password == null ? "geheim-" + secret() : password,
                listener);
    }

    public URI address() {
        return web.address();
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** The library's settings for this portal. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("portalregistry.source", "bayernportal");
        settings.put("portalregistry.address", address() + BayernPortalV3.BASE);
        settings.put("portalregistry.user", user);
        settings.put("portalregistry.password", password);
        settings.put("portalregistry.trust.file", folder.resolve("portal.pem").toString());
        settings.put("portalregistry.feed.root-element", "transfer");
        catalogue
                .services()
                .forEach(service ->
                        settings.put("portalregistry.leistung." + service.key(), Long.toString(service.id())));
        return Collections.unmodifiableMap(settings);
    }

    /** The library's settings for the same portal over SOAP. */
    public Map<String, String> soapSettings() {
        Map<String, String> settings = new LinkedHashMap<>(settings());
        settings.put("portalregistry.address", address() + BayernPortalSoap.PATH);
        settings.put("portalregistry.soap-namespace", Markup.NAMESPACE);
        return settings;
    }

    /** Collects a feed now. */
    public CollectionReport collect(URI feed, String user, String password, @Nullable X509Certificate trusted) {
        try {
            return collector.collect(feed, user, password, trusted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the feed was collected", e);
        }
    }

    public List<RegisteredEntry> entries() {
        return registry.entries();
    }

    /** The portal hands everything on to the federal level. */
    public void forward() {
        pvog.receive(registry.entries());
    }

    public String pvogSecret() {
        return pvogSecret;
    }

    public PublicKey destinationKey() {
        return signer.publicKey();
    }

    public List<CollectionReport> runs() {
        return collector.runs();
    }

    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    public void next(Mishap mishap) {
        mishaps.order(mishap);
    }

    public void singleObjectsForLists(boolean on) {
        mishaps.singleForList(on);
    }

    /** Waits until an answer is held back. */
    public void awaitLateAnswer() throws InterruptedException {
        if (!mishaps.awaitHeld(LONGEST_WAIT)) {
            throw new IllegalStateException("No call has reached a late answer within " + LONGEST_WAIT);
        }
    }

    public void releaseLateAnswers() {
        mishaps.release();
    }

    /** Back to the state after the start. */
    public void reset() {
        registry.clear();
        collector.clear();
        pvog.clear();
        delivery.clear();
        mishaps.clear();
        synchronized (requests) {
            requests.clear();
        }
    }

    @Override
    public void close() {
        web.close();
        try {
            Files.deleteIfExists(folder.resolve("portal.pem"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator cannot delete its trust file", e);
        }
    }

    private static String secret() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private Reply authenticated(Request request, BayernPortalV3 export) {
        if (!request.carries(user, password)) {
            throw Refusal.unauthorized();
        }
        return export.answer(request);
    }

    private void note(Request request, int status) {
        if (INTERFACES.stream().noneMatch(request.uri().getPath()::startsWith)) {
            return;
        }
        synchronized (requests) {
            requests.addLast(status + " " + request.method() + " " + request.uri());
            if (requests.size() > LONGEST_LEDGER) {
                requests.removeFirst();
            }
        }
    }
}
