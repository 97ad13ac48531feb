package io.github.bayernkommunal.postfach.testkit.internal;

import io.github.bayernkommunal.postfach.testkit.ReceivedMessage;
import io.github.bayernkommunal.postfach.testkit.ReceivedMessage.Arrival;
import io.github.bayernkommunal.postfach.testkit.ReceivedMessage.Attachment;
import io.github.bayernkommunal.postfach.testkit.ReceivedStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The mailboxes and the ledger of everything that was really accepted. Thread-safe. */
public final class Mailboxes {

    private final Map<String, String> initial;
    private final Clock clock;
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final List<ReceivedMessage> ledger = new ArrayList<>();
    private final Set<String> messageIds = new HashSet<>();
    private final Set<String> documents = new HashSet<>();
    private final List<ReceivedStatus> statuses = new ArrayList<>();

    /** Starts with these mailboxes: handle and label of each. */
    public Mailboxes(Map<String, String> initial, Clock clock) {
        this.initial = new LinkedHashMap<>(initial);
        this.clock = clock;
        reset();
    }

    /** Forgets all messages and all mailboxes that were created later. */
    public synchronized void reset() {
        labels.clear();
        labels.putAll(initial);
        ledger.clear();
        messageIds.clear();
        documents.clear();
        statuses.clear();
    }

    /** Creates a mailbox, or gives an existing one a new label. */
    public synchronized void create(String handle, String label) {
        if (handle.isBlank() || handle.length() > 255) {
            throw new IllegalArgumentException("A mailbox handle has 1 to 255 characters and is not blank");
        }
        labels.put(handle, label);
    }

    /** Whether a mailbox has this handle. */
    public synchronized boolean exists(String handle) {
        return labels.containsKey(handle);
    }

    /** Handles and labels in the order of creation. */
    public synchronized Map<String, String> labels() {
        return new LinkedHashMap<>(labels);
    }

    /** Every accepted message in the order of acceptance. */
    public synchronized List<ReceivedMessage> received() {
        return List.copyOf(ledger);
    }

    /** The message with this number. */
    public synchronized Optional<ReceivedMessage> received(long number) {
        return ledger.stream().filter(m -> m.arrival().number() == number).findFirst();
    }

    synchronized void accept(
            Operation operation, MessageReader.Parsed message, List<Attachment> files, String document, boolean once) {
        String id = message.elements().getOrDefault("NachrichtenKopf/Identifikation.Nachricht/NachrichtenId", "");
        boolean duplicate = !messageIds.add(id);
        if (!duplicate || !once) {
            add(operation.wrapper(), duplicate, message.elements(), files, document);
        }
    }

    /** Delivers a ZBP message. It has no id, so a message with the same characters is the same message. */
    public synchronized void accept(
            String operation, Map<String, String> members, List<Attachment> files, String document) {
        add(operation, !documents.add(document), members, files, document);
    }

    private void add(
            String operation,
            boolean duplicate,
            Map<String, String> elements,
            List<Attachment> files,
            String document) {
        Arrival arrival = new Arrival(ledger.size() + 1L, clock.instant(), operation, duplicate);
        ledger.add(new ReceivedMessage(arrival, elements, files, document));
    }

    /** Notes the status of an application. */
    public synchronized void accept(ReceivedStatus status) {
        statuses.add(status);
    }

    /** Every accepted status in the order of acceptance. */
    public synchronized List<ReceivedStatus> statuses() {
        return List.copyOf(statuses);
    }
}
