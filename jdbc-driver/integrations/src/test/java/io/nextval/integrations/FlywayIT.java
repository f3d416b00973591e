package io.nextval.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.SQLException;

/** Flyway on PostgreSQL through the wrapping driver. */
@Timeout(60)
final class FlywayIT {
    private static final String CLUSTER = "mem:FlywayIT";

    @RegisterExtension static final Postgres EAST = new Postgres("flyway_east");
    @RegisterExtension static final Postgres WEST = new Postgres("flyway_west");

    @Test
    void migratesTwoShardsWithOneSequenceByADataSource() throws SQLException {
        assertThat(migrate(EAST)).isEqualTo(2);
        assertThat(migrate(WEST)).isEqualTo(2);
        assertThat(migrate(EAST)).isZero();
        assertThat(Sql.numbers(EAST.url(), "SELECT id FROM customer_orders ORDER BY id"))
                .containsExactly(100L, 105L, 110L);
        assertThat(Sql.numbers(WEST.url(), "SELECT id FROM customer_orders ORDER BY id"))
                .containsExactly(115L, 120L, 125L);
        assertThat(Sql.numbers(EAST.url(), "SELECT 1 FROM pg_sequences")).isEmpty();
    }

    @Test
    void doesNotKnowAWrappingUrl() {
        String url = EAST.wrappedUrl(CLUSTER, "orders");
        assertThatExceptionOfType(FlywayException.class)
                .isThrownBy(() -> configured().dataSource(url, "postgres", ""))
                .withMessageContaining("found to handle jdbc:nextval:");
    }

    private static int migrate(Postgres shard) {
        try (HikariDataSource pool = Pools.open(shard.wrappedUrl(CLUSTER, "orders"))) {
            return configured().dataSource(pool).load().migrate().migrationsExecuted;
        }
    }

    private static FluentConfiguration configured() {
        return Flyway.configure().locations("classpath:io/nextval/integrations/migrations");
    }
}
