package io.nextval.jdbc;

import io.nextval.client.PreparedProgram;
import io.nextval.wire.NameArgument;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;

/** One SQL text with its parameters; its program is asked for at first use and then kept. */
final class NextvalPreparedStatement extends UnsupportedPreparedStatement {
    private final String sql;
    private @Nullable PreparedProgram program;
    private @Nullable PreparedProgram named;
    private @Nullable Object[] values = NO_PARAMETERS;
    private boolean[] given = {};

    NextvalPreparedStatement(NextvalConnection connection, String sql) {
        super(connection);
        this.sql = sql;
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        PreparedProgram known = bound();
        return query(known, values);
    }

    @Override
    public boolean execute() throws SQLException {
        PreparedProgram known = bound();
        return run(known, values);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        PreparedProgram known = bound();
        return update(known, values);
    }

    @Override
    public int executeUpdate() throws SQLException {
        return (int) Math.min(executeLargeUpdate(), Integer.MAX_VALUE);
    }

    /**
     * Of the rows to come; null for a statement that returns none, and while a parameter that names
     * a sequence has no value.
     */
    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        PreparedProgram known = program();
        for (int parameter : known.program().nameParameters()) {
            if (values[parameter - 1] == null) {
                return null;
            }
        }
        known = named(known);
        return known.givesRows() ? new NextvalResultSetMetaData(known.columns()) : null;
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        return new NextvalParameterMetaData(program().program().parameterTypes());
    }

    @Override
    public void clearParameters() throws SQLException {
        checkOpen();
        Arrays.fill(values, null);
        Arrays.fill(given, false);
    }

    @Override
    public void setLong(int index, long value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setInt(int index, int value) throws SQLException {
        set(index, (long) value);
    }

    @Override
    public void setShort(int index, short value) throws SQLException {
        set(index, (long) value);
    }

    @Override
    public void setByte(int index, byte value) throws SQLException {
        set(index, (long) value);
    }

    @Override
    public void setBoolean(int index, boolean value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setString(int index, @Nullable String value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setNString(int index, @Nullable String value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
        setObject(index, value);
    }

    @Override
    public void setNull(int index, int type) throws SQLException {
        set(index, null);
    }

    @Override
    public void setNull(int index, int type, String typeName) throws SQLException {
        set(index, null);
    }

    @Override
    public void setObject(int index, @Nullable Object value) throws SQLException {
        set(index, value == null ? null : Parameters.of(value, connection().session().zone()));
    }

    @Override
    public void setDouble(int index, double value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setFloat(int index, float value) throws SQLException {
        setObject(index, value);
    }

    @Override
    public void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
        setObject(index, value);
    }

    /** A Timestamp is a point in time, so the calendar's zone has no say. */
    @Override
    public void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar)
            throws SQLException {
        setObject(index, value);
    }

    @Override
    public void setObject(int index, @Nullable Object value, int type) throws SQLException {
        setObject(index, value);
    }

    @Override
    public void setObject(int index, @Nullable Object value, int type, int scale)
            throws SQLException {
        setObject(index, value);
    }

    @Override
    public ResultSet executeQuery(String other) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public boolean execute(String other) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public boolean execute(String other, int generatedKeys) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public int executeUpdate(String other) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public int executeUpdate(String other, int generatedKeys) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public long executeLargeUpdate(String other) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public long executeLargeUpdate(String other, int generatedKeys) throws SQLException {
        throw hasItsOwnText();
    }

    private static SQLException hasItsOwnText() {
        return Errors.badArgument("a prepared statement has its SQL text already");
    }

    private PreparedProgram program() throws SQLException {
        PreparedProgram known = program;
        if (known != null && known.schema().equals(connection().session().schema())) {
            return known;
        }
        known = compile(sql, List.of());
        program = known;
        named = known;
        int count = known.program().parameterTypes().size();
        if (given.length != count) {
            values = new Object[count];
            given = new boolean[count];
        }
        return known;
    }

    /** The program to run, with the names that parameters give. */
    private PreparedProgram bound() throws SQLException {
        PreparedProgram known = program();
        for (int i = 0; i < given.length; i++) {
            if (!given[i]) {
                throw Errors.noParameter(i + 1);
            }
        }
        return named(known);
    }

    private PreparedProgram named(PreparedProgram known) throws SQLException {
        if (known.program().nameParameters().isEmpty()) {
            return known;
        }
        List<NameArgument> names = new ArrayList<>();
        for (int parameter : known.program().nameParameters()) {
            Object value = values[parameter - 1];
            if (value == null) {
                throw Errors.noName(parameter);
            }
            names.add(new NameArgument(parameter, value.toString()));
        }
        PreparedProgram latest = named;
        if (latest == null || !latest.names().equals(names)) {
            latest = compile(sql, names);
            named = latest;
        }
        return latest;
    }

    private void set(int index, @Nullable Object value) throws SQLException {
        checkOpen();
        int count = program().program().parameterTypes().size();
        if (index < 1 || index > count) {
            throw Errors.badArgument(
                    "there is no parameter " + index + "; the statement has " + count);
        }
        values[index - 1] = value;
        given[index - 1] = true;
    }
}
