package io.nextval.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Liquibase on PostgreSQL through the wrapping driver. */
@Timeout(60)
final class LiquibaseIT {
    private static final String NEXTVAL = "jdbc:nextval:mem:LiquibaseIT";

    @RegisterExtension static final Postgres POSTGRES = new Postgres("liquibase_orders");

    @Test
    void createsTheSequenceInTheClusterAndInsertsItsNumbers() throws Exception {
        try (HikariDataSource pool = Pools.open(POSTGRES.wrappedUrl("mem:LiquibaseIT", "orders"))) {
            update(pool);
            update(pool);
        }
        assertThat(Sql.numbers(POSTGRES.url(), "SELECT id FROM customer_orders ORDER BY id"))
                .containsExactly(100L, 105L);
        assertThat(Sql.numbers(POSTGRES.url(), "SELECT 1 FROM pg_sequences")).isEmpty();
        assertThat(Sql.numbers(NEXTVAL, "SELECT nextval('orders')")).containsExactly(110L);
    }

    private static void update(HikariDataSource pool) throws Exception {
        Database database =
                DatabaseFactory.getInstance()
                        .findCorrectDatabaseImplementation(
                                new JdbcConnection(pool.getConnection()));
        try (Liquibase liquibase =
                new Liquibase(
                        "io/nextval/integrations/changelog.xml",
                        new ClassLoaderResourceAccessor(),
                        database)) {
            liquibase.update("");
        }
    }
}
