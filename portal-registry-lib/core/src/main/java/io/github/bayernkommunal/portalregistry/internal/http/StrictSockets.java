package io.github.bayernkommunal.portalregistry.internal.http;

import io.github.bayernkommunal.portalregistry.internal.Tls;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets with our protocol versions, cipher suites and host name check, which complete their handshake before they are
 * handed out: a peer that is not trusted is never sent a password.
 */
public class StrictSockets extends SSLSocketFactory {

    private final SSLSocketFactory factory;
    private final int handshakeMillis;

    /** Sockets with this context; the handshake is over within the limit. */
    public StrictSockets(SSLContext context, int handshakeMillis) {
        this.factory = context.getSocketFactory();
        this.handshakeMillis = handshakeMillis;
    }

    /** Not offered: without it, HttpsURLConnection connects plainly within its time limit and then layers TLS on top. */
    @Override
    public Socket createSocket() throws IOException {
        return super.createSocket();
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        try {
            SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, autoClose);
            socket.setSSLParameters(Tls.parameters());
            int limit = socket.getSoTimeout();
            socket.setSoTimeout(handshakeMillis);
            socket.startHandshake();
            socket.setSoTimeout(limit);
            checkValidity(socket);
            refuseWhenGivenUp();
            return socket;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** Whoever waited for this call has been told that it is over; a change that leaves now would surprise them. */
    public static void refuseWhenGivenUp() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("the call was given up before anything was sent");
        }
    }

    // The JDK takes a certificate that is itself a trust anchor even after its end.
    private static void checkValidity(SSLSocket socket) throws IOException {
        try {
            ((X509Certificate) socket.getSession().getPeerCertificates()[0]).checkValidity();
        } catch (CertificateException e) {
            throw new SSLException("the server's certificate is not valid now: " + e.getMessage(), e);
        }
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return Tls.parameters().getCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return Tls.parameters().getCipherSuites();
    }

    // HttpsURLConnection asks for these as a last resort when layering failed, and then reports the first failure.

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw neverConnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw neverConnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw neverConnected();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw neverConnected();
    }

    private static IOException neverConnected() {
        return new IOException("connecting has a time limit of its own and is done before");
    }
}
