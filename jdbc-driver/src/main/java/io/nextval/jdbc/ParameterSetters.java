package io.nextval.jdbc;

import org.jspecify.annotations.Nullable;

import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Calendar;

/** The setters of a prepared statement, all of which lead to {@link #set}. */
abstract class ParameterSetters extends UnsupportedPreparedStatement {
    ParameterSetters(NextvalConnection connection) {
        super(connection);
    }

    /** A value as {@link Parameters} gives it. */
    abstract void set(int index, @Nullable Object value) throws SQLException;

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
    public void setDouble(int index, double value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setFloat(int index, float value) throws SQLException {
        setObject(index, value);
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
    public void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
        setObject(index, value);
    }

    /** A Timestamp is a point in time, so the calendar's zone has no say. */
    @Override
    public void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar)
            throws SQLException {
        setObject(index, value);
    }

    /** The beginning of the day in the session's zone. */
    @Override
    public void setDate(int index, @Nullable Date value) throws SQLException {
        setObject(index, value);
    }

    /** The beginning of the day in the calendar's zone. */
    @Override
    public void setDate(int index, @Nullable Date value, @Nullable Calendar calendar)
            throws SQLException {
        ZoneId zone = calendar == null ? zone() : calendar.getTimeZone().toZoneId();
        set(index, value == null ? null : Parameters.of(value, zone));
    }

    @Override
    public void setCharacterStream(int index, @Nullable Reader value) throws SQLException {
        set(index, value == null ? null : TextStreams.read(value, TextStreams.ANY_LENGTH));
    }

    @Override
    public void setCharacterStream(int index, @Nullable Reader value, int length)
            throws SQLException {
        setCharacterStream(index, value, (long) length);
    }

    @Override
    public void setCharacterStream(int index, @Nullable Reader value, long length)
            throws SQLException {
        long unused = notNegative(length, "length");
        set(index, value == null ? null : TextStreams.read(value, length));
    }

    @Override
    public void setNCharacterStream(int index, @Nullable Reader value) throws SQLException {
        setCharacterStream(index, value);
    }

    @Override
    public void setNCharacterStream(int index, @Nullable Reader value, long length)
            throws SQLException {
        setCharacterStream(index, value, length);
    }

    @Override
    public void setNull(int index, int type) throws SQLException {
        set(index, null);
    }

    @Override
    public void setNull(int index, int type, @Nullable String typeName) throws SQLException {
        set(index, null);
    }

    @Override
    public void setObject(int index, @Nullable Object value) throws SQLException {
        set(index, value == null ? null : Parameters.of(value, zone()));
    }

    /** The value as one of a type of {@link java.sql.Types}. */
    @Override
    public void setObject(int index, @Nullable Object value, int type) throws SQLException {
        set(index, value == null ? null : Parameters.of(value, type, -1, zone()));
    }

    /** The scale counts for numeric types, which round half up. */
    @Override
    public void setObject(int index, @Nullable Object value, int type, int scale)
            throws SQLException {
        long unused = notNegative(scale, "scale or length");
        set(index, value == null ? null : Parameters.of(value, type, scale, zone()));
    }

    @Override
    public void setObject(int index, @Nullable Object value, @Nullable SQLType type)
            throws SQLException {
        setObject(index, value, number(type));
    }

    @Override
    public void setObject(int index, @Nullable Object value, @Nullable SQLType type, int scale)
            throws SQLException {
        setObject(index, value, number(type), scale);
    }

    private static int number(@Nullable SQLType type) throws SQLException {
        Integer number = type == null ? null : type.getVendorTypeNumber();
        if (number == null) {
            throw Errors.missing("the type of the parameter");
        }
        return number;
    }

    private ZoneId zone() {
        return connection().session().zone();
    }
}
