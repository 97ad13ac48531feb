package io.github.bayernkommunal.samples.benchmarks.outbox;

import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.Limits;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.PostfachRoute;
import io.github.bayernkommunal.postfach.Sender;
import io.github.bayernkommunal.postfach.TrustLevel;
import java.util.List;

/** A road that ends in this process, so that nothing but the outbox is measured. */
final class Letterbox implements PostfachRoute {

    private static final String TEXT = "Guten Tag, Ihr Antrag auf eine Bewohnerparkkarte ist bewilligt. ".repeat(10);

    /** A letter of about 1 KB. */
    static Message letter(String reference) {
        return Message.to(PostboxHandle.of("0123456789abcdef0123456789abcdef"))
                .from(Sender.of("Stadt Musterstadt", "Straßenverkehrsamt"))
                .subject("Ihr Bescheid zur Bewohnerparkkarte")
                .text(TEXT)
                .readableFrom(TrustLevel.SUBSTANTIAL)
                .reference(reference)
                .build();
    }

    @Override
    public String name() {
        return "letterbox";
    }

    @Override
    public Limits limits() {
        return Limits.bsp();
    }

    @Override
    public Letter prepare(Message message) {
        return new Letter(message.messageId(), message.recipient(), TEXT, List.of());
    }

    @Override
    public Receipt deliver(Letter letter) {
        return new Receipt(DeliveryState.PROVIDED, null, null);
    }
}
