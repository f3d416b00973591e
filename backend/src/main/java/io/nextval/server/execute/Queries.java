package io.nextval.server.execute;

import io.nextval.server.catalog.CatalogQueries;
import io.nextval.server.catalog.Description;
import io.nextval.server.catalog.SessionInfo;
import io.nextval.server.cluster.ClusterView;
import io.nextval.sql.SqlException;
import io.nextval.sql.Statement;
import io.nextval.wire.Frame;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The way to the engine of the catalog: bounds how much it has to do, so that queries never keep
 * numbers waiting. Any thread; nothing blocks.
 */
final class Queries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Queries.class);
    private static final int RUNNING_MAX = 64;
    private static final int DESCRIBERS = 2;
    private static final int WAITING_DESCRIPTIONS_MAX = 256;

    private final CatalogQueries engine;
    private final Semaphore running = new Semaphore(RUNNING_MAX);
    private final ThreadPoolExecutor describers;

    Queries(ClusterView view) {
        this.engine = new CatalogQueries(view);
        this.describers =
                new ThreadPoolExecutor(
                        DESCRIBERS,
                        DESCRIBERS,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(WAITING_DESCRIPTIONS_MAX),
                        r -> {
                            Thread t = new Thread(r, "query-describer");
                            t.setDaemon(true);
                            return t;
                        });
        describers.allowCoreThreadTimeOut(true);
    }

    /** Loads what the first query would load. */
    void warmUp() {
        try {
            describers.execute(
                    () -> {
                        try {
                            engine.warmUp();
                        } catch (RuntimeException | Error e) {
                            if (!describers.isShutdown()) {
                                LOG.error("the engine of the catalog can not run its examples", e);
                            }
                        }
                    });
        } catch (RejectedExecutionException e) {
            // The node closes already.
        }
    }

    /** The rows of a query, or why there are none; never fails. */
    CompletableFuture<Frame> run(
            Statement statement, List<@Nullable Object> parameters, SessionInfo session) {
        if (!running.tryAcquire()) {
            return CompletableFuture.completedFuture(
                    Failures.overloaded(
                            RUNNING_MAX + " queries about the catalog run at once already"));
        }
        CompletableFuture<Frame> answered;
        try {
            answered = engine.run(statement, parameters, session).thenApply(result -> result);
        } catch (RuntimeException | Error e) {
            answered = CompletableFuture.failedFuture(e);
        }
        return answered.handle(
                (frame, problem) -> {
                    running.release();
                    return problem == null ? frame : Failures.of(problem);
                });
    }

    /** The program of a query, or why it has none; never fails. */
    CompletableFuture<Frame> program(Statement statement, SessionInfo session) {
        CompletableFuture<Frame> program = new CompletableFuture<>();
        try {
            describers.execute(() -> program.complete(describe(statement, session)));
        } catch (RejectedExecutionException e) {
            program.complete(Failures.of(e));
        }
        return program;
    }

    private Frame describe(Statement statement, SessionInfo session) {
        try {
            Description described = engine.describe(statement, session);
            return ProgramPlanner.query(statement, described.columns(), described.parameterTypes());
        } catch (SqlException | RuntimeException | Error e) {
            return Failures.of(e);
        }
    }

    @Override
    public void close() {
        describers.shutdownNow();
        engine.close();
    }
}
