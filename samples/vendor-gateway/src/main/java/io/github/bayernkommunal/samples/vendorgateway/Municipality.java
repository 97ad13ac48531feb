package io.github.bayernkommunal.samples.vendorgateway;

import io.github.bayernkommunal.bayernid.BayernIdException;
import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.portalregistry.PortalRegistryClient;
import io.github.bayernkommunal.postfach.PostfachClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One municipality: its own client for every service, with its own keys, credentials and journals.
 *
 * <p>Journals are in memory here. In production {@code EpayClient.Builder.journal} and {@code PostfachClient.Builder.journal}
 * get one for each municipality, in a database schema of its own: two town halls may use the same file number.
 */
final class Municipality implements AutoCloseable {

    private final String key;
    private final BayernIdServiceProvider bayernId;
    private final EpayClient epay;
    private final PostfachClient postfach;
    private final PortalRegistryClient registry;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Municipality(String key, Map<String, String> settings, CallCounter calls) {
        this.key = key;
        List<String> problems = new ArrayList<>();
        var login = open(problems, () -> BayernIdServiceProvider.from(settings));
        var payment = open(
                problems,
                () -> EpayClient.configure(settings)
                        .onExchange(calls.payments(key))
                        .build());
        var letter = open(
                problems,
                () -> postfach(settings).onExchange(calls.letters(key)).build());
        var portal = open(
                problems,
                () -> PortalRegistryClient.configure(settings)
                        .onExchange(calls.portal(key))
                        .build());
        if (login == null || payment == null || letter == null || portal == null) {
            close();
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        this.bayernId = login;
        this.epay = payment;
        this.postfach = letter;
        this.registry = portal;
    }

    /**
     * Opens all four clients, or none.
     *
     * @throws IllegalArgumentException with the problems of all four
     */
    static Municipality open(String key, Map<String, String> settings, CallCounter calls) {
        return new Municipality(key, settings, calls);
    }

    @SuppressWarnings("NullAway") // it does not see yet that the lookup may return null
    private static PostfachClient.Builder postfach(Map<String, String> settings) {
        return PostfachClient.configure(settings::get);
    }

    private <T extends AutoCloseable> @Nullable T open(List<String> problems, Supplier<T> maker) {
        try {
            T made = maker.get();
            open.push(made);
            return made;
        } catch (IllegalArgumentException | BayernIdException wrong) { // the latter when metadata cannot be fetched
            problems.add(String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    String key() {
        return key;
    }

    BayernIdServiceProvider bayernId() {
        return bayernId;
    }

    EpayClient epay() {
        return epay;
    }

    PostfachClient postfach() {
        return postfach;
    }

    PortalRegistryClient registry() {
        return registry;
    }

    /** Closes all four, even if one of them fails. */
    @Override
    public void close() {
        Municipalities.closeAll(open);
    }

    @Override
    public String toString() {
        return "Municipality[" + key + "]";
    }
}
