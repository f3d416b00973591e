package io.nextval.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Sequence;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.SQLException;

/** jOOQ on PostgreSQL through the wrapping driver. */
@Timeout(60)
final class JooqIT {
    private static final Sequence<Long> ORDER_IDS =
            DSL.sequence(DSL.name("orders"), SQLDataType.BIGINT);
    private static final Table<?> ORDERS = DSL.table(DSL.name("customer_orders"));
    private static final Field<Long> ID = DSL.field(DSL.name("id"), SQLDataType.BIGINT);
    private static final Field<String> ITEM = DSL.field(DSL.name("item"), SQLDataType.VARCHAR);

    @RegisterExtension static final Postgres POSTGRES = new Postgres("jooq_orders");

    private final HikariDataSource pool =
            Pools.open(POSTGRES.wrappedUrl("mem:integrations.JooqIT", "orders"));
    private final DSLContext jooq;

    JooqIT() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        jooq = DSL.using(pool, SQLDialect.POSTGRES);
    }

    @BeforeEach
    void createTableAndSequence() {
        jooq.dropTableIfExists(ORDERS).execute();
        jooq.createTable(ORDERS).column(ID).column(ITEM).primaryKey(ID).execute();
        jooq.dropSequenceIfExists(ORDER_IDS).execute();
        jooq.createSequence(ORDER_IDS).startWith(100L).execute();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void drawsOneNumberAndManyFromTheCluster() throws SQLException {
        assertThat(jooq.nextval(ORDER_IDS)).isEqualTo(100L);
        assertThat(jooq.nextvals(ORDER_IDS, 3)).containsExactly(101L, 102L, 103L);
        assertThat(Sql.numbers(POSTGRES.url(), "SELECT 1 FROM pg_sequences")).isEmpty();
    }

    @Test
    void insertsTheNextNumberAndReturnsIt() {
        for (long expected = 100; expected < 103; expected++) {
            assertThat(
                            jooq.insertInto(ORDERS, ID, ITEM)
                                    .values(ORDER_IDS.nextval(), DSL.val("tea"))
                                    .returningResult(ID)
                                    .fetchOne(ID))
                    .isEqualTo(expected);
        }
        assertThat(jooq.select(ID).from(ORDERS).orderBy(ID).fetch(ID))
                .containsExactly(100L, 101L, 102L);
    }

    @Test
    void insertsSeveralRowsWithANumberEach() {
        jooq.insertInto(ORDERS, ID, ITEM)
                .values(ORDER_IDS.nextval(), DSL.val("tea"))
                .values(ORDER_IDS.nextval(), DSL.val("milk"))
                .execute();
        assertThat(jooq.select(ID).from(ORDERS).orderBy(ID).fetch(ID)).containsExactly(100L, 101L);
    }

    @Test
    void drawsWithinATransaction() {
        long id =
                jooq.transactionResult(
                        configuration -> {
                            long drawn = configuration.dsl().nextval(ORDER_IDS);
                            configuration
                                    .dsl()
                                    .insertInto(ORDERS, ID, ITEM)
                                    .values(drawn, "tea")
                                    .execute();
                            return drawn;
                        });
        assertThat(jooq.select(ITEM).from(ORDERS).where(ID.eq(id)).fetchOne(ITEM)).isEqualTo("tea");
    }
}
