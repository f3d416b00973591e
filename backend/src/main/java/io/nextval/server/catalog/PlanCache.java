package io.nextval.server.catalog;

import io.nextval.sql.Parser;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.Query;
import io.nextval.sql.SqlException;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The plans made last, by the session's schema and the query's text. Any thread. */
final class PlanCache {
    private static final Logger LOG = LoggerFactory.getLogger(PlanCache.class);

    /** Makes plans; throws as {@link #plan} does. */
    interface Maker {
        PlannedQuery make(Query query, String schema) throws SqlException;
    }

    private record Key(String schema, String text) {}

    private final Map<Key, PlannedQuery> plans =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, PlannedQuery> eldest) {
                    return size() > QueryLimits.PLANS_MAX;
                }
            };

    private final Maker maker;

    PlanCache() {
        this(PlanCache::planned);
    }

    PlanCache(Maker maker) {
        this.maker = maker;
    }

    /** Returns the plan of a query if it is kept, else null. */
    @Nullable PlannedQuery known(Query query, String schema) {
        synchronized (plans) {
            return plans.get(new Key(schema, query.text()));
        }
    }

    /**
     * Returns the plan of a query.
     *
     * @throws SqlException what is wrong with the text
     * @throws QueryException what is wrong with its names and types, 54001 too complex, XX000 any
     *     failure of planning
     */
    PlannedQuery plan(Query query, String schema) throws SqlException {
        PlannedQuery known = known(query, schema);
        if (known != null) {
            return known;
        }
        PlannedQuery made = make(query, schema);
        if (query.text().length() <= QueryLimits.PLAN_TEXT_CHARS_MAX) {
            synchronized (plans) {
                plans.put(new Key(schema, query.text()), made);
            }
        }
        return made;
    }

    private static PlannedQuery planned(Query query, String schema) throws SqlException {
        try {
            LogicalPlan plan = logical(query, schema);
            RelNode rel = plan.rel();
            PlanBuilder builder = new PlanBuilder(rel.getCluster().getRexBuilder());
            Operator operator = builder.build(rel, Set.of());
            return new PlannedQuery(operator, plan.columns(), plan.parameters(), builder.scans());
        } catch (StackOverflowError e) {
            throw tooComplex();
        }
    }

    /** Whatever goes wrong is an error of this query, so that its client gets an answer. */
    private PlannedQuery make(Query query, String schema) throws SqlException {
        try {
            return maker.make(query, schema);
        } catch (QueryException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            LOG.error("a query can not be planned", e);
            throw new QueryException(
                    SqlStates.INTERNAL, "the query can not be planned: " + e.getClass().getName());
        }
    }

    /** Returns the logical plan of a query, not kept; views that do not exist are refused first. */
    static LogicalPlan logical(Query query, String schema) throws SqlException {
        try {
            SqlNode tree = Parser.queryTree(query);
            FromNames.of(tree, schema);
            try {
                return Planner.plan(tree, schema, QueryLimits.PLAN_MILLIS_MAX);
            } catch (QueryException e) {
                throw NameStart.moved(e, Parser.queryTree(query));
            }
        } catch (StackOverflowError e) {
            throw tooComplex();
        }
    }

    /** Returns the names that may be sequences, each with its place in the text. */
    static Map<QualifiedName, SqlParserPos> sequenceNames(Query query, String schema)
            throws SqlException {
        return FromNames.of(Parser.queryTree(query), schema);
    }

    int size() {
        synchronized (plans) {
            return plans.size();
        }
    }

    private static QueryException tooComplex() {
        return new QueryException(
                SqlStates.TOO_COMPLEX, "the statement is too deeply nested to be planned");
    }

    /** Returns a place as a 1-based offset, 0 for none. */
    static int offset(Query query, @Nullable SqlParserPos place) {
        return place == null || place.getLineNum() == 0
                ? 0
                : Offsets.of(query.text(), place.getLineNum(), place.getColumnNum()) + 1;
    }
}
