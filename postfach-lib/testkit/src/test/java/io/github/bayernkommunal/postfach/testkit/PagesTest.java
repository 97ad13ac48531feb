package io.github.bayernkommunal.postfach.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    @RegisterExtension
    static final PostfachSimulator mailbox = PostfachSimulator.builder()
            .mailbox("erika+1/&?", "Erika <Beispiel>")
            .create();

    private final PlainCaller browser = new PlainCaller(mailbox.settings(), false);
    private final PlainCaller caller = PlainCaller.of(mailbox);

    private HttpResponse<String> open(String path) throws IOException {
        return browser.get(URI.create(mailbox.address() + path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/style.css",
                "/mailbox?handle=" + PostfachSimulator.TEST_HANDLE,
                "/message?number=1",
                "/attachment?number=1&index=0",
                "/control/messages",
                "/nothing"
            })
    void nothingIsStoredFramedScriptedOrLoadedFromElsewhere(String path) throws IOException {
        caller.receiptOf(PlainCaller.m1());

        HttpResponse<String> page = open(path);

        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("default-src 'none'"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("script-src"), policy);
        assertEquals("no-store", page.headers().firstValue("Cache-Control").orElseThrow());
        assertEquals(
                "nosniff", page.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertFalse(page.body().contains("<script"));
    }

    @Test
    void firstMailboxHasANameForPeople() throws Exception {
        assertTrue(open("/").body().contains(">Testpostfach</a>"));
    }

    @Test
    void theStartPageListsMailboxesInGermanAndInEnglish() throws IOException {
        String german = open("/").body();
        String english = open("/?lang=en").body();

        assertTrue(german.contains("<html lang=\"de\">") && german.contains("<h1>Postkörbe</h1>"));
        assertTrue(english.contains("<html lang=\"en\">") && english.contains("<h1>Mailboxes</h1>"));
        assertTrue(german.contains("/mailbox?handle=erika%2B1%2F%26%3F\">Erika &lt;Beispiel&gt;</a>"), german);
        assertTrue(english.contains("href=\"/mailbox?handle=erika%2B1%2F%26%3F&amp;lang=en\""), english);
    }

    @Test
    void aMailboxLeadsToItsMessagesAndAMessageToItsFiles() throws IOException {
        caller.receiptOf(PlainCaller.m1());

        String box = open("/mailbox?handle=" + PostfachSimulator.TEST_HANDLE).body();
        String message = open("/message?number=1").body();
        HttpResponse<String> file = open("/attachment?number=1&index=0");

        assertTrue(box.contains("<a href=\"/message?number=1\">Hundesteuer 2027</a>"), box);
        assertTrue(message.contains("Dackel &amp; Mops"), message);
        assertTrue(message.contains("href=\"/attachment?number=1&amp;index=0\">Hundesteuer_2027.pdf</a>"), message);
        assertEquals("%PDF-1.7\n", file.body());
        assertEquals(
                "application/pdf", file.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(
                "inline; filename*=UTF-8''Hundesteuer_2027.pdf",
                file.headers().firstValue("Content-Disposition").orElseThrow());
    }

    @Test
    void onlyPdfOpensInTheBrowser() throws IOException {
        caller.receiptOf(PlainCaller.m1()
                .replace("Hundesteuer_2027.pdf", "Länge 1.svg")
                .replace("application/pdf", "image/svg+xml"));

        HttpResponse<String> file = open("/attachment?number=1&index=0");

        assertEquals(
                "attachment; filename*=UTF-8''L%C3%A4nge%201.svg",
                file.headers().firstValue("Content-Disposition").orElseThrow());
    }

    @Test
    void forbiddenHtmlIsShownAsSourceText() throws IOException {
        try (PostfachSimulator unchecked = PostfachSimulator.builder()
                .environment(Environment.standard().withoutContentCheck())
                .start()) {
            PlainCaller other = PlainCaller.of(unchecked);
            other.receiptOf(PlainCaller.m1()
                    .replace("text/plain", "text/html")
                    .replace("Grüß Gott", "&lt;script&gt;alert(1)&lt;/script&gt;"));

            String page = other.get(URI.create(unchecked.address() + "/message?number=1"))
                    .body();

            assertTrue(page.contains("&lt;script&gt;alert(1)"), page);
            assertFalse(page.contains("<script>"), page);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/mailbox?handle=x",
                "/message?number=1",
                "/message?number=x",
                "/attachment?number=1&index=0"
            })
    void whatIsNotThereIs404(String path) throws IOException {
        assertEquals(404, open(path).statusCode());
    }

    @Test
    void otherProcessesCreateMailboxesAndReadMessages() throws IOException {
        URI control = mailbox.address().resolve("/control/");

        int created = browser.post(control.resolve("mailboxes"), "handle=neu&label=Neue+Person")
                .statusCode();
        caller.receiptOf(PlainCaller.m1().replace(PostfachSimulator.TEST_HANDLE, "neu"));
        String boxes = browser.get(control.resolve("mailboxes")).body();
        String messages = browser.get(control.resolve("messages?handle=neu")).body();
        String none = browser.get(control.resolve("messages?handle=x")).body();

        assertEquals(204, created);
        assertTrue(boxes.contains("{\"handle\":\"neu\",\"label\":\"Neue Person\",\"messages\":1}"), boxes);
        assertTrue(messages.contains("\"subject\":\"Hundesteuer 2027\""), messages);
        assertTrue(messages.contains("Aktenablage: S:\\\\hund\\\\neu"), messages);
        assertTrue(messages.contains("Gott,\\u000a\\u000aIhr"), messages);
        assertTrue(messages.contains("\"address\":\"/attachment?number=1&index=0\""), messages);
        assertEquals("[]\n", none);
    }

    @Test
    void otherProcessesMakeTheServiceFailAndRecover() throws IOException {
        URI control = mailbox.address().resolve("/control/");

        browser.post(control.resolve("mishaps"), "mishap=RECEIPT_31");
        String once = caller.receiptOf(PlainCaller.m1());
        browser.post(control.resolve("mishaps"), "mishap=SERVICE_UNAVAILABLE&when=always");
        int down = caller.sendNative(PlainCaller.m1()).statusCode();
        browser.post(control.resolve("recover"), "");
        String well = caller.receiptOf(PlainCaller.m1());
        String calls = browser.get(control.resolve("calls")).body();
        browser.post(control.resolve("reset"), "");

        assertEquals("false 31", once);
        assertEquals(503, down);
        assertEquals("true 0", well);
        assertEquals("{\"calls\":3}\n", calls);
        assertEquals(0, mailbox.received().size());
        assertEquals(
                400, browser.post(control.resolve("mishaps"), "mishap=NONE").statusCode());
        assertEquals(400, browser.post(control.resolve("mailboxes"), "handle=").statusCode());
        assertEquals(404, browser.post(control.resolve("explode"), "").statusCode());
    }

    @Test
    void otherProcessesCanNameTheKindOfCallThatFails() throws IOException {
        URI control = mailbox.address().resolve("/control/");
        URI token = mailbox.address().resolve("/token");

        browser.post(control.resolve("mishaps"), "mishap=SERVICE_UNAVAILABLE&step=TOKEN&when=always");
        int failed = browser.post(token, "").statusCode();
        String page = open("/").body();
        String calls = browser.get(URI.create(control + "calls?step=TOKEN")).body();

        assertEquals(503, failed);
        assertTrue(page.contains("Bei jedem Aufruf: TOKEN, SERVICE_UNAVAILABLE"), page);
        assertEquals("{\"calls\":1}\n", calls);
        assertEquals(
                400,
                browser.post(control.resolve("mishaps"), "mishap=FORBIDDEN&step=NONE")
                        .statusCode());
    }

    @Test
    void formsOfOtherSitesAreNotAccepted() throws IOException {
        HttpRequest.Builder form = HttpRequest.newBuilder(mailbox.address().resolve("/control/mailboxes"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("handle=neu&back=/"));

        int own = browser.send(form.copy().header("Origin", mailbox.address().toString()))
                .statusCode();
        int foreign = browser.send(form.copy().header("Origin", "https://elsewhere.example"))
                .statusCode();

        assertEquals(303, own);
        assertEquals(403, foreign);
    }
}
