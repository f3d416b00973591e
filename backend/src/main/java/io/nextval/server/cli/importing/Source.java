package io.nextval.server.cli.importing;

import io.nextval.server.config.StartupException;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Reads a database in one read-only transaction, at one moment where the vendor has that. The
 * position of a sequence is outside of transactions everywhere: it is that of the moment it is
 * read, after the snapshot began.
 */
final class Source {
    private final Connection connection;
    private final SourceCatalog catalog;
    private final String quote;

    private Source(Connection connection, SourceCatalog catalog, String quote) {
        this.connection = connection;
        this.catalog = catalog;
        this.quote = quote;
    }

    static Source of(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String product = database.getDatabaseProductName();
        int version = database.getDatabaseMajorVersion();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> {
                atLeast(product, version, 10);
                yield new Source(connection, new PostgresCatalog(), "\"");
            }
            case "mysql", "mariadb" -> {
                String exact = product + " " + database.getDatabaseProductVersion();
                boolean mariaDb = exact.toLowerCase(Locale.ROOT).contains("mariadb");
                yield new Source(connection, new MySqlCatalog(!mariaDb), "`");
            }
            case "oracle" -> {
                atLeast(product, version, 12);
                yield new Source(connection, new OracleCatalog(), "\"");
            }
            case "h2" -> {
                atLeast(product, version, 2);
                yield new Source(connection, new H2Catalog(), "\"");
            }
            default ->
                    throw usage(
                            "can not import from "
                                    + product
                                    + "; known are PostgreSQL, MariaDB, MySQL, Oracle and H2");
        };
    }

    private static void atLeast(String product, int version, int least) {
        if (version < least) {
            throw usage(
                    "can not import from "
                            + product
                            + " "
                            + version
                            + ": its catalog is read from version "
                            + least
                            + " on");
        }
    }

    /**
     * Reads schemas; without names, that of the connection. The transaction is over when it
     * returns.
     */
    List<Finding> read(List<String> schemas, ReadOptions options) throws SQLException {
        connection.setReadOnly(true);
        int isolation = Connection.TRANSACTION_REPEATABLE_READ;
        if (!connection.getMetaData().supportsTransactionIsolationLevel(isolation)) {
            isolation = Connection.TRANSACTION_SERIALIZABLE;
        }
        connection.setTransactionIsolation(isolation);
        connection.setAutoCommit(false);
        try {
            return read(catalog, schemas.isEmpty() ? List.of(current()) : schemas, options);
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
            }
        }
    }

    /** Through the given catalog. */
    List<Finding> read(SourceCatalog through, List<String> schemas, ReadOptions options)
            throws SQLException {
        SourceReader reader = new SourceReader(connection, options, quote);
        for (String name : schemas) {
            String schema = through.schema(reader, name);
            if (schema == null) {
                throw usage("the source has no schema '" + name + "' that this user can see");
            }
            through.read(reader, schema);
        }
        return reader.findings();
    }

    private String current() throws SQLException {
        boolean catalogs = catalog instanceof MySqlCatalog;
        @Nullable String schema = catalogs ? connection.getCatalog() : connection.getSchema();
        if (schema == null || schema.isEmpty()) {
            throw usage("the connection to the source has no schema; name one with --schema");
        }
        return schema;
    }

    private static StartupException usage(String message) {
        return new StartupException(StartupException.EXIT_USAGE, message);
    }
}
