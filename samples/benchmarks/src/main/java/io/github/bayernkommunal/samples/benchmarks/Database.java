package io.github.bayernkommunal.samples.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;

/** A PostgreSQL as it comes, in a process of its own, and a pool of connections to it. */
public final class Database implements Closeable {

    private static final String ADDRESS = "database.txt";

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Starts a server and leaves its address in the folder. */
    static EmbeddedPostgres start(Path folder) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        Files.writeString(folder.resolve(ADDRESS), server.getJdbcUrl("postgres", "postgres"));
        return server;
    }

    /** Connects to the server whose address is in the folder. */
    public static Database of(Path folder) throws IOException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Files.readString(folder.resolve(ADDRESS)));
        config.setMaximumPoolSize(8);
        return new Database(new HikariDataSource(config));
    }

    /** The pool. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
