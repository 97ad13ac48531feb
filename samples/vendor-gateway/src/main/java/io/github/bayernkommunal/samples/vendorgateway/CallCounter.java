package io.github.bayernkommunal.samples.vendorgateway;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * How many calls ended how, by municipality: the bridge from {@code onExchange} to whatever collects numbers.
 *
 * <p>Municipality, operation, outcome and code are few and hold no personal data, so all four may become labels of a metric.
 */
final class CallCounter {

    private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** For {@code EpayClient.Builder.onExchange}. */
    Consumer<io.github.bayernkommunal.epay.Exchange> payments(String municipality) {
        return call -> count(
                municipality,
                "payment",
                call.operation(),
                call.outcome(),
                call.code().orElse(""));
    }

    /** For {@code PostfachClient.Builder.onExchange}. */
    Consumer<io.github.bayernkommunal.postfach.Exchange> letters(String municipality) {
        return call -> count(municipality, "letter", call.operation(), call.outcome(), call.code());
    }

    /** For {@code PortalRegistryClient.Builder.onExchange}. */
    Consumer<io.github.bayernkommunal.portalregistry.Exchange> portal(String municipality) {
        return call -> count(municipality, "portal", call.operation(), call.outcome(), call.code());
    }

    private void count(String municipality, String service, String operation, Enum<?> outcome, String code) {
        String name = String.join(" ", municipality, service, operation, outcome.name(), code);
        counts.computeIfAbsent(name.strip(), unknown -> new LongAdder()).increment();
    }

    /** The numbers of this moment, such as {@code musterstadt payment open ANSWERED = 25}. */
    SortedMap<String, Long> counts() {
        SortedMap<String, Long> now = new TreeMap<>();
        for (Map.Entry<String, LongAdder> entry : counts.entrySet()) {
            now.put(entry.getKey(), entry.getValue().sum());
        }
        return now;
    }
}
