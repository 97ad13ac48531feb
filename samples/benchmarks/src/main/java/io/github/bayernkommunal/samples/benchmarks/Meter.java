package io.github.bayernkommunal.samples.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Does the work of one contestant in this JVM and counts. */
final class Meter implements Closeable {

    /** Where every result goes, so that no compiler can leave the work out. */
    static volatile @Nullable Object blackHole;

    private final String workload;
    private final Path fixture;
    private final String variant;
    private @Nullable Callable<?> work;

    Meter(String workload, Path fixture, String variant) {
        this.workload = workload;
        this.fixture = fixture;
        this.variant = variant;
    }

    /** Makes the workload anew, and does the work once: what a new process pays, or a new client in an old one. */
    Window first() throws Exception {
        close();
        work = null;
        long start = System.nanoTime();
        blackHole = work().call();
        return new Window(1, System.nanoTime() - start, 0);
    }

    /** Makes the workload, and does nothing with it yet. */
    Window make() throws Exception {
        long start = System.nanoTime();
        blackHole = work();
        return new Window(1, System.nanoTime() - start, 0);
    }

    /** Does the work again and again in so many threads, at least once in each. */
    Window run(long millis, int threads) throws Exception {
        Callable<?> once = work();
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        if (threads == 1) {
            return loop(once, start, end);
        }
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Window>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(callers.submit(() -> loop(once, start, end)));
            }
            long operations = 0;
            long bytes = 0;
            for (Future<Window> one : running) {
                Window seen = one.get();
                operations += seen.operations();
                bytes += seen.bytes();
            }
            return new Window(operations, System.nanoTime() - start, bytes);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The work failed in one of %d threads".formatted(threads), e.getCause());
        } finally {
            callers.shutdownNow();
        }
    }

    private static Window loop(Callable<?> work, long start, long end) throws Exception {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        long operations = 0;
        long now;
        do {
            blackHole = work.call();
            operations++;
            now = System.nanoTime();
        } while (now < end);
        return new Window(operations, now - start, memory.getCurrentThreadAllocatedBytes() - before);
    }

    private Callable<?> work() throws Exception {
        Callable<?> made = work;
        if (made == null) {
            try {
                made = Class.forName(workload)
                        .asSubclass(Callable.class)
                        .getConstructor(Path.class, String.class)
                        .newInstance(fixture, variant);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException("The workload %s cannot be made".formatted(workload), e.getCause());
            }
            work = made;
        }
        return made;
    }

    @Override
    public void close() throws IOException {
        if (work instanceof Closeable resource) {
            resource.close();
        }
    }
}
