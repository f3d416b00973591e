package io.nextval.server.harness;

import io.nextval.server.history.HistoryRecorder;
import io.nextval.server.history.Range;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One thread's connection and its calls. */
final class Caller implements AutoCloseable {
    /** Definite answers that say no: the sequence is exhausted, or does not exist. */
    private static final Set<String> DEFINITE_NO = Set.of("2200H", "42P01");

    private static final int ROWS_MAX = 7;
    private static final long PAUSE_MICROS_MAX = 2000;

    private final String url;
    private final List<String> sequences;
    private final Random random;
    private final HistoryRecorder recorder;
    private final Queue<String> exceptions;
    private @Nullable Connection connection;

    Caller(
            String url,
            List<String> sequences,
            long seed,
            HistoryRecorder recorder,
            Queue<String> exceptions) {
        this.url = url;
        this.sequences = sequences;
        this.random = new Random(seed);
        this.recorder = recorder;
        this.exceptions = exceptions;
    }

    /** One call and a short pause, so that calls overlap in many ways. */
    void call() {
        String sequence = sequences.get(random.nextInt(sequences.size()));
        int rows = random.nextInt(10) == 0 ? 2 + random.nextInt(ROWS_MAX - 1) : 1;
        try {
            draw(connection(), sequence, rows);
        } catch (SQLException e) {
            exceptions.add("connect: " + e.getSQLState() + " " + e.getMessage());
        }
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextLong(PAUSE_MICROS_MAX)));
    }

    private void draw(Connection open, String sequence, int rows) {
        String sql =
                "SELECT NEXTVAL('"
                        + sequence
                        + "')"
                        + (rows == 1 ? "" : " FROM generate_series(1, " + rows + ")");
        HistoryRecorder.Call call = recorder.invoke(sequence, rows);
        Range values;
        try (PreparedStatement statement = open.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            values = read(result, rows);
        } catch (SQLException e) {
            exceptions.add(sequence + ": " + e.getSQLState() + " " + e.getMessage());
            if (DEFINITE_NO.contains(String.valueOf(e.getSQLState()))) {
                call.failed();
            } else {
                call.unknown();
            }
            return;
        }
        call.granted(values);
    }

    private static Range read(ResultSet result, int rows) throws SQLException {
        long first = 0;
        long increment = 1;
        for (int i = 0; i < rows; i++) {
            if (!result.next()) {
                throw new SQLException("only " + i + " of " + rows + " rows");
            }
            long value = result.getLong(1);
            if (i == 0) {
                first = value;
            } else if (i == 1) {
                increment = value - first;
            } else if (value != first + i * increment) {
                throw new SQLException("rows of one call are not consecutive: " + value);
            }
        }
        if (result.next()) {
            throw new SQLException("more than " + rows + " rows");
        }
        return new Range(first, rows, increment);
    }

    private Connection connection() throws SQLException {
        if (connection == null || connection.isClosed()) {
            connection = DriverManager.getConnection(url);
        }
        return connection;
    }

    @Override
    public void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                exceptions.add("close: " + e.getMessage());
            }
        }
    }
}
