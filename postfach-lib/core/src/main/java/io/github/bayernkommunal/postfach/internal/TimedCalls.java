package io.github.bayernkommunal.postfach.internal;

import io.github.bayernkommunal.postfach.PostfachException;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
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
 * Runs blocking calls to one service so that their caller is released at the time limit or when it is interrupted, whatever
 * the peer does, and says what a call that broke means.
 *
 * <p>A socket that drips one byte a second defeats every read timeout; a limit for the whole piece of work does not depend on it.
 */
public final class TimedCalls implements AutoCloseable {

    /** More waiting calls than this mean that the service is in trouble; more threads would only spread it. */
    static final int MOST = 64;

    private final ThreadPoolExecutor workers;
    private final Duration timeout;
    private final TransportFailure failure;

    /**
     * Calls on daemon threads that exist only while there is something to do.
     *
     * @param name what the threads are called
     * @param timeout longest time for a whole piece of work
     * @param failure what a broken call means
     * @param whenIdle is run when a thread ends because it had nothing to do for ten seconds
     */
    public TimedCalls(String name, Duration timeout, TransportFailure failure, Runnable whenIdle) {
        this.timeout = timeout;
        this.failure = failure;
        AtomicInteger number = new AtomicInteger();
        // The libraries below look for their parts through the thread's class loader: it must be ours, also in a
        // server.
        ClassLoader ours = TimedCalls.class.getClassLoader();
        workers = new ThreadPoolExecutor(0, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
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
     * The result of {@code work}.
     *
     * @throws PostfachException what the work threw, or what a broken connection or the end of the time means
     */
    public <T> T within(Callable<T> work) {
        try {
            return run(work);
        } catch (RejectedExecutionException e) {
            throw new PostfachUnavailableException(
                    Code.TOO_MANY_CALLS.toString(),
                    "%d calls are under way already, or the client is closed. Nothing was sent; send again later."
                            .formatted(MOST),
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
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof PostfachException known) {
                throw known;
            }
            throw failure.of(cause);
        }
    }

    private <T> T run(Callable<T> work) throws TimeoutException, InterruptedException, ExecutionException {
        Future<T> running = workers.submit(work);
        try {
            return running.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
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
