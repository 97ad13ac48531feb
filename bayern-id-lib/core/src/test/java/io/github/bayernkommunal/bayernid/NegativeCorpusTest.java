package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case is built from an answer that is accepted in the same test, and must fail for exactly the stated reason. */
class NegativeCorpusTest {

    private final PendingLogin pending = Desk.pending();

    private static final Map<Instant, BayernIdServiceProvider> PROVIDERS = new ConcurrentHashMap<>();

    private static BayernIdServiceProvider at(Instant time) {
        return PROVIDERS.computeIfAbsent(
                time,
                unmade -> Desk.builder()
                        .replayGuard((assertion, until) -> true)
                        .clock(Desk.at(time))
                        .build());
    }

    static Stream<Case> cases() {
        return Stream.of(
                        MessageCases.all(),
                        StructureCases.all(),
                        EnvelopeCases.all(),
                        TimeCases.all(),
                        SignatureCases.all(),
                        WrappingCases.all(),
                        EncryptionCases.all(),
                        AssertionCases.all())
                .flatMap(each -> each);
    }

    /** All cases; every n-th where a mutation campaign runs the corpus again and again ({@code -Dcorpus.every=n}). */
    static Stream<Case> chosen() {
        int every = Integer.getInteger("corpus.every", 1);
        List<Case> all = cases().toList();
        return IntStream.range(0, all.size()).filter(i -> i % every == 0).mapToObj(all::get);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chosen")
    void isRefusedForItsReason(Case attack) {
        BayernIdServiceProvider bayernId = at(Desk.NOW);
        String control = attack.control().apply(Answer.to(pending)).build();
        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(control, pending), "control");
        String answer = attack.broken()
                .apply(attack.control().apply(Answer.to(pending)))
                .build();
        BayernIdServiceProvider then = at(attack.now());

        var refusal = assertThrows(ResponseNotTrustedException.class, () -> then.finishLogin(answer, pending));

        assertEquals(attack.expected(), refusal.failedCheck(), refusal.getMessage());
        assertTrue(refusal.getMessage().startsWith(attack.expected().code() + " – "), refusal.getMessage());
    }

    @Test
    void hasAtLeastFiveHundredDifferentCases() {
        List<String> names = cases().map(Case::toString).toList();

        assertEquals(
                Set.copyOf(names).size(), names.size(), () -> repeated(names).toString());
        assertTrue(names.size() >= 500, "cases: " + names.size());
    }

    @Test
    void reachesEveryCheckThatAnAnswerAloneCanFail() {
        Set<Check> reached = EnumSet.noneOf(Check.class);
        cases().forEach(attack -> reached.add(attack.expected()));

        Set<Check> unreached = EnumSet.complementOf(EnumSet.copyOf(reached));

        // These need no answer at all, a memory, or a tree that the reader would not make.
        assertEquals(EnumSet.of(Check.MISSING, Check.CANONICAL_FORM, Check.REPLAY, Check.REPLAY_MEMORY), unreached);
    }

    private static Set<String> repeated(List<String> names) {
        Set<String> once = new HashSet<>();
        Set<String> twice = new HashSet<>();
        names.forEach(name -> (once.add(name) ? once : twice).add(name));
        return twice;
    }
}
