package io.github.bayernkommunal.portalregistry.testkit.internal;

import io.github.bayernkommunal.portalregistry.testkit.CollectionReport;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Answer;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Fields;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Refusal;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Request;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /control/collect}: starts a collection from another process.
 *
 * <p>Form fields: {@code feed}, {@code user}, {@code password}, optionally {@code trust} (PEM). The caller shows the portal's
 * own credentials, so that a web page cannot start it behind someone's back. The answer is the report as JSON.
 */
final class CollectControl {

    private final PortalServer portal;
    private final String user;
    private final String password;

    CollectControl(PortalServer portal, String user, String password) {
        this.portal = portal;
        this.user = user;
        this.password = password;
    }

    Answer answer(Request request) {
        if (!request.method().equals("POST")) {
            throw Refusal.of(405, "Nur POST ist erlaubt.");
        }
        if (!request.carries(user, password)) {
            throw Refusal.unauthorized();
        }
        return Answer.json(shape(portal.collect(
                feed(request),
                request.field("user").orElse(""),
                request.field("password").orElse(""),
                certificate(request))));
    }

    private static URI feed(Request request) {
        String address = request.field("feed").orElse("");
        try {
            URI feed = URI.create(address);
            if (feed.getHost() != null && "https".equals(feed.getScheme())) {
                return feed;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Falls through to the refusal, which names the value.
        }
        throw Refusal.invalid("feed", address, "eine vollständige https-Adresse");
    }

    private static @Nullable X509Certificate certificate(Request request) {
        return request.field("trust")
                .map(pem -> {
                    try {
                        return (X509Certificate) CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
                    } catch (CertificateException e) {
                        throw Refusal.invalid("trust", "(Zertifikat)", "ein Zertifikat als PEM");
                    }
                })
                .orElse(null);
    }

    private static Fields shape(CollectionReport report) {
        Fields files = new Fields();
        report.files().forEach((name, state) -> files.put(name, state.name()));
        return new Fields()
                .put("run", report.run())
                .put("at", report.at().toString())
                .put("feed", report.feed().toString())
                .put("outcome", report.outcome().name())
                .put("files", files)
                .put("added", report.added())
                .put("changed", report.changed())
                .put("removed", report.removed())
                .put(
                        "findings",
                        report.findings().stream()
                                .map(finding -> new Fields()
                                        .put("file", finding.file())
                                        .put("object", finding.object())
                                        .put("rule", finding.rule())
                                        .put("text", finding.text())
                                        .map())
                                .toList());
    }
}
