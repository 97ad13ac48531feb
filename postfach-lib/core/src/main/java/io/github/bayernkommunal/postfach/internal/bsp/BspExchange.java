package io.github.bayernkommunal.postfach.internal.bsp;

import io.github.bayernkommunal.postfach.BspSoap;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.PostfachRoute;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.internal.CallPool;
import io.github.bayernkommunal.postfach.internal.Code;
import io.github.bayernkommunal.postfach.internal.TransportFailure;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Everything behind the route {@code bsp-soap}: write the message, call the service, judge its answer. */
public final class BspExchange implements AutoCloseable {

    // More waiting calls than this mean that the service is in trouble; more threads would only spread it.
    private static final int MOST_CALLS = 64;

    private final BspOptions options;
    private final CallPool calls = new CallPool("postfach-bsp", MOST_CALLS);
    private final AnswerJudge judge;
    private final TransportFailure failure;
    // Both are costly to make and not needed to find out that a setting is wrong.
    private final Once<CxfPort> port;
    private final Once<MessageDocument> document;

    /** A road that is opened with its first use. */
    public BspExchange(BspOptions options) {
        this.options = options;
        this.judge = new AnswerJudge(options.clock());
        this.failure = new TransportFailure(options.address().getHost(), options.timeout(), options.clientKey());
        this.port = new Once<>(() -> new CxfPort(options));
        this.document = new Once<>(() -> new MessageDocument(options.lineBreaks(), options.ereignis()));
    }

    /** The exact text that goes to the service. */
    public String prepare(Message message) {
        return document.get().write(message);
    }

    /** Sends a document once. */
    public PostfachRoute.Receipt deliver(PostfachRoute.Letter letter) {
        MessageDocument.requireAddressedTo(letter.recipient(), letter.document());
        String text = letter.document();
        try {
            BspSoap.OkKomm okKomm = options.okKomm();
            if (okKomm == null) {
                HttpAnswer answer = calls.run(() -> port.get().sendNative(text), options.timeout());
                return judge.judge(answer, Operation.NATIVE);
            }
            byte[] envelope =
                    OkKommEnvelope.around(text, okKomm, options.clock().instant());
            HttpAnswer answer = calls.run(() -> port.get().sendEnvelope(envelope), options.timeout());
            return judge.judge(answer, Operation.OK_KOMM);
        } catch (RejectedExecutionException e) {
            throw new PostfachUnavailableException(
                    Code.TOO_MANY_CALLS.toString(),
                    "%d calls are under way already, or the client is closed. Nothing was sent; send again later."
                            .formatted(MOST_CALLS),
                    false,
                    null,
                    e);
        } catch (TimeoutException e) {
            throw failure.noAnswer(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostfachUnavailableException(
                    Code.INTERRUPTED.toString(),
                    "The thread was interrupted while it waited for the answer. Whether the message arrived is unknown. Find out, then call markDelivered or permitRepeat.",
                    true,
                    null,
                    e);
        } catch (ExecutionException e) {
            throw failure.of(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Makes what the first message would otherwise wait for. */
    public void warmUp() {
        document.get();
        port.get();
    }

    @Override
    public void close() {
        calls.close();
        port.ifMade(CxfPort::close);
    }

    /** A value made at first use and kept. */
    private static final class Once<T> {

        private final Supplier<T> maker;
        private volatile @org.jspecify.annotations.Nullable T value;

        Once(Supplier<T> maker) {
            this.maker = maker;
        }

        T get() {
            T made = value;
            if (made == null) {
                synchronized (this) {
                    made = value;
                    if (made == null) {
                        made = maker.get();
                        value = made;
                    }
                }
            }
            return made;
        }

        void ifMade(java.util.function.Consumer<T> use) {
            T made = value;
            if (made != null) {
                use.accept(made);
            }
        }
    }
}
