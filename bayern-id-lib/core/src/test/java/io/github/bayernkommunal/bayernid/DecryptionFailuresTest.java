package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** An attacker who sends changed answers must not learn at which step opening them fails: one code, one text, one time. */
class DecryptionFailuresTest {

    /** The kinds that differ in the step that fails, and not in the size of the answer. */
    private static final Set<String> STEPS = Set.of(
            "encrypted for somebody else",
            "encrypted assertion: one byte of the wrapped key changed",
            "encrypted assertion: first byte of the nonce changed",
            "encrypted assertion: one byte of the content changed",
            "encrypted assertion: last byte of the tag changed");

    private final PendingLogin pending = Desk.pending();
    private final BayernIdServiceProvider bayernId = Desk.serviceProvider();

    private Map<String, String> answers() {
        return EncryptionCases.all()
                .filter(attack -> attack.expected() == Check.DECRYPTION)
                .map(Case::unsignedOutside)
                .collect(Collectors.toMap(
                        Case::name,
                        attack -> attack.broken()
                                .apply(attack.control().apply(Answer.to(pending)))
                                .build(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private ResponseNotTrustedException refusal(String answer) {
        return assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(answer, pending));
    }

    @Test
    void everyFailureHasTheSameCodeAndTheSameWords() {
        Map<String, String> answers = answers();
        assertTrue(answers.keySet().containsAll(STEPS), answers.keySet().toString());

        Set<String> texts = answers.values().stream()
                .map(answer -> refusal(answer).getMessage())
                .collect(Collectors.toSet());
        Set<Object> causes = answers.values().stream()
                .map(answer -> String.valueOf(refusal(answer).getCause()))
                .collect(Collectors.toSet());

        assertEquals(1, texts.size(), texts.toString());
        assertEquals(Set.of("null"), causes);
    }

    /** {@code mvn -Pcampaign test -Dtest=DecryptionFailuresTest}, on a quiet machine. */
    @Test
    @EnabledIfSystemProperty(named = "bayernid.timing.samples", matches = "[0-9]+")
    void noFailureCanBeToldFromAnotherByItsTime() {
        int samples = Integer.getInteger("bayernid.timing.samples");
        Map<String, String> answers = answers();
        answers.keySet().retainAll(STEPS);
        List<String> kinds = List.copyOf(answers.keySet());
        Map<String, long[]> times = new LinkedHashMap<>();
        kinds.forEach(kind -> times.put(kind, new long[samples]));
        Random random = new Random();
        for (int i = -samples / 5; i < samples; i++) {
            List<String> order = new ArrayList<>(kinds);
            java.util.Collections.shuffle(order, random);
            for (String kind : order) {
                String answer = answers.get(kind);
                long before = System.nanoTime();
                try {
                    bayernId.finishLogin(answer, pending);
                } catch (ResponseNotTrustedException expected) {
                    long took = System.nanoTime() - before;
                    if (i >= 0) {
                        times.get(kind)[i] = took;
                    }
                }
            }
        }
        times.forEach((kind, all) -> {
            Arrays.sort(all);
            System.out.printf(
                    "%-40s median %6.1f us, quartiles %6.1f to %6.1f us%n",
                    kind, all[samples / 2] / 1e3, all[samples / 4] / 1e3, all[samples * 3 / 4] / 1e3);
        });
        long spread = times.values().stream()
                .mapToLong(all -> all[samples * 3 / 4] - all[samples / 4])
                .min()
                .orElseThrow();
        long[] medians = times.values().stream()
                .mapToLong(all -> all[samples / 2])
                .sorted()
                .toArray();
        assertTrue(
                medians[medians.length - 1] - medians[0] < spread,
                "the medians differ by more than one kind differs in itself");
    }
}
