package io.github.bayernkommunal.portalregistry.internal.links;

import io.github.bayernkommunal.portalregistry.LinkCheck.Result;
import io.github.bayernkommunal.portalregistry.LinkCheck.State;
import io.github.bayernkommunal.portalregistry.internal.Tls;
import io.github.bayernkommunal.portalregistry.internal.http.CallRules;
import io.github.bayernkommunal.portalregistry.internal.links.PinnedCall.Head;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Calls one address after the other and follows a few redirects, each only to a public host. */
public final class LinkProbe implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** Some applications answer HEAD wrongly; then GET decides. */
    private static final Set<Integer> NO_HEAD = Set.of(400, 403, 404, 405, 501);

    // URL standard of the WHATWG: a host that ends in a number is an address of version 4. 127.1, 0x7f.1 and 2130706433
    // are one and the
    // same there; with leading zeros some read octal numbers, others decimal ones.
    private static final Pattern NUMBER = Pattern.compile("(?:^|\\.)(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?$");
    private static final Pattern DOTTED_QUAD = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    /** Looks up the addresses of a host. */
    @FunctionalInterface
    public interface Names {

        /** The addresses. */
        List<InetAddress> of(String host) throws UnknownHostException;
    }

    private final Names names;
    private final Predicate<InetAddress> reach;
    private final Duration timeout;
    private final Clock clock;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "portal-registry-links");
        thread.setDaemon(true);
        return thread;
    });
    private final SSLContext tls;

    /** A probe that calls hosts whose addresses are all in reach. */
    public LinkProbe(
            List<X509Certificate> trust, Duration timeout, Clock clock, Names names, Predicate<InetAddress> reach) {
        this.timeout = timeout;
        this.clock = clock;
        this.names = names;
        this.reach = reach;
        this.tls = Tls.context(null, trust);
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
                List<InetAddress> hosts = addresses(at.getHost());
                if (hosts.isEmpty() || !hosts.stream().allMatch(reach)) {
                    return new Result(serviceId, State.NOT_CALLED, 0, way, -1, "the host is not public");
                }
                Head head = call(at, hosts.get(0), "HEAD");
                if (NO_HEAD.contains(head.status())) {
                    head = call(at, hosts.get(0), "GET");
                }
                int status = head.status();
                if (!REDIRECTS.contains(status)) {
                    return judge(serviceId, head, way);
                }
                if (way.size() > MOST_REDIRECTS) {
                    return new Result(serviceId, State.BROKEN, status, way, days(head), "too many redirects");
                }
                if (head.location().isBlank()) {
                    return new Result(
                            serviceId, State.BROKEN, status, way, days(head), "a redirect leads to no address");
                }
                at = at.resolve(head.location());
                if (way.contains(at)) {
                    return new Result(serviceId, State.BROKEN, status, way, days(head), "redirects go in circles");
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

    private Result judge(String serviceId, Head head, List<URI> way) {
        int status = head.status();
        // Services behind a login answer 401 or 403; somebody is there all the same.
        boolean page = (status >= 200 && status < 300) || status == 401 || status == 403;
        State state = !page ? State.BROKEN : way.size() > 1 ? State.REDIRECTED : State.GOOD;
        return new Result(serviceId, state, status, way, days(head), "HTTP " + status);
    }

    private Head call(URI address, InetAddress host, String method) throws IOException, CertificateException {
        PinnedCall call = new PinnedCall(tls, address, host, timeout);
        Future<Head> answer = threads.submit(() -> call.head(method));
        try (call) {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
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
            answer.cancel(true);
        }
    }

    private long days(Head head) {
        return Duration.between(
                        clock.instant(), head.certificate().getNotAfter().toInstant())
                .toDays();
    }

    /** The addresses of a host; none when it is a number in a spelling that others may read as another one. */
    private List<InetAddress> addresses(String host) throws UnknownHostException {
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return NUMBER.matcher(plain).find() && !DOTTED_QUAD.matcher(plain).matches() ? List.of() : names.of(plain);
    }

    /** Whether an address is neither private nor local nor special. */
    public static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] b = address.getAddress();
        if (address instanceof Inet4Address) {
            int first = b[0] & 0xFF;
            int second = b[1] & 0xFF;
            // RFC 6890: this network, shared space of carriers, protocol assignments, documents, benchmarks, reserved
            // and
            // broadcast; RFC 7526: relays of tunnels.
            return !(first == 0
                    || (first == 100 && second >= 64 && second < 128)
                    || (first == 192 && second == 0 && (b[2] == 0 || b[2] == 2))
                    || (first == 192 && second == 88 && b[2] == 99)
                    || (first == 198 && second == 51 && b[2] == 100)
                    || (first == 203 && second == 0 && b[2] == 113)
                    || (first == 198 && (second == 18 || second == 19))
                    || first >= 240);
        }
        // RFC 4291, 2.4: public addresses begin with 001. Among them RFC 3056 carries an address of version 4 inside,
        // and
        // RFC 2928 and 3849 reserve two ranges for protocols and for documents.
        boolean global = (b[0] & 0xE0) == 0x20;
        boolean tunnel = b[0] == 0x20 && b[1] == 0x02;
        boolean reserved =
                b[0] == 0x20 && b[1] == 0x01 && ((b[2] & 0xFE) == 0 || (b[2] == 0x0D && b[3] == (byte) 0xB8));
        return global && !tunnel && !reserved;
    }

    /** Ends the threads. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
