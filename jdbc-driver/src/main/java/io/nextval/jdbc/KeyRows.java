package io.nextval.jdbc;

import io.nextval.client.PreparedProgram;
import io.nextval.wire.ColumnSource;
import io.nextval.wire.ProgramColumn;
import io.nextval.wire.ResultColumn;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of the statements of a batch, one after the other. If their columns differ, there is one
 * column instead with the numbers that were drawn, row by row from left to right.
 */
final class KeyRows implements Rows {
    private static final List<ResultColumn> NUMBERS = List.of(new ResultColumn("nextval", "int8"));

    private record Part(PreparedProgram program, Rows rows, List<Integer> drawn) {
        long width() {
            return drawn.size();
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private boolean same = true;
    private long rowCount;
    private long numberCount;
    private int at;
    private long before;

    /** Adds the rows of a statement, which draws numbers. Not once it is read. */
    void add(PreparedProgram program, Rows rows) {
        if (!parts.isEmpty() && !parts.get(0).program.columns().equals(program.columns())) {
            same = false;
        }
        List<Integer> drawn = new ArrayList<>();
        List<ProgramColumn> columns = program.program().columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).source() instanceof ColumnSource.NextOf) {
                drawn.add(i);
            }
        }
        parts.add(new Part(program, rows, List.copyOf(drawn)));
        rowCount += rows.count();
        numberCount += rows.count() * drawn.size();
    }

    List<ResultColumn> columns() {
        return same && !parts.isEmpty() ? parts.get(0).program.columns() : NUMBERS;
    }

    @Override
    public long count() {
        return same ? rowCount : numberCount;
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
    public @Nullable Object object(long row, int column) throws SQLException {
        if (row < before) {
            before = 0;
            at = 0;
        }
        while (row - before >= rows(parts.get(at))) {
            before += rows(parts.get(at));
            at++;
        }
        Part part = parts.get(at);
        long inPart = row - before;
        if (same) {
            return part.rows.object(inPart, column);
        }
        int drawn = part.drawn.get((int) (inPart % part.width()));
        Object number = part.rows.object(inPart / part.width(), drawn);
        return Casts.to(number, NUMBERS.get(0).typeName(), Evaluation.NO_ZONE);
    }

    private long rows(Part part) {
        return same ? part.rows.count() : part.rows.count() * part.width();
    }
}
