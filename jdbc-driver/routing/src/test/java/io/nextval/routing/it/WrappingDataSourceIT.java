package io.nextval.routing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.nextval.jdbc.NextvalConnectionPoolDataSource;
import io.nextval.jdbc.NextvalDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The bean with a wrapping URL: a database's connections, with the cluster's sequences. */
@Timeout(60)
final class WrappingDataSourceIT {
    private static final String CLUSTER = "mem:WrappingDataSourceIT";
    private static final String URL =
            "jdbc:nextval:h2:mem:WrappingDataSourceIT;DB_CLOSE_DELAY=-1;nextval.cluster="
                    + CLUSTER
                    + ";nextval.sequences=orders;nextval.password=secret2";
    private static final String PASSWORD = "secret1";

    private final NextvalDataSource source = new NextvalDataSource();
    private final Connection node;

    WrappingDataSourceIT() throws SQLException {
        node = DriverManager.getConnection("jdbc:nextval:" + CLUSTER);
    }

    @BeforeEach
    void createSequenceThereAndUserHere() throws SQLException {
        source.setUrl(URL);
        source.setUser("ada");
        source.setPassword(PASSWORD);
        Numbers.run(node, "DROP SEQUENCE IF EXISTS orders", "CREATE SEQUENCE orders START 100");
        try (Connection connection =
                DriverManager.getConnection(
                        "jdbc:h2:mem:WrappingDataSourceIT;DB_CLOSE_DELAY=-1", "ada", PASSWORD)) {
            Numbers.run(connection, "DROP ALL OBJECTS", "CREATE TABLE t (id BIGINT)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        node.close();
    }

    @Test
    void insertsNumbersOfTheClusterIntoTheDatabase() throws SQLException {
        source.setRetryTimeout(5_000);
        try (Connection connection = source.getConnection()) {
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("H2");
            assertThat(connection.getMetaData().getUserName()).isEqualTo("ADA");
            Numbers.run(connection, "INSERT INTO t VALUES (NEXT VALUE FOR orders)");
            assertThat(Numbers.of(connection, "SELECT id FROM t")).containsExactly(100L);
        }
        try (Connection connection = source.getConnection("ada", PASSWORD)) {
            assertThat(Numbers.of(connection, "SELECT NEXT VALUE FOR orders"))
                    .containsExactly(101L);
        }
    }

    @Test
    void isTheDataSourceOfAPool() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            assertThat(Numbers.of(connection, "SELECT NEXT VALUE FOR orders"))
                    .containsExactly(100L);
        }
    }

    @Test
    void passesTheUserOnToTheDatabaseAndAllElseToTheCluster() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> source.getConnection("ada", "guessed"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28000"));
        source.setTls("sometimes");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(source::getConnection)
                .withMessageContaining("tls")
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("22023"));
    }

    @Test
    void showsNoPassword() {
        assertThat(source.toString())
                .isEqualTo("NextvalDataSource[jdbc:nextval:h2:…]")
                .doesNotContain("secret");
    }

    @Test
    void isTheOnlyBeanThatTakesAWrappingUrl() {
        NextvalConnectionPoolDataSource pooled = new NextvalConnectionPoolDataSource();
        pooled.setUrl(URL);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(pooled::getPooledConnection)
                .withMessageContaining("use NextvalDataSource or a pool")
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08001"));
    }
}
