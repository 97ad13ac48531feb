package io.github.bayernkommunal.postfach.internal;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.AttachmentScanner;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Streams a file to a ClamAV daemon. */
public final class ClamdScanner implements AttachmentScanner {

    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_ANSWER = 1024;

    private final InetSocketAddress address;
    private final int timeoutMillis;

    /** Asks the daemon at {@code address}. */
    public ClamdScanner(InetSocketAddress address, Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("The timeout of a scan is more than zero; got " + timeout);
        }
        this.address = address;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    @Override
    public Optional<String> scan(Attachment attachment) throws IOException {
        try (Socket socket = new Socket();
                InputStream file = attachment.open()) {
            CountDownLatch done = new CountDownLatch(1);
            Thread limit = new Thread(() -> closeAtTheEnd(socket, done), "postfach-clamd-limit");
            limit.setDaemon(true);
            limit.start();
            try {
                socket.connect(address, timeoutMillis);
                return scan(socket, file);
            } finally {
                done.countDown();
            }
        }
    }

    /** A read timeout would not end a daemon that takes no bytes, or whose answer drips. */
    private void closeAtTheEnd(Socket socket, CountDownLatch done) {
        try {
            if (!done.await(timeoutMillis, TimeUnit.MILLISECONDS)) {
                socket.close();
            }
        } catch (IOException | InterruptedException e) {
            // Whoever waits for it is told by the next byte that does not come.
        }
    }

    private static Optional<String> scan(Socket socket, InputStream file) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), CHUNK + 4));
        out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
        byte[] chunk = new byte[CHUNK];
        for (int length = file.read(chunk); length > 0; length = file.read(chunk)) {
            out.writeInt(length);
            out.write(chunk, 0, length);
        }
        out.writeInt(0);
        out.flush();
        String answer = new String(socket.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.US_ASCII)
                .replace("\0", "")
                .strip();
        if (answer.equals("stream: OK")) {
            return Optional.empty();
        }
        if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) {
            return Optional.of(answer.substring(8, answer.length() - 6));
        }
        throw new IOException("clamd answered '" + Redact.line(answer) + "'");
    }
}
