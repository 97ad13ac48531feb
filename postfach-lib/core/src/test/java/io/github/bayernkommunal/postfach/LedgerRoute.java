package io.github.bayernkommunal.postfach;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A route whose service is another process: it sends the message id and waits for "ok". */
final class LedgerRoute implements PostfachRoute {

    private final int port;

    LedgerRoute(int port) {
        this.port = port;
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public Limits limits() {
        return Limits.bsp();
    }

    @Override
    public Letter prepare(Message message) {
        return new Letter(message.messageId(), message.recipient(), message.text(), List.of());
    }

    @Override
    public Receipt deliver(Letter letter) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.getOutputStream().write((letter.messageId() + "\n").getBytes(StandardCharsets.US_ASCII));
            if ("ok".equals(answer.readLine())) {
                return new Receipt(DeliveryState.PROVIDED, null, "ok");
            }
            throw new IOException("no answer");
        } catch (IOException e) {
            throw new PostfachUnavailableException("POSTFACH-308", "lost", true, null, e);
        }
    }
}
