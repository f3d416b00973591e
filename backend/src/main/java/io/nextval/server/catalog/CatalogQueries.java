package io.nextval.server.catalog;

import io.nextval.server.cluster.ClusterView;
import io.nextval.sql.Explain;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.Query;
import io.nextval.sql.Select;
import io.nextval.sql.Show;
import io.nextval.sql.SqlException;
import io.nextval.sql.Statement;
import io.nextval.wire.Result;
import io.nextval.wire.ResultColumn;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Runs queries about the catalog on a few threads of its own. Any thread may call it. Takes Query,
 * Show, Explain and Select statements; a Select only if it calls no sequence function.
 */
public final class CatalogQueries implements AutoCloseable {
    private static final long EXISTENCE_MILLIS_MAX = 1_000;
    private static final ResultColumn CREATE_STATEMENT =
            new ResultColumn("create_statement", "text");

    private final ThreadPoolExecutor threads;
    private final QueryEngine engine;
    private final Clock clock;

    /** The queries of a node over the cluster that it is part of. */
    public CatalogQueries(ClusterView view) {
        this(new ClusterSource(view), Clock.systemUTC());
    }

    CatalogQueries(CatalogSource source, Clock clock) {
        this(source, clock, new PlanCache());
    }

    CatalogQueries(CatalogSource source, Clock clock, PlanCache plans) {
        this.clock = clock;
        this.threads =
                new ThreadPoolExecutor(
                        QueryLimits.THREADS,
                        QueryLimits.THREADS,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(QueryLimits.WAITING_MAX),
                        work -> {
                            Thread thread =
                                    new Thread(
                                            null, work, "catalog-query", QueryLimits.STACK_BYTES);
                            thread.setDaemon(true);
                            return thread;
                        });
        threads.allowCoreThreadTimeOut(true);
        this.engine = new QueryEngine(source, plans, threads, clock);
    }

    QueryEngine engine() {
        return engine;
    }

    /**
     * Runs a statement. The future fails, with the cause as it is or in a {@link
     * CompletionException}, with a {@link SqlException}; with what the source fails with if a group
     * does not answer; or with a {@link java.util.concurrent.RejectedExecutionException} if too
     * many queries wait.
     *
     * @param parameters values of the statement's {@code ?}, in their order
     */
    public CompletableFuture<Result> run(
            Statement statement, List<@Nullable Object> parameters, SessionInfo session) {
        try {
            if (statement instanceof Query query) {
                return engine.run(query, parameters, session);
            } else if (statement instanceof Show show) {
                return show(show, session);
            } else if (statement instanceof Explain explain) {
                return explain(explain.statement(), session);
            } else if (statement instanceof Select select) {
                return CompletableFuture.completedFuture(
                        ConstantSelect.run(select, parameters, session, clock.instant()));
            }
            throw notAQuery();
        } catch (QueryException e) {
            return CompletableFuture.failedFuture(e.toSqlException(""));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static QueryException notAQuery() {
        return new QueryException(
                SqlStates.FEATURE_NOT_SUPPORTED, "a statement of this kind can not be run so");
    }

    private CompletableFuture<Result> show(Show show, SessionInfo session) {
        ShowQueries.Translated translated = ShowQueries.of(show, session);
        QualifiedName name = translated.sequence();
        if (name == null) {
            return engine.run(translated.query(), translated.parameters(), session);
        }
        return found(Set.of(name), session)
                .thenCompose(
                        rows ->
                                show.what() == Show.What.CREATE_SEQUENCE
                                        ? CompletableFuture.completedFuture(created(rows.get(0)))
                                        : engine.run(
                                                translated.query(),
                                                translated.parameters(),
                                                session));
    }

    private static Result created(SequenceRow row) {
        return texts(List.of(CREATE_STATEMENT), List.of(ShowQueries.createStatement(row)));
    }

    private CompletableFuture<Result> explain(Statement explained, SessionInfo session) {
        if (explained instanceof Query query) {
            return CompletableFuture.supplyAsync(() -> plan(query, session), threads);
        } else if (explained instanceof Select select) {
            Set<QualifiedName> names = Explanations.sequences(select, session.schema());
            if (names.isEmpty()) {
                return CompletableFuture.completedFuture(
                        texts(Explanations.COLUMNS, List.of("Constant")));
            }
            return found(names, session)
                    .thenApply(
                            rows -> {
                                Snapshot snapshot = engine.hints(rows);
                                Stream<String> lines =
                                        rows.stream()
                                                .flatMap(
                                                        row ->
                                                                Explanations.of(row, snapshot)
                                                                        .stream());
                                return texts(Explanations.COLUMNS, lines.toList());
                            });
        } else if (explained instanceof Show show) {
            return explain(ShowQueries.of(show, session).query(), session);
        }
        throw new QueryException(
                SqlStates.FEATURE_NOT_SUPPORTED,
                "EXPLAIN of this statement is not supported",
                "EXPLAIN takes a SELECT");
    }

    private static Result plan(Query query, SessionInfo session) {
        try {
            return texts(
                    Explanations.COLUMNS,
                    Explanations.of(PlanCache.logical(query, session.schema())));
        } catch (QueryException e) {
            throw new CompletionException(e.toSqlException(query.text()));
        } catch (SqlException e) {
            throw new CompletionException(e);
        }
    }

    /** The sequences of these names; fails with 42P01 if there is one that does not exist. */
    private CompletableFuture<List<SequenceRow>> found(
            Set<QualifiedName> names, SessionInfo session) {
        return engine.source()
                .sequences(names)
                .thenCompose(
                        rows -> {
                            for (QualifiedName name : names) {
                                if (rows.stream().noneMatch(row -> QueryEngine.is(row, name))) {
                                    return engine.missing(name, session, 0)
                                            .thenCompose(CompletableFuture::failedFuture);
                                }
                            }
                            return CompletableFuture.completedFuture(rows);
                        });
    }

    private static Result texts(List<ResultColumn> columns, List<String> lines) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String line : lines) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(line);
            rows.add(row);
        }
        return new Result(columns, rows, -1, List.of());
    }

    /**
     * Returns the columns and parameters of a statement, without running it. It waits for one of
     * the engine's threads if the statement is new, and for a second more to find out why one is
     * wrong.
     *
     * @throws SqlException as {@link #run}, for what can be known without rows
     */
    public Description describe(Statement statement, SessionInfo session) throws SqlException {
        try {
            if (statement instanceof Query query) {
                return describe(query, session);
            } else if (statement instanceof Show show) {
                return show.what() == Show.What.CREATE_SEQUENCE
                        ? new Description(List.of(CREATE_STATEMENT), List.of())
                        : new Description(
                                describe(ShowQueries.of(show, session).query(), session).columns(),
                                List.of());
            } else if (statement instanceof Explain explain) {
                Description explained = describe(explain.statement(), session);
                return new Description(Explanations.COLUMNS, explained.parameterTypes());
            } else if (statement instanceof Select select) {
                return ConstantSelect.describe(select);
            }
            throw notAQuery();
        } catch (QueryException e) {
            throw e.toSqlException("");
        }
    }

    private Description describe(Query query, SessionInfo session) throws SqlException {
        try {
            PlannedQuery known = engine.plans().known(query, session.schema());
            return (known != null ? known : planned(query, session)).description();
        } catch (QueryException e) {
            try {
                throw engine.missingFirst(query, session, e)
                        .get(EXISTENCE_MILLIS_MAX, TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException slow) {
                throw e.toSqlException(query.text());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw e.toSqlException(query.text());
            }
        }
    }

    /** Plans on a thread of the engine: the caller's stack may be too small for a deep query. */
    private PlannedQuery planned(Query query, SessionInfo session) throws SqlException {
        try {
            return CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return engine.plans().plan(query, session.schema());
                                } catch (SqlException e) {
                                    throw new CompletionException(e);
                                }
                            },
                            threads)
                    .get(QueryLimits.DESCRIBE_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SqlException wrong) {
                throw wrong;
            } else if (e.getCause() instanceof QueryException wrong) {
                throw wrong;
            }
            throw new QueryException(
                    SqlStates.INTERNAL, "the query can not be planned: " + e.getCause());
        } catch (TimeoutException e) {
            throw new QueryException(
                    SqlStates.TOO_MANY_WAITING, "other queries keep the engine busy");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(
                    SqlStates.CANCELLED, "canceling statement because the node closes");
        }
    }

    /** Plans a few queries, so that the first one of a client is fast. */
    public void warmUp() {
        SessionInfo session = new SessionInfo("public", "", "");
        List<String> texts =
                List.of(
                        "SELECT count(*) FROM nextval.groups g JOIN nextval.nodes n ON g.leader ="
                                + " n.id WHERE n.id LIKE 'n%' AND g.slots + 1 > 0",
                        "SELECT kind, count(*) FROM nextval.groups WHERE leader IN (SELECT id FROM"
                                + " nextval.nodes) GROUP BY kind ORDER BY 2 DESC LIMIT 1",
                        "SELECT lower(name), CASE WHEN value = '' THEN 1 END FROM nextval.settings"
                                + " UNION ALL SELECT 'a', CAST('1' AS integer)");
        try {
            for (String text : texts) {
                engine.plans().plan(new Query(text, 0), session.schema());
            }
        } catch (SqlException | QueryException e) {
            throw new IllegalStateException("the engine does not plan its own examples", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
