package io.github.bayernkommunal.bayernid.jakarta.internal;

import io.github.bayernkommunal.bayernid.PendingLogin;
import io.github.bayernkommunal.bayernid.jakarta.CitizenPrincipal;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP session remembers about logins: those that were started, by relay state, and those that ended well.
 *
 * <p>One line of text for each, so that the session can be written and moved; a handful of each, so that it stays small.
 */
final class SessionMemory {

    /** Enough for a person with many tabs. */
    private static final int MOST = 10;

    private static final String STARTED = "io.github.bayernkommunal.bayernid.started";
    private static final String FINISHED = "io.github.bayernkommunal.bayernid.finished";
    private static final String CALLER = "io.github.bayernkommunal.bayernid.caller";

    private final HttpSession session;

    SessionMemory(HttpSession session) {
        this.session = session;
    }

    /** A login that was started. */
    record Started(PendingLogin pending, String returnPath) {}

    void started(String relayState, PendingLogin pending, String returnPath) {
        add(STARTED, relayState + "\t" + returnPath + "\t" + pending.toText());
    }

    /** The started login, which is forgotten by asking. */
    @Nullable Started take(String relayState) {
        String line = find(STARTED, relayState);
        if (line == null) {
            return null;
        }
        change(STARTED, lines -> lines.replace(line + "\n", ""));
        List<String> parts = Arrays.asList(line.split("\t", 3));
        try {
            return new Started(PendingLogin.of(parts.get(2)), parts.get(1));
        } catch (IllegalArgumentException otherVersion) {
            // Written before an update of the application: as good as forgotten.
            return null;
        }
    }

    void finished(String relayState, String returnPath) {
        add(FINISHED, relayState + "\t" + returnPath);
    }

    /** Where a login ended that was finished a moment ago, for a double click or a reload. */
    @Nullable String finishedAt(String relayState) {
        String line = find(FINISHED, relayState);
        return line == null ? null : line.substring(line.indexOf('\t') + 1);
    }

    @Nullable CitizenPrincipal caller() {
        return session.getAttribute(CALLER) instanceof CitizenPrincipal principal ? principal : null;
    }

    void caller(CitizenPrincipal principal) {
        session.setAttribute(CALLER, principal);
    }

    void forgetCaller() {
        session.removeAttribute(CALLER);
    }

    private @Nullable String find(String attribute, String relayState) {
        return lines(attribute).stream()
                .filter(line -> line.startsWith(relayState + "\t"))
                .findFirst()
                .orElse(null);
    }

    private void add(String attribute, String line) {
        List<String> lines = new ArrayList<>(lines(attribute));
        lines.add(line);
        List<String> newest = lines.subList(Math.max(0, lines.size() - MOST), lines.size());
        session.setAttribute(attribute, String.join("\n", newest) + "\n");
    }

    private void change(String attribute, UnaryOperator<String> change) {
        session.setAttribute(attribute, change.apply(String.join("\n", lines(attribute)) + "\n"));
    }

    private List<String> lines(String attribute) {
        return session.getAttribute(attribute) instanceof String text
                ? text.lines().filter(line -> !line.isEmpty()).toList()
                : List.of();
    }
}
