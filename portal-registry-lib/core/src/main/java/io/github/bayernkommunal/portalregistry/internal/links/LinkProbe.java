package io.github.bayernkommunal.portalregistry.internal.links;

import io.github.bayernkommunal.portalregistry.LinkCheck.Result;
import io.github.bayernkommunal.portalregistry.LinkCheck.State;
import io.github.bayernkommunal.portalregistry.internal.Tls;
import io.github.bayernkommunal.portalregistry.internal.http.CallRules;
import io.github.bayernkommunal.portalregistry.internal.http.LimitedBody;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Calls one address after the other and follows a few redirects, each only to a public host. */
public final class LinkProbe implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** Some applications answer HEAD wrongly; then GET decides. */
    private static final Set<Integer> NO_HEAD = Set.of(400, 403, 404, 405, 501);

    /** Looks up the addresses of a host. */
    @FunctionalInterface
    public interface Names {

        /** The addresses. */
        List<InetAddress> of(String host) throws UnknownHostException;
    }

    private final Names names;
    private final Duration timeout;
    private final Clock clock;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "portal-registry-links");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client;

    /** A probe. */
    public LinkProbe(List<X509Certificate> trust, Duration timeout, Clock clock, Names names) {
        this.timeout = timeout;
        this.clock = clock;
        this.names = names;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .sslContext(Tls.context(null, trust))
                .sslParameters(Tls.parameters())
                .executor(threads)
                .build();
    }

    /** What an address leads to. */
    public Result check(String serviceId, URI address) {
        List<URI> way = new ArrayList<>();
        URI at = address;
        while (true) {
            way.add(at);
            if (!"https".equalsIgnoreCase(at.getScheme()) || at.getHost() == null) {
                return new Result(serviceId, State.NOT_CALLED, 0, way, -1, "not an https address");
            }
            try {
                if (!isPublic(names, at.getHost())) {
                    return new Result(serviceId, State.NOT_CALLED, 0, way, -1, "the host is not public");
                }
                HttpResponse<?> response = call(at, "HEAD");
                if (NO_HEAD.contains(response.statusCode())) {
                    response = call(at, "GET");
                }
                int status = response.statusCode();
                if (!REDIRECTS.contains(status)) {
                    return judge(serviceId, response, way);
                }
                if (way.size() > MOST_REDIRECTS) {
                    return new Result(serviceId, State.BROKEN, status, way, days(response), "too many redirects");
                }
                String location = response.headers().firstValue("Location").orElse("");
                if (location.isBlank()) {
                    return new Result(
                            serviceId, State.BROKEN, status, way, days(response), "a redirect leads to no address");
                }
                at = at.resolve(location);
                if (way.contains(at)) {
                    return new Result(serviceId, State.BROKEN, status, way, days(response), "redirects go in circles");
                }
            } catch (UnknownHostException e) {
                return new Result(serviceId, State.UNREACHABLE, 0, way, -1, "the host has no address");
            } catch (IllegalArgumentException e) {
                return new Result(serviceId, State.BROKEN, 0, way, -1, "a redirect leads to no address");
            } catch (CertificateException | SSLPeerUnverifiedException e) {
                return new Result(serviceId, State.UNTRUSTED, 0, way, -1, "the certificate is not trusted");
            } catch (IOException e) {
                return new Result(serviceId, State.UNREACHABLE, 0, way, -1, "no answer in time");
            }
        }
    }

    private Result judge(String serviceId, HttpResponse<?> response, List<URI> way) throws SSLPeerUnverifiedException {
        int status = response.statusCode();
        // Services behind a login answer 401 or 403; somebody is there all the same.
        boolean page = (status >= 200 && status < 300) || status == 401 || status == 403;
        State state = !page ? State.BROKEN : way.size() > 1 ? State.REDIRECTED : State.GOOD;
        return new Result(serviceId, state, status, way, days(response), "HTTP " + status);
    }

    private HttpResponse<?> call(URI address, String method) throws IOException, CertificateException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("User-Agent", "portal-registry-lib link check")
                .build();
        // The head tells everything: a page may be as long and as slow as it likes.
        CompletableFuture<HttpResponse<LimitedBody.Body>> call = client.sendAsync(request, head -> new LimitedBody(0));
        try {
            return call.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("late", e);
        } catch (InterruptedException e) {
            // Not the link's fault: whoever reads the result must not take it for one that is broken.
            throw CallRules.interrupted("link check", e);
        } catch (ExecutionException e) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (t instanceof CertificateException untrusted) {
                    throw untrusted;
                }
            }
            throw new IOException("failed", e);
        } finally {
            call.cancel(true);
        }
    }

    private long days(HttpResponse<?> response) throws SSLPeerUnverifiedException {
        var session = response.sslSession();
        if (session.isPresent() && session.get().getPeerCertificates()[0] instanceof X509Certificate certificate) {
            return Duration.between(clock.instant(), certificate.getNotAfter().toInstant())
                    .toDays();
        }
        return -1;
    }

    /** Whether none of the host's addresses is private, local or special. */
    public static boolean isPublic(Names names, String host) throws UnknownHostException {
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        List<InetAddress> addresses = names.of(plain);
        return !addresses.isEmpty() && addresses.stream().noneMatch(LinkProbe::isSpecial);
    }

    private static boolean isSpecial(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] b = address.getAddress();
        if (address instanceof Inet4Address) {
            int first = b[0] & 0xFF;
            int second = b[1] & 0xFF;
            // RFC 6890: this network, shared space of carriers, protocol assignments, documents, benchmarks, reserved
            // and
            // broadcast; RFC 7526: relays of tunnels.
            return first == 0
                    || (first == 100 && second >= 64 && second < 128)
                    || (first == 192 && second == 0 && (b[2] == 0 || b[2] == 2))
                    || (first == 192 && second == 88 && b[2] == 99)
                    || (first == 198 && second == 51 && b[2] == 100)
                    || (first == 203 && second == 0 && b[2] == 113)
                    || (first == 198 && (second == 18 || second == 19))
                    || first >= 240;
        }
        // RFC 4291, 2.4: public addresses begin with 001. Among them RFC 3056 carries an address of version 4 inside,
        // and
        // RFC 2928 and 3849 reserve two ranges for protocols and for documents.
        boolean global = (b[0] & 0xE0) == 0x20;
        boolean tunnel = b[0] == 0x20 && b[1] == 0x02;
        boolean reserved =
                b[0] == 0x20 && b[1] == 0x01 && ((b[2] & 0xFE) == 0 || (b[2] == 0x0D && b[3] == (byte) 0xB8));
        return !global || tunnel || reserved;
    }

    /** Ends the threads. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
