package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.internal.outbox.Dialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Attachments that lie in pieces beside their letter, on real databases. */
class LargeAttachmentsTest {

    private static final int PIECE = 512 * 1024;
    private static final int LARGE = 256 * 1024;

    /** A road on which attachments travel beside the document. */
    private final CountingRoute route = new CountingRoute() {
        @Override
        public Limits limits() {
            return Limits.zbp();
        }

        @Override
        public Letter prepare(Message message) {
            return new Letter(message.messageId(), message.recipient(), message.text(), message.attachments());
        }
    };

    private Outbox.Builder anOutbox(DataSource database) {
        return Outbox.builder(database, route).auditKey(new byte[32]);
    }

    private static byte[] pdf(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        System.arraycopy(Fixtures.PDF, 0, content, 0, Fixtures.PDF.length);
        return content;
    }

    private static Message aLetterWith(byte[]... files) {
        Message.Builder letter = Message.to(PostboxHandle.of("11111111-2222-4333-8444-555555555555"))
                .from(Sender.of("Stadt", "Amt"))
                .subject("Groß")
                .text("Text")
                .readableFrom(TrustLevel.BASIC)
                .reference("large");
        for (int i = 0; i < files.length; i++) {
            letter.attach(Attachment.pdf("a" + i + ".pdf", files[i]));
        }
        return letter.build();
    }

    private static long pieces(DataSource database) throws SQLException {
        return number(database, "SELECT COUNT(*) FROM postfach_content");
    }

    private static long number(DataSource database, String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void change(DataSource database, String how) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(how);
        }
    }

    private List<String> hashesSent() throws Exception {
        List<String> hashes = new ArrayList<>();
        for (Attachment file : route.sent.get(0).attachments()) {
            try (var in = file.open()) {
                byte[] content = in.readAllBytes();
                assertEquals(file.size(), content.length);
                hashes.add(HexFormat.of()
                        .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                .digest(content)));
            }
        }
        return hashes;
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void arriveAsTheyWere(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database).build()) {
            Message letter = aLetterWith(pdf(PIECE), pdf(PIECE + 1), pdf(100));
            outbox.enqueue(letter);

            assertEquals(1, outbox.dispatch());

            assertEquals(4, pieces(database));
            assertEquals(letter.attachments().stream().map(Attachment::sha256).toList(), hashesSent());
        }
    }

    @ParameterizedTest
    @CsvSource({"262144, 0", "262145, 1"})
    void lieApartOnlyWhenTheyAreLargeTogether(int size, int pieces) throws Exception {
        assertEquals(LARGE, 262_144);
        DataSource database = Databases.H2.withSchema();
        try (Outbox outbox = anOutbox(database).build()) {
            outbox.enqueue(aLetterWith(pdf(size - 1000), pdf(1000)));

            assertEquals(2 * pieces, pieces(database));
            assertEquals(1, outbox.dispatch());
            assertEquals(2, hashesSent().size());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void goWithTheirLetter(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database).keepContent(Duration.ZERO).build()) {
            outbox.enqueue(aLetterWith(pdf(PIECE)));
            assertEquals(0, outbox.deleteContents());
            assertEquals(1, pieces(database));
            outbox.dispatch();
            while (outbox.deleteContents() == 0) {
                Thread.onSpinWait(); // until the database's clock has moved by a millisecond
            }

            assertEquals(0, pieces(database));
        }
    }

    @Test
    void goWithTheCallersTransaction() throws Exception {
        DataSource database = Databases.POSTGRESQL.withSchema();
        try (Outbox outbox = anOutbox(database).build();
                Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            outbox.enqueue(connection, aLetterWith(pdf(PIECE)));
            connection.rollback();

            assertEquals(0, pieces(database));
        }
    }

    @Test
    void areStoredOnceForOneReference() throws Exception {
        DataSource database = Databases.POSTGRESQL.withSchema();
        try (Outbox outbox = anOutbox(database).build()) {
            outbox.enqueue(aLetterWith(pdf(PIECE)));
            outbox.enqueue(aLetterWith(pdf(PIECE)));

            assertEquals(1, pieces(database));
        }
    }

    @Test
    void areEncryptedPieceByPieceAndCannotChangePlaces() throws Exception {
        DataSource database = Databases.H2.withSchema();
        byte[] content = pdf(2 * PIECE);
        try (Outbox outbox = anOutbox(database)
                .encryptWith(new SecretKeySpec(new byte[32], "AES"))
                .build()) {
            outbox.enqueue(aLetterWith(content));
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT chunk FROM postfach_content ORDER BY no")) {
                row.next();
                byte[] stored = row.getBytes(1);
                String text = new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertFalse(text.contains("%PDF"));
            }
            change(database, "UPDATE postfach_content SET no = no + 10");
            change(database, "UPDATE postfach_content SET no = 1 WHERE no = 10");
            change(database, "UPDATE postfach_content SET no = 0 WHERE no = 11");
            outbox.dispatch();

            java.io.IOException no = assertThrows(java.io.IOException.class, this::hashesSent);
            assertTrue(no.getMessage().contains("was changed or belongs to another message"), no.getMessage());
        }
    }

    @Test
    void aMissingPieceIsNoticed() throws Exception {
        DataSource database = Databases.H2.withSchema();
        try (Outbox outbox = anOutbox(database).build()) {
            outbox.enqueue(aLetterWith(pdf(2 * PIECE)));
            change(database, "DELETE FROM postfach_content WHERE no = 1");
            outbox.dispatch();

            assertEquals(
                    "a piece of an attachment is gone",
                    assertThrows(java.io.IOException.class, this::hashesSent).getMessage());
        }
    }

    @Test
    void aFileThatChangedSinceItWasAttachedIsNotEnqueued(@TempDir Path folder) throws Exception {
        DataSource database = Databases.H2.withSchema();
        Path file = Files.write(folder.resolve("a.pdf"), pdf(PIECE));
        Message letter = Message.to(PostboxHandle.of("11111111-2222-4333-8444-555555555555"))
                .from(Sender.of("Stadt", "Amt"))
                .subject("Groß")
                .text("Text")
                .readableFrom(TrustLevel.BASIC)
                .attach(Attachment.pdf(file))
                .reference("changed")
                .build();
        byte[] other = pdf(PIECE);
        other[PIECE - 1]++;
        Files.write(file, other);
        try (Outbox outbox = anOutbox(database).build()) {
            PostfachRejectedException no = assertThrows(PostfachRejectedException.class, () -> outbox.enqueue(letter));

            assertEquals("POSTFACH-105", no.code());
            assertTrue(outbox.find("changed").isEmpty());
            assertEquals(0, pieces(database));
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void theSchemaIsRaisedWhileNodesOfTheOldOneWork(Databases kind) throws Exception {
        DataSource database = kind.empty();
        runScript(database, 1);
        try (Outbox old = anOutbox(database).build()) {
            old.enqueue(Fixtures.aNotice("before").build());
            old.enqueue(aLetterWith(pdf(PIECE)));

            Outbox.createSchema(database);
            Outbox.createSchema(database);
            assertEquals(2, number(database, "SELECT MAX(version) FROM postfach_schema"));
            try (Outbox young = anOutbox(database).build()) {
                Message.Builder letter = Fixtures.aNotice("after");
                for (int i = 0; i < 3; i++) {
                    letter.attach(Attachment.pdf("b" + i + ".pdf", pdf(PIECE)));
                }
                young.enqueue(letter.build());
                old.enqueue(Fixtures.aNotice("meanwhile").build());

                assertEquals(4, pieces(database));
                assertEquals(4, old.dispatch());

                assertEquals(0, young.dispatch());
                assertEquals(4, route.sent.size());
                for (PostfachRoute.Letter sent : route.sent) {
                    for (Attachment file : sent.attachments()) {
                        try (var in = file.open()) {
                            assertEquals(file.size(), in.readAllBytes().length);
                        }
                    }
                }
                assertEquals(List.of(), young.verifyAudit());
            }
        }
    }

    @Test
    void aLetterInANewerFormWaitsForANewerNode() throws Exception {
        DataSource database = Databases.POSTGRESQL.withSchema();
        try (Outbox outbox = anOutbox(database).build()) {
            outbox.enqueue(aLetterWith(pdf(100)));
            change(database, "UPDATE postfach_message SET payload = '\\x7f'");

            outbox.dispatch();

            assertEquals(
                    DeliveryState.QUEUED, outbox.find("large").orElseThrow().state());
            assertEquals(0, outbox.dispatch());
            assertEquals(0, route.sent.size());
        }
    }

    private static void runScript(DataSource database, int version) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            String name = "/io/github/bayernkommunal/postfach/schema/V%d__postfach.%s.sql"
                    .formatted(version, Dialect.of(connection).name().toLowerCase(java.util.Locale.ROOT));
            try (var in = Outbox.class.getResourceAsStream(name)) {
                String script = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                for (String part : script.replaceAll("(?m)^--.*$", "").split(";", -1)) {
                    if (!part.isBlank()) {
                        statement.execute(part);
                    }
                }
            }
        }
    }
}
