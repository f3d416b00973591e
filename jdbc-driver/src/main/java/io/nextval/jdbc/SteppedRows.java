package io.nextval.jdbc;

import io.nextval.client.ClientException;
import io.nextval.client.Deadline;
import io.nextval.client.PreparedProgram;
import io.nextval.client.SequenceHandle;
import io.nextval.wire.ColumnSource;
import io.nextval.wire.Granted;
import io.nextval.wire.ProgramColumn;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;

/**
 * Rows of which a column depends on what was drawn or set before. They come about in pieces as they
 * are read, so that any number of them takes little memory; what is not read is neither drawn nor
 * set. The first piece comes about when the statement is executed.
 *
 * <p>A piece asks for all of its numbers at once, except those of a sequence that it sets as well.
 * The very first row stands alone: a currval without a value is found out at the cost of one row's
 * numbers.
 */
final class SteppedRows implements Rows {
    /** Rows of a piece if the caller gives no fetch size. */
    private static final int PIECE_ROWS = 1_000;

    private static final int PIECE_ROWS_MAX = 100_000;

    private final Evaluation evaluation;
    private final long count;
    private List<List<@Nullable Object>> piece = List.of();
    private long start;
    private long end;

    SteppedRows(Evaluation evaluation, long maxRows) throws SQLException {
        this.evaluation = evaluation;
        this.count = evaluation.rowCount(maxRows);
    }

    /** The number of the first row that is still to come. */
    long end() {
        return end;
    }

    /** Makes the next rows, which are {@code fetchSize} if that is not 0. */
    void load(int fetchSize, Deadline deadline) throws SQLException, ClientException {
        int wanted = fetchSize == 0 ? PIECE_ROWS : Math.min(fetchSize, PIECE_ROWS_MAX);
        long rows = Math.min(wanted, count - end);
        if (rows == 0) {
            return;
        }
        PreparedProgram program = evaluation.program();
        @Nullable Granted[] grants = new Granted[program.sequences().size()];
        List<List<@Nullable Object>> next = List.of();
        if (end == 0) {
            evaluation.check(deadline);
            next = evaluation.rows(1, grants, deadline);
        }
        long left = rows - next.size();
        if (left > 0) {
            draw(left, grants, deadline);
            List<List<@Nullable Object>> others = evaluation.rows(left, grants, deadline);
            others.addAll(0, next);
            next = others;
        }
        piece = next;
        start = end;
        end += rows;
    }

    private void draw(long rows, @Nullable Granted[] grants, Deadline deadline)
            throws ClientException {
        PreparedProgram program = evaluation.program();
        for (int i = 0; i < grants.length; i++) {
            long wanted = rows * program.drawsPerRow(i);
            if (wanted > 1 && !isSet(program, i)) {
                SequenceHandle sequence = evaluation.handle(i);
                grants[i] = sequence.next(wanted, deadline);
            }
        }
    }

    private static boolean isSet(PreparedProgram program, int sequence) {
        for (ProgramColumn column : program.program().columns()) {
            if (column.source() instanceof ColumnSource.SetTo set && set.sequence() == sequence) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public boolean isNumber(int column) {
        return false;
    }

    @Override
    public long number(long row, int column) {
        throw new IllegalStateException();
    }

    @Override
    public @Nullable Object object(long row, int column) {
        return piece.get((int) (row - start)).get(column);
    }
}
