package io.github.bayernkommunal.portalregistry.testkit.internal.web;

import io.github.bayernkommunal.portalregistry.testkit.Mishap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The queue of ordered misbehaviour. */
public final class Mishaps {

    private final List<Mishap> queue = new ArrayList<>();
    private boolean looping;
    private boolean singleForList;
    private int held;
    private CountDownLatch gate = new CountDownLatch(1);

    /** Orders one more. */
    public synchronized void order(Mishap mishap) {
        queue.add(mishap);
    }

    /** Takes the first ordered mishap that is among {@code matching}. */
    synchronized Set<Mishap> take(Set<Mishap> matching) {
        Set<Mishap> taken = EnumSet.noneOf(Mishap.class);
        for (Iterator<Mishap> i = queue.iterator(); i.hasNext() && taken.isEmpty(); ) {
            Mishap mishap = i.next();
            if (matching.contains(mishap)) {
                taken.add(mishap);
                i.remove();
            }
        }
        return taken;
    }

    /** Whether the paged list that is being answered must never end. */
    public synchronized boolean loopingPages() {
        if (queue.remove(Mishap.LOOPING_PAGES)) {
            looping = true;
        }
        return looping;
    }

    /** From now on every list of one element loses its brackets, or keeps them again. */
    public synchronized void singleForList(boolean on) {
        singleForList = on;
    }

    synchronized boolean isSingleForList() {
        return singleForList;
    }

    /** Lets every waiting answer go. */
    public synchronized void release() {
        gate.countDown();
        gate = new CountDownLatch(1);
    }

    /** Forgets every order and lets waiting answers go. */
    public synchronized void clear() {
        queue.clear();
        looping = false;
        singleForList = false;
        release();
    }

    /** Waits until an answer is held back; false when that takes longer than {@code limit}. */
    public synchronized boolean awaitHeld(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (held == 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    void awaitRelease() throws InterruptedException {
        CountDownLatch current;
        synchronized (this) {
            current = gate;
            held++;
            notifyAll();
        }
        try {
            current.await();
        } finally {
            synchronized (this) {
                held--;
            }
        }
    }
}
