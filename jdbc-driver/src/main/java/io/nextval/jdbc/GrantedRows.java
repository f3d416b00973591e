package io.nextval.jdbc;

import static java.util.Objects.requireNonNull;

import io.nextval.client.ClientException;
import io.nextval.client.Deadline;
import io.nextval.client.PreparedProgram;
import io.nextval.client.SequenceHandle;
import io.nextval.wire.ColumnSource;
import io.nextval.wire.Granted;
import io.nextval.wire.ProgramColumn;
import io.nextval.wire.SequenceRef;
import io.nextval.wire.Wrap;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;

/**
 * Rows computed from one grant for each sequence, however many they are. A sequence that is drawn
 * from {@code n} times a row gives the row's values one after the other, from left to right. All
 * other columns have the same value in each row.
 */
final class GrantedRows implements Rows {
    private static final int CONSTANT = -1;

    private final PreparedProgram program;
    private final @Nullable Granted[] grants;
    private final long[] firsts;
    private final long count;
    private final int[] sequences;
    private final @Nullable Object[] constants;

    /**
     * Rows whose values are part of larger grants.
     *
     * @param firsts for each sequence where in its grant the first row's values begin
     * @param checked whether values that can not be cast are refused now, and not when they are
     *     read
     */
    GrantedRows(
            Evaluation evaluation,
            @Nullable Granted[] grants,
            long[] firsts,
            long count,
            boolean checked)
            throws SQLException {
        this.program = evaluation.program();
        this.grants = grants;
        this.firsts = firsts;
        this.count = count;
        List<ProgramColumn> columns = program.program().columns();
        this.sequences = new int[columns.size()];
        this.constants = new Object[columns.size()];
        for (int i = 0; i < sequences.length && count > 0; i++) {
            ProgramColumn column = columns.get(i);
            if (column.source() instanceof ColumnSource.NextOf next) {
                sequences[i] = next.sequence();
                if (checked) {
                    checkCasts(column.typeName(), grant(next.sequence()));
                }
            } else {
                sequences[i] = CONSTANT;
                constants[i] = evaluation.cast(column, evaluation.constant(column.source()));
            }
        }
    }

    /** Asks for the values of all rows, but at most {@code maxRows} if that is not 0. */
    static GrantedRows draw(Evaluation evaluation, long maxRows, Deadline deadline)
            throws SQLException, ClientException {
        PreparedProgram program = evaluation.program();
        long rows = evaluation.rowCount(maxRows);
        if (rows > 0) {
            evaluation.check(deadline);
        }
        @Nullable Granted[] grants = new Granted[program.sequences().size()];
        for (int i = 0; i < grants.length && rows > 0; i++) {
            SequenceHandle sequence = program.sequences().get(i);
            long wanted = product(rows, program.drawsPerRow(i));
            if (wanted > 0) {
                Granted granted =
                        wanted == 1
                                ? new Granted(0, sequence.next(deadline), 1, 0, null)
                                : sequence.next(wanted, deadline);
                grants[i] = granted;
                evaluation.numbers().drew(ref(program, i), granted.value(wanted - 1));
            }
        }
        if (rows > 0) {
            rememberLast(evaluation, grants);
        }
        return new GrantedRows(evaluation, grants, new long[grants.length], rows, true);
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public boolean isNumber(int column) {
        return sequences[column] != CONSTANT
                && Casts.keepsNumbers(program.columns().get(column).typeName());
    }

    @Override
    public long number(long row, int column) {
        int sequence = sequences[column];
        long index = row * program.drawsPerRow(sequence) + program.rank(column);
        return grant(sequence).value(firsts[sequence] + index);
    }

    @Override
    public @Nullable Object object(long row, int column) throws SQLException {
        if (sequences[column] == CONSTANT) {
            return constants[column];
        }
        String typeName = program.columns().get(column).typeName();
        return Casts.to(number(row, column), typeName, Evaluation.NO_ZONE);
    }

    private Granted grant(int sequence) {
        return requireNonNull(grants[sequence]);
    }

    /** The sequence that a row draws from last is the one that lastval means. */
    private static void rememberLast(Evaluation evaluation, @Nullable Granted[] grants) {
        List<ProgramColumn> columns = evaluation.program().program().columns();
        for (int i = columns.size() - 1; i >= 0; i--) {
            if (columns.get(i).source() instanceof ColumnSource.NextOf next) {
                Granted granted = requireNonNull(grants[next.sequence()]);
                evaluation
                        .numbers()
                        .drew(
                                ref(evaluation.program(), next.sequence()),
                                granted.value(granted.count() - 1));
                return;
            }
        }
    }

    /** Between its turns a grant goes straight, so only the ends of its runs need be tried. */
    private static void checkCasts(String typeName, Granted granted) throws SQLException {
        if (Casts.keepsNumbers(typeName)) {
            return;
        }
        long end = granted.count() - 1;
        tryCast(typeName, granted.value(0));
        tryCast(typeName, granted.value(end));
        Wrap turn = granted.wrap();
        if (turn != null && turn.firstRun() <= end) {
            if (turn.firstRun() > 0) {
                tryCast(typeName, granted.value(turn.firstRun() - 1));
            }
            tryCast(typeName, turn.restart());
            if (end - turn.firstRun() >= turn.cycleLength() - 1) {
                long cycleEnd = turn.firstRun() + turn.cycleLength() - 1;
                tryCast(typeName, granted.value(cycleEnd));
            }
        }
    }

    private static void tryCast(String typeName, long value) throws SQLException {
        Object unused = Casts.to(value, typeName, Evaluation.NO_ZONE);
    }

    private static SequenceRef ref(PreparedProgram program, int sequence) {
        return program.program().sequences().get(sequence);
    }

    static long product(long rows, int draws) throws SQLException {
        try {
            return Math.multiplyExact(rows, (long) draws);
        } catch (ArithmeticException e) {
            throw Errors.outOfRange(
                    rows + " rows with " + draws + " values each exceed " + Long.MAX_VALUE);
        }
    }
}
