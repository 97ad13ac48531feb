package io.github.bayernkommunal.epay.testkit;

import io.github.bayernkommunal.epay.testkit.internal.Keys;
import io.github.bayernkommunal.epay.testkit.internal.OverviewPage;
import io.github.bayernkommunal.epay.testkit.internal.PaymentPage;
import io.github.bayernkommunal.epay.testkit.internal.Platform;
import io.github.bayernkommunal.epay.testkit.internal.WebServer;
import io.github.bayernkommunal.epay.testkit.internal.Workspace;
import io.github.bayernkommunal.epay.testkit.internal.epay21.EPay21Service;
import io.github.bayernkommunal.epay.testkit.internal.epaybl.Dialect;
import io.github.bayernkommunal.epay.testkit.internal.epaybl.EpayBlBooks;
import io.github.bayernkommunal.epay.testkit.internal.epaybl.EpayBlService;
import io.github.bayernkommunal.epay.testkit.internal.epaybl.Paypage;
import io.github.bayernkommunal.epay.testkit.internal.pmpayment.PmPaymentService;
import io.github.bayernkommunal.epay.testkit.internal.xbezahldienste.Access;
import io.github.bayernkommunal.epay.testkit.internal.xbezahldienste.Rules;
import io.github.bayernkommunal.epay.testkit.internal.xbezahldienste.Tokens;
import io.github.bayernkommunal.epay.testkit.internal.xbezahldienste.XBezahldiensteService;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One run of the simulator: server, memory and files, from start to close. */
final class Simulation implements AutoCloseable {

    private static final String XBEZAHLDIENSTE = "/xbezahldienste/";
    private static final String TOKEN = "/oauth/token";
    private static final String EPAYBL_2 = "/epaybl-2/soap/servlet/rpcrouter";
    private static final String EPAYBL_3 = "/epaybl-3/soap/servlet/rpcrouter";
    private static final String PAYPAGE = "/paypage/login.do";
    private static final String PMPAYMENT = "/payment/";
    private static final String EPAY21 = "/epay21/service/v11/ePay21Service.asmx";
    private static final String CLIENT_ID = "musterstadt-client";
    private static final String BASIC_USER = "musterstadt";

    private final Platform platform;
    private final Workspace workspace = new Workspace();
    private final WebServer server;
    private final Tokens tokens;
    private final XBezahldiensteService xbezahldienste;
    private final EpayBlBooks epaybl;
    private final PmPaymentService pmpayment;
    private final X509Certificate certificate;
    private final Map<String, String> settings;
    private final Map<String, String> ePay21Settings;
    private final String pmPaymentSalt;

    Simulation(EpaySimulator.Builder builder) {
        platform = new Platform(builder.clock);
        KeyStore.PrivateKeyEntry serverKey = builder.serverKey();
        KeyStore.PrivateKeyEntry clientKey = Keys.fresh("musterstadt");
        certificate = (X509Certificate) serverKey.getCertificate();
        server = new WebServer(
                builder.port,
                serverKey,
                (X509Certificate) clientKey.getCertificate(),
                builder.signIn == EpaySimulator.Builder.SignIn.MUTUAL_TLS,
                builder.served);
        // Secrets are made for each run: a copied setting never opens anything else.
        String secret = platform.randomId();
        tokens = new Tokens(platform, CLIENT_ID, secret, builder.tokenLifetime);
        Access access = switch (builder.signIn) {
            case OAUTH -> new Access.OAuth(tokens, builder.postScope);
            case BASIC -> new Access.Basic(BASIC_USER, secret);
            case MUTUAL_TLS -> new Access.MutualTls();
        };
        xbezahldienste = new XBezahldiensteService(
                platform,
                access,
                XBEZAHLDIENSTE,
                this::address,
                builder.tenants,
                new Rules(builder.demandedBookingData, builder.takesRequestor),
                builder.transactionIds);
        epaybl = new EpayBlBooks(platform);
        pmPaymentSalt = platform.randomId();
        pmpayment = new PmPaymentService(platform, pmPaymentSalt, this::address);
        server.serve("/", platform, new OverviewPage(platform))
                .serve(PaymentPage.PATH, platform, new PaymentPage(platform))
                .serve(TOKEN, platform, tokens)
                .serve(XBEZAHLDIENSTE, platform, xbezahldienste)
                .serve(EPAYBL_2, platform, epaybl(Dialect.V2, builder))
                .serve(EPAYBL_3, platform, epaybl(Dialect.V3, builder))
                .serve(PAYPAGE, platform, new Paypage(epaybl))
                .serve(PMPAYMENT, platform, pmpayment)
                .serve(EPAY21, platform, new EPay21Service(platform, secret, this::address));
        settings = settings(builder, serverKey, clientKey, secret);
        ePay21Settings = ePay21Settings(secret);
        server.start();
    }

    Platform platform() {
        return platform;
    }

    Tokens tokens() {
        return tokens;
    }

    X509Certificate certificate() {
        return certificate;
    }

    Map<String, String> settings() {
        return settings;
    }

    URI address() {
        return server.address();
    }

    void reset() {
        platform.reset();
        tokens.reset();
        xbezahldienste.reset();
        epaybl.reset();
        pmpayment.reset();
    }

    PmPaymentService pmpayment() {
        return pmpayment;
    }

    String pmPaymentSalt() {
        return pmPaymentSalt;
    }

    URI epayBlAddress(Dialect dialect) {
        return address().resolve(dialect == Dialect.V2 ? EPAYBL_2 : EPAYBL_3);
    }

    URI paypageAddress() {
        return address().resolve(PAYPAGE);
    }

    @Override
    public void close() {
        platform.releaseLateAnswers();
        server.close();
        workspace.close();
    }

    private EpayBlService epaybl(Dialect dialect, EpaySimulator.Builder builder) {
        return new EpayBlService(
                platform,
                epaybl,
                dialect,
                builder.signIn == EpaySimulator.Builder.SignIn.MUTUAL_TLS,
                builder.withoutOperations);
    }

    Map<String, String> ePay21Settings() {
        return ePay21Settings;
    }

    private Map<String, String> ePay21Settings(String secret) {
        return Map.of(
                "epay.route", EPay21Service.ROUTE,
                "epay.address", address() + EPAY21,
                "epay.mandant", EPay21Service.MANDANT,
                "epay.app", EPay21Service.APP,
                "epay.basic.user", EPay21Service.USER,
                "epay.basic.password", secret,
                "epay.trust.file", settings.getOrDefault("epay.trust.file", ""));
    }

    private Map<String, String> settings(
            EpaySimulator.Builder builder,
            KeyStore.PrivateKeyEntry serverKey,
            KeyStore.PrivateKeyEntry clientKey,
            String secret) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("epay.route", XBezahldiensteService.ROUTE);
        all.put("epay.address", address() + XBEZAHLDIENSTE);
        all.put("epay.originator-id", "musterstadt");
        all.put("epay.end-point-id", "09162000");
        switch (builder.signIn) {
            case OAUTH -> {
                all.put("epay.oauth.token-address", address() + TOKEN);
                all.put("epay.oauth.client-id", CLIENT_ID);
                all.put("epay.oauth.client-secret", secret);
                if (!builder.postScope.isEmpty()) {
                    all.put("epay.oauth.scope", builder.postScope);
                }
            }
            case BASIC -> {
                all.put("epay.basic.user", BASIC_USER);
                all.put("epay.basic.password", secret);
            }
            case MUTUAL_TLS -> {
                all.put(
                        "epay.client-key.file",
                        workspace.key("client.p12", clientKey, secret).toString());
                all.put("epay.client-key.password", secret);
                all.put("epay.client-key.alias", "key");
            }
        }
        all.put(
                "epay.trust.file",
                workspace
                        .certificates("trust.pem", serverKey.getCertificateChain())
                        .toString());
        all.put("epay.redirect-hosts", "127.0.0.1");
        return Collections.unmodifiableMap(all);
    }
}
