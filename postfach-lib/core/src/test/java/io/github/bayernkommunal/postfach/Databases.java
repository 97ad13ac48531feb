package io.github.bayernkommunal.postfach;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** Empty databases: real ones. */
enum Databases {
    H2 {
        @Override
        DataSource empty() {
            return JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        }
    },
    /** What an Oracle is to do, as far as H2 can behave like one. */
    LIKE_ORACLE {
        @Override
        DataSource empty() {
            return JdbcConnectionPool.create(
                    "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;MODE=Oracle", "sa", "");
        }
    },
    MARIADB {
        @Override
        DataSource empty() {
            return MariaDb.emptyDatabase();
        }
    },
    POSTGRESQL {
        @Override
        DataSource empty() {
            // A schema of its own is as empty as a database, and quicker to have.
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            DataSource database = Server.IT.getPostgresDatabase();
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA " + name);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
            return Server.IT.getPostgresDatabase(Map.of("currentSchema", name));
        }
    };

    abstract DataSource empty();

    DataSource withSchema() {
        DataSource database = empty();
        try {
            Outbox.createSchema(database);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    /** One server for the whole run; it ends with the process. */
    private static final class Server {
        static final EmbeddedPostgres IT = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        server.close();
                    } catch (IOException e) {
                        // the process ends anyway
                    }
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
