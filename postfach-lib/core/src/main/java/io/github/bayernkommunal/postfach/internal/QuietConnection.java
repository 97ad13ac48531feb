package io.github.bayernkommunal.postfach.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that nobody logs. HttpClient's own one shows every byte at the level DEBUG: the letter, and to whom it goes.
 */
final class QuietConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {

    // More than any of these services needs, and an end to what a hostile one may send before its body.
    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxHeaderCount(200)
            .setMaxLineLength(16 * 1024)
            .setMaxEmptyLineCount(10)
            .build();

    /** Sockets of channels: they can be asked without waiting, and an interrupted thread leaves them at once. */
    static final DetachedSocketFactory SOCKETS = proxy -> SocketChannel.open().socket();

    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Timeout limit = Timeout.ZERO_MILLISECONDS;

    QuietConnection() {
        super(LIMITS);
    }

    @Override
    public void bind(Socket socket) throws IOException {
        refuseWhenClosed(socket);
        super.bind(socket);
        limit = Timeout.ofMilliseconds(socket.getSoTimeout());
    }

    @Override
    public void bind(SSLSocket socket, Socket plain) throws IOException {
        refuseWhenClosed(socket);
        super.bind(socket, plain);
        limit = Timeout.ofMilliseconds(socket.getSoTimeout());
    }

    private void refuseWhenClosed(Socket socket) throws IOException {
        if (closed.get()) {
            socket.close();
            throw new InterruptedIOException("the call was given up before anything was sent");
        }
    }

    @Override
    public @Nullable Socket getSocket() {
        SocketHolder holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    /**
     * Whether the peer has ended it in the meantime. Asked before each use: a letter that is written into an ended connection is
     * uncertain. HttpClient's own way waits a millisecond each time.
     */
    @Override
    public boolean isStale() {
        SocketHolder holder = getSocketHolder();
        if (holder == null) {
            return true;
        }
        SocketChannel channel = holder.getBaseSocket().getChannel();
        try {
            channel.configureBlocking(false);
            try {
                // Nobody asked, so anything that is to be read is an end or the announcement of one.
                return channel.read(ByteBuffer.allocate(1)) != 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException e) {
            return true;
        }
    }

    /** While it waits for its next use, nobody reads. */
    @Override
    public void passivate() {
        setSocketTimeout(Timeout.ZERO_MILLISECONDS);
    }

    @Override
    public void activate() {
        setSocketTimeout(limit);
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            super.close();
        }
    }

    @Override
    public void close(CloseMode mode) {
        if (closed.compareAndSet(false, true)) {
            super.close(mode);
        }
    }
}
