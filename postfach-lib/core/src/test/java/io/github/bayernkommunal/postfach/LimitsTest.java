package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.internal.MessageCheck;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of every limit, and every problem at once. */
class LimitsTest {

    private final Limits limits = Limits.bsp();

    @Test
    void letAWholeNoticePass() {
        assertDoesNotThrow(() -> MessageCheck.check(Fixtures.aNotice().build(), limits));
    }

    @Test
    void takeASubjectOf255Characters() {
        assertPasses(Fixtures.aNotice().subject("ü".repeat(255)));

        assertRefused(Fixtures.aNotice().subject("ü".repeat(256)), Rejection.TEXT_INVALID);
    }

    @Test
    void takeATextOfOneMillionBytes() {
        assertPasses(Fixtures.aNotice().text("ü".repeat(500_000)));

        assertRefused(Fixtures.aNotice().text("ü".repeat(500_000) + "x"), Rejection.MESSAGE_TOO_LARGE);
    }

    @Test
    void takeFiveAttachments() {
        Message.Builder five = Fixtures.aNotice();
        for (int i = 2; i <= 5; i++) {
            five.attach(Attachment.pdf(i + ".pdf", Fixtures.PDF));
        }
        assertPasses(five);

        assertRefused(five.attach(Attachment.pdf("6.pdf", Fixtures.PDF)), Rejection.TOO_MANY_ATTACHMENTS);
    }

    @Test
    void takeAnAttachmentOfTwoMillionBytes() {
        assertPasses(Fixtures.aNotice().attach(Attachment.pdf("a.pdf", pdfOf(2_000_000))));

        assertRefused(
                Fixtures.aNotice().attach(Attachment.pdf("a.pdf", pdfOf(2_000_001))), Rejection.ATTACHMENT_TOO_LARGE);
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({
        "application/pdf, pdf, %PDF-1.7",
        "image/jpeg, jpg, FFD8FFE0",
        "image/jpeg, jpe, FFD8FFE0",
        "image/jpeg, jpeg, FFD8FFE0",
        "image/jpeg, jfif, FFD8FFE0",
        "image/png, png, 89504E470D0A1A0A",
        "image/gif, gif, GIF89a",
        "image/tiff, tiff, 49492A00",
        "image/tiff, tif, 4D4D002A",
        "image/bmp, bmp, BM0",
        "image/svg+xml, svg, <svg/>",
        "text/plain, txt, Hallo",
        "text/rtf, rtf, {\\rtf1}",
        "text/calendar, ics, BEGIN:VCALENDAR",
        "text/comma-separated-values, csv, a;b"
    })
    void knowEveryTypeOfTheTableByNameAndContent(String type, String extension, String content) {
        byte[] bytes = content.matches("[0-9A-F]{8,}")
                ? java.util.HexFormat.of().parseHex(content)
                : content.getBytes(StandardCharsets.US_ASCII);
        Limits all = limits.withMediaTypes(io.github.bayernkommunal.postfach.internal.MediaTypes.all());

        assertDoesNotThrow(() -> MessageCheck.check(withFile("a." + extension, type, bytes), all));
        assertEquals(
                List.of(Rejection.ATTACHMENT_TYPE_MISMATCH),
                refusal(withFile("a.doc", type, bytes), all).rejections());
        assertEquals(
                List.of(Rejection.ATTACHMENT_TYPE_MISMATCH),
                refusal(withFile("a." + extension, type, new byte[] {0, 1, 2, 3}), all)
                        .rejections());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/zip",
                "text/html",
                "image/svg+xml",
                "text/rtf",
                "application/msword",
                "application/xml",
                "image/gif"
            })
    void refuseOtherTypes(String type) {
        PostfachRejectedException no = refusal(withFile("a.pdf", type, Fixtures.PDF), limits);

        assertEquals(List.of(Rejection.ATTACHMENT_TYPE_FORBIDDEN), no.rejections());
        assertTrue(no.getMessage().contains("application/pdf"), "names what is allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Siehe http://stadt.example", "HTTP://STADT.EXAMPLE"})
    void refuseInsecureLinks(String text) {
        assertRefused(Fixtures.aNotice().text(text), Rejection.CONTENT_NOT_ALLOWED);
        assertRefused(Fixtures.aNotice().subject(text), Rejection.CONTENT_NOT_ALLOWED);
        assertPasses(Fixtures.aNotice().text("Siehe https://stadt.example"));
    }

    @Test
    void refuseMarkupInTheSubject() {
        assertRefused(Fixtures.aNotice().subject("<b>Wichtig</b>"), Rejection.CONTENT_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Guten Tag<br>M&amp;M</p>",
                "<h1>A</h1><h2>B</h2><h3>C</h3><ul><li><b>x</b></li></ul><ol><li><strong>y</strong></li></ol>",
                "<p><i>x</i> <em>y</em> <u>z</u> <a href=\"https://stadt.example/x?a=b\">Link</a></p>",
                "ohne Auszeichnung"
            })
    void letPlainHtmlPass(String html) {
        assertPasses(Fixtures.aNotice().html(html));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<script>alert(1)</script>|script",
                "<p onclick=\"x()\">a</p>|p onclick",
                "<p style=\"color:red\">a</p>|p style",
                "<a href=\"javascript:x()\">a</a>|a href",
                "<a href=\"/relative\">a</a>|a href",
                "<a href=\"https://x.example\" target=\"_blank\">a</a>|a target",
                "<img src=\"https://x.example/x.png\">|img",
                "<table><tr><td>a</td></tr></table>|table",
                "<svg><a href=\"https://x\"/></svg>|svg",
                "<iframe></iframe>|iframe",
                "<p>a<!-- b --></p>|comment",
                "<!DOCTYPE html><p>a</p>|declaration",
                "<P ONCLICK=x>a</P>|p onclick"
            })
    void refuseOtherHtmlByName(String html, String name) {
        PostfachRejectedException no = refusal(Fixtures.aNotice().html(html).build(), limits);

        assertEquals(List.of(Rejection.CONTENT_NOT_ALLOWED), no.rejections());
        assertTrue(no.getMessage().contains(name), no.getMessage());
    }

    @Test
    void passHtmlThatWasReduced() {
        Message message = Fixtures.aNotice()
                .reducedHtml(
                        "<div onclick=x><p>Guten <font>Tag</font></p><script>x</script><a href=\"http://x\">Link</a></div>")
                .build();

        assertEquals("<p>Guten Tag</p><a>Link</a>", message.text());
        assertDoesNotThrow(() -> MessageCheck.check(message, limits));
    }

    @Test
    void nameEveryProblemAtOnceWithItsNumbers() {
        Message message = Fixtures.aNotice()
                .subject("<" + "x".repeat(300))
                .text("http://x")
                .attach(Attachment.pdf("a.pdf", pdfOf(2_000_001)))
                .attach(Attachment.of("b.zip", "application/zip", new byte[] {1}))
                .build();

        PostfachRejectedException no = refusal(message, limits);

        assertEquals("POSTFACH-103", no.code());
        assertEquals(
                List.of(
                        Rejection.TEXT_INVALID,
                        Rejection.CONTENT_NOT_ALLOWED,
                        Rejection.ATTACHMENT_TOO_LARGE,
                        Rejection.ATTACHMENT_TYPE_FORBIDDEN),
                no.rejections());
        assertTrue(no.getMessage().contains("attachment 2 has 2000001 bytes; allowed are 2000000"), no.getMessage());
        assertTrue(no.serviceCode().isEmpty());
    }

    @Test
    void canBeNarrowedForAnOperator() {
        Limits narrow = limits.withAttachments(1, 100).withMediaTypes(Set.of("text/plain"));

        assertEquals(
                List.of(Rejection.ATTACHMENT_TYPE_FORBIDDEN),
                refusal(Fixtures.aNotice().build(), narrow).rejections());
    }

    @Test
    void knowNoTypeOutsideTheTable() {
        assertThrows(IllegalArgumentException.class, () -> limits.withMediaTypes(Set.of("application/zip")));
    }

    private static Message withFile(String name, String type, byte[] content) {
        return Message.to(PostboxHandle.of("h"))
                .from(Sender.of("Stadt", "Amt"))
                .subject("s")
                .text("t")
                .readableFrom(TrustLevel.BASIC)
                .attach(Attachment.of(name, type, content))
                .reference("r")
                .build();
    }

    private static byte[] pdfOf(int bytes) {
        byte[] content = new byte[bytes];
        System.arraycopy(Fixtures.PDF, 0, content, 0, Fixtures.PDF.length);
        return content;
    }

    private void assertPasses(Message.Builder message) {
        assertDoesNotThrow(() -> MessageCheck.check(message.build(), limits));
    }

    private void assertRefused(Message.Builder message, Rejection reason) {
        assertEquals(List.of(reason), refusal(message.build(), limits).rejections());
    }

    private static PostfachRejectedException refusal(Message message, Limits limits) {
        return assertThrows(PostfachRejectedException.class, () -> MessageCheck.check(message, limits));
    }
}
