package io.github.bayernkommunal.postfach.testkit.internal;

import io.github.bayernkommunal.postfach.testkit.Mishap;
import io.github.bayernkommunal.postfach.testkit.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Which call goes wrong, and the gate at which late answers wait. Thread-safe. */
public final class Mishaps {

    private final Map<Step, Deque<Mishap>> queues = new EnumMap<>(Step.class);
    private final Map<Step, Mishap> lasting = new EnumMap<>(Step.class);
    private final Map<Step, Integer> calls = new EnumMap<>(Step.class);
    private CountDownLatch gate = new CountDownLatch(1);

    /** The next call of this kind that no other mishap is waiting for goes wrong. */
    public synchronized void next(Mishap mishap, Step step) {
        queues.computeIfAbsent(step, kind -> new ArrayDeque<>()).addLast(mishap);
    }

    /** Every call of this kind goes wrong until {@link #clear()}. */
    public synchronized void always(Mishap mishap, Step step) {
        lasting.put(step, mishap);
    }

    /** All is well again; answers that are held back are released. */
    public synchronized void clear() {
        queues.clear();
        lasting.clear();
        release();
    }

    /** Lets answers go that are held back now; later ones wait again. */
    public synchronized void release() {
        gate.countDown();
        gate = new CountDownLatch(1);
    }

    /** The mishaps that last. */
    public synchronized Map<Step, Mishap> lasting() {
        return new EnumMap<>(lasting);
    }

    /** Number of calls of this kind so far, well or not. */
    public synchronized int calls(Step step) {
        return calls.getOrDefault(step, 0);
    }

    /** Starts counting again. */
    public synchronized void resetCalls() {
        calls.clear();
    }

    /** Counts a call and says what is to happen to it, and at which gate it would wait. */
    synchronized Fate take(Step step) {
        calls.merge(step, 1, Integer::sum);
        Deque<Mishap> queue = queues.get(step);
        Mishap queued = queue == null ? null : queue.pollFirst();
        return new Fate(queued == null ? lasting.get(step) : queued, gate);
    }

    /** What happens to one call. */
    record Fate(@Nullable Mishap mishap, CountDownLatch gate) {

        /** Waits until the answers are released; false when the simulator is being closed. */
        boolean awaitRelease() {
            try {
                gate.await();
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        /** Waits a tenth of a second, or not at all once the answers are released. */
        void pause() throws InterruptedException {
            boolean released = gate.await(100, TimeUnit.MILLISECONDS);
            if (released && Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
