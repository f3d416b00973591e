package io.nextval.integrations;

import io.nextval.postgres.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * JUnit extension: a PostgreSQL server for all tests of a run, and a new database in it for each
 * test class.
 */
public final class Postgres implements BeforeAllCallback {
    private static final ExtensionContext.Namespace STORE =
            ExtensionContext.Namespace.create(Postgres.class);

    private final String database;
    private int port;

    public Postgres(String database) {
        this.database = database;
    }

    /** URL of the database. */
    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=postgres";
    }

    /** The same URL with the wrapping driver before it; these sequences come from the cluster. */
    public String wrappedUrl(String cluster, String sequences) {
        return "jdbc:nextval:"
                + url().substring("jdbc:".length())
                + "&nextval.cluster="
                + cluster
                + "&nextval.sequences="
                + sequences;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Executes statements in the database. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        Server server =
                context.getRoot()
                        .getStore(STORE)
                        .getOrComputeIfAbsent("server", key -> Server.start(), Server.class);
        port = server.postgres().getPort();
        try (Connection connection = server.postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
    }

    private record Server(EmbeddedPostgres postgres) implements AutoCloseable {
        static Server start() {
            try {
                return new Server(PostgresServer.start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            postgres.close();
        }
    }
}
