package io.github.bayernkommunal.samples.benchmarks.soap;

import io.github.bayernkommunal.postfach.BspSoap;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.PostfachClient;
import io.github.bayernkommunal.postfach.Sender;
import io.github.bayernkommunal.postfach.TrustLevel;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** Our library sends a letter: validation, journal in memory, document, call and judgement of the receipt. */
public final class OurLetter implements Callable<Object>, Closeable {

    private final AtomicLong count = new AtomicLong();
    private final PostfachClient client;

    /** Makes the client. */
    public OurLetter(Path fixture, String variant) throws IOException {
        Connection connection = Connection.of(fixture, "/mailbox");
        client = PostfachClient.builder()
                .route(BspSoap.builder()
                        .address(connection.address())
                        .trust(List.of(connection.certificate()))
                        .build())
                .build();
    }

    @Override
    public Object call() {
        Message message = Message.to(PostboxHandle.of(Letters.HANDLE))
                .from(Sender.of("Stadt Musterstadt", "Straßenverkehrsamt"))
                .subject("Ihr Bescheid zur Bewohnerparkkarte")
                .text(Letters.TEXT)
                .readableFrom(TrustLevel.SUBSTANTIAL)
                .reference("az-" + count.incrementAndGet())
                .build();
        return client.send(message);
    }

    @Override
    public void close() {
        client.close();
    }
}
