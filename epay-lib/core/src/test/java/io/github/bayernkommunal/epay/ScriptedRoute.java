package io.github.bayernkommunal.epay;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** A route whose answers are written down by the test; after the last one it repeats it. */
final class ScriptedRoute implements PaymentRoute {

    static final URI PAGE = URI.create("https://pay.example/page/1");

    final List<Attempt> opened = new ArrayList<>();
    final List<Attempt> asked = new ArrayList<>();
    private final Deque<Function<Attempt, Status>> openings = new ArrayDeque<>();
    private final Deque<Function<Attempt, Status>> answers = new ArrayDeque<>();

    ScriptedRoute opens(Function<Attempt, Status> answer) {
        openings.add(answer);
        return this;
    }

    ScriptedRoute answers(Function<Attempt, Status> answer) {
        answers.clear();
        answers.add(answer);
        return this;
    }

    /** From now on these, one after the other; the last one for ever. */
    ScriptedRoute answers(PaymentState... states) {
        answers.clear();
        for (PaymentState state : states) {
            answers.add(attempt -> status(state, attempt));
        }
        return this;
    }

    static Status status(PaymentState state, Attempt attempt) {
        return new Status(
                state,
                state.name(),
                true,
                "T-" + attempt.id(),
                state == PaymentState.PENDING ? PAGE : null,
                attempt.amount().amount(),
                null,
                null,
                null,
                null);
    }

    @Override
    public String account() {
        return "scripted/1";
    }

    @Override
    public URI address() {
        return URI.create("https://pay.example/");
    }

    @Override
    public void check(PaymentOrder order) {}

    @Override
    public Status open(PaymentOrder order, Attempt attempt) {
        opened.add(attempt);
        return openings.isEmpty()
                ? status(PaymentState.PENDING, attempt)
                : openings.removeFirst().apply(attempt);
    }

    @Override
    public Status status(Attempt attempt) {
        asked.add(attempt);
        if (answers.isEmpty()) {
            return status(PaymentState.PENDING, attempt);
        }
        return (answers.size() == 1 ? answers.getFirst() : answers.removeFirst()).apply(attempt);
    }
}
