package io.nextval.server.cli.console;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs what a person has asked for so that Ctrl-C can end it: on a thread of its own, while the
 * console's thread waits. What does not end soon after Ctrl-C is left behind with its connection.
 */
final class Foreground {
    /** What a cancelled statement is given to end by itself. */
    private static final long CANCEL_MILLIS = 1_000;

    private final SqlSession session;
    private volatile CompletableFuture<Void> interrupted = new CompletableFuture<>();

    Foreground(SqlSession session) {
        this.session = session;
    }

    /** Ctrl-C. Any thread. */
    void interrupt() {
        interrupted.complete(null);
    }

    /** Returns when the work has ended, or was interrupted. */
    void run(Runnable work) throws InterruptedException {
        session.reset();
        CompletableFuture<Void> interrupt = new CompletableFuture<>();
        interrupted = interrupt;
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread worker =
                new Thread(
                        () -> {
                            try {
                                work.run();
                                end.complete(null);
                            } catch (RuntimeException | Error e) {
                                end.completeExceptionally(e);
                            }
                        },
                        "nextval-sql-statement");
        worker.setDaemon(true);
        worker.start();
        await(CompletableFuture.anyOf(end.handle((done, e) -> true), interrupt), Long.MAX_VALUE);
        if (!end.isDone()) {
            session.cancel();
            if (!await(end.handle((done, e) -> true), CANCEL_MILLIS)) {
                session.abandon();
                session.output()
                        .printError(
                                "Cancelled: the statement has not answered and may still be done;"
                                        + " the next one gets a new connection.");
                return;
            }
        }
        try {
            end.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            session.output().printError("ERROR:  " + e.getCause());
        }
    }

    private static boolean await(CompletableFuture<?> future, long millis)
            throws InterruptedException {
        try {
            future.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
