package io.github.bayernkommunal.postfach.internal;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Sockets with our protocol versions, cipher suites and host name check, which complete their handshake before they are
 * handed out. A failure up to there is a {@link NotConnectedException}: afterwards nobody can be sure what has left.
 */
final class StrictTls implements TlsSocketStrategy {

    private final SSLSocketFactory sockets;
    private final int handshakeMillis;

    StrictTls(SSLContext context, int handshakeMillis) {
        this.sockets = context.getSocketFactory();
        this.handshakeMillis = handshakeMillis;
    }

    @Override
    public SSLSocket upgrade(
            Socket plain, String host, int port, @Nullable Object attachment, @Nullable HttpContext context)
            throws IOException {
        try {
            SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, true);
            socket.setSSLParameters(Tls.parameters());
            int limit = socket.getSoTimeout();
            socket.setSoTimeout(handshakeMillis);
            socket.startHandshake();
            socket.setSoTimeout(limit);
            return socket;
        } catch (IOException e) {
            plain.close();
            throw new NotConnectedException(e);
        }
    }
}
