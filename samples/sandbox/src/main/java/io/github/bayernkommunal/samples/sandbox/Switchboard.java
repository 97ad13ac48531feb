package io.github.bayernkommunal.samples.sandbox;

import io.github.bayernkommunal.portalregistry.testkit.CollectionReport;
import io.github.bayernkommunal.postfach.testkit.ReceivedMessage.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Notes the calls between programs, in words. What a call proves is what the simulator checked before it gave this
 * answer; an answer that refuses proves nothing.
 */
final class Switchboard {

    private static final String APPLICATION = "application";

    /** Nothing in the ledger tells which operation was meant. */
    static final String NOT_ACCEPTED = "message, not accepted";

    private final List<Call> calls = new ArrayList<>();
    private @Nullable Arrival newestLetter;

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Waits until the calls are as {@code wanted}: a service notes a call a moment after its caller has the answer. */
    synchronized boolean await(Predicate<List<Call>> wanted, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!wanted.test(calls())) {
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return false;
                }
                wait(millis);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void payment(io.github.bayernkommunal.epay.testkit.Served served) {
        String path = served.path();
        boolean accepted = served.status() == 200;
        if (path.equals("/oauth/token")) {
            note(
                    "ePayment",
                    "OAuth 2",
                    "client credentials",
                    served.status(),
                    bytes(served.receivedBytes(), served.sentBytes()),
                    served.took(),
                    accepted ? "client id and secret accepted" : "");
        } else if (path.startsWith("/xbezahldienste/")) {
            boolean create = served.method().equals("POST");
            String proven = create ? "bearer token accepted, request and sum checked" : "bearer token accepted";
            note(
                    "ePayment",
                    "REST",
                    create ? "create payment transaction" : "ask for its status",
                    served.status(),
                    bytes(served.receivedBytes(), served.sentBytes()),
                    served.took(),
                    accepted ? proven : "");
        }
    }

    /**
     * Notes a call to the mailboxes.
     *
     * @param last the newest message in their ledger; a call that has added one was accepted
     */
    synchronized void mailbox(io.github.bayernkommunal.postfach.testkit.Served served, @Nullable Arrival last) {
        if (!served.path().startsWith("/bspx-postkorb-okkomm-ws/")
                || !served.method().equals("POST")) {
            return;
        }
        Arrival accepted = Objects.equals(last, newestLetter) ? null : last;
        newestLetter = last;
        String client = served.clientCertificate()
                .map(name -> "client certificate " + name + " verified, ")
                .orElse("");
        String proven = served.status() != 200
                ? ""
                : client
                        + (accepted == null
                                ? "message not accepted"
                                : "message checked and accepted as number " + accepted.number() + ", receipt sent");
        note(
                "mailbox",
                "SOAP",
                accepted == null ? NOT_ACCEPTED : accepted.operation(),
                served.status(),
                bytes(served.receivedBytes(), served.sentBytes()),
                served.took(),
                proven);
    }

    void portal(io.github.bayernkommunal.portalregistry.testkit.Served served) {
        if (served.path().startsWith("/rest/")) {
            note(
                    "portal",
                    "REST",
                    "GET " + served.path().replaceAll(".*/v3/", ""),
                    served.status(),
                    bytes(served.receivedBytes(), served.sentBytes()),
                    served.took(),
                    served.status() == 200 ? "user and password accepted" : "");
        }
    }

    void collected(CollectionReport report, Duration took) {
        boolean complete = report.outcome() == CollectionReport.Outcome.COMPLETED
                && report.findings().isEmpty();
        String proven = "%d file(s) valid XZuFi, %d added, %d changed, %d removed"
                .formatted(report.files().size(), report.added(), report.changed(), report.removed());
        note(new Call(
                "portal",
                APPLICATION,
                "XZuFi",
                "collect the list of services",
                complete ? 200 : 502,
                report.receivedBytes(),
                took,
                complete ? proven : "findings: " + report.findings()));
    }

    private void note(
            String to, String protocol, String operation, int status, long bytes, Duration took, String proven) {
        note(new Call(APPLICATION, to, protocol, operation, status, bytes, took, proven));
    }

    private synchronized void note(Call call) {
        calls.add(call);
        notifyAll();
    }

    private static long bytes(long received, long sent) {
        return received + sent;
    }
}
