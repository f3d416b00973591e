package io.nextval.hibernate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.jdbc.NextvalDataSource;

import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

/** What ten thousand inserts cost, in statements; the documentation has the same numbers. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
final class RoundTripsIT {
    private static final int ROWS = 10_000;

    private final StatementCounter entities = new StatementCounter();
    private final StatementCounter cluster = new StatementCounter();
    private Numbers numbers;
    private SessionFactory factory;

    @BeforeAll
    void start() throws SQLException {
        numbers = Numbers.start("RoundTripsIT");
        DataSource database = Postgres.database("round_trips_it");
        NextvalDataSource nextval = new NextvalDataSource();
        nextval.setUrl(numbers.url());
        factory =
                Orm.build(
                        Map.of(
                                Orm.ENTITIES,
                                entities.counted(database),
                                Orm.SOURCE,
                                cluster.counted(nextval),
                                Orm.DDL,
                                "create-drop"),
                        LocalRow.class,
                        LocalSingleRow.class,
                        SingleRow.class,
                        Invoice.class,
                        ThousandsRow.class);
    }

    @AfterAll
    void stop() throws SQLException {
        factory.close();
        numbers.close();
    }

    @Test
    void costsAsManyStatementsAsDocumented() {
        String local = "`@SequenceGenerator`, allocationSize ";
        String ours = "`@NextvalSequence`, allocationSize ";
        String measured =
                row(local + "50", LocalRow::new)
                        + row(local + "1", LocalSingleRow::new)
                        + row(ours + "1000", ThousandsRow::new)
                        + row(ours + "50", () -> new Invoice("x"))
                        + row(ours + "1", SingleRow::new);
        assertThat(Documented.page()).as("docs/hibernate.md").contains(measured);
    }

    private String row(String generator, Supplier<Object> entity) {
        entities.take();
        cluster.take();
        factory.inTransaction(
                session -> {
                    for (int i = 0; i < ROWS; i++) {
                        session.persist(entity.get());
                    }
                });
        return "| %s | %,d | %,d |%n"
                .formatted(generator, entities.take(), cluster.take())
                .replace(System.lineSeparator(), "\n");
    }
}
