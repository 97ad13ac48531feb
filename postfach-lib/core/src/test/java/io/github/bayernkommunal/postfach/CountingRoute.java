package io.github.bayernkommunal.postfach;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A route that remembers what it was given and answers as it is told. */
class CountingRoute implements PostfachRoute {

    final List<Letter> sent = new CopyOnWriteArrayList<>();
    volatile RuntimeException failure;

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public Limits limits() {
        return Limits.bsp();
    }

    @Override
    public Letter prepare(Message message) {
        return new Letter(
                message.messageId(), message.recipient(), message.createdAt() + " " + message.text(), List.of());
    }

    @Override
    public Receipt deliver(Letter letter) {
        sent.add(letter);
        if (failure != null) {
            throw failure;
        }
        return new Receipt(DeliveryState.PROVIDED, null, "ok");
    }
}
