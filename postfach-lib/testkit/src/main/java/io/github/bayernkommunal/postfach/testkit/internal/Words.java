package io.github.bayernkommunal.postfach.testkit.internal;

/** What the pages say, in German and in English. */
enum Words {
    TITLE("Simulierter Postkorb", "Simulated mailbox service"),
    NOTE(
            "Simulator für Tests. Kein Angebot des Freistaats Bayern, keine echten Nachrichten.",
            "Simulator for tests. Not a service of the Free State of Bavaria, no real messages."),
    OTHER_LANGUAGE("English", "Deutsch"),
    MAILBOXES("Postkörbe", "Mailboxes"),
    MAILBOX("Postkorb", "Mailbox"),
    EMPTY("Keine Nachrichten.", "No messages."),
    MESSAGES("Nachrichten", "Messages"),
    HANDLE("Handle", "Handle"),
    FROM("Absender", "From"),
    SERVICE("Dienst", "Service"),
    SUBJECT("Betreff", "Subject"),
    RECEIVED("Eingegangen", "Received"),
    LEVEL("Lesbar ab Vertrauensniveau", "Readable from trust level"),
    NUMBER("Nachrichtenkennung", "Message id"),
    OPERATION("Operation", "Operation"),
    REPEATED(
            "Achtung: Eine Nachricht mit dieser Kennung wurde schon einmal zugestellt.",
            "Attention: a message with this id was delivered before."),
    TEXT("Text", "Text"),
    ATTACHMENTS("Anlagen", "Attachments"),
    BYTES("Bytes", "bytes"),
    STATUSES("Status von Anträgen", "Status of applications"),
    BACK("Alle Postkörbe", "All mailboxes"),
    NEW_MAILBOX("Postkorb anlegen", "Create mailbox"),
    LABEL("Bezeichnung", "Label"),
    FAULTS("Störungen", "Faults"),
    FAULT("Störung", "Fault"),
    STEP("bei welcher Art von Aufruf", "at which kind of call"),
    NEXT_CALL("beim nächsten Aufruf", "at the next call"),
    EVERY_CALL("bei jedem Aufruf", "at every call"),
    LASTING("Bei jedem Aufruf:", "At every call:"),
    RECOVER("Alle Störungen beenden", "End all faults"),
    NOT_FOUND("Nicht gefunden.", "Not found.");

    private final String german;
    private final String english;

    Words(String german, String english) {
        this.german = german;
        this.english = english;
    }

    String in(boolean inEnglish) {
        return inEnglish ? english : german;
    }
}
