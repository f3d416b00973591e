package io.nextval.server.cli.console;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The names of the sequences, for completion. They are asked for when they are wanted, over a
 * connection of their own, and kept for a few seconds. Whoever wants them waits a moment at most;
 * what comes later is there the next time.
 */
final class SequenceNames implements AutoCloseable {
    /** The time for which typing may stand still. */
    private static final long WAIT_MILLIS = 300;

    private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int NAMES_MAX = 1_000;
    private static final int TIMEOUT_SECONDS = 5;

    private static final String SQL =
            "SELECT schemaname, sequencename FROM pg_sequences ORDER BY 1, 2 LIMIT " + NAMES_MAX;

    private final Target target;
    private final ExecutorService worker;
    private @Nullable Connection connection;
    private volatile List<String> known = List.of();
    private volatile long knownAt;
    private volatile boolean asked;
    private CompletableFuture<Void> fetch = CompletableFuture.completedFuture(null);

    SequenceNames(Target target) {
        this.target = target;
        this.worker =
                Executors.newSingleThreadExecutor(
                        task -> {
                            Thread thread = new Thread(task, "nextval-sql-names");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Names, and {@code schema.name} for those outside the schema "public". */
    List<String> get() {
        if (fetch.isDone() && (!asked || System.nanoTime() - knownAt > KEEP_NANOS)) {
            asked = true;
            fetch = CompletableFuture.runAsync(this::refresh, worker);
        }
        try {
            fetch.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Completion does without, or with the names of last time.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return known;
    }

    /** Asks again the next time: a statement may have changed the names. */
    void forget() {
        asked = false;
    }

    private void refresh() {
        List<String> names = new ArrayList<>();
        try {
            Connection open = connection;
            if (open == null) {
                open = target.connect();
                connection = open;
            }
            try (Statement statement = open.createStatement()) {
                statement.setQueryTimeout(TIMEOUT_SECONDS);
                try (ResultSet rows = statement.executeQuery(SQL)) {
                    while (rows.next()) {
                        String schema = rows.getString(1);
                        String name = quoted(rows.getString(2));
                        names.add(schema.equals("public") ? name : quoted(schema) + "." + name);
                    }
                }
            }
            known = List.copyOf(names);
        } catch (SQLException e) {
            // Whoever types is not told: the statement will say what is wrong.
        }
        knownAt = System.nanoTime();
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_$]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void close() {
        worker.execute(this::disconnect);
        worker.shutdown();
    }

    private void disconnect() {
        Connection open = connection;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // It ends with the process.
            }
        }
    }
}
