package io.nextval.client;

import io.nextval.wire.ColumnSource;
import io.nextval.wire.NameArgument;
import io.nextval.wire.Program;
import io.nextval.wire.ProgramColumn;
import io.nextval.wire.ProgramKind;
import io.nextval.wire.ResultColumn;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A SQL text, what it means, and the sequences it works with, in the program's order. */
public final class PreparedProgram {
    /** How the rows of a ROWS program come about. */
    public enum Shape {
        /** One row with one value of one sequence, the plain {@code SELECT NEXTVAL('s')}. */
        ONE_VALUE,
        /** One grant for each sequence holds the values of all rows. */
        GRANTS,
        /** Row by row, as a column may depend on what was done before. */
        STEPS,
        /** Not a program of rows. */
        NONE
    }

    private final String schema;
    private final String sql;
    private final List<NameArgument> names;
    private final Program program;
    private final List<SequenceHandle> sequences;
    private final List<ResultColumn> columns;
    private final int[] drawsPerRow;
    private final int[] ranks;
    private final Shape shape;
    private final @Nullable String firstWrite;

    PreparedProgram(
            String schema,
            String sql,
            List<NameArgument> names,
            Program program,
            List<SequenceHandle> sequences) {
        this.schema = schema;
        this.sql = sql;
        this.names = List.copyOf(names);
        this.program = program;
        this.sequences = List.copyOf(sequences);
        this.columns = program.columns().stream().map(PreparedProgram::column).toList();
        this.drawsPerRow = new int[sequences.size()];
        this.ranks = new int[program.columns().size()];
        String write = null;
        for (int i = 0; i < ranks.length; i++) {
            ColumnSource source = program.columns().get(i).source();
            if (source instanceof ColumnSource.NextOf next) {
                ranks[i] = drawsPerRow[next.sequence()]++;
                write = write == null ? "nextval()" : write;
            } else if (source instanceof ColumnSource.SetTo) {
                write = write == null ? "setval()" : write;
            }
        }
        this.firstWrite = write;
        this.shape = findShape();
    }

    public String schema() {
        return schema;
    }

    public String sql() {
        return sql;
    }

    /** The sequence names that stand for parameters; empty while those are not bound. */
    public List<NameArgument> names() {
        return names;
    }

    public Program program() {
        return program;
    }

    public List<SequenceHandle> sequences() {
        return sequences;
    }

    /** The labels and types of the rows. */
    public List<ResultColumn> columns() {
        return columns;
    }

    /** Whether running it gives rows and not an update count. */
    public boolean givesRows() {
        return program.kind() == ProgramKind.ROWS || program.kind() == ProgramKind.QUERY;
    }

    public Shape shape() {
        return shape;
    }

    /** The first function in it that changes a sequence; null if it only reads. */
    public @Nullable String firstWrite() {
        return firstWrite;
    }

    /** How many values of the sequence each row takes. */
    public int drawsPerRow(int sequence) {
        return drawsPerRow[sequence];
    }

    /** Which of its sequence's draws of a row the column shows, from 0, from left to right. */
    public int rank(int column) {
        return ranks[column];
    }

    private static ResultColumn column(ProgramColumn column) {
        String type = column.typeName();
        return new ResultColumn(column.label(), type.equals(ProgramColumn.UNTYPED) ? "text" : type);
    }

    private Shape findShape() {
        if (program.kind() != ProgramKind.ROWS) {
            return Shape.NONE;
        }
        for (ProgramColumn column : program.columns()) {
            if (column.source() instanceof ColumnSource.CurrentOf
                    || column.source() instanceof ColumnSource.Last
                    || column.source() instanceof ColumnSource.SetTo) {
                return Shape.STEPS;
            }
        }
        return ranks.length == 1
                        && drawsPerRow.length == 1
                        && drawsPerRow[0] == 1
                        && !program.rows().series()
                        && program.columns().get(0).typeName().equals("int8")
                ? Shape.ONE_VALUE
                : Shape.GRANTS;
    }
}
