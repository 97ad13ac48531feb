package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostboxHandleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"0c9be1f4-5a77-4d2e-8b36-d41f7a20c593", "Zm9vYmFy_c29tZXRoaW5nX2xvbmdfZW5vdWdoXzQzY2g", "x"})
    void isKeptByteForByte(String value) {
        assertEquals(value, PostboxHandle.of(value).value());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t", "null", "NULL", " undefined ", "none"})
    void isMissingWhenTheLoginDeliveredNone(String value) {
        PostfachRejectedException no = assertThrows(PostfachRejectedException.class, () -> PostboxHandle.of(value));

        assertEquals("POSTFACH-101", no.code());
        assertTrue(no.is(Rejection.NO_SUCH_POSTBOX));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a@b", "a b", "a\nb", " ab", "ab\u00A0", "a\u0000b", "a\u200Bb", "a\u202Eb", "a\uD83D\uDE00"})
    void isInvalidWithCharactersThatNoHandleHas(String value) {
        PostfachRejectedException no = assertThrows(PostfachRejectedException.class, () -> PostboxHandle.of(value));

        assertEquals("POSTFACH-102", no.code());
        assertTrue(no.is(Rejection.HANDLE_INVALID));
        assertFalse(no.getMessage().contains(value));
    }

    @Test
    void hasAtMost255Characters() {
        assertEquals(255, PostboxHandle.of("x".repeat(255)).value().length());

        assertEquals(
                "POSTFACH-102",
                assertThrows(PostfachRejectedException.class, () -> PostboxHandle.of("x".repeat(256)))
                        .code());
    }

    @Test
    void isNotShown() {
        assertFalse(PostboxHandle.of("0c9be1f4").toString().contains("0c9be1f4"));
    }

    @Test
    void remembersTheLoginThatDeliveredIt() {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");

        PostboxHandle handle = PostboxHandle.of("h").deliveredBy("https://id.example", TrustLevel.SUBSTANTIAL, noon);

        assertEquals("https://id.example", handle.identityProvider().orElseThrow());
        assertEquals(TrustLevel.SUBSTANTIAL, handle.loginLevel().orElseThrow());
        assertEquals(noon, handle.loginTime().orElseThrow());
        assertEquals(PostboxHandle.of("h"), handle);
    }
}
