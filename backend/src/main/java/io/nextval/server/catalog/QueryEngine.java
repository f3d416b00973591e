package io.nextval.server.catalog;

import io.nextval.server.command.Privileges;
import io.nextval.server.config.Nearest;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.Query;
import io.nextval.sql.SqlException;
import io.nextval.wire.Result;

import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Plans and runs queries. In three steps, of which only the second waits, and on no thread: the
 * plan says what must be read, the source reads it, the plan runs over it.
 */
final class QueryEngine {
    /** Nearly every name is near to a shorter one. */
    private static final int HINTED_CHARS_MIN = 3;

    private final CatalogSource source;
    private final Executor threads;
    private final Clock clock;
    private final PlanCache plans;

    /**
     * @param threads where plans are made and run
     * @param clock gives {@code now()}
     */
    QueryEngine(CatalogSource source, PlanCache plans, Executor threads, Clock clock) {
        this.plans = plans;
        this.source = source;
        this.threads = threads;
        this.clock = clock;
    }

    PlanCache plans() {
        return plans;
    }

    CatalogSource source() {
        return source;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // thenCompose hands the inner one on
    CompletableFuture<Result> run(
            Query query, List<@Nullable Object> parameters, SessionInfo session) {
        return CompletableFuture.supplyAsync(() -> prepare(query, parameters, session), threads)
                .thenCompose(prepared -> prepared);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // thenCompose hands the inner one on
    private CompletableFuture<Result> prepare(
            Query query, List<@Nullable Object> parameters, SessionInfo session) {
        PlannedQuery plan;
        try {
            plan = plans.plan(query, session.schema());
        } catch (QueryException e) {
            return missingFirst(query, session, e).thenCompose(CompletableFuture::failedFuture);
        } catch (SqlException e) {
            return CompletableFuture.failedFuture(e);
        }
        try {
            List<@Nullable Object> typed = plan.typed(parameters);
            Set<QualifiedName> names = plan.sequences(run(typed, session, Snapshot.EMPTY));
            return read(plan, names)
                    .thenApplyAsync(
                            snapshot -> execute(query, plan, typed, session, snapshot), threads)
                    .thenCompose(rows -> rows);
        } catch (QueryException e) {
            return CompletableFuture.failedFuture(e.toSqlException(query.text()));
        }
    }

    private Execution run(
            List<@Nullable Object> parameters, SessionInfo session, Snapshot snapshot) {
        return new Execution(
                parameters,
                session,
                snapshot,
                new Budget(QueryLimits.RUN_MILLIS_MAX, QueryLimits.HELD_BYTES_MAX),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private CompletableFuture<Snapshot> read(
            PlannedQuery plan, @Nullable Set<QualifiedName> names) {
        CompletableFuture<List<SequenceRow>> sequences =
                names != null && names.isEmpty()
                        ? CompletableFuture.completedFuture(List.of())
                        : source.sequences(names);
        CompletableFuture<CatalogState> catalog =
                plan.readsCatalog()
                        ? source.catalogState()
                        : CompletableFuture.completedFuture(CatalogState.EMPTY);
        return sequences.thenCombine(
                catalog,
                (rows, known) ->
                        new Snapshot(
                                rows,
                                known,
                                source.nodes(),
                                source.groups(),
                                source.slots(),
                                source.settings()));
    }

    private CompletableFuture<Result> execute(
            Query query,
            PlannedQuery plan,
            List<@Nullable Object> parameters,
            SessionInfo session,
            Snapshot snapshot) {
        for (QualifiedName name : plan.sequenceTables()) {
            SequenceRow row = snapshot.sequence(name);
            if (row == null) {
                return missing(query, session, name).thenCompose(CompletableFuture::failedFuture);
            } else if (!session.actor().may(Privileges.SELECT, row.info())) {
                return CompletableFuture.failedFuture(denied(name));
            }
        }
        try {
            Execution run = run(parameters, session, snapshot);
            return CompletableFuture.completedFuture(
                    new Result(plan.columns(), rows(plan.operator(), run), -1, List.of()));
        } catch (QueryException e) {
            return CompletableFuture.failedFuture(e.toSqlException(query.text()));
        } catch (StackOverflowError e) {
            return CompletableFuture.failedFuture(
                    new SqlException(
                            SqlStates.TOO_COMPLEX,
                            "the statement is too deeply nested to be run",
                            "",
                            "",
                            0));
        }
    }

    private static SqlException denied(QualifiedName name) {
        return new SqlException(
                SqlStates.INSUFFICIENT_PRIVILEGE,
                "permission denied for sequence " + name.name(),
                "",
                "",
                0);
    }

    private static List<List<@Nullable Object>> rows(Operator operator, Execution run) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        long bytes = 0;
        Operator.Cursor cursor = operator.open(run);
        for (@Nullable Object @Nullable [] row = cursor.next(); row != null; row = cursor.next()) {
            run.budget().step();
            bytes += Budget.bytes(row);
            if (rows.size() == QueryLimits.ROWS_MAX) {
                throw tooLarge(QueryLimits.ROWS_MAX + " rows");
            }
            if (bytes > QueryLimits.RESULT_BYTES_MAX) {
                throw tooLarge((QueryLimits.RESULT_BYTES_MAX >> 20) + " MB");
            }
            List<@Nullable Object> values = new ArrayList<>(row.length);
            for (Object value : row) {
                values.add(value);
            }
            rows.add(values);
        }
        return rows;
    }

    private static QueryException tooLarge(String limit) {
        return new QueryException(
                SqlStates.PROGRAM_LIMIT,
                "the result has more than " + limit,
                "use WHERE or LIMIT and OFFSET to read it in parts");
    }

    /** A name after FROM that does not exist comes before anything else that is wrong. */
    CompletableFuture<SqlException> missingFirst(
            Query query, SessionInfo session, QueryException problem) {
        SqlException otherwise = problem.toSqlException(query.text());
        otherwise.initCause(problem);
        Set<QualifiedName> names;
        try {
            names = PlanCache.sequenceNames(query, session.schema()).keySet();
        } catch (SqlException e) {
            return CompletableFuture.completedFuture(e);
        } catch (QueryException known) {
            return CompletableFuture.completedFuture(otherwise);
        }
        if (names.isEmpty()) {
            return CompletableFuture.completedFuture(otherwise);
        }
        return source.sequences(new HashSet<>(names))
                .thenCompose(
                        rows -> {
                            for (QualifiedName name : names) {
                                if (rows.stream().noneMatch(row -> is(row, name))) {
                                    return missing(query, session, name);
                                }
                            }
                            return CompletableFuture.completedFuture(otherwise);
                        })
                .exceptionally(unavailable -> otherwise);
    }

    static boolean is(SequenceRow row, QualifiedName name) {
        return row.name().equals(name.name()) && row.schema().equals(name.schema());
    }

    private CompletableFuture<SqlException> missing(
            Query query, SessionInfo session, QualifiedName name) {
        try {
            Map<QualifiedName, SqlParserPos> places =
                    PlanCache.sequenceNames(query, session.schema());
            return missing(name, session, PlanCache.offset(query, places.get(name)));
        } catch (SqlException e) {
            return CompletableFuture.completedFuture(e);
        }
    }

    /** The error for a sequence that is not there, with the name that was probably meant. */
    CompletableFuture<SqlException> missing(QualifiedName name, SessionInfo session, int position) {
        return source.sequences(null)
                .handle((rows, problem) -> rows == null ? List.<SequenceRow>of() : rows)
                .thenApply(rows -> missing(name, session, rows, position));
    }

    /** Rows with what this node believes beside them. */
    Snapshot hints(List<SequenceRow> rows) {
        return new Snapshot(
                rows,
                CatalogState.EMPTY,
                source.nodes(),
                source.groups(),
                source.slots(),
                source.settings());
    }

    static SqlException missing(
            QualifiedName name, SessionInfo session, List<SequenceRow> rows, int position) {
        boolean inSession = session.schema().equals(name.schema());
        String shown = inSession ? name.name() : name.schema() + "." + name.name();
        List<String> known = CatalogView.names();
        for (CatalogView view : CatalogView.values()) {
            if (view.schema().equals(CatalogView.PG_SEQUENCES.schema())) {
                known.add(view.viewName());
            }
        }
        for (SequenceRow row : rows) {
            known.add(
                    row.schema().equals(session.schema())
                            ? row.name()
                            : row.schema() + "." + row.name());
        }
        String hint =
                viewNamed(name.name())
                        .or(
                                () ->
                                        name.name().length() < HINTED_CHARS_MIN
                                                ? Optional.empty()
                                                : Nearest.of(shown, known))
                        .map(near -> "did you mean " + near + "?")
                        .orElse("");
        return new SqlException(
                SqlStates.UNDEFINED_TABLE,
                "relation \"" + Texts.shorten(shown) + "\" does not exist",
                "",
                hint,
                position);
    }

    private static Optional<String> viewNamed(String name) {
        for (CatalogView view : CatalogView.values()) {
            if (view.viewName().equals(name)) {
                return Optional.of(view.schema() + "." + name);
            }
        }
        return Optional.empty();
    }
}
