package io.nextval.jdbc;

import io.nextval.client.ClientException;
import io.nextval.client.PreparedPlan;
import io.nextval.client.SequenceHandle;
import io.nextval.wire.Bound;
import io.nextval.wire.Granted;
import io.nextval.wire.PlanColumn;
import io.nextval.wire.RowSource;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/**
 * Rows computed from one grant for each sequence, however many they are. A sequence that is drawn
 * from {@code n} times a row gives the row's values one after the other, from left to right.
 */
final class GrantedRows implements Rows {
    private final PreparedPlan plan;
    private final Granted[] grants;
    private final long count;

    private GrantedRows(PreparedPlan plan, Granted[] grants, long count) {
        this.plan = plan;
        this.grants = grants;
        this.count = count;
    }

    /** Asks for the values of all rows, but at most {@code maxRows} if that is not 0. */
    static GrantedRows draw(
            PreparedPlan plan, @Nullable Object[] parameters, long maxRows, long timeoutNanos)
            throws SQLException, ClientException {
        long rows = rowCount(plan.plan().rows(), parameters);
        if (maxRows > 0 && rows > maxRows) {
            rows = maxRows;
        }
        Granted[] grants = new Granted[plan.sequences().size()];
        long deadline = System.nanoTime() + timeoutNanos;
        for (int i = 0; i < grants.length && rows > 0; i++) {
            SequenceHandle sequence = plan.sequences().get(i);
            long wanted = product(rows, plan.drawsPerRow(i));
            long left = i == 0 ? timeoutNanos : deadline - System.nanoTime();
            grants[i] =
                    wanted == 1
                            ? new Granted(0, sequence.next(left), 1, 0, null)
                            : sequence.next(wanted, left);
        }
        return new GrantedRows(plan, grants, rows);
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public boolean isNumber(int column) {
        return plan.plan().columns().get(column).sequence() >= 0;
    }

    @Override
    public long number(long row, int column) {
        int sequence = plan.plan().columns().get(column).sequence();
        return grants[sequence].value(row * plan.drawsPerRow(sequence) + plan.rank(column));
    }

    @Override
    public @Nullable Object object(long row, int column) {
        PlanColumn shown = plan.plan().columns().get(column);
        return shown.sequence() >= 0 ? (Object) number(row, column) : shown.constant();
    }

    private static long rowCount(RowSource rows, @Nullable Object[] parameters)
            throws SQLException {
        if (!rows.series()) {
            return 1;
        }
        Long from = bound(rows.from(), parameters);
        Long to = bound(rows.to(), parameters);
        if (from == null || to == null || to < from) {
            return 0;
        }
        long steps = to - from;
        if (steps < 0 || steps == Long.MAX_VALUE) {
            throw Errors.outOfRange(
                    "generate_series from "
                            + from
                            + " to "
                            + to
                            + " makes more than "
                            + Long.MAX_VALUE
                            + " rows");
        }
        return steps + 1;
    }

    private static @Nullable Long bound(Bound bound, @Nullable Object[] parameters)
            throws SQLException {
        if (!bound.parameter()) {
            return bound.value();
        }
        Object value = parameters[(int) bound.value() - 1];
        return value == null ? null : Conversions.toLong(value);
    }

    private static long product(long rows, int draws) throws SQLException {
        try {
            return Math.multiplyExact(rows, (long) draws);
        } catch (ArithmeticException e) {
            throw Errors.outOfRange(
                    rows + " rows with " + draws + " values each exceed " + Long.MAX_VALUE);
        }
    }
}
