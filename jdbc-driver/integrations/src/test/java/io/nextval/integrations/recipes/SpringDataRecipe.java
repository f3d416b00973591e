package io.nextval.integrations.recipes;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.convert.IdGeneratingEntityCallback;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.core.mapping.Sequence;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

import javax.sql.DataSource;

/** Recipe: {@code @Sequence} of Spring Data JDBC, drawn from Nextval. */
final class SpringDataRecipe {
    private SpringDataRecipe() {}

    // recipe
    @Table("orders")
    record Order(@Id @Sequence("orders") @Nullable Long id, String item) {}

    interface Orders extends ListCrudRepository<Order, Long> {}

    @Configuration
    @EnableJdbcRepositories(considerNestedRepositories = true)
    static class JdbcConfiguration extends AbstractJdbcConfiguration {
        private final NamedParameterJdbcOperations nextval;

        JdbcConfiguration(@Qualifier("nextval") DataSource nextval) {
            this.nextval = new NamedParameterJdbcTemplate(nextval);
        }

        @Bean
        @Override
        public IdGeneratingEntityCallback idGeneratingBeforeSaveCallback(
                JdbcMappingContext entities,
                NamedParameterJdbcOperations application,
                JdbcDialect dialect) {
            return new IdGeneratingEntityCallback(entities, JdbcPostgresDialect.INSTANCE, nextval);
        }
    }
    // end of recipe
}
