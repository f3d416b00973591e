package io.nextval.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.incrementer.PostgresSequenceMaxValueIncrementer;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.SQLException;
import java.util.List;

/** Spring's JdbcTemplate, JdbcClient, key incrementers, transactions and error translation. */
@Timeout(60)
final class SpringJdbcIT {
    private final DriverManagerDataSource source =
            new DriverManagerDataSource("jdbc:nextval:mem:SpringJdbcIT");
    private final JdbcTemplate template = new JdbcTemplate(source);

    @BeforeEach
    void createSequence() {
        template.execute("DROP SEQUENCE IF EXISTS orders, few");
        template.execute("CREATE SEQUENCE orders");
    }

    @Test
    void drawsOneNumberAndMany() {
        assertThat(template.queryForObject("select nextval('orders')", Long.class)).isEqualTo(1L);
        assertThat(template.queryForObject("select nextval(?)", Integer.class, "orders"))
                .isEqualTo(2);
        assertThat(
                        template.queryForList(
                                "select nextval('orders') from generate_series(1, ?)",
                                Long.class,
                                3))
                .containsExactly(3L, 4L, 5L);
    }

    @Test
    void readsRowsByNameInEveryStyle() {
        JdbcClient client = JdbcClient.create(source);
        List<Named> rows =
                client.sql("select :number as number, :name as name")
                        .param("number", 7L)
                        .param("name", "seven")
                        .query(Named.class)
                        .list();
        assertThat(rows).containsExactly(new Named(7, "seven"));
        assertThat(template.queryForMap("select nextval('orders') as id, 'x' as kind"))
                .containsEntry("id", 1L)
                .containsEntry("kind", "x");
    }

    @Test
    void givesKeysByTheIncrementerForPostgres() {
        PostgresSequenceMaxValueIncrementer keys =
                new PostgresSequenceMaxValueIncrementer(source, "orders");
        assertThat(keys.nextLongValue()).isEqualTo(1);
        assertThat(keys.nextIntValue()).isEqualTo(2);
        assertThat(keys.nextStringValue()).isEqualTo("3");
    }

    @Test
    void keepsNumbersThatWereDrawnInATransactionThatIsRolledBack() {
        TransactionTemplate transaction =
                new TransactionTemplate(new DataSourceTransactionManager(source));
        transaction.executeWithoutResult(
                status -> {
                    template.queryForObject("select nextval('orders')", Long.class);
                    status.setRollbackOnly();
                });
        assertThat(template.queryForObject("select nextval('orders')", Long.class)).isEqualTo(2L);
    }

    @Test
    void runsABatchOfStatements() {
        int[] counts =
                template.batchUpdate(
                        "CREATE SEQUENCE IF NOT EXISTS few MAXVALUE 2",
                        "ALTER SEQUENCE orders RESTART WITH 100");
        assertThat(counts).hasSize(2);
        assertThat(template.queryForObject("select nextval('orders')", Long.class)).isEqualTo(100L);
    }

    @Test
    void translatesErrorsIntoTheExceptionsOfSpring() {
        template.execute("CREATE SEQUENCE few START 2 MAXVALUE 2");
        template.queryForObject("select nextval('few')", Long.class);

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> template.queryForObject("select nextval('few')", Long.class));
        assertThatExceptionOfType(BadSqlGrammarException.class)
                .isThrownBy(() -> template.queryForObject("select nextval('missing')", Long.class))
                .havingCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
        assertThatExceptionOfType(BadSqlGrammarException.class)
                .isThrownBy(() -> template.execute("selekt 1"));
    }

    record Named(long number, String name) {}
}
