package io.nextval.jdbc;

import io.nextval.client.Client;
import io.nextval.client.ClientException;
import io.nextval.client.Deadline;
import io.nextval.client.PreparedProgram;
import io.nextval.client.SequenceHandle;
import io.nextval.wire.Bound;
import io.nextval.wire.ColumnSource;
import io.nextval.wire.Granted;
import io.nextval.wire.ProgramColumn;
import io.nextval.wire.ResultColumn;
import io.nextval.wire.Retry;
import io.nextval.wire.RowSource;
import io.nextval.wire.SequenceRef;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One execution of a ROWS program with its parameters, in its session. Used by the thread that
 * executes.
 */
final class Evaluation {
    /** For casts that no time takes part in. */
    static final ZoneId NO_ZONE = ZoneOffset.UTC;

    private static final String NOW = "now";

    private final Client client;
    private final Session session;
    private final PreparedProgram program;
    private final @Nullable Object[] parameters;
    private @Nullable Object now;

    Evaluation(
            Client client,
            Session session,
            PreparedProgram program,
            @Nullable Object[] parameters) {
        this.client = client;
        this.session = session;
        this.program = program;
        this.parameters = parameters;
    }

    PreparedProgram program() {
        return program;
    }

    SessionNumbers numbers() {
        return session.numbers();
    }

    /** How many rows there are, but at most {@code maxRows} if that is not 0. */
    long rowCount(long maxRows) throws SQLException {
        long count = rowCount();
        return maxRows > 0 ? Math.min(count, maxRows) : count;
    }

    /**
     * The next rows, one after the other.
     *
     * @param grants for each sequence the values that these rows draw, null to ask for each
     */
    List<List<@Nullable Object>> rows(long count, @Nullable Granted[] grants, Deadline deadline)
            throws SQLException, ClientException {
        List<ProgramColumn> columns = program.program().columns();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            if (i > 0 && deadline.isOver()) {
                String reached = "stopped after " + i + " of " + count + " rows";
                throw new ClientException(ClientException.NO_ANSWER, Retry.UNKNOWN, reached);
            }
            List<@Nullable Object> row = new ArrayList<>(columns.size());
            for (int c = 0; c < columns.size(); c++) {
                ProgramColumn column = columns.get(c);
                Granted granted =
                        column.source() instanceof ColumnSource.NextOf next
                                ? grants[next.sequence()]
                                : null;
                Object value =
                        granted == null
                                ? value(column.source(), deadline)
                                : dealt(granted, i, c, column.source());
                row.add(cast(column, value));
            }
            rows.add(Collections.unmodifiableList(row));
        }
        return rows;
    }

    private long dealt(Granted granted, long row, int column, ColumnSource source) {
        int sequence = ((ColumnSource.NextOf) source).sequence();
        long value = granted.value(row * program.drawsPerRow(sequence) + program.rank(column));
        numbers().drew(ref(sequence), value);
        return value;
    }

    @Nullable Object cast(ProgramColumn column, @Nullable Object value) throws SQLException {
        return Casts.to(value, column.typeName(), session.zone());
    }

    /** The value of a source that no sequence takes part in. */
    @Nullable Object constant(ColumnSource source) throws SQLException {
        if (source instanceof ColumnSource.Constant constant) {
            return constant.value();
        }
        if (source instanceof ColumnSource.Argument argument) {
            return parameters[argument.parameter() - 1];
        }
        if (source instanceof ColumnSource.Session property) {
            return property.name().equals(NOW) ? now() : property(property.name());
        }
        throw Errors.unsupported("a column of " + source);
    }

    private long rowCount() throws SQLException {
        RowSource rows = program.program().rows();
        if (!rows.series()) {
            return 1;
        }
        Long from = bound(rows.from());
        Long to = bound(rows.to());
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

    private @Nullable Object value(ColumnSource source, Deadline deadline)
            throws SQLException, ClientException {
        if (source instanceof ColumnSource.NextOf next) {
            long drawn = handle(next.sequence()).next(deadline);
            numbers().drew(ref(next.sequence()), drawn);
            return drawn;
        }
        if (source instanceof ColumnSource.CurrentOf current) {
            return current(ref(current.sequence()), deadline);
        }
        if (source instanceof ColumnSource.SetTo set) {
            return set(set, deadline);
        }
        if (source instanceof ColumnSource.Last) {
            Long last = numbers().last();
            if (last == null) {
                throw Errors.noLastValue();
            }
            return last;
        }
        return constant(source);
    }

    /**
     * What can be wrong is found out before anything is drawn or set, so that it costs no number:
     * values that can not be cast, and sequences that do not exist. Only a sequence that nothing is
     * known of yet may be missing, unless it was dropped since, and with one sequence the draw
     * itself tells.
     */
    void check(Deadline deadline) throws SQLException, ClientException {
        for (ProgramColumn column : program.program().columns()) {
            ColumnSource source = column.source();
            if (source instanceof ColumnSource.SetTo set) {
                Object unused = Casts.to(constant(set.value()), "int8", NO_ZONE);
                unused = Casts.to(constant(set.called()), "bool", NO_ZONE);
            } else if (isConstant(source)) {
                Object unused = cast(column, constant(source));
            }
        }
        int count = program.sequences().size();
        for (int i = 0; i < count && count > 1 && program.firstWrite() != null; i++) {
            if (!handle(i).isKnown() && numbers().current(ref(i)) == null) {
                askForAll(deadline);
                return;
            }
        }
    }

    /** That a CURRVAL has no value yet is said only after all sequences were found. */
    private void askForAll(Deadline deadline) throws ClientException {
        try {
            client.execute(program, Arrays.asList(parameters), deadline);
        } catch (ClientException e) {
            if (!e.sqlState().equals(Errors.NOT_YET)) {
                throw e;
            }
        }
    }

    private static boolean isConstant(ColumnSource source) {
        return source instanceof ColumnSource.Constant
                || source instanceof ColumnSource.Argument
                || source instanceof ColumnSource.Session;
    }

    /** Labels and types; a parameter that nothing says the type of has the type of its value. */
    List<ResultColumn> columns() {
        List<ResultColumn> columns = new ArrayList<>(program.columns());
        for (int i = 0; i < columns.size(); i++) {
            ProgramColumn column = program.program().columns().get(i);
            if (column.typeName().equals(ProgramColumn.UNTYPED)
                    && column.source() instanceof ColumnSource.Argument argument) {
                String type = Casts.typeOf(parameters[argument.parameter() - 1]);
                columns.set(i, new ResultColumn(column.label(), type));
            }
        }
        return columns;
    }

    /** Without a number of its own it asks a server, which knows what kind of error that is. */
    private Long current(SequenceRef sequence, Deadline deadline)
            throws SQLException, ClientException {
        Long current = numbers().current(sequence);
        if (current != null) {
            return current;
        }
        try {
            client.execute(program, Arrays.asList(parameters), deadline);
        } catch (ClientException e) {
            if (!e.sqlState().equals(Errors.NOT_YET)) {
                throw e;
            }
            Long found = numbers().found(sequence);
            if (found != null) {
                return found;
            }
        }
        throw Errors.noCurrentValue(sequence.name());
    }

    private @Nullable Object set(ColumnSource.SetTo set, Deadline deadline)
            throws SQLException, ClientException {
        Object value = Casts.to(constant(set.value()), "int8", NO_ZONE);
        Object called = Casts.to(constant(set.called()), "bool", NO_ZONE);
        if (!(value instanceof Long number) || !(called instanceof Boolean isCalled)) {
            return null;
        }
        client.setValue(handle(set.sequence()), number, isCalled, deadline);
        if (isCalled) {
            numbers().set(ref(set.sequence()), number);
        }
        return number;
    }

    private @Nullable Object now() throws SQLException {
        Object time = now;
        if (time == null) {
            time = property(NOW);
            now = time;
        }
        return time;
    }

    private @Nullable Object property(String name) throws SQLException {
        return session.property(name, client.serverVersion());
    }

    private @Nullable Long bound(Bound bound) throws SQLException {
        if (!bound.parameter()) {
            return bound.value();
        }
        Object value = parameters[(int) bound.value() - 1];
        if (value instanceof String) {
            value = Casts.to(value, "int8", NO_ZONE);
        }
        return value == null ? null : Conversions.toLong(value);
    }

    SequenceHandle handle(int sequence) {
        return program.sequences().get(sequence);
    }

    SequenceRef ref(int sequence) {
        return program.program().sequences().get(sequence);
    }
}
