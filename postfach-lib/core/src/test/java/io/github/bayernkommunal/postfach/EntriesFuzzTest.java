package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.bayernkommunal.postfach.internal.MessageCheck;
import java.util.List;

/**
 * What applications hand over from outside, led by a fuzzer that watches which branches it reaches; see {@code AnswersFuzzTest}
 * for what services answer.
 */
class EntriesFuzzTest {

    private static final String LONG_ENOUGH = "25s";

    /** Names, types and contents of attachments that somebody has uploaded. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void attachment(FuzzedDataProvider data) {
        String name = data.consumeString(300);
        String type = data.pickValue(List.of("application/pdf", "image/png", "image/jpeg", "text/plain", "x/y"));
        try {
            Attachment attachment = Attachment.of(name, type, data.consumeRemainingAsBytes());
            assertFalse(attachment.toString().contains(name) && name.length() > 20, "the name is shown");
            MessageCheck.check(Fixtures.aNotice().attach(attachment).build(), Limits.bsp());
        } catch (IllegalArgumentException | PostfachRejectedException declared) {
            assertFalse(String.valueOf(declared.getMessage()).isBlank());
        }
    }

    /** Subject and text of a letter, plain and as HTML. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void message(FuzzedDataProvider data) {
        boolean html = data.consumeBoolean();
        String subject = data.consumeString(100);
        String text = data.consumeRemainingAsString();
        try {
            Message.Builder message = Fixtures.aNotice().subject(subject);
            MessageCheck.check((html ? message.html(text) : message.text(text)).build(), Limits.bsp());
        } catch (IllegalArgumentException | PostfachRejectedException declared) {
            assertTrue(declared.getMessage().length() < 5_000, "a message of sensible length");
        }
    }

    /** Handles as a login delivers them, and as somebody might store them. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void handle(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        String shown;
        try {
            shown = PostboxHandle.of(text).toString();
        } catch (IllegalArgumentException | PostfachRejectedException declared) {
            shown = declared.getMessage();
        }
        // A shorter one may be part of our own words.
        assertTrue(text.length() < 20 || !shown.contains(text), "the handle is shown");
    }
}
