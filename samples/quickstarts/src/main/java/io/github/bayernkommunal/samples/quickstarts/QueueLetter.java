package io.github.bayernkommunal.samples.quickstarts;

import io.github.bayernkommunal.postfach.BspSoap;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.Outbox;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.Sender;
import io.github.bayernkommunal.postfach.TrustLevel;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** Decides and announces in one database transaction: the letter is sent if and only if the decision is kept. */
public final class QueueLetter {

    private QueueLetter() {}

    /** Runs on a database in memory, against a simulated mailbox service. */
    public static void main(String... arguments) throws SQLException {
        DataSource database = JdbcConnectionPool.create("jdbc:h2:mem:quickstart;DB_CLOSE_DELAY=-1", "sa", "");
        try (PostfachSimulator mailboxes = PostfachSimulator.start(0);
                BspSoap route = BspSoap.builder()
                        .address(URI.create(mailboxes.settings().getOrDefault("postfach.address", "")))
                        .clientKey(mailboxes.clientKey())
                        .trust(List.of(mailboxes.certificate()))
                        .build()) {
            Outbox.createSchema(database);
            try (Outbox outbox = Outbox.builder(database, route)
                    .auditKey(new byte[32]) // from a safe place, the same for all time
                    .build()) {
                decide(database, outbox, "az-kept", true);
                decide(database, outbox, "az-dropped", false);
                outbox.dispatch(); // or outbox.start() once, for a thread that does it

                System.out.println(
                        "kept: " + outbox.find("az-kept").orElseThrow().state());
                System.out.println("dropped: " + outbox.find("az-dropped").isPresent());
                System.out.println("in the mailbox: " + mailboxes.received().size());
                System.out.println("contradictions in the trail: " + outbox.verifyAudit());
            }
        }
    }

    private static void decide(DataSource database, Outbox outbox, String reference, boolean kept) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement decision = connection.createStatement()) {
            connection.setAutoCommit(false);
            decision.execute("CREATE TABLE IF NOT EXISTS decision (reference VARCHAR(40))");
            decision.execute("INSERT INTO decision VALUES ('" + reference + "')");
            outbox.enqueue(
                    connection,
                    Message.to(PostboxHandle.of(PostfachSimulator.TEST_HANDLE))
                            .from(Sender.of("Stadt Musterstadt", "Straßenverkehrsamt"))
                            .subject("Ihr Bescheid zur Bewohnerparkkarte")
                            .text("Guten Tag, Ihr Antrag ist bewilligt.")
                            .readableFrom(TrustLevel.SUBSTANTIAL)
                            .reference(reference)
                            .build());
            if (kept) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }
}
