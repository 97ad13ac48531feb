package io.github.bayernkommunal.bayernid;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** A real PostgreSQL, started once per run; it ends with the process. */
public final class Postgres {

    private static EmbeddedPostgres server;

    private Postgres() {}

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    server.close();
                } catch (IOException e) {
                    // the process ends anyway
                }
            }));
        }
        return server;
    }

    /** The name of a new database with the replay table of the documentation. */
    public static String withTable() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        run(server().getPostgresDatabase(), "create database " + name);
        run(
                server().getDatabase("postgres", name),
                "create table bayernid_replay (assertion varchar(64) primary key, keep_until bigint not null)");
        return name;
    }

    /** What one node has of a database: its own pool of at most 20 connections. */
    public static JdbcConnectionPool node(String name) {
        PGConnectionPoolDataSource database = new PGConnectionPoolDataSource();
        database.setUrl(server().getJdbcUrl("postgres", name));
        JdbcConnectionPool pool = JdbcConnectionPool.create(database);
        pool.setMaxConnections(20);
        pool.setLoginTimeout(300);
        return pool;
    }

    /** Runs one statement. */
    public static void run(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
