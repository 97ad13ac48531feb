package io.github.bayernkommunal.samples.benchmarks.outbox;

import io.github.bayernkommunal.postfach.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What has to be there. */
final class Tables {

    /** An application's own row. */
    static final String DECISION = "INSERT INTO decision (reference) VALUES (?)";

    private Tables() {}

    static void create(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS decision (reference VARCHAR(64) PRIMARY KEY)");
        }
        Outbox.createSchema(database);
    }
}
