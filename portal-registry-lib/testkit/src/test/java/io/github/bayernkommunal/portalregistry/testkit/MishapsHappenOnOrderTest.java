package io.github.bayernkommunal.portalregistry.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MishapsHappenOnOrderTest {

    @RegisterExtension
    static final PortalSimulator portal = PortalSimulator.create();

    private PortalReader reader;

    @BeforeEach
    void connect() throws Exception {
        reader = new PortalReader(portal);
    }

    @ParameterizedTest
    @CsvSource({"UNAUTHORIZED, 401", "FORBIDDEN, 403", "TOO_MANY_REQUESTS, 429", "INTERNAL_ERROR, 500"})
    void statusOnceThenAllIsWell(Mishap mishap, int status) throws Exception {
        portal.next(mishap);

        assertEquals(status, reader.send(reader.call("leistungen")).statusCode());
        assertEquals(200, reader.send(reader.call("leistungen")).statusCode());
    }

    @Test
    void tooManyRequestsSaysWhenToComeBack() throws Exception {
        portal.next(Mishap.TOO_MANY_REQUESTS);

        var answer = reader.send(reader.call("leistungen"));

        assertEquals("7", answer.headers().firstValue("Retry-After").orElseThrow());
    }

    @Test
    void aCutAnswerNeverArrivesWhole() {
        portal.next(Mishap.CUT_ANSWER);

        assertThrows(IOException.class, () -> reader.send(reader.call("leistungen")));
        assertDoesNotThrow(() -> reader.json("leistungen"));
    }

    @Test
    void garbageAndPagesComeWithStatus200() throws Exception {
        portal.next(Mishap.GARBAGE);
        portal.next(Mishap.HTML_PAGE);

        var garbage = reader.send(reader.call("leistungen"));
        var page = reader.send(reader.call("leistungen"));

        assertEquals(200, garbage.statusCode());
        assertFalse(garbage.body().startsWith("{"));
        assertEquals(
                "text/html; charset=utf-8",
                page.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void aHugeAnswerIsHuge() throws Exception {
        portal.next(Mishap.HUGE_ANSWER);

        var answer = reader.http().send(reader.call("leistungen").build(), HttpResponse.BodyHandlers.ofInputStream());

        try (var body = answer.body()) {
            assertEquals(32L * 1024 * 1024, body.skip(32L * 1024 * 1024));
        }
    }

    @Test
    void aLateAnswerWaitsForItsRelease() throws Exception {
        portal.next(Mishap.LATE_ANSWER);

        CompletableFuture<HttpResponse<String>> late =
                reader.http().sendAsync(reader.call("leistungen").build(), HttpResponse.BodyHandlers.ofString());
        portal.awaitLateAnswer();
        reader.json("lebenslagen");
        assertFalse(late.isDone());
        portal.releaseLateAnswers();

        assertEquals(200, late.get().statusCode());
    }

    @Test
    void loopingPagesNeverEndUntilReset() throws Exception {
        portal.next(Mishap.LOOPING_PAGES);

        assertEquals(
                100, reader.json("behoerden?page=999").getJsonArray("behoerde").size());
        assertEquals(
                reader.json("behoerden?page=5").toString(),
                reader.json("behoerden?page=6").toString());
        portal.reset();
        assertEquals(
                0, reader.json("behoerden?page=999").getJsonArray("behoerde").size());
    }

    @Test
    void aListOfOneBecomesAnObject() throws Exception {
        portal.next(Mishap.SINGLE_OBJECT_FOR_LIST);

        var single = reader.json("lebenslagen/71").getJsonObject("leistungen");
        var many = reader.json("lebenslagen/71").getJsonObject("leistungen");

        assertEquals(JsonValue.ValueType.ARRAY, single.get("leistung").getValueType());
        assertEquals(JsonValue.ValueType.ARRAY, many.get("leistung").getValueType());
        portal.next(Mishap.SINGLE_OBJECT_FOR_LIST);
        assertEquals(
                JsonValue.ValueType.OBJECT,
                reader.json("dienststellen/009199123").get("dienststelle").getValueType());
    }

    @Test
    void allListsOfOneCanBecomeObjectsUntilReset() throws Exception {
        portal.singleObjectsForLists(true);

        for (int call = 0; call < 2; call++) {
            var answer = reader.json("dienststellen/009199123");
            assertEquals(JsonValue.ValueType.OBJECT, answer.get("dienststelle").getValueType());
        }

        portal.reset();
        var answer = reader.json("dienststellen/009199123");
        assertEquals(JsonValue.ValueType.ARRAY, answer.get("dienststelle").getValueType());
    }

    @Test
    void theFirstMemberAppearsTwice() throws Exception {
        portal.next(Mishap.DUPLICATE_JSON_KEYS);

        String body = reader.send(reader.call("lebenslagen/71")).body();

        assertTrue(body.startsWith("{\"id\":null,\"id\":71,"), body);
    }

    @Test
    void resetForgetsWhatWasOrdered() throws Exception {
        portal.next(Mishap.INTERNAL_ERROR);
        portal.reset();

        assertEquals(200, reader.send(reader.call("leistungen")).statusCode());
    }
}
