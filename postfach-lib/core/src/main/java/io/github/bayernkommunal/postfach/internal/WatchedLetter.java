package io.github.bayernkommunal.postfach.internal;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.Exchange;
import io.github.bayernkommunal.postfach.PostfachRoute;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how far a letter is, by watching its attachments being read; routes know nothing of it. */
public final class WatchedLetter {

    private static final Logger log = LoggerFactory.getLogger(WatchedLetter.class);
    private static final long STEP = 1024 * 1024;

    private final String messageId;
    private final Consumer<Exchange.Progress> listener;
    private final long total;
    private long sent;
    private long told;

    private WatchedLetter(PostfachRoute.Letter letter, Consumer<Exchange.Progress> listener) {
        this.messageId = letter.messageId();
        this.listener = listener;
        this.total = letter.attachments().stream().mapToLong(Attachment::size).sum();
    }

    /** The same letter, watched by {@code listener}. */
    public static PostfachRoute.Letter watch(PostfachRoute.Letter letter, Consumer<Exchange.Progress> listener) {
        WatchedLetter watch = new WatchedLetter(letter, listener);
        List<Attachment> attachments = new ArrayList<>();
        for (Attachment file : letter.attachments()) {
            attachments.add(Attachment.of(
                    file.fileName(), file.mediaType(), file.size(), file.sha256(), () -> watch.new Watched(file)));
        }
        return new PostfachRoute.Letter(letter.messageId(), letter.recipient(), letter.document(), attachments);
    }

    private synchronized void tell(int count) {
        sent += count;
        if (sent == total || sent - told >= STEP) {
            told = sent;
            try {
                listener.accept(new Exchange.Progress(messageId, sent, total));
            } catch (RuntimeException e) {
                // Thrown into the sending, it would end the letter in the middle.
                log.warn("message {}: the listener of progress failed", messageId, e);
            }
        }
    }

    private final class Watched extends FilterInputStream {

        Watched(Attachment file) throws IOException {
            super(file.open());
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                tell(count);
            }
            return count;
        }
    }
}
