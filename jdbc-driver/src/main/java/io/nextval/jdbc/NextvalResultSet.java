package io.nextval.jdbc;

import io.nextval.wire.ResultColumn;
import io.nextval.wire.WireLimits;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Map;

/** Rows, read forward; all values are there already or are computed when asked for. */
final class NextvalResultSet extends LabelledResultSet {
    private final StatementBase statement;
    private final List<ResultColumn> columns;
    private final Rows rows;
    private int fetchSize;
    private long row = -1;
    private boolean lastWasNull;
    private boolean closed;

    NextvalResultSet(StatementBase statement, List<ResultColumn> columns, Rows rows) {
        this.statement = statement;
        this.columns = columns;
        this.rows = rows;
        this.fetchSize = statement.fetchSize();
    }

    @Override
    public boolean next() throws SQLException {
        checkOpen();
        long count = rows.count();
        if (row < count) {
            row++;
            if (row < count && rows instanceof SteppedRows steps && row == steps.end()) {
                load(steps);
            }
        }
        return row < count;
    }

    /** After a failure there is nothing more to read. */
    private void load(SteppedRows steps) throws SQLException {
        boolean loaded = false;
        try {
            statement.load(steps, fetchSize);
            loaded = true;
        } finally {
            if (!loaded) {
                row = rows.count();
            }
        }
    }

    /** All rows, for a caller inside of the driver. */
    List<List<@Nullable Object>> readAll() throws SQLException {
        List<List<@Nullable Object>> all = new ArrayList<>();
        while (next()) {
            List<@Nullable Object> cells = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                cells.add(rows.object(row, i));
            }
            all.add(cells);
        }
        return all;
    }

    @Override
    public long getLong(int column) throws SQLException {
        checkCell(column);
        if (rows.isNumber(column - 1)) {
            lastWasNull = false;
            return rows.number(row, column - 1);
        }
        Object value = value(column);
        return value == null ? 0 : Conversions.toLong(value);
    }

    @Override
    public int getInt(int column) throws SQLException {
        return (int) number(column, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
    }

    @Override
    public short getShort(int column) throws SQLException {
        return (short) number(column, Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
    }

    @Override
    public byte getByte(int column) throws SQLException {
        return (byte) number(column, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
    }

    @Override
    public double getDouble(int column) throws SQLException {
        Object value = checkedValue(column);
        return value == null ? 0 : Conversions.toDouble(value);
    }

    @Override
    public float getFloat(int column) throws SQLException {
        Object value = checkedValue(column);
        return value == null ? 0 : Conversions.toFloat(value);
    }

    @Override
    public boolean getBoolean(int column) throws SQLException {
        Object value = checkedValue(column);
        return value != null && Conversions.toBoolean(value);
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
        Object value = checkedValue(column);
        return value == null ? null : Conversions.toBigDecimal(value);
    }

    @Override
    @Deprecated
    public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
        BigDecimal value = getBigDecimal(column);
        if (scale < 0 || scale > WireLimits.DECIMAL_SCALE_MAX) {
            throw Errors.badArgument("a scale of " + scale + " is out of range");
        }
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
    }

    @Override
    public @Nullable String getString(int column) throws SQLException {
        Object value = checkedValue(column);
        return value == null ? null : Texts.of(value, zone());
    }

    @Override
    public @Nullable String getNString(int column) throws SQLException {
        return getString(column);
    }

    /**
     * A Long for int8, an Integer for int4 and int2, a BigDecimal, Double, OffsetDateTime, String
     * or Boolean.
     */
    @Override
    public @Nullable Object getObject(int column) throws SQLException {
        Object value = checkedValue(column);
        return value == null ? null : plain(value, column);
    }

    /** The map may name a class for a type by its name, such as {@code int8}. */
    @Override
    public @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> map)
            throws SQLException {
        checkCell(column);
        Class<?> type = map == null ? null : map.get(columns.get(column - 1).typeName());
        return type == null ? getObject(column) : getObject(column, type);
    }

    private Object plain(Object value, int column) throws SQLException {
        return switch (ColumnType.of(columns.get(column - 1).typeName())) {
            case INT2, INT4 -> Conversions.to(value, Integer.class, zone());
            case TIMESTAMPTZ -> Conversions.to(value, OffsetDateTime.class, zone());
            default -> value;
        };
    }

    /** The day that it is at that time in the session's zone. */
    @Override
    public @Nullable Date getDate(int column) throws SQLException {
        return getObject(column, Date.class);
    }

    @Override
    public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
        Object value = checkedValue(column);
        return value == null ? null : Conversions.to(value, Date.class, zone(calendar));
    }

    @Override
    public @Nullable Time getTime(int column) throws SQLException {
        return getObject(column, Time.class);
    }

    @Override
    public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
        Object value = checkedValue(column);
        return value == null ? null : Conversions.to(value, Time.class, zone(calendar));
    }

    @Override
    public @Nullable Reader getCharacterStream(int column) throws SQLException {
        String text = getString(column);
        return text == null ? null : new StringReader(text);
    }

    @Override
    public @Nullable Reader getNCharacterStream(int column) throws SQLException {
        return getCharacterStream(column);
    }

    @Override
    public @Nullable InputStream getAsciiStream(int column) throws SQLException {
        String text = getString(column);
        return text == null
                ? null
                : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public @Nullable Timestamp getTimestamp(int column) throws SQLException {
        Object value = checkedValue(column);
        return value == null ? null : Timestamp.from(Conversions.toInstant(value, zone()));
    }

    /** A timestamptz is a point in time, so the calendar's zone has no say. */
    @Override
    public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
            throws SQLException {
        return getTimestamp(column);
    }

    @Override
    public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
        if (type == null) {
            throw Errors.missing("the class to convert to");
        }
        Object value = checkedValue(column);
        if (value == null) {
            return null;
        }
        Object plain = plain(value, column);
        return Conversions.to(type.isInstance(plain) ? plain : value, type, zone());
    }

    /** The first column with this label, whatever its case. */
    @Override
    public int findColumn(String label) throws SQLException {
        checkOpen();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).label().equalsIgnoreCase(label)) {
                return i + 1;
            }
        }
        throw Errors.badArgument(
                "there is no column '"
                        + label
                        + "'; the columns are "
                        + columns.stream().map(ResultColumn::label).toList());
    }

    @Override
    public boolean wasNull() throws SQLException {
        checkOpen();
        return lastWasNull;
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return new NextvalResultSetMetaData(columns);
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        checkOpen();
        return row < 0 && rows.count() > 0;
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        checkOpen();
        return row >= rows.count() && rows.count() > 0;
    }

    @Override
    public boolean isFirst() throws SQLException {
        checkOpen();
        return row == 0 && rows.count() > 0;
    }

    @Override
    public boolean isLast() throws SQLException {
        checkOpen();
        return row >= 0 && row == rows.count() - 1;
    }

    /** The row's number from 1, as far as an int goes; 0 when not on a row. */
    @Override
    public int getRow() throws SQLException {
        checkOpen();
        return row < 0 || row >= rows.count() ? 0 : (int) Math.min(row + 1, Integer.MAX_VALUE);
    }

    @Override
    public Statement getStatement() throws SQLException {
        checkOpen();
        return statement;
    }

    @Override
    public int getType() throws SQLException {
        checkOpen();
        return ResultSet.TYPE_FORWARD_ONLY;
    }

    @Override
    public int getConcurrency() throws SQLException {
        checkOpen();
        return ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public void setFetchSize(int size) throws SQLException {
        checkOpen();
        fetchSize = (int) StatementSettings.notNegative(size, "fetch size");
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        StatementSettings.checkDirection(direction);
    }

    @Override
    public int getFetchDirection() throws SQLException {
        checkOpen();
        return FETCH_FORWARD;
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return null;
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            statement.resultClosed();
        }
    }

    /** Closed by its statement. */
    void markClosed() {
        closed = true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrappers.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return Wrappers.isWrapper(this, type);
    }

    private long number(int column, long min, long max, String type) throws SQLException {
        return Conversions.toNumber(getLong(column), min, max, type);
    }

    private @Nullable Object checkedValue(int column) throws SQLException {
        checkCell(column);
        return value(column);
    }

    private ZoneId zone(@Nullable Calendar calendar) {
        return calendar == null ? zone() : calendar.getTimeZone().toZoneId();
    }

    private ZoneId zone() {
        return statement.connection().session().zone();
    }

    private @Nullable Object value(int column) throws SQLException {
        Object value = rows.object(row, column - 1);
        lastWasNull = value == null;
        return value;
    }

    private void checkCell(int column) throws SQLException {
        checkOpen();
        if (row < 0 || row >= rows.count()) {
            throw Errors.noRow();
        }
        if (column < 1 || column > columns.size()) {
            throw Errors.badArgument(
                    "there is no column " + column + "; the result has " + columns.size());
        }
    }

    private void checkOpen() throws SQLException {
        if (closed) {
            throw Errors.closed("result set");
        }
    }
}
