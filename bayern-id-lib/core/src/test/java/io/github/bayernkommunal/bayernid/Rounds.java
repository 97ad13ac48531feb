package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One answer, posted a hundred times at once to two nodes that share a memory. */
final class Rounds {

    private static final int POSTS = 100;

    private Rounds() {}

    /** Makes sure that each of {@code rounds} answers opens exactly one login, and that all others are refused as replays. */
    static void oneLoginEach(int rounds, ReplayGuard here, ReplayGuard there) throws Exception {
        List<BayernIdServiceProvider> nodes = List.of(
                Desk.builder().replayGuard(here).build(),
                Desk.builder().replayGuard(there).build());
        PendingLogin pending = Desk.pending();
        ExecutorService threads = Executors.newFixedThreadPool(POSTS);
        try {
            for (int round = 0; round < rounds; round++) {
                String answer = Answer.to(pending)
                        .assertion("ID=\"_a9b8\"", "ID=\"_round" + round + "\"")
                        .build();
                CyclicBarrier together = new CyclicBarrier(POSTS);
                List<Callable<Boolean>> posts = new ArrayList<>();
                for (int i = 0; i < POSTS; i++) {
                    BayernIdServiceProvider node = nodes.get(i % 2);
                    posts.add(() -> {
                        together.await();
                        try {
                            return node.finishLogin(answer, pending) instanceof LoggedIn;
                        } catch (ResponseNotTrustedException e) {
                            assertEquals(Check.REPLAY, e.failedCheck());
                            return false;
                        }
                    });
                }
                int sessions = 0;
                for (Future<Boolean> post : threads.invokeAll(posts)) {
                    sessions += post.get() ? 1 : 0;
                }
                assertEquals(1, sessions, "sessions in round " + round);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
