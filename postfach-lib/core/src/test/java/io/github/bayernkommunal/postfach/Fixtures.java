package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.nio.charset.StandardCharsets;

/** Complete, valid things to start from. */
final class Fixtures {

    static final byte[] PDF = "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    private Fixtures() {}

    static Message.Builder aNotice() {
        return aNotice("az-2026-0815");
    }

    static Message.Builder aNotice(String reference) {
        return Message.to(PostboxHandle.of(PostfachSimulator.TEST_HANDLE))
                .from(Sender.of("Stadt Musterstadt", "Straßenverkehrsamt"))
                .subject("Ihr Bescheid zur Bewohnerparkkarte")
                .text("Guten Tag,\n\nIhr Bescheid liegt bei. Preis: 30,70 €, Ablage C:\\neu")
                .readableFrom(TrustLevel.SUBSTANTIAL)
                .attach(Attachment.pdf("bescheid.pdf", PDF))
                .reference(reference);
    }
}
