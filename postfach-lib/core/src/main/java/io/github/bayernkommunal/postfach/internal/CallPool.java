package io.github.bayernkommunal.postfach.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs blocking calls so that their caller is released at the time limit or when it is interrupted, whatever the peer does.
 *
 * <p>A socket that drips one byte a second defeats every read timeout; a limit for the whole call does not depend on it.
 */
public final class CallPool implements AutoCloseable {

    private final ThreadPoolExecutor workers;

    /**
     * A pool of daemon threads that exist only while there is something to do.
     *
     * @param name what the threads are called
     * @param most calls at the same time; more are refused at once
     * @param whenIdle is run when a thread ends because it had nothing to do for ten seconds
     */
    public CallPool(String name, int most, Runnable whenIdle) {
        AtomicInteger number = new AtomicInteger();
        // The libraries below look for their parts through the thread's class loader: it must be ours, also in a
        // server.
        ClassLoader ours = CallPool.class.getClassLoader();
        workers = new ThreadPoolExecutor(0, most, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Runnable all = () -> {
                work.run();
                whenIdle.run();
            };
            Thread thread = new Thread(all, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(ours);
            return thread;
        });
    }

    /**
     * The result of {@code call}.
     *
     * @throws RejectedExecutionException if too many calls are under way, or the pool is closed
     * @throws TimeoutException if the limit is over; the call is interrupted and its result lost
     * @throws InterruptedException if the caller was interrupted; the call is interrupted too
     * @throws ExecutionException with what {@code call} threw
     */
    public <T> T run(Callable<T> call, Duration limit)
            throws TimeoutException, InterruptedException, ExecutionException {
        Future<T> running = workers.submit(call);
        try {
            return running.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            running.cancel(true);
        }
    }

    /** Ends every thread. */
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
