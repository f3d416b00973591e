package io.nextval.hibernate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import javax.sql.DataSource;

/** Ids of a cluster for rows in PostgreSQL, by every way in which Hibernate inserts. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
final class NextvalSequenceIT {
    private static final int ROWS = 120;

    /** After these, a block is replaced by the next whether or not it was used up. */
    private static final int BLOCK_SECONDS = 8;

    private Numbers numbers;
    private DataSource database;
    private SessionFactory factory;

    @BeforeAll
    void start() throws SQLException {
        numbers = Numbers.start("NextvalSequenceIT");
        database = Postgres.database("sequence_it");
    }

    @AfterAll
    void stop() throws SQLException {
        numbers.close();
    }

    @BeforeEach
    void open() {
        factory =
                Orm.build(
                        Map.of(
                                Orm.ENTITIES,
                                database,
                                Orm.URL,
                                numbers.url(),
                                Orm.DDL,
                                "create-drop"),
                        Invoice.class,
                        Receipt.class,
                        Vehicle.class,
                        Car.class,
                        IntRow.class,
                        ShortRow.class,
                        TextRow.class,
                        BigRow.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    @Feature("persist, in JDBC batches")
    void persistsInBatchesWithIdsThatAreKnownBeforeTheInsert() {
        List<Long> known = new ArrayList<>();
        factory.inTransaction(
                session -> {
                    for (int i = 0; i < ROWS; i++) {
                        Invoice invoice = new Invoice("customer " + i);
                        session.persist(invoice);
                        known.add(invoice.id());
                    }
                });
        assertThat(known).hasSize(ROWS).isSorted().doesNotHaveDuplicates();
        assertThat(Orm.ids(factory, Invoice.class)).isEqualTo(known);
    }

    @Test
    @Feature("StatelessSession")
    void insertsWithAStatelessSession() {
        List<Long> known = new ArrayList<>();
        factory.inStatelessTransaction(
                session -> {
                    for (int i = 0; i < ROWS; i++) {
                        Invoice invoice = new Invoice("stateless " + i);
                        session.insert(invoice);
                        known.add(invoice.id());
                    }
                });
        assertThat(Orm.ids(factory, Invoice.class)).isEqualTo(known).doesNotHaveDuplicates();
    }

    @Test
    @Feature("HQL INSERT … VALUES")
    void insertsValuesByHql() throws SQLException {
        int inserted = mutate("insert into Invoice(customer) values ('a'), ('b'), ('c')");
        assertThat(inserted).isEqualTo(3);
        assertThat(Orm.ids(factory, Invoice.class))
                .hasSize(3)
                .doesNotHaveDuplicates()
                .allMatch(id -> id > 0);
    }

    @Test
    @Feature("HQL INSERT … SELECT")
    void insertsWhatIsSelectedByHql() throws SQLException {
        long begin = System.nanoTime();
        long before = numbers.one("SELECT nextval('invoices')");
        persistInvoices(ROWS);
        assertThat(mutate("insert into Invoice(customer) select i.customer from Invoice i"))
                .isEqualTo(ROWS);
        assertThat(Orm.ids(factory, Invoice.class))
                .hasSize(2 * ROWS)
                .doesNotHaveDuplicates()
                .allMatch(id -> id > before);
        long after = numbers.one("SELECT nextval('invoices')");
        long replaced = Duration.ofNanos(System.nanoTime() - begin).toSeconds() / BLOCK_SECONDS;
        assertThat(after)
                .as("greater than all that were used, and no more than a block behind")
                .isBetween(before + 2 * ROWS, before + 2 * ROWS + 60 + 50 * replaced);
    }

    @Test
    @Feature("HQL INSERT … SELECT into joined tables")
    void insertsIntoJoinedTables() {
        factory.inTransaction(
                session -> {
                    for (int i = 0; i < ROWS; i++) {
                        session.persist(new Car("plate " + i, i));
                    }
                });
        assertThat(mutate("insert into Car(plate, seats) select c.plate, c.seats from Car c"))
                .isEqualTo(ROWS);
        assertThat(mutate("insert into Car(plate, seats) values ('x', 2), ('y', 4)")).isEqualTo(2);
        assertThat(Orm.ids(factory, Car.class))
                .hasSize(2 * ROWS + 2)
                .doesNotHaveDuplicates()
                .isEqualTo(Orm.ids(factory, Vehicle.class));
    }

    @Test
    @Feature("allocationSize = 1: strict order; schema, start, increment")
    void drawsEachIdWhenItIsAskedForWithoutBlocks() throws SQLException {
        long last = numbers.one("SELECT nextval('\"Shop\".receipts')");
        List<Long> known = new ArrayList<>();
        factory.inTransaction(
                session -> {
                    for (int i = 0; i < 5; i++) {
                        Receipt receipt = new Receipt();
                        session.persist(receipt);
                        known.add(receipt.id());
                    }
                });
        assertThat(last).isEqualTo(-10);
        assertThat(known).containsExactly(-5L, 0L, 5L, 10L, 15L);
        assertThat(numbers.one("SELECT nextval('\"Shop\".receipts')")).isEqualTo(20);
    }

    @Test
    @Feature("ids of Integer, Short, String, BigInteger")
    void givesIdsOfOtherClasses() {
        factory.inTransaction(
                session -> {
                    IntRow intRow = new IntRow();
                    ShortRow shortRow = new ShortRow();
                    TextRow textRow = new TextRow();
                    BigRow bigRow = new BigRow();
                    for (Object row : List.of(intRow, shortRow, textRow, bigRow)) {
                        session.persist(row);
                    }
                    assertThat(
                                    LongStream.of(
                                            intRow.id == null ? 0 : intRow.id,
                                            shortRow.id == null ? 0 : shortRow.id,
                                            Long.parseLong(String.valueOf(textRow.id)),
                                            new BigInteger(String.valueOf(bigRow.id)).longValue()))
                            .doesNotHaveDuplicates()
                            .allMatch(id -> id > 0);
                });
    }

    private void persistInvoices(int rows) {
        factory.inTransaction(
                session -> {
                    for (int i = 0; i < rows; i++) {
                        session.persist(new Invoice("customer " + i));
                    }
                });
    }

    private int mutate(String hql) {
        return factory.fromTransaction(session -> session.createMutationQuery(hql).executeUpdate());
    }
}
