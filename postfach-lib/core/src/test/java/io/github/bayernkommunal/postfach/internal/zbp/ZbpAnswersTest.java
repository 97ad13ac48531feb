package io.github.bayernkommunal.postfach.internal.zbp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the mailbox of BundID answers under a good status. */
class ZbpAnswersTest {

    @Test
    void anIdIsTakenWhereOneStands() {
        assertEquals("m-1", ZbpExchange.receipt(200, "{\"id\":\"m-1\"}").remoteId());
        assertNull(ZbpExchange.receipt(200, "{\"id\":7}").remoteId());
    }

    /** Read as declared, never with another exception: the message may have arrived. */
    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"id\":", "<html>", "{} {}", "\"text\""})
    void whatIsNoObjectIsUncertain(String body) {
        var unclear = assertThrows(PostfachUnavailableException.class, () -> ZbpExchange.receipt(200, body));

        assertTrue(unclear.mayHaveTakenEffect());
    }

    @Test
    void anObjectOfEndlessDepthIsUncertain() {
        String body = "{\"a\":".repeat(50_000);

        var unclear = assertThrows(PostfachUnavailableException.class, () -> ZbpExchange.receipt(200, body));

        assertTrue(unclear.mayHaveTakenEffect());
    }
}
