package io.nextval.server.catalog;

import io.nextval.server.catalog.Operator.Cursor;
import io.nextval.server.catalog.Operator.Scalar;

import org.apache.calcite.rel.core.CorrelationId;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operators with one input or none, and those over sets. */
final class Operators {
    private Operators() {}

    static Operator scan(Relation relation) {
        return run -> over(CatalogRows.of(relation, run));
    }

    static Operator values(List<List<Scalar>> rows) {
        return run -> {
            Iterator<List<Scalar>> next = rows.iterator();
            return () -> next.hasNext() ? row(run, next.next(), new @Nullable Object[0]) : null;
        };
    }

    static Operator filter(Operator input, Scalar condition) {
        return run -> {
            Cursor rows = input.open(run);
            return () -> {
                for (@Nullable Object @Nullable [] row = rows.next();
                        row != null;
                        row = rows.next()) {
                    run.budget().step();
                    if (Boolean.TRUE.equals(condition.value(run, row))) {
                        return row;
                    }
                }
                return null;
            };
        };
    }

    static Operator project(Operator input, List<Scalar> columns) {
        return run -> {
            Cursor rows = input.open(run);
            return () -> {
                @Nullable Object @Nullable [] row = rows.next();
                run.budget().step();
                return row == null ? null : row(run, columns, row);
            };
        };
    }

    /** Sorts its input; the rows are kept. */
    static Operator sort(Operator input, Comparator<@Nullable Object[]> order) {
        return run -> {
            List<@Nullable Object[]> rows = held(input, run);
            rows.sort(
                    (a, b) -> {
                        run.budget().step();
                        return order.compare(a, b);
                    });
            return over(rows.iterator());
        };
    }

    /**
     * Skips and limits.
     *
     * @param offset null for none
     * @param limit null for none; the value NULL is none too
     */
    static Operator limit(Operator input, @Nullable Scalar offset, @Nullable Scalar limit) {
        return run -> {
            long skip = count(run, offset, 0, SqlStates.BAD_OFFSET, "OFFSET");
            long most = count(run, limit, Long.MAX_VALUE, SqlStates.BAD_LIMIT, "LIMIT");
            Cursor rows = input.open(run);
            return new Cursor() {
                private long toSkip = skip;
                private long left = most;

                @Override
                public @Nullable Object @Nullable [] next() {
                    if (left <= 0) {
                        return null;
                    }
                    while (toSkip > 0) {
                        run.budget().step();
                        toSkip--;
                        if (rows.next() == null) {
                            left = 0;
                            return null;
                        }
                    }
                    left--;
                    return rows.next();
                }
            };
        };
    }

    private static long count(
            Execution run, @Nullable Scalar scalar, long otherwise, String sqlState, String what) {
        Object value = scalar == null ? null : scalar.value(run, new @Nullable Object[0]);
        if (value == null) {
            return otherwise;
        }
        long count = Casts.integer(value, "int8");
        if (count < 0) {
            throw new QueryException(sqlState, what + " must not be negative");
        }
        return count;
    }

    static Operator unionAll(List<Operator> inputs) {
        return run -> {
            Iterator<Operator> next = inputs.iterator();
            return new Cursor() {
                private @Nullable Cursor rows;

                @Override
                public @Nullable Object @Nullable [] next() {
                    while (true) {
                        if (rows != null) {
                            @Nullable Object @Nullable [] row = rows.next();
                            if (row != null) {
                                return row;
                            }
                        }
                        if (!next.hasNext()) {
                            return null;
                        }
                        rows = next.next().open(run);
                    }
                }
            };
        };
    }

    static Operator distinct(Operator input) {
        return run -> {
            Cursor rows = input.open(run);
            Set<Values.Key> seen = new HashSet<>();
            return () -> {
                for (@Nullable Object @Nullable [] row = rows.next();
                        row != null;
                        row = rows.next()) {
                    run.budget().step();
                    if (seen.add(Values.Key.of(row))) {
                        run.budget().hold(row);
                        return row;
                    }
                }
                return null;
            };
        };
    }

    /**
     * INTERSECT and EXCEPT of two inputs.
     *
     * @param present whether a row stays if the second input has it
     * @param all whether rows are counted; if not, each comes once
     */
    static Operator matching(Operator left, Operator right, boolean present, boolean all) {
        Operator first = all ? left : distinct(left);
        return run -> {
            Map<Values.Key, Integer> counts = new HashMap<>();
            for (@Nullable Object[] row : held(right, run)) {
                counts.merge(Values.Key.of(row), 1, Integer::sum);
            }
            Cursor rows = first.open(run);
            return () -> {
                for (@Nullable Object @Nullable [] row = rows.next();
                        row != null;
                        row = rows.next()) {
                    run.budget().step();
                    Values.Key key = Values.Key.of(row);
                    int count = counts.getOrDefault(key, 0);
                    if (all && count > 0) {
                        counts.put(key, count - 1);
                    }
                    if (count > 0 == present) {
                        return row;
                    }
                }
                return null;
            };
        };
    }

    /** For each row of the left, the rows that the right gives for it (LATERAL). */
    static Operator correlate(
            Operator left, Operator right, CorrelationId id, boolean outer, int rightWidth) {
        return run -> {
            Cursor lefts = left.open(run);
            return new Cursor() {
                private @Nullable Object @Nullable [] current;
                private @Nullable Cursor rights;
                private boolean matched;

                @Override
                public @Nullable Object @Nullable [] next() {
                    while (true) {
                        run.budget().step();
                        if (rights == null) {
                            current = lefts.next();
                            if (current == null) {
                                return null;
                            }
                            run.bind(id, current);
                            rights = right.open(run);
                            matched = false;
                        }
                        @Nullable Object @Nullable [] row = rights.next();
                        if (row != null && current != null) {
                            matched = true;
                            return joined(current, row);
                        }
                        rights = null;
                        if (outer && !matched && current != null) {
                            return joined(current, new @Nullable Object[rightWidth]);
                        }
                    }
                }
            };
        };
    }

    static @Nullable Object[] joined(@Nullable Object[] left, @Nullable Object[] right) {
        @Nullable Object[] row = new @Nullable Object[left.length + right.length];
        System.arraycopy(left, 0, row, 0, left.length);
        System.arraycopy(right, 0, row, left.length, right.length);
        return row;
    }

    /** Reads an input to its end and keeps it. */
    static List<@Nullable Object[]> held(Operator input, Execution run) {
        List<@Nullable Object[]> held = new ArrayList<>();
        Cursor rows = input.open(run);
        for (@Nullable Object @Nullable [] row = rows.next(); row != null; row = rows.next()) {
            run.budget().step();
            run.budget().hold(row);
            held.add(row);
        }
        return held;
    }

    static Cursor over(Iterator<@Nullable Object[]> rows) {
        return () -> rows.hasNext() ? rows.next() : null;
    }

    static @Nullable Object[] row(Execution run, List<Scalar> columns, @Nullable Object[] input) {
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = columns.get(i).value(run, input);
        }
        return row;
    }
}
