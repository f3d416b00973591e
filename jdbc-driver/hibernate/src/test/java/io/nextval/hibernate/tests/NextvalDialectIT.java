package io.nextval.hibernate.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.hibernate.NextvalDialect;
import io.nextval.hibernate.NextvalMySQLDialect;

import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hibernate on a connection to a cluster: what it does with its own generators. */
@Timeout(60)
final class NextvalDialectIT {
    private Numbers numbers;

    @BeforeEach
    void start(TestInfo test) throws SQLException {
        numbers = Numbers.start("NextvalDialectIT." + test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void stop() throws SQLException {
        numbers.close();
    }

    @Test
    @Feature("NextvalDialect is found by itself; @SequenceGenerator")
    void findsItsDialectAndDrawsForPlainSequenceGenerators() throws SQLException {
        try (SessionFactory factory = open(Map.of(Orm.DDL, "create"))) {
            assertThat(
                            factory.unwrap(SessionFactoryImplementor.class)
                                    .getJdbcServices()
                                    .getDialect())
                    .isInstanceOf(NextvalDialect.class);
            assertThat(ids(factory, 60)).isSorted().doesNotHaveDuplicates().startsWith(1L, 2L);
            assertThat(numbers.one("SELECT nextval('local_seq')")).isEqualTo(151);
            long direct =
                    factory.fromSession(
                            session ->
                                    session.createNativeQuery(
                                                    "select nextval('local_seq')", Long.class)
                                            .getSingleResult());
            assertThat(direct).isEqualTo(201);
        }
    }

    @Test
    @Feature("increments are checked at the start")
    void checksIncrementsWhenItStarts() throws SQLException {
        Map<String, Object> strict =
                Map.of("hibernate.id.sequence.increment_size_mismatch_strategy", "exception");
        numbers.execute("CREATE SEQUENCE local_seq INCREMENT BY 50");
        try (SessionFactory factory = open(strict)) {
            assertThat(ids(factory, 3)).containsExactly(1L, 2L, 3L);
        }
        numbers.execute("DROP SEQUENCE local_seq");
        numbers.execute("CREATE SEQUENCE local_seq INCREMENT BY 7");
        assertThatThrownBy(() -> open(strict))
                .satisfies(e -> assertThat(Messages.of(e)).contains("local_seq", "[50]", "[7]"));
    }

    /** It runs against a server with Hibernate 6.6 only, in the tests of the integrations. */
    @Test
    void theDialectForMySqlFitsEachVersion() {
        NextvalMySQLDialect dialect = new NextvalMySQLDialect();
        assertThat(dialect.getSequenceSupport().supportsSequences()).isTrue();
        assertThat(dialect.getSequenceSupport().getSequenceNextValString("orders"))
                .isEqualTo("select next value for orders");
        assertThat(dialect.getSequenceInformationExtractor()).isNotNull();
        assertThat(dialect.getQuerySequencesString()).contains("'SEQUENCE'");
    }

    private SessionFactory open(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("hibernate.connection.url", numbers.url());
        all.put("hibernate.connection.driver_class", "io.nextval.jdbc.NextvalDriver");
        return Orm.build(all, LocalRow.class);
    }

    /** Given when the entity is persisted, before anything is inserted; and nothing ever is. */
    private static List<Long> ids(SessionFactory factory, int count) {
        List<Long> ids = new ArrayList<>();
        factory.inSession(
                session -> {
                    for (int i = 0; i < count; i++) {
                        LocalRow row = new LocalRow();
                        session.persist(row);
                        ids.add(row.id);
                    }
                    session.clear();
                });
        return ids;
    }
}
