package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.wire.SetValue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.SQLException;

/** BEGIN, COMMIT, SET and their like, which only change the session's own state. */
@Timeout(60)
class TransactionWordsTest {
    private final SqlProbe sql = new SqlProbe();

    @AfterEach
    void close() throws SQLException {
        sql.close();
    }

    @Test
    void warnsOfWordsAtTheWrongTime() throws SQLException {
        assertThat(sql.warnings("begin")).isEmpty();
        assertThat(sql.warnings("begin"))
                .containsExactly("25001 there is already a transaction in progress");
        assertThat(sql.warnings("savepoint x")).isEmpty();
        assertThat(sql.warnings("commit")).isEmpty();
        assertThat(sql.warnings("commit"))
                .containsExactly("25P01 there is no transaction in progress");
        assertThat(sql.warnings("rollback"))
                .containsExactly("25P01 there is no transaction in progress");
        assertThat(sql.warnings("set transaction read only"))
                .containsExactly("25P01 SET TRANSACTION can only be used in transaction blocks");
        assertThat(sql.statement.getUpdateCount()).isZero();
        assertThat(sql.cells("select nextval('a')")).containsExactly(1L);
    }

    @Test
    void doesNotWarnWithoutAutoCommit() throws SQLException {
        sql.connection.setAutoCommit(false);
        assertThat(sql.warnings("commit")).isEmpty();
        assertThat(sql.warnings("set transaction read only")).isEmpty();
        sql.assertFails("25006", "select nextval('a')");
        sql.connection.commit();
        assertThat(sql.cells("select nextval('a')")).containsExactly(1L);
        sql.connection.rollback();
        assertThat(sql.cells("select nextval('a')")).containsExactly(2L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select nextval('a') | nextval()",
                "select 1, nextval('a'), setval('b', 1) | nextval()",
                "select setval('a', 5) | setval()",
                "select nextval('a') from generate_series(1, 10) | nextval()",
                "create sequence c | CREATE SEQUENCE",
                "drop sequence a | DROP SEQUENCE",
            })
    void refusesToChangeAnythingInAReadOnlyTransaction(String text, String what)
            throws SQLException {
        sql.statement.execute("begin read only");
        sql.assertFails("25006", text)
                .hasMessage("cannot execute " + what + " in a read-only transaction");
        assertThat(sql.cluster.executions()).isZero();
        sql.statement.execute("rollback");
        sql.statement.execute(text);
        assertThat(sql.cluster.executions()).isPositive();
    }

    @Test
    void readsInAReadOnlyTransaction() throws SQLException {
        sql.cells("select nextval('a')");
        sql.statement.execute("begin read only");
        assertThat(sql.cells("select currval('a'), lastval()")).containsExactly(1L, 1L);
        assertThat(sql.cells("show transaction_read_only")).containsExactly("on");
        assertThat(sql.cells("show default_transaction_read_only")).containsExactly("off");
        sql.statement.execute("commit");
        assertThat(sql.cells("show transaction_read_only")).containsExactly("off");
    }

    @Test
    void obeysAReadOnlyConnectionAndADefault() throws SQLException {
        sql.connection.setReadOnly(true);
        assertThat(sql.connection.isReadOnly()).isTrue();
        sql.assertFails("25006", "select setval('a', 1)");
        sql.connection.setReadOnly(false);
        sql.statement.execute("set default_transaction_read_only = on");
        assertThat(sql.connection.isReadOnly()).isTrue();
        sql.assertFails("25006", "select nextval('a')");
        sql.statement.execute("begin");
        sql.statement.execute("set default_transaction_read_only = off");
        sql.assertFails("25006", "select nextval('a')");
        sql.statement.execute("set transaction_read_only = off");
        assertThat(sql.cells("select nextval('a')")).containsExactly(1L);
        assertThat(sql.cluster.node(0).requests(SetValue.class)).isEmpty();
    }

    @Test
    void warnsThatRollbackDoesNotUndoACommand() throws SQLException {
        sql.statement.execute("begin");
        assertThat(sql.warnings("create sequence c"))
                .containsExactly(
                        "01000 CREATE SEQUENCE takes effect at once and is not undone by ROLLBACK");
        sql.statement.execute("rollback");
        assertThat(sql.warnings("create sequence d")).isEmpty();
    }

    @Test
    void setsShowsAndResetsVariables() throws SQLException {
        assertThat(sql.cells("show application_name")).containsExactly("");
        sql.statement.execute("set application_name = 'billing'");
        assertThat(sql.cells("show application_name")).containsExactly("billing");
        sql.statement.execute("set application_name = default");
        assertThat(sql.cells("show application_name")).containsExactly("");
        assertThat(sql.cells("show transaction_isolation")).containsExactly("read committed");
        sql.connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(sql.cells("show transaction_isolation")).containsExactly("serializable");
        assertThat(sql.cells("show server_version")).containsExactly("0.1.0-test");
        sql.statement.execute("reset all");
        assertThat(sql.cells("show transaction_isolation")).containsExactly("read committed");
        sql.assertFails("42704", "show nonsense")
                .hasMessage("unrecognized configuration parameter \"nonsense\"");
        sql.assertFails("42704", "set nonsense = 1");
    }

    @Test
    void takesTheSchemaFromTheSearchPath() throws SQLException {
        assertThat(sql.cells("show search_path")).containsExactly("public");
        sql.statement.execute("set search_path = sales");
        assertThat(sql.connection.getSchema()).isEqualTo("sales");
        assertThat(sql.cells("select current_schema")).containsExactly("sales");
        sql.connection.setSchema("My Schema");
        assertThat(sql.cells("show search_path")).containsExactly("\"My Schema\"");
        sql.statement.execute("reset search_path");
        assertThat(sql.connection.getSchema()).isEqualTo("public");
        sql.statement.execute("set search_path = My \"Own\"");
        assertThat(sql.connection.getSchema()).isEqualTo("My \"Own\"");
        assertThat(sql.cells("show search_path")).containsExactly("\"My \"\"Own\"\"\"");
    }

    @Test
    void discardsAllButNotInATransaction() throws SQLException {
        sql.cells("select nextval('a')");
        sql.statement.execute("set search_path = other");
        sql.statement.execute("begin");
        sql.assertFails("25001", "discard all")
                .hasMessage("DISCARD ALL cannot run inside a transaction block");
        sql.statement.execute("commit");
        sql.statement.execute("discard all");
        assertThat(sql.connection.getSchema()).isEqualTo("public");
        sql.assertFails("55000", "select lastval()");
    }

    @Test
    void tellsWhoAndWhereItIs() throws SQLException {
        assertThat(
                        sql.cells(
                                "select version(), current_user, session_user, current_catalog,"
                                        + " current_database, current_schema"))
                .containsExactly(
                        "Nextval 0.1.0-test", "nextval", "nextval", "nextval", "nextval", "public");
        assertThat(sql.cells("select now(), now()")).doesNotContainNull().hasSize(2);
    }

    @Test
    void refusesRowsFromWordsAndCountsFromRows() {
        SqlProbe.assertFails("02000", () -> sql.statement.executeQuery("begin"));
        SqlProbe.assertFails("0100E", () -> sql.statement.executeUpdate("show search_path"));
    }
}
