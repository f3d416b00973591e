package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.client.ScriptedCluster;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEvent;
import javax.sql.StatementEventListener;

/** The two data sources, as beans and as what opens connections. */
@Timeout(60)
class DataSourceTest {
    private final ScriptedCluster cluster = new ScriptedCluster(1);

    @AfterEach
    void close() {
        cluster.close();
    }

    private static final class Events implements ConnectionEventListener, StatementEventListener {
        final List<String> seen = new ArrayList<>();

        @Override
        public void connectionClosed(ConnectionEvent event) {
            seen.add("closed");
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            seen.add("error " + event.getSQLException().getSQLState());
        }

        @Override
        public void statementClosed(StatementEvent event) {
            seen.add("statement closed");
        }

        @Override
        public void statementErrorOccurred(StatementEvent event) {
            seen.add("statement error " + event.getSQLException().getSQLState());
        }
    }

    @Test
    void hasOneBeanPropertyForEachPropertyOfTheDriver() throws Exception {
        for (Class<?> type :
                List.of(NextvalDataSource.class, NextvalConnectionPoolDataSource.class)) {
            List<PropertyDescriptor> beans =
                    Arrays.stream(Introspector.getBeanInfo(type).getPropertyDescriptors())
                            .filter(bean -> bean.getWriteMethod() != null)
                            .toList();
            assertThat(beans)
                    .extracting(PropertyDescriptor::getName)
                    .containsAll(
                            Arrays.stream(DriverProperty.values())
                                    .map(DriverProperty::key)
                                    .toList());
            Object source = type.getConstructor().newInstance();
            for (PropertyDescriptor bean : beans) {
                if (bean.getName().equals("password")) {
                    assertThat(bean.getReadMethod()).isNull();
                } else if (bean.getPropertyType() == String.class) {
                    bean.getWriteMethod().invoke(source, "x");
                    assertThat(bean.getReadMethod().invoke(source)).isEqualTo("x");
                }
            }
        }
    }

    @Test
    void opensConnectionsWithItsProperties() throws Exception {
        NextvalDataSource source = new NextvalDataSource();
        source.setServerName("127.0.0.1");
        source.setPortNumber(cluster.node(0).port());
        source.setUser("app");
        source.setPassword("secret");
        source.setCurrentSchema("shop");
        source.setSocketTimeout(1_234);
        source.setLoginTimeout(5);
        assertThat(source.getLoginTimeout()).isEqualTo(5);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(source);
        NextvalDataSource read =
                (NextvalDataSource)
                        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))
                                .readObject();
        assertThat(read).hasToString(source.toString());
        assertThat(source.toString()).contains("127.0.0.1").doesNotContain("secret");
        try (Connection connection = read.getConnection();
                Connection other = source.getConnection("anna", "secret2")) {
            assertThat(connection.getSchema()).isEqualTo("shop");
            assertThat(connection.getNetworkTimeout()).isEqualTo(1_234);
            assertThat(connection.getMetaData().getUserName()).isEqualTo("app");
            assertThat(other.getMetaData().getUserName()).isEqualTo("anna");
            assertThat(other.getMetaData().getURL()).doesNotContain("secret");
        }
    }

    @Test
    void takesAWholeUrlAndHidesItsParameters() throws SQLException {
        NextvalDataSource source = new NextvalDataSource();
        source.setUrl(cluster.url() + "?user=app&password=secret");
        assertThat(source).hasToString("NextvalDataSource[" + cluster.url() + "]");
        try (Connection connection = source.getConnection("anna", null)) {
            assertThat(connection.getMetaData().getUserName()).isEqualTo("anna");
        }
        source.setUrl("jdbc:other:x");
        assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
        source.setUrl(cluster.url() + "?password=" + "secret".repeat(1_000));
        assertThatThrownBy(source::getConnection).hasMessageNotContaining("secret");
    }

    @Test
    void tellsThePoolWhatBecomesOfItsConnections() throws SQLException {
        NextvalConnectionPoolDataSource source = new NextvalConnectionPoolDataSource();
        source.setUrl(cluster.url() + "?answerTimeout=1000&retryTimeout=2000");
        Events events = new Events();
        PooledConnection pooled = source.getPooledConnection();
        pooled.addConnectionEventListener(events);
        pooled.addStatementEventListener(events);
        Connection first = pooled.getConnection();
        first.setSchema("other");
        PreparedStatement prepared = first.prepareStatement("select 1");
        prepared.close();
        first.close();
        first.close();
        assertThat(events.seen).containsExactly("statement closed", "closed");
        Connection second = pooled.getConnection();
        assertThat(second.getSchema()).isEqualTo("public");
        Connection third = pooled.getConnection();
        assertThat(second.isClosed()).isTrue();
        events.seen.clear();
        cluster.create("a", 10);
        cluster.node(0).close();
        PreparedStatement lost = third.prepareStatement("select nextval('a')");
        SqlProbe.assertFails("08006", lost::executeQuery);
        assertThat(events.seen).containsExactly("error 08006", "statement error 08006");
        third.abort(Runnable::run);
        assertThat(events.seen).last().isEqualTo("error 08003");
        assertThatThrownBy(pooled::getConnection).isInstanceOf(SQLException.class);
        pooled.removeConnectionEventListener(events);
        pooled.removeStatementEventListener(events);
        pooled.close();
    }

    @Test
    void stopsAStatementWhenItsConnectionIsAborted() throws Exception {
        NextvalDataSource source = new NextvalDataSource();
        source.setUrl(cluster.url());
        cluster.create("a", 10);
        Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        statement.executeQuery("select nextval('a')").close();
        cluster.node(0).pause();
        Thread aborter =
                new Thread(
                        () ->
                                org.awaitility.Awaitility.await()
                                        .ignoreExceptions()
                                        .until(
                                                () -> {
                                                    connection.abort(Runnable::run);
                                                    statement.cancel();
                                                    return connection.isClosed();
                                                }));
        aborter.start();
        SqlProbe.assertFails("08003", () -> statement.executeQuery("select nextval('a')"));
        aborter.join();
        cluster.node(0).resume();
    }
}
