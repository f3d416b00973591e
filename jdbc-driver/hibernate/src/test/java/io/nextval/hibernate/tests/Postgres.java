package io.nextval.hibernate.tests;

import io.nextval.postgres.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.postgresql.ds.PGSimpleDataSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server for all tests of the JVM, stopped at its end; a database for each class. */
final class Postgres {
    private static final EmbeddedPostgres SERVER = start();

    private Postgres() {}

    static PGSimpleDataSource database(String name) throws SQLException {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(SERVER.getJdbcUrl("postgres", name));
        return source;
    }

    private static EmbeddedPostgres start() {
        try {
            return PostgresServer.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
