package io.github.bayernkommunal.epay.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body and stops reading as soon as it is too large or its time is over. It is given away with the headers, so that
 * the caller waits for it, with a limit of its own and without a thread of the JDK that would outlive the application.
 */
final class LimitedBody implements HttpResponse.BodySubscriber<LimitedBody> {

    /** The body is longer than allowed. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final int limit;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription subscription;

    LimitedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<LimitedBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    /** The whole body; whoever sends too much or too slowly loses the connection. */
    byte[] within(Duration time) throws IOException, InterruptedException, TimeoutException {
        try {
            return body.get(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            stop();
            throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            stop();
            throw e;
        }
    }

    private void stop() {
        Flow.Subscription given = subscription;
        if (given != null) {
            given.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            if (collected.size() + part.remaining() > limit) {
                body.completeExceptionally(new TooLarge());
                return;
            }
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            collected.writeBytes(bytes);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(collected.toByteArray());
    }
}
