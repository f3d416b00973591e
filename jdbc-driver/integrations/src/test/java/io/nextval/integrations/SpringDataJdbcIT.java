package io.nextval.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.core.mapping.Sequence;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

/** Spring Data JDBC on PostgreSQL through the wrapping driver. */
@Timeout(60)
final class SpringDataJdbcIT {
    private static final String NEXTVAL = "jdbc:nextval:mem:SpringDataJdbcIT";

    @RegisterExtension static final Postgres POSTGRES = new Postgres("spring_data_orders");

    @Test
    void savesEntitiesWithNumbersOfTheCluster() throws SQLException {
        POSTGRES.execute("CREATE TABLE customer_order (id bigint PRIMARY KEY, item text)");
        Sql.execute(NEXTVAL, "CREATE SEQUENCE orders START 100");
        try (var context = new AnnotationConfigApplicationContext(Application.class)) {
            Orders orders = context.getBean(Orders.class);
            assertThat(orders.save(new CustomerOrder(null, "tea")).id()).isEqualTo(100L);
            assertThat(
                            orders.saveAll(
                                    List.of(
                                            new CustomerOrder(null, "milk"),
                                            new CustomerOrder(null, "sugar"))))
                    .extracting(CustomerOrder::id)
                    .containsExactly(101L, 102L);
            assertThat(orders.findAllById(List.of(101L)))
                    .containsExactly(new CustomerOrder(101L, "milk"));
        }
        assertThat(Sql.numbers(POSTGRES.url(), "SELECT id FROM customer_order ORDER BY id"))
                .containsExactly(100L, 101L, 102L);
    }

    @Table("customer_order")
    record CustomerOrder(@Id @Sequence("orders") @Nullable Long id, String item) {}

    interface Orders extends ListCrudRepository<CustomerOrder, Long> {}

    @Configuration
    @EnableJdbcRepositories(considerNestedRepositories = true)
    static class Application extends AbstractJdbcConfiguration {
        @Bean
        DataSource dataSource() {
            return Pools.open(POSTGRES.wrappedUrl("mem:SpringDataJdbcIT", "orders"));
        }

        @Bean
        NamedParameterJdbcOperations operations(DataSource dataSource) {
            return new NamedParameterJdbcTemplate(dataSource);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }
    }
}
