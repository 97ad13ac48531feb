package io.github.bayernkommunal.portalregistry.internal.links;

import io.github.bayernkommunal.portalregistry.internal.http.StrictSockets;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One call to the very address that was found fit to be called: nobody can answer the question for the host's address in another way
 * between the check and the call. Where a proxy is configured, it is called, and looks up the host by itself.
 */
final class PinnedCall implements AutoCloseable {

    /** What the head of an answer tells. */
    record Head(int status, String location, X509Certificate certificate) {}

    private final SSLContext tls;
    private final InetAddress host;
    private final URI address;
    private final int millis;
    private volatile @Nullable Socket socket;

    PinnedCall(SSLContext tls, URI address, InetAddress host, Duration timeout) {
        this.tls = tls;
        this.address = address;
        this.host = host;
        this.millis = Math.toIntExact(Math.min(timeout.toMillis(), Integer.MAX_VALUE));
    }

    /** Reads the head. A page may be as long and as slow as it likes. */
    Head head(String method) throws IOException {
        Proxy proxy = proxy(address);
        HttpsURLConnection call = (HttpsURLConnection) address.toURL().openConnection(proxy);
        try {
            PinnedSockets sockets = new PinnedSockets(proxy);
            call.setSSLSocketFactory(sockets);
            call.setConnectTimeout(millis);
            call.setReadTimeout(millis);
            call.setInstanceFollowRedirects(false);
            call.setAuthenticator(new Authenticator() {}); // nobody's passwords
            call.setRequestMethod(method);
            call.setRequestProperty("User-Agent", "portal-registry-lib link check");
            call.setRequestProperty("Accept", "*/*");
            call.setRequestProperty("Connection", "close");
            int status = call.getResponseCode();
            String location = call.getHeaderField("Location");
            return new Head(status, location == null ? "" : location, sockets.certificate());
        } finally {
            call.disconnect();
        }
    }

    private static Proxy proxy(URI address) {
        ProxySelector selector = ProxySelector.getDefault();
        return selector == null
                ? Proxy.NO_PROXY
                : selector.select(address).stream()
                        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                        .findFirst()
                        .orElse(Proxy.NO_PROXY);
    }

    /** Gives the call up. */
    @Override
    public void close() {
        Socket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nobody waits for it any more.
            }
        }
    }

    private final class PinnedSockets extends StrictSockets {

        private final boolean direct;
        private @Nullable X509Certificate certificate;

        PinnedSockets(Proxy proxy) {
            super(tls, millis);
            this.direct = proxy.equals(Proxy.NO_PROXY);
        }

        @Override
        public Socket createSocket() {
            Socket made = direct ? new Pinned(host) : new Socket(Proxy.NO_PROXY);
            socket = made;
            return made;
        }

        @Override
        public Socket createSocket(Socket plain, String name, int port, boolean autoClose) throws IOException {
            SSLSocket secure = (SSLSocket) super.createSocket(plain, name, port, autoClose);
            certificate = (X509Certificate) secure.getSession().getPeerCertificates()[0];
            return secure;
        }

        X509Certificate certificate() throws IOException {
            if (certificate == null) {
                throw new IOException("answered without TLS");
            }
            return certificate;
        }
    }

    /** Connects to one address, whatever the name resolves to by now. */
    private static final class Pinned extends Socket {

        private final InetAddress host;

        Pinned(InetAddress host) {
            super(Proxy.NO_PROXY);
            this.host = host;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            super.connect(new InetSocketAddress(host, ((InetSocketAddress) endpoint).getPort()), timeout);
        }
    }
}
