package io.nextval.integrations.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.integrations.Postgres;
import io.nextval.integrations.Sql;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

@Timeout(60)
final class SpringDataRecipeIT {
    private static final String NEXTVAL = "jdbc:nextval:mem:SpringDataRecipeIT";

    @RegisterExtension static final Postgres POSTGRES = new Postgres("spring_data_recipe");

    @BeforeEach
    void createTableHereAndSequenceThere() throws SQLException {
        POSTGRES.execute(
                "DROP TABLE IF EXISTS orders",
                "CREATE TABLE orders (id bigint PRIMARY KEY, item text NOT NULL)");
        Sql.execute(NEXTVAL, "DROP SEQUENCE IF EXISTS orders", "CREATE SEQUENCE orders START 100");
    }

    @Test
    void savesOneEntityAndManyWithIdsFromNextval() throws SQLException {
        try (var context = new AnnotationConfigApplicationContext(Application.class)) {
            SpringDataRecipe.Orders orders = context.getBean(SpringDataRecipe.Orders.class);

            assertThat(orders.save(order("tea")).id()).isEqualTo(100L);
            assertThat(orders.saveAll(List.of(order("milk"), order("sugar"))))
                    .extracting(SpringDataRecipe.Order::id)
                    .containsExactly(101L, 102L);
            assertThat(orders.findById(102L))
                    .hasValueSatisfying(found -> assertThat(found.item()).isEqualTo("sugar"));
        }
        assertThat(Sql.numbers(POSTGRES.url(), "SELECT id FROM orders ORDER BY id"))
                .containsExactly(100L, 101L, 102L);
    }

    @Test
    void doesNotGiveTheIdOfARolledBackEntityAgain() {
        try (var context = new AnnotationConfigApplicationContext(Application.class)) {
            SpringDataRecipe.Orders orders = context.getBean(SpringDataRecipe.Orders.class);
            new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                    .executeWithoutResult(
                            status -> {
                                assertThat(orders.save(order("tea")).id()).isEqualTo(100L);
                                status.setRollbackOnly();
                            });

            assertThat(orders.save(order("milk")).id()).isEqualTo(101L);
            assertThat(orders.findAll()).hasSize(1);
        }
    }

    private static SpringDataRecipe.Order order(String item) {
        return new SpringDataRecipe.Order(null, item);
    }

    /** What Spring Boot would configure, and the second data source. */
    @Configuration
    @Import(SpringDataRecipe.JdbcConfiguration.class)
    static class Application {
        @Bean
        DataSource application() {
            return DataSources.of(POSTGRES.url());
        }

        @Bean(defaultCandidate = false)
        DataSource nextval() {
            return DataSources.of(NEXTVAL);
        }

        @Bean
        NamedParameterJdbcOperations operations(DataSource application) {
            return new NamedParameterJdbcTemplate(application);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource application) {
            return new DataSourceTransactionManager(application);
        }
    }
}
