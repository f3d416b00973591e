package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The cluster's side of a connection: a session of Nextval's driver, which is light, opened when a
 * statement first needs it. Its errors are such that no pool throws the database's connection away.
 */
final class ClusterSession {
    private static final int DRAWN_MAX = 100_000;

    private final Driver driver;
    private final RoutingUrl url;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Connection connection;
    private volatile boolean drewLast;
    private volatile boolean readOnly;
    private volatile int networkTimeoutMillis = -1;

    ClusterSession(Driver driver, RoutingUrl url) {
        this.driver = driver;
        this.url = url;
    }

    Connection open() throws SQLException {
        Connection known = connection;
        if (known != null) {
            return known;
        }
        opening.lock();
        try {
            known = connection;
            if (known == null) {
                known = connect();
                connection = known;
            }
            return known;
        } finally {
            opening.unlock();
        }
    }

    private Connection connect() throws SQLException {
        try {
            Connection opened = driver.connect(url.clusterUrl(), url.clusterProperties());
            if (opened == null) {
                throw RoutingErrors.badUrl("nextval.cluster is no address of a cluster");
            }
            if (readOnly) {
                opened.setReadOnly(true);
            }
            if (networkTimeoutMillis >= 0) {
                opened.setNetworkTimeout(Runnable::run, networkTimeoutMillis);
            }
            return opened;
        } catch (SQLException e) {
            throw RoutingErrors.ofCluster(e);
        }
    }

    /** Draws so many numbers of a sequence, in one round trip for each hundred thousand. */
    long[] next(GlobalName sequence, int count, Interruptible by) throws SQLException {
        String one = "SELECT nextval(" + sequence.literal() + ')';
        long[] numbers = new long[count];
        int done = 0;
        while (done < count) {
            int piece = Math.min(count - done, DRAWN_MAX);
            String sql = count == 1 ? one : one + " FROM generate_series(1, ?)";
            try (PreparedStatement statement = by.started(open().prepareStatement(sql))) {
                if (count > 1) {
                    statement.setInt(1, piece);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        numbers[done++] = rows.getLong(1);
                    }
                }
            } catch (SQLException e) {
                throw RoutingErrors.ofCluster(e);
            } finally {
                by.ended();
            }
        }
        drewLast = true;
        return numbers;
    }

    long current(GlobalName sequence) throws SQLException {
        return number("SELECT currval(" + sequence.literal() + ')');
    }

    long last() throws SQLException {
        return number("SELECT lastval()");
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement statement = open().prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw RoutingErrors.ofCluster(e);
        }
    }

    /** Whether the last number that this connection is known to have drawn is the cluster's. */
    boolean drewLast() {
        return drewLast;
    }

    void drewLast(boolean here) {
        drewLast = here;
    }

    void setReadOnly(boolean on) throws SQLException {
        readOnly = on;
        Connection known = connection;
        if (known != null) {
            known.setReadOnly(on);
        }
    }

    void setNetworkTimeout(int millis) throws SQLException {
        networkTimeoutMillis = millis;
        Connection known = connection;
        if (known != null) {
            known.setNetworkTimeout(Runnable::run, millis);
        }
    }

    /** Forgets what was drawn, as the database's session does. */
    void discard() throws SQLException {
        drewLast = false;
        Connection known = connection;
        if (known != null) {
            try (PreparedStatement statement = known.prepareStatement("DISCARD SEQUENCES")) {
                statement.execute();
            }
        }
    }

    void close() throws SQLException {
        Connection known = connection;
        if (known != null) {
            known.close();
        }
    }

    void abort(Executor executor) throws SQLException {
        Connection known = connection;
        if (known != null) {
            known.abort(executor);
        }
    }
}
