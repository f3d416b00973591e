package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.client.ScriptedCluster;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Properties;
import java.util.concurrent.Executor;

/** The calls that pools and frameworks make around the statements. */
@Timeout(60)
class PoolCallsTest {
    private final ScriptedCluster cluster = new ScriptedCluster(1);
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(cluster.url() + "?user=app&answerTimeout=200");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        cluster.close();
    }

    @Test
    void acceptsWhatAPoolSetsAndGivesItBack() throws SQLException {
        connection.setAutoCommit(false);
        connection.commit();
        connection.rollback();
        assertThat(connection.getAutoCommit()).isFalse();
        connection.setReadOnly(true);
        assertThat(connection.isReadOnly()).isTrue();
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(connection.getTransactionIsolation())
                .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        Executor direct = Runnable::run;
        connection.setNetworkTimeout(direct, 5_000);
        assertThat(connection.getNetworkTimeout()).isEqualTo(5_000);
        connection.setCatalog("x");
        assertThat(connection.getCatalog()).isEqualTo("nextval");
        connection.setSchema("app");
        assertThat(connection.getSchema()).isEqualTo("app");
        connection.setClientInfo("ApplicationName", "test");
        assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("test");
        connection.setClientInfo(new Properties());
        assertThat(connection.getClientInfo()).isEmpty();
        connection.clearWarnings();
        assertThat(connection.isWrapperFor(NextvalConnection.class)).isTrue();
        assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
        assertThatThrownBy(() -> connection.unwrap(String.class)).isInstanceOf(SQLException.class);
    }

    @Test
    void isValidAsLongAsANodeAnswers() throws SQLException {
        assertThat(connection.isValid(0)).isTrue();
        assertThat(connection.isValid(30)).isTrue();
        assertThatThrownBy(() -> connection.isValid(-1)).isInstanceOf(SQLException.class);
        cluster.node(0).dropConnections();
        assertThat(connection.isValid(30)).isTrue();
        cluster.node(0).pause();
        connection.setNetworkTimeout(Runnable::run, 300);
        assertThat(connection.isValid(5)).isFalse();
        cluster.node(0).resume();
        connection.setNetworkTimeout(Runnable::run, 0);
        assertThat(connection.isValid(30)).isTrue();
        connection.close();
        assertThat(connection.isValid(1)).isFalse();
    }

    @Test
    void refusesEverythingOnceClosed() throws SQLException {
        var statement = connection.createStatement();
        connection.abort(Runnable::run);
        assertThat(connection.isClosed()).isTrue();
        assertThat(statement.isClosed()).isTrue();
        assertThatThrownBy(connection::createStatement)
                .isInstanceOfSatisfying(
                        SQLNonTransientConnectionException.class,
                        e -> assertThat(e.getSQLState()).isEqualTo("08003"));
        assertThatThrownBy(() -> statement.executeQuery("select 1"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
        assertThatThrownBy(connection::getAutoCommit).hasMessageContaining("closed");
    }

    @Test
    void tellsItsMetaData() throws SQLException {
        DatabaseMetaData told = connection.getMetaData();
        assertThat(told.getDatabaseProductName()).isEqualTo("Nextval");
        assertThat(told.getDatabaseProductVersion()).isEqualTo("0.1.0-test");
        assertThat(told.getDatabaseMajorVersion()).isZero();
        assertThat(told.getDatabaseMinorVersion()).isEqualTo(1);
        assertThat(told.getURL()).isEqualTo(cluster.url());
        assertThat(told.getUserName()).isEqualTo("app");
        assertThat(told.getIdentifierQuoteString()).isEqualTo("\"");
        assertThat(told.storesLowerCaseIdentifiers()).isTrue();
        assertThat(told.supportsBatchUpdates()).isTrue();
        assertThat(told.supportsTransactions()).isFalse();
        assertThat(told.getConnection()).isSameAs(connection);
    }
}
