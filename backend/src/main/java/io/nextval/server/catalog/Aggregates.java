package io.nextval.server.catalog;

import io.nextval.server.catalog.Operator.Cursor;

import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** GROUP BY and the aggregate functions. Groups come in the order of their first rows. */
final class Aggregates {
    private Aggregates() {}

    /** One aggregate function of a query. */
    private record Call(
            SqlKind kind, List<Integer> arguments, boolean distinct, int filter, String typeName) {

        static Call of(AggregateCall call) {
            SqlKind kind = kind(call);
            return new Call(
                    kind,
                    List.copyOf(call.getArgList()),
                    call.isDistinct(),
                    call.filterArg,
                    Types.nameOf(call.getType()));
        }

        private static SqlKind kind(AggregateCall call) {
            SqlKind kind = call.getAggregation().getKind();
            return switch (kind) {
                case COUNT, SUM, SUM0, AVG, MIN, MAX, SINGLE_VALUE, ANY_VALUE -> kind;
                default ->
                        switch (call.getAggregation().getName().toLowerCase(Locale.ROOT)) {
                            case "every", "bool_and" -> SqlKind.MIN;
                            case "some", "bool_or" -> SqlKind.MAX;
                            default ->
                                    throw Scalars.notSupported(
                                            "the aggregate function "
                                                    + call.getAggregation()
                                                            .getName()
                                                            .toLowerCase(Locale.ROOT));
                        };
            };
        }
    }

    static Operator of(Operator input, List<Integer> keys, List<AggregateCall> aggregates) {
        List<Call> calls = aggregates.stream().map(Call::of).toList();
        return run -> {
            Map<Values.Key, Group> groups = new LinkedHashMap<>();
            Cursor rows = input.open(run);
            for (@Nullable Object @Nullable [] row = rows.next(); row != null; row = rows.next()) {
                run.budget().step();
                @Nullable Object[] key = pick(row, keys);
                Group group = groups.get(Values.Key.of(key));
                if (group == null) {
                    group = new Group(key, calls);
                    run.budget().hold(row);
                    groups.put(Values.Key.of(key), group);
                }
                group.add(row, run.budget());
            }
            if (groups.isEmpty() && keys.isEmpty()) {
                groups.put(Values.Key.of(new Object[0]), new Group(new Object[0], calls));
            }
            List<@Nullable Object[]> results = new ArrayList<>(groups.size());
            for (Group group : groups.values()) {
                results.add(group.result());
            }
            return Operators.over(results.iterator());
        };
    }

    private static @Nullable Object[] pick(@Nullable Object[] row, List<Integer> columns) {
        @Nullable Object[] picked = new @Nullable Object[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            picked[i] = row[columns.get(i)];
        }
        return picked;
    }

    private static final class Group {
        private final @Nullable Object[] key;
        private final List<State> states = new ArrayList<>();

        Group(@Nullable Object[] key, List<Call> calls) {
            this.key = key;
            for (Call call : calls) {
                states.add(new State(call));
            }
        }

        void add(@Nullable Object[] row, Budget budget) {
            for (State state : states) {
                state.add(row, budget);
            }
        }

        @Nullable Object[] result() {
            @Nullable Object[] row = new @Nullable Object[key.length + states.size()];
            System.arraycopy(key, 0, row, 0, key.length);
            for (int i = 0; i < states.size(); i++) {
                row[key.length + i] = states.get(i).result();
            }
            return row;
        }
    }

    /** What one aggregate function has seen of one group. */
    private static final class State {
        private final Call call;
        private final Set<Values.Key> seen = new HashSet<>();
        private long count;
        private BigDecimal sum = BigDecimal.ZERO;
        private double realSum;
        private boolean real;
        private @Nullable Object extreme;

        State(Call call) {
            this.call = call;
        }

        void add(@Nullable Object[] row, Budget budget) {
            if (call.filter >= 0 && !Boolean.TRUE.equals(row[call.filter])) {
                return;
            }
            @Nullable Object[] arguments = pick(row, call.arguments);
            Values.Key key = Values.Key.of(arguments);
            if (call.kind != SqlKind.SINGLE_VALUE && key.hasNull()) {
                return;
            }
            if (call.distinct) {
                if (!seen.add(key)) {
                    return;
                }
                budget.hold(arguments);
            }
            count++;
            if (arguments.length > 0) {
                take(arguments[0]);
            }
        }

        private void take(@Nullable Object value) {
            switch (call.kind) {
                case SUM, SUM0, AVG -> {
                    if (value instanceof Double number) {
                        real = true;
                        realSum += number;
                    } else if (value != null) {
                        sum = Arithmetic.checked(sum.add(Values.decimal(value)));
                    }
                }
                case MIN -> keep(value, -1);
                case MAX -> keep(value, 1);
                case SINGLE_VALUE -> {
                    if (count > 1) {
                        throw new QueryException(
                                SqlStates.CARDINALITY,
                                "more than one row returned by a subquery used as an expression");
                    }
                    extreme = value;
                }
                case ANY_VALUE -> extreme = extreme == null ? value : extreme;
                default -> {}
            }
        }

        private void keep(@Nullable Object value, int sign) {
            if (value != null && (extreme == null || sign * Values.compare(value, extreme) > 0)) {
                extreme = value;
            }
        }

        @Nullable Object result() {
            return switch (call.kind) {
                case COUNT -> count;
                case SUM -> count == 0 ? null : total();
                case SUM0 -> total();
                case AVG -> count == 0 ? null : average();
                default -> extreme;
            };
        }

        private @Nullable Object total() {
            return real ? Casts.cast(realSum, call.typeName) : Casts.cast(sum, call.typeName);
        }

        private @Nullable Object average() {
            return real
                    ? (Object) (realSum / count)
                    : Arithmetic.divide(sum, BigDecimal.valueOf(count));
        }
    }
}
