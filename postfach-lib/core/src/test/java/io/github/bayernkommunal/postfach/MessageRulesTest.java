package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRulesTest {

    @Test
    void everyProblemIsNamedAtOnce() {
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class,
                () -> Message.to(PostboxHandle.of("h"))
                        .readConfirmationTo("nobody")
                        .build());

        for (String step :
                new String[] {"subject", "text", "reference", "from", "readableFrom", "readConfirmationTo"}) {
            assertTrue(wrong.getMessage().contains("- " + step + ":"), step);
        }
        assertTrue(wrong.getMessage().startsWith("The message has 6 problem(s)"));
    }

    @Test
    void aMissingTrustLevelIsNotGuessed() {
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class,
                () -> Message.to(PostboxHandle.of("h"))
                        .from(Sender.of("Stadt", "Amt"))
                        .subject("s")
                        .text("t")
                        .reference("r")
                        .build());

        assertTrue(wrong.getMessage().contains("readableFrom: the trust level is missing"));
    }

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(ints = {0x0, 0x1, 0x8, 0xB, 0xC, 0xE, 0x1F, 0x7F, 0x80, 0x9F, 0xFFFE, 0xFFFF, 0xD800, 0xDFFF})
    void charactersIllegalInXmlAreRefusedWithTheirPosition(int codePoint) {
        String text = "abc" + (char) codePoint + "d";

        IllegalArgumentException inText = assertThrows(
                IllegalArgumentException.class,
                () -> Fixtures.aNotice().text(text).build());
        IllegalArgumentException inSubject = assertThrows(
                IllegalArgumentException.class,
                () -> Fixtures.aNotice().subject(text).build());

        assertTrue(inText.getMessage().contains("U+%04X at position 3".formatted(codePoint)), inText.getMessage());
        assertTrue(inSubject.getMessage().contains("U+%04X at position 3".formatted(codePoint)));
    }

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(ints = {0x20, 0xA0, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x1F600, 0x10FFFF})
    void charactersLegalInXmlAreKept(int codePoint) {
        String text = "abc" + Character.toString(codePoint) + "d";

        assertEquals(text, Fixtures.aNotice().text(text).build().text());
    }

    @Test
    void aSubjectIsOneLine() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Fixtures.aNotice().subject("eins\nzwei").build());
        assertThrows(
                IllegalArgumentException.class,
                () -> Fixtures.aNotice().subject("eins\tzwei").build());
    }

    @Test
    void textIsComposedAndItsLineEndsAreLf() {
        Message message = Fixtures.aNotice()
                .text("Mu\u0308nchen\r\nA\rB\n")
                .subject("Gru\u0308n")
                .build();

        assertEquals("M\u00FCnchen\nA\nB\n", message.text());
        assertEquals("Gr\u00FCn", message.subject());
    }

    @ParameterizedTest(name = "login {0}, message {1}")
    @CsvSource({
        "SUBSTANTIAL, BASIC, true",
        "SUBSTANTIAL, SUBSTANTIAL, true",
        "SUBSTANTIAL, HIGH, false",
        "BASIC, LOW, false"
    })
    void theLevelMayNotExceedThatOfTheLoginByAccident(TrustLevel login, TrustLevel message, boolean allowed) {
        PostboxHandle handle = PostboxHandle.of("h").deliveredBy("https://id.example", login, Instant.EPOCH);
        Message.Builder plain = Message.to(handle)
                .from(Sender.of("Stadt", "Amt"))
                .subject("s")
                .text("t")
                .reference("r");

        if (allowed) {
            assertDoesNotThrow(() -> plain.readableFrom(message).build());
        } else {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> plain.readableFrom(message).build());
        }
        assertDoesNotThrow(() -> plain.readableFromEvenAboveLogin(message).build());
    }

    @Test
    void twoAttachmentsCannotHaveTheSameName() {
        Message.Builder notice = Fixtures.aNotice().attach(Attachment.pdf("Bescheid.PDF", Fixtures.PDF));

        assertTrue(assertThrows(IllegalArgumentException.class, notice::build)
                .getMessage()
                .contains("attachment 2 has the same file name"));
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("subject", (UnaryOperator<Message.Builder>) m -> m.subject("other")),
                Arguments.of("text", (UnaryOperator<Message.Builder>) m -> m.text("other")),
                Arguments.of("html", (UnaryOperator<Message.Builder>)
                        m -> m.html("Guten Tag,\n\nIhr Bescheid liegt bei. Preis: 30,70 €, Ablage C:\\neu")),
                Arguments.of("sender", (UnaryOperator<Message.Builder>) m -> m.from(Sender.of("Stadt", "Amt"))),
                Arguments.of("level", (UnaryOperator<Message.Builder>) m -> m.readableFrom(TrustLevel.HIGH)),
                Arguments.of("relation", (UnaryOperator<Message.Builder>) m -> m.relatesTo("x")),
                Arguments.of("confirmation", (UnaryOperator<Message.Builder>) m -> m.readConfirmationTo("a@b.example")),
                Arguments.of("attachment", (UnaryOperator<Message.Builder>)
                        m -> m.attach(Attachment.pdf("b.pdf", Fixtures.PDF))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void theChecksumCoversEverythingTheCitizenGets(String part, UnaryOperator<Message.Builder> change) {
        assertNotEquals(
                Fixtures.aNotice().build().contentHash(),
                change.apply(Fixtures.aNotice()).build().contentHash());
    }

    @Test
    void theChecksumLeavesOutIdAndTimeAndReference() {
        assertEquals(
                Fixtures.aNotice("a").build().contentHash(),
                Fixtures.aNotice("b").build().contentHash());
    }

    @Test
    void nothingOfTheContentIsShown() {
        Message message = Fixtures.aNotice().build();

        assertFalse(message.toString().contains("Bescheid"));
        assertFalse(message.toString().contains("bescheid.pdf"));
        assertFalse(message.attachments().get(0).toString().contains("bescheid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<b>Stadt</b>", "Stadt\n", "x\u0001"})
    void aSenderIsPlainText(String name) {
        if (name.equals("Stadt\n")) {
            assertEquals("Stadt", Sender.of(name, "Amt").name());
        } else {
            assertThrows(IllegalArgumentException.class, () -> Sender.of(name, "Amt"));
            assertThrows(IllegalArgumentException.class, () -> Sender.of("Stadt", name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.example", "ftp://a.example", "https:///x", "/relative"})
    void aWebsiteIsAnHttpsAddress(String address) {
        Sender sender = Sender.of("Stadt", "Amt");

        assertThrows(IllegalArgumentException.class, () -> sender.withWebsite(java.net.URI.create(address)));
    }
}
