package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScanningTest {

    private final CountingRoute route = new CountingRoute();

    @Test
    void letsACleanFilePass() {
        client(attachment -> Optional.empty()).send(Fixtures.aNotice().build());

        assertEquals(1, route.sent.size());
    }

    @Test
    void stopsAFinding() {
        PostfachRejectedException no = assertThrows(
                PostfachRejectedException.class,
                () -> client(attachment -> Optional.of("Eicar-Test-Signature"))
                        .send(Fixtures.aNotice().build()));

        assertEquals("POSTFACH-106", no.code());
        assertTrue(no.is(Rejection.ATTACHMENT_INFECTED));
        assertTrue(no.getMessage().contains("Eicar-Test-Signature"));
        assertTrue(route.sent.isEmpty());
    }

    @Test
    void stopsWhenTheScanCannotBeMade() {
        PostfachUnavailableException later = assertThrows(
                PostfachUnavailableException.class,
                () -> client(attachment -> {
                            throw new IOException("down");
                        })
                        .send(Fixtures.aNotice().build()));

        assertEquals("POSTFACH-328", later.code());
        assertFalse(later.mayHaveTakenEffect());
        assertTrue(route.sent.isEmpty());
    }

    @Test
    void keepsAFindingOutOfTheOutbox() {
        try (Outbox outbox = Outbox.builder(Databases.H2.withSchema(), route)
                .auditKey(new byte[32])
                .scanner(attachment -> Optional.of("x"))
                .build()) {
            assertThrows(
                    PostfachRejectedException.class,
                    () -> outbox.enqueue(Fixtures.aNotice().build()));

            assertTrue(outbox.find("az-2026-0815").isEmpty());
        }
    }

    @Test
    void speaksWithClamd() throws Exception {
        Attachment file = Attachment.pdf("a.pdf", Fixtures.PDF);

        assertEquals(Optional.empty(), askClamd(file, "stream: OK\0"));
        assertEquals(Optional.of("Win.Test.EICAR_HDB-1"), askClamd(file, "stream: Win.Test.EICAR_HDB-1 FOUND\0"));
        assertThrows(IOException.class, () -> askClamd(file, "INSTREAM size limit exceeded. ERROR\0"));
        assertThrows(IOException.class, () -> askClamd(file, ""));
    }

    @Test
    void doesNotWaitForADaemonThatTakesNothing() throws Exception {
        try (ServerSocket daemon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            byte[] large = new byte[30_000_000];
            System.arraycopy(Fixtures.PDF, 0, large, 0, Fixtures.PDF.length);

            assertThrows(
                    IOException.class,
                    () -> AttachmentScanner.clamd(
                                    (InetSocketAddress) daemon.getLocalSocketAddress(), Duration.ofMillis(500))
                            .scan(Attachment.pdf("a.pdf", large)));
        }
    }

    @Test
    void doesNotWaitForADaemonWhoseAnswerDrips() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ServerSocket daemon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket caller = daemon.accept()) {
                    while (!over.await(50, TimeUnit.MILLISECONDS)) {
                        caller.getOutputStream().write('s');
                    }
                } catch (IOException | InterruptedException gone) {
                    // the scanner has gone
                }
            });
            thread.start();

            assertThrows(
                    IOException.class,
                    () -> AttachmentScanner.clamd(
                                    (InetSocketAddress) daemon.getLocalSocketAddress(), Duration.ofMillis(500))
                            .scan(Attachment.pdf("a.pdf", Fixtures.PDF)));
            over.countDown();
            thread.join();
        }
    }

    private static Optional<String> askClamd(Attachment file, String answer) throws Exception {
        try (ServerSocket daemon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            byte[][] received = new byte[1][];
            Thread thread = new Thread(() -> {
                try (Socket caller = daemon.accept()) {
                    DataInputStream in = new DataInputStream(caller.getInputStream());
                    assertEquals("zINSTREAM\0", new String(in.readNBytes(10), StandardCharsets.US_ASCII));
                    received[0] = in.readNBytes(in.readInt());
                    assertEquals(0, in.readInt());
                    caller.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            try {
                return AttachmentScanner.clamd(
                                (InetSocketAddress) daemon.getLocalSocketAddress(), Duration.ofSeconds(20))
                        .scan(file);
            } finally {
                thread.join();
                assertEquals(Fixtures.PDF.length, received[0].length);
            }
        }
    }

    private PostfachClient client(AttachmentScanner scanner) {
        return PostfachClient.builder().route(route).scanner(scanner).build();
    }
}
