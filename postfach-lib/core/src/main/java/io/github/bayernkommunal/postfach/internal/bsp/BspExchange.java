package io.github.bayernkommunal.postfach.internal.bsp;

import io.github.bayernkommunal.postfach.BspSoap;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.PostfachRoute;
import io.github.bayernkommunal.postfach.internal.HttpsCalls;
import java.util.function.Supplier;

/** Everything behind the route {@code bsp-soap}: write the message, call the service, judge its answer. */
public final class BspExchange implements AutoCloseable {

    private final BspOptions options;
    private final HttpsCalls https;
    private final AnswerJudge judge;
    // Both are costly to make and not needed to find out that a setting is wrong.
    private final Once<CxfPort> port;
    private final Once<MessageDocument> document;

    /** A road that is opened with its first use. */
    public BspExchange(BspOptions options) {
        this.options = options;
        this.judge = new AnswerJudge(options.clock());
        this.https = new HttpsCalls(
                "postfach-bsp", options.address().getHost(), options.clientKey(), options.trust(), options.timeout());
        this.port = new Once<>(() -> new CxfPort(options.address(), https));
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
        BspSoap.OkKomm okKomm = options.okKomm();
        if (okKomm == null) {
            return judge.judge(https.within(() -> port.get().sendNative(text)), Operation.NATIVE);
        }
        byte[] envelope = OkKommEnvelope.around(text, okKomm, options.clock().instant());
        return judge.judge(https.within(() -> port.get().sendEnvelope(envelope)), Operation.OK_KOMM);
    }

    /** Makes what the first message would otherwise wait for. */
    public void warmUp() {
        document.get();
        port.get();
    }

    @Override
    public void close() {
        https.close();
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
