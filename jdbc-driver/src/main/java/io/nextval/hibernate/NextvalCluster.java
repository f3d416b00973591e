package io.nextval.hibernate;

import io.nextval.jdbc.NextvalDriver;

import org.hibernate.service.Service;
import org.hibernate.service.spi.Stoppable;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

/**
 * The cluster that a SessionFactory's ids come from; a service of its registry, which stops it when
 * the factory is closed. Any thread.
 *
 * <p>There is no pool here. Connections to a cluster are sessions on a client that the whole JVM
 * shares; one is opened for each request, which costs no round trip, because another is kept open.
 */
final class NextvalCluster implements Service, Stoppable {
    private static final long serialVersionUID = 1L;

    private final transient ClusterSettings settings;
    private final transient ReentrantLock lock = new ReentrantLock();

    // What follows is guarded by the lock.
    private transient @Nullable Connection kept;
    private boolean stopped;

    NextvalCluster(ClusterSettings settings) {
        this.settings = settings;
    }

    SchemaAction schemaAction() {
        return settings.schemaAction();
    }

    /** The next {@code count} values, all or none, in one request. */
    long[] draw(SequenceName sequence, int count) throws SQLException {
        String one = "SELECT nextval(" + sequence.literal() + ')';
        String many = one + " FROM generate_series(1, ?)";
        try (Connection connection = open();
                PreparedStatement draw = connection.prepareStatement(count == 1 ? one : many)) {
            if (count > 1) {
                draw.setInt(1, count);
            }
            long[] values = new long[count];
            try (ResultSet rows = draw.executeQuery()) {
                for (int i = 0; i < count; i++) {
                    if (!rows.next()) {
                        throw new SQLException(
                                i + " values instead of " + count + " of " + sequence, "58000");
                    }
                    values[i] = rows.getLong(1);
                }
            }
            return values;
        }
    }

    /** Creates the sequence, and the schema that it is said to be in, if they are not there. */
    void create(SequenceName sequence, long startWith, long incrementBy) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            if (!sequence.schema().isEmpty() && !schemaExists(connection, sequence.schema())) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + sequence.schemaSql());
            }
            if (!exists(connection, sequence)) {
                statement.execute(definition(sequence, startWith, incrementBy));
            }
        }
    }

    boolean exists(SequenceName sequence) throws SQLException {
        try (Connection connection = open()) {
            return exists(connection, sequence);
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            if (kept != null) {
                kept.close();
                kept = null;
            }
        } catch (SQLException e) {
            // closing is the end of it, whatever it says
        } finally {
            lock.unlock();
        }
    }

    /** START and INCREMENT with the bounds that they need when they are below zero. */
    static String definition(SequenceName sequence, long startWith, long incrementBy) {
        StringBuilder sql = new StringBuilder("CREATE SEQUENCE IF NOT EXISTS ");
        sql.append(sequence.sql()).append(" START WITH ").append(startWith);
        sql.append(" INCREMENT BY ").append(incrementBy);
        if (incrementBy > 0 && startWith < 1) {
            sql.append(" MINVALUE ").append(startWith);
        } else if (incrementBy < 0 && startWith > -1) {
            sql.append(" MAXVALUE ").append(startWith);
        }
        return sql.toString();
    }

    private static boolean exists(Connection connection, SequenceName sequence)
            throws SQLException {
        try (PreparedStatement search =
                connection.prepareStatement(
                        "SELECT sequence_name FROM information_schema.sequences"
                                + " WHERE sequence_schema = ? AND sequence_name = ?")) {
            search.setString(
                    1, sequence.schema().isEmpty() ? connection.getSchema() : sequence.schema());
            search.setString(2, sequence.name());
            return hasRow(search);
        }
    }

    private static boolean schemaExists(Connection connection, String schema) throws SQLException {
        try (PreparedStatement search =
                connection.prepareStatement(
                        "SELECT schema_name FROM information_schema.schemata"
                                + " WHERE schema_name = ?")) {
            search.setString(1, schema);
            return hasRow(search);
        }
    }

    private static boolean hasRow(PreparedStatement search) throws SQLException {
        try (ResultSet rows = search.executeQuery()) {
            return rows.next();
        }
    }

    private Connection open() throws SQLException {
        DataSource source = settings.dataSource();
        if (source != null) {
            return source.getConnection();
        }
        keepOne();
        return connect();
    }

    private void keepOne() throws SQLException {
        lock.lock();
        try {
            if (stopped) {
                throw new SQLException("the SessionFactory is closed", "08003");
            }
            if (kept == null) {
                kept = connect();
            }
        } finally {
            lock.unlock();
        }
    }

    private Connection connect() throws SQLException {
        Properties login = new Properties();
        settings.putLogin(login);
        Connection connection = new NextvalDriver().connect(settings.url(), login);
        if (connection == null) {
            throw new SQLException(ClusterSettings.NOT_A_CLUSTER, "08001");
        }
        return connection;
    }
}
