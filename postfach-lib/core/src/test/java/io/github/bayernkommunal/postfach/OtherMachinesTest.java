package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same letter on machines with other languages and time zones. */
class OtherMachinesTest {

    @RegisterExtension
    static final PostfachSimulator mailboxes = PostfachSimulator.create();

    private final Locale language = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(language);
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @CsvSource({"tr-TR, America/St_Johns", "ar-SA-u-nu-arab, Asia/Kathmandu", "th-TH-u-ca-buddhist-nu-thai, UTC"})
    void nothingDependsOnTheMachine(String tag, String place) throws Exception {
        Message letter =
                Fixtures.aNotice("az-İ-" + tag).subject("BESCHEID İI ıi").build();
        try (PostfachRoute route = RouteOf.builder(mailboxes.settings()).build();
                PostfachClient zbp = PostfachClient.from(mailboxes.zbpSettings());
                PostfachClient fitConnect = PostfachClient.from(mailboxes.fitConnectSettings())) {
            PostfachRoute.Letter here = route.prepare(letter);
            Locale.setDefault(Locale.forLanguageTag(tag));
            TimeZone.setDefault(TimeZone.getTimeZone(place));

            assertEquals(here, route.prepare(letter));
            assertEquals(DeliveryState.PROVIDED, route.deliver(here).state());
            assertEquals(DeliveryState.PROVIDED, zbp.send(letter).state());
            assertEquals(DeliveryState.PROVIDED, fitConnect.send(letter).state());
        }
        DataSource database = Databases.H2.withSchema();
        try (Outbox outbox = Outbox.builder(database, new CountingRoute())
                        .auditKey(new byte[32])
                        .build();
                Connection connection = database.getConnection()) {
            outbox.enqueue(connection, letter);
            assertEquals(1, outbox.dispatch());
            assertEquals(List.of(), outbox.verifyAudit());
            assertTrue(outbox.auditOf(letter.reference()).get(0).contains("\"no\":0,\"at\":\"2"));
        }
    }

    /** What a machine with another default charset would write. */
    @Test
    void noTextIsWrittenInTheCharsetOfTheMachine() throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Dfile.encoding=ISO-8859-1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Elsewhere.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

        assertEquals(0, process.waitFor(), said);
        assertTrue(said.strip().endsWith("b\\u00fc 1"), said);
    }

    /** What the other process does. */
    static final class Elsewhere {

        private Elsewhere() {}

        public static void main(String... arguments) throws Exception {
            DataSource database = Databases.H2.withSchema();
            CountingRoute route = new CountingRoute();
            try (Outbox outbox =
                    Outbox.builder(database, route).auditKey(new byte[32]).build()) {
                outbox.enqueue(Fixtures.aNotice().text("b\u00fc").build());
                outbox.dispatch();
                String document = route.sent.get(0).document();
                String tail = document.substring(document.length() - 2).replace("\u00fc", "\\u00fc");
                System.out.println(tail + " " + route.sent.size());
            }
        }
    }
}
