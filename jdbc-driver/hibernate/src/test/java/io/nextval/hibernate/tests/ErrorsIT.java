package io.nextval.hibernate.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nextval.hibernate.NextvalSequence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.HibernateException;
import org.hibernate.MappingException;
import org.hibernate.SessionFactory;
import org.hibernate.exception.JDBCConnectionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

/** What goes wrong with an annotation or an id, and what is said of it. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
final class ErrorsIT {
    private Numbers numbers;
    private DataSource database;

    @BeforeAll
    void start() throws SQLException {
        numbers = Numbers.start("ErrorsIT");
        database = Postgres.database("errors_it");
    }

    @AfterAll
    void stop() throws SQLException {
        numbers.close();
    }

    @ParameterizedTest
    @MethodSource("annotations")
    void anAnnotationThatCanNotBeRightIsRefusedAtTheStart(Class<?> entity, String message) {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> open(Map.of(), entity))
                .satisfies(e -> assertThat(Messages.of(e)).contains(message, entity.getName()));
    }

    static Stream<Arguments> annotations() {
        return Stream.of(
                Arguments.of(NoBlock.class, "allocationSize is 0, but must be 1 to 10000"),
                Arguments.of(BlockTooLarge.class, "allocationSize is 10001"),
                Arguments.of(NoIncrement.class, "incrementBy must not be 0"),
                Arguments.of(NoName.class, "the sequence's name is empty"),
                Arguments.of(DottedName.class, "write the schema as schema ="));
    }

    @Test
    void anIdThatDoesNotFitIsAnErrorAndNotAnotherNumber() throws SQLException {
        numbers.execute("CREATE SEQUENCE IF NOT EXISTS typed START WITH 40000");
        try (SessionFactory factory = open(Map.of(Orm.DDL, "create-drop"), ShortRow.class)) {
            assertThatExceptionOfType(HibernateException.class)
                    .isThrownBy(
                            () -> factory.inTransaction(session -> session.persist(new ShortRow())))
                    .satisfies(e -> assertThat(Messages.of(e)).contains("40000", "typed"));
            assertThat(
                            factory.<Long>fromSession(
                                    session ->
                                            session.createQuery(
                                                            "select count(*) from ShortRow",
                                                            Long.class)
                                                    .getSingleResult()))
                    .isZero();
        }
    }

    @Test
    void aSessionWithoutATenantGetsNoIdOfATenantsSequence() {
        try (SessionFactory factory = open(Map.of(Orm.DDL, "create-drop"), TenantNamed.class)) {
            assertThatExceptionOfType(HibernateException.class)
                    .isThrownBy(
                            () ->
                                    factory.inTransaction(
                                            session -> session.persist(new TenantNamed())))
                    .satisfies(
                            e ->
                                    assertThat(Messages.of(e))
                                            .contains(
                                                    "has a place for the tenant, but the session"
                                                            + " has none"));
        }
    }

    @Test
    void aClusterThatCanNotBeReachedIsNoMatterAtTheStartAndAConnectionErrorAtTheFirstId()
            throws IOException {
        open(Map.of(Orm.DDL, "create"), Invoice.class).close();
        Map<String, Object> away =
                Map.of(
                        Orm.URL,
                        "jdbc:nextval://127.0.0.1:" + closedPort() + "/public?retryTimeout=300");
        try (SessionFactory factory = open(away, Invoice.class)) {
            assertThat(Orm.ids(factory, Invoice.class)).isEmpty();
            assertThatExceptionOfType(JDBCConnectionException.class)
                    .isThrownBy(
                            () ->
                                    factory.inTransaction(
                                            session -> session.persist(new Invoice("x"))))
                    .satisfies(e -> assertThat(e.getSQLState()).startsWith("08"));
        }
    }

    private SessionFactory open(Map<String, ?> settings, Class<?> entity) {
        Map<String, Object> all = new HashMap<>();
        all.put(Orm.ENTITIES, database);
        all.put(Orm.URL, numbers.url());
        all.putAll(settings);
        return Orm.build(all, entity);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Entity(name = "NoBlock")
    static class NoBlock {
        @Id
        @NextvalSequence(value = "s", allocationSize = 0)
        @Nullable Long id;
    }

    @Entity(name = "BlockTooLarge")
    static class BlockTooLarge {
        @Id
        @NextvalSequence(value = "s", allocationSize = 10_001)
        @Nullable Long id;
    }

    @Entity(name = "NoIncrement")
    static class NoIncrement {
        @Id
        @NextvalSequence(value = "s", incrementBy = 0)
        @Nullable Long id;
    }

    @Entity(name = "NoName")
    static class NoName {
        @Id
        @NextvalSequence(" ")
        @Nullable Long id;
    }

    @Entity(name = "DottedName")
    static class DottedName {
        @Id
        @NextvalSequence("shop.orders")
        @Nullable Long id;
    }

    @Entity(name = "TenantNamed")
    static class TenantNamed {
        @Id
        @NextvalSequence("of_{tenant}")
        @Nullable Long id;
    }
}
