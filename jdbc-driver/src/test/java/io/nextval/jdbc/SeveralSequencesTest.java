package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.wire.Execute;
import io.nextval.wire.Frame;
import io.nextval.wire.Next;
import io.nextval.wire.NextByName;
import io.nextval.wire.SetValue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/** Statements with several parts, of which a later one may be wrong: that costs no number. */
@Timeout(60)
class SeveralSequencesTest {
    private final SqlProbe sql = new SqlProbe();

    @AfterEach
    void close() throws SQLException {
        sql.close();
    }

    private int requests(Class<? extends Frame> kind) {
        return sql.cluster.node(0).requests(kind).size();
    }

    private void assertNothingChanged() {
        assertThat(requests(Next.class) + requests(NextByName.class) + requests(SetValue.class))
                .isZero();
        assertThat(sql.cluster.last("a")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select nextval('a'), nextval('missing') | 30",
                "select nextval('a'), nextval('missing') from generate_series(1, 3) | 30",
                "select nextval('a'), currval('missing') | 30",
                "select nextval('a'), setval('missing', 5) | 29",
                "select setval('a', 5), nextval('missing') | 32",
                "select setval('a', 5), currval('missing') | 32",
            })
    void drawsNothingWhenALaterSequenceIsMissing(String text, int position) {
        sql.assertFails("42P01", text)
                .hasMessageStartingWith("sequence \"missing\" does not exist")
                .hasMessageContaining("Position: " + position);
        assertNothingChanged();
    }

    @Test
    void drawsNothingWhenANameInAParameterIsMissing() throws SQLException {
        PreparedStatement both = sql.connection.prepareStatement("select nextval(?), nextval(?)");
        SqlProbe.assertFails("42P01", () -> sql.cells(both, "a", "missing"));
        assertNothingChanged();
        assertThat(sql.cells(both, "a", "b")).containsExactly(1L, 1L);
    }

    @Test
    void asksOnlyUntilTheSequencesAreKnown() throws SQLException {
        for (int i = 1; i <= 3; i++) {
            assertThat(sql.cells("select nextval('a'), nextval('b')"))
                    .containsExactly((long) i, (long) i);
            assertThat(requests(Execute.class)).isEqualTo(1);
        }
        sql.cells("select setval('a', 5), nextval('b'), currval('a')");
        assertThat(requests(Execute.class)).isEqualTo(1);
    }

    @Test
    void knowsASequenceThatItSet() throws SQLException {
        sql.cells("select setval('a', 5)");
        sql.cells("select nextval('b')");
        assertThat(sql.cells("select nextval('a'), nextval('b')")).containsExactly(6L, 2L);
        assertThat(requests(Execute.class)).isZero();
    }

    @Test
    void asksNothingForOneSequenceOrNoRows() throws SQLException {
        assertThat(sql.cells("select nextval('a'), nextval('a')")).containsExactly(1L, 2L);
        assertThat(sql.cells("select nextval('a'), nextval('b') from generate_series(1, 0)"))
                .isEmpty();
        assertThat(requests(Execute.class)).isZero();
    }

    @Test
    void drawsWhereOnlyTheSessionHasNoValue() {
        sql.assertFails("55000", "select nextval('a'), currval('b')")
                .hasMessage("currval of sequence \"b\" is not yet defined in this session");
        assertThat(sql.cluster.last("a")).isEqualTo(1);
    }

    @Test
    void namesTheSequenceThatHasNoCurrentValue() throws SQLException {
        sql.cells("select nextval('a')");
        sql.assertFails("55000", "select currval('a'), currval('b')")
                .hasMessage("currval of sequence \"b\" is not yet defined in this session");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select nextval('a'), ?::int4",
                "select nextval('a'), currval('a'), ?::int4",
                "select nextval('a'), setval('a', ?)",
                "select nextval('a') from generate_series(1, ?)"
            })
    void drawsNothingWhenAParameterIsNoNumber(String text) throws SQLException {
        PreparedStatement prepared = sql.connection.prepareStatement(text);
        SqlProbe.assertFails("22P02", () -> sql.cells(prepared, "x"))
                .hasMessageMatching("invalid input syntax for type (integer|bigint): \"x\"");
        assertNothingChanged();
    }

    @Test
    void givesAParameterBackAsTheTypeThatWasSet() throws SQLException {
        PreparedStatement echo = sql.connection.prepareStatement("select ?");
        assertThat(echo.getMetaData().getColumnTypeName(1)).isEqualTo("text");
        echo.setLong(1, 7);
        try (ResultSet rows = echo.executeQuery()) {
            assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.BIGINT);
            assertThat(rows.next()).isTrue();
            assertThat(List.of(rows.getObject(1), rows.getLong(1), rows.getString(1)))
                    .containsExactly(7L, 7L, "7");
        }
        echo.setString(1, "8");
        try (ResultSet rows = echo.executeQuery()) {
            assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.VARCHAR);
            assertThat(rows.next()).isTrue();
            assertThat(List.of(rows.getObject(1), rows.getLong(1))).containsExactly("8", 8L);
        }
    }
}
