package io.github.bayernkommunal.samples.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * The smallest HTTPS server that the clients can be measured against: one thread for each connection, nothing checked, the
 * connection kept. It runs in the parent process, so that its work and garbage are nobody's.
 */
final class LoopbackServer implements AutoCloseable {

    /** Bodies that are larger are read and forgotten. */
    private static final int KEPT = 1024 * 1024;

    /** What is answered. */
    interface Desk {

        /** The body of the answer, with status 200; a large {@code body} comes empty. */
        byte[] answer(String target, byte[] body);

        /** Content type of the answer. */
        String type(String target);
    }

    private final SSLServerSocket listener;
    private final Desk desk;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "bench-server");
        thread.setDaemon(true);
        return thread;
    });

    private LoopbackServer(SSLServerSocket listener, Desk desk) {
        this.listener = listener;
        this.desk = desk;
    }

    static LoopbackServer start(KeyStore.PrivateKeyEntry key, Desk desk) throws IOException {
        LoopbackServer server;
        try {
            SSLServerSocket listener = (SSLServerSocket)
                    context(key).getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            server = new LoopbackServer(listener, desk);
        } catch (GeneralSecurityException e) {
            throw new IOException("The key of the server cannot be used", e);
        }
        server.threads.execute(server::listen);
        return server;
    }

    private static SSLContext context(KeyStore.PrivateKeyEntry key) throws GeneralSecurityException, IOException {
        char[] none = new char[0];
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, none);
        store.setKeyEntry("server", key.getPrivateKey(), none, key.getCertificateChain());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, none);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    String address() {
        return "https://127.0.0.1:" + listener.getLocalPort();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connection.setTcpNoDelay(true);
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection;
                InputStream in = new BufferedInputStream(connection.getInputStream(), 16_384);
                OutputStream out = new BufferedOutputStream(connection.getOutputStream(), 16_384)) {
            String first = line(in);
            while (!first.isEmpty()) {
                String target = first.split(" ", 3)[1];
                byte[] answer = desk.answer(target, body(in, out));
                String head = "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(desk.type(target), answer.length);
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(answer);
                out.flush();
                first = line(in);
            }
        } catch (IOException gone) {
            // The client ended, as it does after its last window.
        }
    }

    private static byte[] body(InputStream in, OutputStream out) throws IOException {
        int length = 0;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            String value = header.substring(colon + 1).strip();
            if (header.regionMatches(true, 0, "Content-Length", 0, colon)) {
                length = Integer.parseInt(value);
            } else if (header.regionMatches(true, 0, "Transfer-Encoding", 0, colon)) {
                chunked = true;
            } else if (header.regionMatches(true, 0, "Expect", 0, colon)) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        }
        if (length > KEPT) {
            in.skipNBytes(length);
            return new byte[0];
        }
        return chunked ? chunks(in) : in.readNBytes(length);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size = Integer.parseInt(line(in), 16);
        while (size > 0) {
            body.write(in.readNBytes(size));
            line(in);
            size = Integer.parseInt(line(in), 16);
        }
        line(in);
        return body.toByteArray();
    }

    /** One line without its end; empty at the end of the stream as well. */
    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder(80);
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
