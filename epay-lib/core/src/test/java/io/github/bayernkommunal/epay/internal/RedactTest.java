package io.github.bayernkommunal.epay.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RedactTest {

    @Property
    void nobodyCanForgeALogLine(@ForAll String text) {
        String line = Redact.line(text);

        assertTrue(line.chars().noneMatch(Character::isISOControl));
        assertTrue(line.length() <= 201);
    }

    @Test
    void whatChangesTheReadersView() {
        assertEquals("a?b?c?d", Redact.line("a\nb\u202ec\u2028d"));
        assertEquals("x".repeat(200), Redact.line("x".repeat(200)));
        assertEquals("x".repeat(200) + "…", Redact.line("x".repeat(201)));
    }
}
