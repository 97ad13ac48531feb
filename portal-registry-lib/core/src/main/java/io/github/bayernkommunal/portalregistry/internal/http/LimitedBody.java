package io.github.bayernkommunal.portalregistry.internal.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects the body of an answer and stops reading when it grows too large. */
public final class LimitedBody implements BodySubscriber<LimitedBody.Body> {

    /** What was collected; cut off when the limit was reached. */
    public static final class Body {

        private final byte[] bytes;
        private final boolean cutOff;

        Body(byte[] bytes, boolean cutOff) {
            this.bytes = bytes;
            this.cutOff = cutOff;
        }

        /** The bytes themselves, not a copy: they can be many and are only read. */
        byte[] bytes() {
            return bytes;
        }

        boolean cutOff() {
            return cutOff;
        }
    }

    private final int limit;
    private final CompletableFuture<Body> result = new CompletableFuture<>();
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    /** Collects at most so many bytes. */
    public LimitedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<Body> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        Flow.Subscription from = subscription;
        if (from == null || result.isDone()) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            int room = limit - collected.size();
            byte[] part = new byte[Math.min(room, buffer.remaining())];
            boolean tooMuch = buffer.remaining() > room;
            buffer.get(part);
            collected.writeBytes(part);
            if (tooMuch) {
                result.complete(new Body(collected.toByteArray(), true));
                from.cancel();
                return;
            }
        }
        from.request(1);
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        result.complete(new Body(collected.toByteArray(), false));
    }
}
