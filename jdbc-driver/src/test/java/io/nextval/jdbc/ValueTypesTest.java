package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.client.ScriptedNode.Say;
import io.nextval.wire.Execute;
import io.nextval.wire.Result;
import io.nextval.wire.ResultColumn;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/** Columns and parameters of every type, and casts between them. */
@Timeout(60)
class ValueTypesTest {
    private static final Instant TIME = Instant.parse("2024-02-29T12:34:56.789012Z");
    private final SqlProbe sql = new SqlProbe();

    @AfterEach
    void close() throws SQLException {
        sql.close();
    }

    private ResultSet row() throws SQLException {
        List<ResultColumn> columns =
                List.of(
                        new ResultColumn("s", "int2"),
                        new ResultColumn("i", "int4"),
                        new ResultColumn("l", "int8"),
                        new ResultColumn("n", "numeric"),
                        new ResultColumn("d", "float8"),
                        new ResultColumn("t", "text"),
                        new ResultColumn("b", "bool"),
                        new ResultColumn("z", "timestamptz"));
        List<Object> values = List.of(1L, 2L, 3L, new BigDecimal("4.50"), 5.25, "six", true, TIME);
        Result result = new Result(columns, List.of(List.copyOf(values)), -1, List.of());
        sql.cluster.node(0).once(Execute.class, new Say(result));
        ResultSet rows = sql.statement.executeQuery("list all of it");
        assertThat(rows.next()).isTrue();
        return rows;
    }

    @Test
    void describesEachType() throws SQLException {
        ResultSetMetaData described = row().getMetaData();
        int[] types = new int[8];
        for (int i = 0; i < types.length; i++) {
            types[i] = described.getColumnType(i + 1);
        }
        assertThat(types)
                .containsExactly(
                        Types.SMALLINT,
                        Types.INTEGER,
                        Types.BIGINT,
                        Types.NUMERIC,
                        Types.DOUBLE,
                        Types.VARCHAR,
                        Types.BIT,
                        Types.TIMESTAMP_WITH_TIMEZONE);
        ResultSet rows = row();
        for (int i = 1; i <= types.length; i++) {
            assertThat(rows.getObject(i).getClass().getName())
                    .isEqualTo(described.getColumnClassName(i));
        }
    }

    @Test
    void givesEachTypeInItsForms() throws SQLException {
        ResultSet rows = row();
        assertThat(rows.getShort("s")).isEqualTo((short) 1);
        assertThat(rows.getObject("s", Short.class)).isEqualTo((short) 1);
        assertThat(rows.getBigDecimal("n")).isEqualTo(new BigDecimal("4.50"));
        assertThat(rows.getString("n")).isEqualTo("4.50");
        assertThat(rows.getDouble("n")).isEqualTo(4.5);
        assertThat(rows.getDouble("d")).isEqualTo(5.25);
        assertThat(rows.getFloat("d")).isEqualTo(5.25f);
        assertThat(rows.getObject("d", Double.class)).isEqualTo(5.25);
        assertThat(rows.getObject("l", Double.class)).isEqualTo(3.0);
        assertThat(rows.getBigDecimal("d")).isEqualByComparingTo("5.25");
        assertThat(rows.getBoolean("b")).isTrue();
        assertThat(rows.getString("b")).isEqualTo("true");
        assertThat(rows.getTimestamp("z")).isEqualTo(Timestamp.from(TIME));
        assertThat(rows.getObject("z", Instant.class)).isEqualTo(TIME);
        assertThat(rows.getObject("z", OffsetDateTime.class))
                .isEqualTo(TIME.atOffset(ZoneOffset.UTC));
        assertThat(rows.getObject("z", LocalDateTime.class))
                .isEqualTo(LocalDateTime.ofInstant(TIME, ZoneOffset.UTC));
        assertThat(rows.getString("z")).isEqualTo("2024-02-29 12:34:56.789012+00");
        SqlProbe.assertFails("22003", () -> rows.getLong("n"));
        SqlProbe.assertFails("22018", () -> rows.getTimestamp("t"));
        SqlProbe.assertFails("0AX00", () -> rows.getObject("t", Thread.class));
    }

    @Test
    void showsTimesInTheZoneOfTheSession() throws SQLException {
        sql.statement.execute("set timezone = 'Asia/Kolkata'");
        ResultSet rows = row();
        assertThat(rows.getString("z")).isEqualTo("2024-02-29 18:04:56.789012+05:30");
        assertThat(rows.getObject("z", Instant.class)).isEqualTo(TIME);
        assertThat(rows.getObject("z", LocalDateTime.class))
                .isEqualTo(LocalDateTime.parse("2024-02-29T18:04:56.789012"));
        sql.statement.execute("reset all");
        assertThat(row().getString("z")).endsWith("+00");
    }

    @Test
    void sendsParametersOfEachType() throws SQLException {
        PreparedStatement list =
                sql.connection.prepareStatement("list ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?");
        list.setBigDecimal(1, new BigDecimal("-1.50"));
        list.setDouble(2, 0.1);
        list.setFloat(3, 0.1f);
        list.setTimestamp(4, Timestamp.from(TIME));
        list.setObject(5, TIME.plusNanos(999));
        list.setObject(6, TIME.atOffset(ZoneOffset.ofHours(2)));
        list.setObject(7, LocalDateTime.ofInstant(TIME, ZoneOffset.UTC));
        list.setObject(8, BigInteger.TWO);
        list.setObject(9, BigInteger.TWO.pow(64));
        list.setObject(10, 'c');
        list.setObject(11, ZonedDateTime.ofInstant(TIME, ZoneOffset.UTC));
        list.executeQuery().close();
        assertThat(sql.cluster.node(0).requests(Execute.class).get(0).parameters())
                .containsExactly(
                        new BigDecimal("-1.50"),
                        0.1,
                        0.1,
                        TIME,
                        TIME,
                        TIME,
                        TIME,
                        2L,
                        new BigDecimal(BigInteger.TWO.pow(64)),
                        "c",
                        TIME);
        SqlProbe.assertFails("0AX00", () -> list.setObject(1, new Object()));
        SqlProbe.assertFails("22003", () -> list.setObject(1, new BigDecimal("1e20000")));
        SqlProbe.assertFails("22003", () -> list.setObject(1, Instant.MAX));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "32768 | int2 | 22003 | smallint out of range",
                "2147483648 | int4 | 22003 | integer out of range",
                "99999999999999999999 | int8 | 22003"
                        + " | value \"99999999999999999999\" is out of range for type bigint",
                "abc | int4 | 22P02 | invalid input syntax for type integer: \"abc\"",
                "1.5 | int8 | 22P02 | invalid input syntax for type bigint: \"1.5\"",
                "1e | numeric | 22P02 | invalid input syntax for type numeric: \"1e\"",
                "1e99999 | numeric | 22003"
                        + " | a number of 1 digits with scale -99999 exceeds"
                        + " the limits of 1000 and 16383",
                "x | float8 | 22P02 | invalid input syntax for type double precision: \"x\"",
                "maybe | bool | 22P02 | invalid input syntax for type boolean: \"maybe\"",
                "noon | timestamptz | 22P02"
                        + " | invalid input syntax for type timestamp with time zone: \"noon\"",
            })
    void refusesCastsThatDoNotFit(String value, String type, String sqlState, String message)
            throws SQLException {
        PreparedStatement cast = sql.connection.prepareStatement("select ?::" + type);
        Object given = message.endsWith("out of range") ? Long.valueOf(value) : value;
        SqlProbe.assertFails(sqlState, () -> sql.cells(cast, given)).hasMessage(message);
    }

    @Test
    void castsParameters() throws SQLException {
        PreparedStatement cast =
                sql.connection.prepareStatement(
                        "select ?::int4, ?::int8, ?::numeric, ?::float8, ?::bool, ?::text, ?::text,"
                                + " ?::timestamptz, ?");
        assertThat(
                        sql.cells(
                                cast,
                                " 7 ",
                                new BigDecimal("2.5"),
                                1.5,
                                "1e3",
                                "on",
                                true,
                                1e20,
                                "2024-02-29T12:34:56.789012Z",
                                null))
                .containsExactly(
                        7,
                        3L,
                        new BigDecimal("1.5"),
                        1000.0,
                        true,
                        "true",
                        "1e+20",
                        TIME.atOffset(ZoneOffset.UTC),
                        null);
    }

    @Test
    void castsNumbersThatAreDrawn() throws SQLException {
        assertThat(
                        sql.cells(
                                "select nextval('a')::text, nextval('a')::int4,"
                                        + " nextval('a')::numeric, nextval('a')::float8 from"
                                        + " generate_series(1, 2)"))
                .containsExactly("1", 2, new BigDecimal(3), 4.0, "5", 6, new BigDecimal(7), 8.0);
        sql.cells("select setval('a', 2147483646)");
        assertThat(sql.cells("select nextval('a')::int4")).containsExactly(Integer.MAX_VALUE);
        sql.assertFails("22003", "select nextval('a')::int4").hasMessage("integer out of range");
        sql.assertFails("22003", "select nextval('b')::int2 from generate_series(1, 32768)")
                .hasMessage("smallint out of range");
        assertThat(sql.cells("select currval('b')::text")).containsExactly("32768");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "-1.5, -1.5",
        "0.1, 0.1",
        "1e14, 100000000000000",
        "1e15, 1e+15",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1.25e-7, 1.25e-07",
        "NaN, NaN",
        "-Infinity, -Infinity",
        "1.7976931348623157e308, 1.7976931348623157e+308"
    })
    void showsDoublesAsPostgresDoes(double value, String text) {
        assertThat(Texts.of((Object) value, ZoneOffset.UTC)).isEqualTo(text);
    }
}
