package io.github.bayernkommunal.portalregistry.internal.feed;

import io.github.bayernkommunal.portalregistry.ServiceFeed;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers requests for the published state. */
public final class FeedServer {

    private final FeedStore store;
    private final byte @Nullable [] credentials;
    private final Set<X509Certificate> collectors;
    private final Clock clock;

    /**
     * A server that shows the store to whoever knows the credentials or holds the key of a certificate.
     *
     * @param credentials {@code user:password} in UTF-8; null if nobody collects with a password
     * @param collectors certificates of those who collect with one
     */
    public FeedServer(
            FeedStore store, byte @Nullable [] credentials, Collection<X509Certificate> collectors, Clock clock) {
        this.store = store;
        this.credentials = credentials == null ? null : FeedFile.sha256(credentials);
        this.collectors = Set.copyOf(collectors);
        this.clock = clock;
    }

    /** The answer to a GET request. */
    public ServiceFeed.Answer answer(
            String path,
            @Nullable String ifNoneMatch,
            @Nullable String authorization,
            @Nullable X509Certificate client) {
        if (!isCollector(client) && !isAuthorized(authorization)) {
            // RFC 9110, 15.5.2: 401 must name a way to log in, and where there is no password there is none.
            return credentials == null
                    ? new ServiceFeed.Answer(403, Map.of(), new byte[0])
                    : new ServiceFeed.Answer(
                            401,
                            Map.of("WWW-Authenticate", "Basic realm=\"portal-feed\", charset=\"UTF-8\""),
                            new byte[0]);
        }
        String name = path.startsWith("/") ? path.substring(1) : path;
        // Only names that we make ourselves are looked for: no path of the outside ever reaches the file system.
        boolean ours = name.equals(FeedFiles.INDEX) || name.matches("[0-9]{12}\\.(xml|json)");
        Optional<FeedFile> file = ours ? store.file(name) : Optional.empty();
        if (file.isEmpty()) {
            return new ServiceFeed.Answer(404, Map.of("Cache-Control", "no-store"), new byte[0]);
        }
        String etag = file.get().etag();
        if (matches(ifNoneMatch, etag)) {
            return new ServiceFeed.Answer(304, Map.of("ETag", etag, "Cache-Control", "no-cache"), new byte[0]);
        }
        return new ServiceFeed.Answer(
                200,
                Map.of(
                        "Content-Type",
                        type(name),
                        "ETag",
                        etag,
                        "Cache-Control",
                        "no-cache",
                        "X-Content-Type-Options",
                        "nosniff"),
                file.get().content());
    }

    /** Exactly a certificate that was named, and only while it is valid; that its key is held, the TLS handshake has proven. */
    private boolean isCollector(@Nullable X509Certificate client) {
        if (client == null || !collectors.contains(client)) {
            return false;
        }
        try {
            client.checkValidity(Date.from(clock.instant()));
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private boolean isAuthorized(@Nullable String authorization) {
        byte[] expected = credentials;
        if (expected == null || authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return false;
        }
        try {
            byte[] pair = Base64.getDecoder().decode(authorization.substring(6).strip());
            // Comparing hashes takes the same time however much of the password is right.
            return MessageDigest.isEqual(FeedFile.sha256(pair), expected);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** RFC 9110, 13.1.2: a list of tags, compared weakly, or an asterisk. */
    private static boolean matches(@Nullable String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }

    private static String type(String name) {
        return name.endsWith(".xml")
                ? "application/xml"
                : name.endsWith(".json") ? "application/json" : "text/plain;charset=UTF-8";
    }
}
