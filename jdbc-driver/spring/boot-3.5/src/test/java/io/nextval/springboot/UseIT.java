package io.nextval.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

/** Transactions, JdbcClient, scripts and errors in an application of Spring Boot. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UseIT {
    private final ConfigurableApplicationContext context =
            Application.start(
                    List.of(OrderService.class),
                    "spring.datasource.url=jdbc:nextval:mem:UseIT",
                    "spring.sql.init.mode=always",
                    "spring.sql.init.schema-locations=classpath:sequences.sql");
    private final JdbcClient client = context.getBean(JdbcClient.class);
    private final OrderService orders = context.getBean(OrderService.class);

    @AfterAll
    void stop() {
        context.close();
        assertThat(pool.isClosed()).isTrue();
    }

    private final HikariDataSource pool = context.getBean(HikariDataSource.class);

    @BeforeAll
    void hasRunTheScript() {
        assertThat(
                        client.sql("SELECT sequencename FROM pg_sequences ORDER BY 1")
                                .query(String.class)
                                .list())
                .containsExactly("few", "orders");
    }

    @Test
    void keepsANumberWhoseTransactionIsRolledBack() {
        long before = orders.next();
        assertThatIllegalStateException()
                .isThrownBy(orders::drawAndFail)
                .withMessage("drew " + (before + 1));
        assertThat(orders.next()).isEqualTo(before + 2);
    }

    @Test
    void keepsOneSessionForATransaction() {
        assertThat(orders.remembersWhatItDrew()).isTrue();
    }

    @Test
    void drawsManyAtOnce() {
        List<Long> numbers =
                client.sql("SELECT nextval('orders') FROM generate_series(1, :count)")
                        .param("count", 1_000)
                        .query(Long.class)
                        .list();
        assertThat(numbers).hasSize(1_000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void translatesErrors() {
        draw("few");
        draw("few");
        assertTranslated("SELECT nextval('few')", DataIntegrityViolationException.class, "2200H");
        assertTranslated("SELECT nextval('missing')", BadSqlGrammarException.class, "42P01");
        assertTranslated("selekt 1", BadSqlGrammarException.class, "42601");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(orders::nextReadOnly)
                .satisfies(e -> assertThat(stateOf(e)).isEqualTo("25006"));
        assertThat(orders.next()).isPositive();
    }

    @Test
    void isNoDatabaseOfSpringBootsLists() throws SQLException {
        DataSource source = pool;
        assertThat(EmbeddedDatabaseConnection.isEmbedded(source)).isFalse();
        assertThat(DatabaseDriver.fromJdbcUrl(pool.getJdbcUrl())).isSameAs(DatabaseDriver.UNKNOWN);
    }

    private void draw(String sequence) {
        client.sql("SELECT nextval(?)").param(sequence).query(Long.class).single();
    }

    private <E extends DataAccessException> void assertTranslated(
            String sql, Class<E> type, String state) {
        assertThatExceptionOfType(type)
                .isThrownBy(() -> client.sql(sql).query(Long.class).single())
                .satisfies(e -> assertThat(stateOf(e)).isEqualTo(state));
    }

    private static String stateOf(DataAccessException error) {
        return error.getCause() instanceof SQLException e ? e.getSQLState() : "none";
    }
}
