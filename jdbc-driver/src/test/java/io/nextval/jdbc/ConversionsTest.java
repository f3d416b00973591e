package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Map;
import java.util.TimeZone;

/** From what a column holds to what a caller asks for, and from parameters to columns. */
@Timeout(60)
class ConversionsTest {
    private static final Instant TIME = Instant.parse("2024-02-29T23:30:00.123456Z");

    private final SqlProbe sql = new SqlProbe();

    @AfterEach
    void close() throws SQLException {
        sql.close();
    }

    private ResultSet row(@Nullable Object value) throws SQLException {
        PreparedStatement select = sql.connection.prepareStatement("select ? as v");
        select.setObject(1, value);
        ResultSet row = select.executeQuery();
        assertThat(row.next()).isTrue();
        return row;
    }

    @ParameterizedTest
    @CsvSource({
        "getByte, 127, true",
        "getByte, 128, false",
        "getByte, -129, false",
        "getShort, -32768, true",
        "getShort, 32768, false",
        "getInt, 2147483647, true",
        "getInt, 2147483648, false",
        "getLong, 9223372036854775807, true",
        "getLong, 9223372036854775808, false",
        "getLong, 1.5, false",
        "getFloat, 1e38, true",
        "getFloat, 1e39, false",
        "getDouble, 1e39, true",
    })
    void refusesNumbersThatDoNotFit(String getter, String value, boolean fits) throws Exception {
        ResultSet row = row(new BigDecimal(value));
        var method = ResultSet.class.getMethod(getter, int.class);
        var labelled = ResultSet.class.getMethod(getter, String.class);
        if (fits) {
            Number got = (Number) method.invoke(row, 1);
            assertThat(got.doubleValue()).isEqualTo(Double.parseDouble(value), within(got));
            assertThat(labelled.invoke(row, "V")).isEqualTo(got);
        } else {
            SqlProbe.assertFails("22003", () -> unwrapped(() -> method.invoke(row, 1)));
        }
    }

    private static org.assertj.core.data.Offset<Double> within(Number got) {
        return org.assertj.core.data.Offset.offset(Math.abs(got.doubleValue()) * 1e-6);
    }

    private interface Call {
        @Nullable Object call() throws ReflectiveOperationException;
    }

    private static void unwrapped(Call call) throws Throwable {
        try {
            Object unused = call.call();
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void givesNumbersAsEverySensibleClass() throws SQLException {
        ResultSet row = row(65L);
        assertThat(row.getObject(1, Long.class)).isEqualTo(65L);
        assertThat(row.getObject(1, long.class)).isEqualTo(65L);
        assertThat(row.getObject(1, Integer.class)).isEqualTo(65);
        assertThat(row.getObject(1, int.class)).isEqualTo(65);
        assertThat(row.getObject(1, Short.class)).isEqualTo((short) 65);
        assertThat(row.getObject(1, Byte.class)).isEqualTo((byte) 65);
        assertThat(row.getObject(1, Double.class)).isEqualTo(65.0);
        assertThat(row.getObject(1, Float.class)).isEqualTo(65f);
        assertThat(row.getObject(1, BigDecimal.class)).isEqualTo(new BigDecimal(65));
        assertThat(row.getObject(1, BigInteger.class)).isEqualTo(BigInteger.valueOf(65));
        assertThat(row.getObject(1, Number.class)).isEqualTo(65L);
        assertThat(row.getObject(1, Object.class)).isEqualTo(65L);
        assertThat(row.getObject("v", String.class)).isEqualTo("65");
        assertThat(row.getObject(1, Map.of("int8", Integer.class))).isEqualTo(65);
        assertThat(row.getObject("v", Map.of())).isEqualTo(65L);
        assertThat(row.getBigDecimal(1)).isEqualTo(new BigDecimal(65));
        SqlProbe.assertFails("0AX00", () -> row.getObject(1, Thread.class));
        SqlProbe.assertFails("22018", () -> row.getObject(1, Character.class));
        SqlProbe.assertFails("22003", () -> row(300L).getObject(1, Byte.class));
        SqlProbe.assertFails("22003", () -> row(1.5).getObject(1, BigInteger.class));
        assertThat(row(new BigDecimal("1e30")).getObject(1, BigInteger.class))
                .isEqualTo(BigInteger.TEN.pow(30));
        assertThat(row("x").getObject(1, Character.class)).isEqualTo('x');
        assertThat(row("true").getObject(1, boolean.class)).isTrue();
    }

    @Test
    void saysWhetherTheValueWasNull() throws SQLException {
        ResultSet row = row(null);
        assertThat(row.getLong(1)).isZero();
        assertThat(row.wasNull()).isTrue();
        assertThat(row.getInt(1)).isZero();
        assertThat(row.getObject(1, Integer.class)).isNull();
        assertThat(row.getObject(1)).isNull();
        assertThat(row.getDate(1)).isNull();
        assertThat(row.getTimestamp(1)).isNull();
        assertThat(row.getCharacterStream(1)).isNull();
        assertThat(row.wasNull()).isTrue();
        ResultSet other = row(1L);
        assertThat(other.getLong(1)).isOne();
        assertThat(other.wasNull()).isFalse();
    }

    @Test
    void givesTimesAsEverySensibleClass() throws SQLException {
        ResultSet row = row(TIME);
        assertThat(row.getObject(1, Instant.class)).isEqualTo(TIME);
        assertThat(row.getObject(1)).isEqualTo(TIME.atOffset(ZoneOffset.UTC));
        assertThat(row.getObject(1, Object.class)).isEqualTo(TIME.atOffset(ZoneOffset.UTC));
        assertThat(row.getObject(1, OffsetDateTime.class)).isEqualTo(TIME.atOffset(ZoneOffset.UTC));
        assertThat(row.getObject(1, ZonedDateTime.class)).isEqualTo(TIME.atZone(ZoneOffset.UTC));
        LocalDateTime local = LocalDateTime.ofInstant(TIME, ZoneOffset.UTC);
        assertThat(row.getObject(1, LocalDateTime.class)).isEqualTo(local);
        assertThat(row.getObject(1, LocalDate.class)).isEqualTo(local.toLocalDate());
        assertThat(row.getObject(1, LocalTime.class)).isEqualTo(local.toLocalTime());
        assertThat(row.getObject(1, Timestamp.class)).isEqualTo(Timestamp.from(TIME));
        assertThat(row.getTimestamp("v")).isEqualTo(Timestamp.from(TIME));
        assertThat(row.getDate(1)).isEqualTo(Date.valueOf("2024-02-29"));
        assertThat(row.getTime(1)).isEqualTo(Time.valueOf("23:30:00"));
        Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
        assertThat(row.getDate("v", tokyo)).isEqualTo(Date.valueOf("2024-03-01"));
        assertThat(row.getTime("v", tokyo)).isEqualTo(Time.valueOf("08:30:00"));
        SqlProbe.assertFails("22018", () -> row("no time").getDate(1));
    }

    @Test
    void readsTextsAsStreams() throws SQLException, IOException {
        ResultSet row = row("größe");
        try (Reader reader = row.getCharacterStream("v")) {
            char[] read = new char[10];
            assertThat(new String(read, 0, reader.read(read))).isEqualTo("größe");
        }
        try (InputStream ascii = row("abc").getAsciiStream(1)) {
            assertThat(ascii.readAllBytes()).asString().isEqualTo("abc");
        }
    }

    @Test
    void takesParametersOfATargetType() throws SQLException {
        PreparedStatement select = sql.connection.prepareStatement("select ? as v");
        select.setObject(1, "42", Types.BIGINT);
        assertThat(sql.cells(select, new Object[0])).containsExactly(42L);
        select.setObject(1, "42", JDBCType.INTEGER);
        assertThat(sql.cells(select, new Object[0])).containsExactly(42L);
        select.setObject(1, "1.255", Types.NUMERIC, 2);
        assertThat(sql.cells(select, new Object[0])).containsExactly(new BigDecimal("1.26"));
        select.setObject(1, 7, Types.VARCHAR);
        assertThat(sql.cells(select, new Object[0])).containsExactly("7");
        select.setObject(1, "t", JDBCType.BOOLEAN);
        assertThat(sql.cells(select, new Object[0])).containsExactly(true);
        select.setObject(1, 3, Types.DOUBLE);
        assertThat(sql.cells(select, new Object[0])).containsExactly(3.0);
        select.setObject(1, LocalDate.of(2024, 1, 2), Types.DATE);
        assertThat(sql.cells(select, new Object[0]))
                .containsExactly(OffsetDateTime.parse("2024-01-02T00:00:00Z"));
        select.setDate(1, Date.valueOf("2024-01-02"));
        assertThat(sql.cells(select, new Object[0]))
                .containsExactly(OffsetDateTime.parse("2024-01-02T00:00:00Z"));
        select.setCharacterStream(1, new java.io.StringReader("text"), 3);
        assertThat(sql.cells(select, new Object[0])).containsExactly("tex");
        select.setObject(1, null, Types.BIGINT);
        assertThat(sql.cells(select, new Object[0])).containsExactly((Object) null);
        SqlProbe.assertFails("22003", () -> select.setObject(1, 40_000, Types.SMALLINT));
        SqlProbe.assertFails("22P02", () -> select.setObject(1, "x", Types.BIGINT));
        SqlProbe.assertFails("0AX00", () -> select.setObject(1, 1, Types.BLOB));
        SqlProbe.assertFails("0AX00", () -> select.setObject(1, new Object()));
    }
}
