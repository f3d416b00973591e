package io.nextval.jdbc;

import io.nextval.client.PreparedPlan;
import io.nextval.wire.PlanKind;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;

/** One SQL text with its parameters; its plan is asked for at first use and then kept. */
final class NextvalPreparedStatement extends UnsupportedPreparedStatement {
    private final String sql;
    private @Nullable PreparedPlan plan;
    private @Nullable Object[] values = NO_PARAMETERS;
    private boolean[] given = {};

    NextvalPreparedStatement(NextvalConnection connection, String sql) {
        super(connection);
        this.sql = sql;
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        PreparedPlan known = plan();
        checkAllGiven();
        return query(known, values);
    }

    @Override
    public boolean execute() throws SQLException {
        PreparedPlan known = plan();
        checkAllGiven();
        return run(known, values);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        PreparedPlan known = plan();
        checkAllGiven();
        return update(known, values);
    }

    @Override
    public int executeUpdate() throws SQLException {
        return (int) Math.min(executeLargeUpdate(), Integer.MAX_VALUE);
    }

    /** Of the rows to come; null for a statement that returns none. */
    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        PreparedPlan known = plan();
        return known.plan().kind() == PlanKind.COMMAND
                ? null
                : new NextvalResultSetMetaData(known.columns());
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        return new NextvalParameterMetaData(plan().plan().parameterCount());
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
        set(index, value == null ? null : (Object) Conversions.toLong(value));
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
        if (value == null
                || value instanceof Long
                || value instanceof String
                || value instanceof Boolean) {
            set(index, value);
        } else if (value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger
                || value instanceof BigDecimal) {
            set(index, Conversions.toLong(value));
        } else {
            throw Errors.unsupported("a parameter of type " + value.getClass().getName());
        }
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

    private PreparedPlan plan() throws SQLException {
        PreparedPlan known = plan;
        if (known != null && known.schema().equals(connection().getSchema())) {
            return known;
        }
        known = prepare(sql);
        plan = known;
        int count = known.plan().parameterCount();
        if (given.length != count) {
            values = new Object[count];
            given = new boolean[count];
        }
        return known;
    }

    private void set(int index, @Nullable Object value) throws SQLException {
        checkOpen();
        int count = plan().plan().parameterCount();
        if (index < 1 || index > count) {
            throw Errors.badArgument(
                    "there is no parameter " + index + "; the statement has " + count);
        }
        values[index - 1] = value;
        given[index - 1] = true;
    }

    private void checkAllGiven() throws SQLException {
        for (int i = 0; i < given.length; i++) {
            if (!given[i]) {
                throw Errors.badArgument("parameter " + (i + 1) + " has no value");
            }
        }
    }
}
