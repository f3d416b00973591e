package io.nextval.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.nextval.jdbc.NextvalConnectionPoolDataSource;
import io.nextval.jdbc.NextvalDataSource;
import io.nextval.jdbc.NextvalDriver;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;

/**
 * Every method of every interface of JDBC is called, with arguments and with null: it gives a
 * result or an SQLException with a SQLSTATE, and none for which a pool drops the connection.
 */
@Timeout(240)
class EveryMethodIT {
    private static final String URL = "jdbc:nextval:mem:every-method";
    private static final Set<String> ENDS = Set.of("close", "abort");

    /** Makes the object to call from a connection. */
    private interface Target {
        Object from(Connection connection) throws SQLException;
    }

    private static final Map<Class<?>, Target> TARGETS = targets();

    private static Map<Class<?>, Target> targets() {
        Map<Class<?>, Target> targets = new LinkedHashMap<>();
        targets.put(Connection.class, connection -> connection);
        targets.put(Statement.class, Connection::createStatement);
        targets.put(PreparedStatement.class, EveryMethodIT::prepared);
        targets.put(ResultSet.class, EveryMethodIT::row);
        targets.put(ResultSetMetaData.class, c -> prepared(c).getMetaData());
        targets.put(ParameterMetaData.class, c -> prepared(c).getParameterMetaData());
        targets.put(DatabaseMetaData.class, Connection::getMetaData);
        return targets;
    }

    private static PreparedStatement prepared(Connection connection) throws SQLException {
        PreparedStatement prepared =
                connection.prepareStatement("SELECT nextval('s') AS n FROM generate_series(1, ?)");
        prepared.setInt(1, 2);
        return prepared;
    }

    private static ResultSet row(Connection connection) throws SQLException {
        ResultSet rows = prepared(connection).executeQuery();
        assertThat(rows.next()).isTrue();
        return rows;
    }

    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    /** What is wrong with a call, or null. */
    private static @Nullable String complaint(Object target, Method method, boolean nulls)
            throws IllegalAccessException {
        try {
            Object unused = method.invoke(target, PlausibleArguments.of(method, URL, nulls));
            return null;
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            return cause instanceof SQLException error && isProper(error)
                    ? null
                    : method + (nulls ? " with nulls: " : ": ") + describe(cause);
        }
    }

    private static boolean isProper(SQLException error) {
        String state = error.getSQLState();
        return state != null
                && state.length() == 5
                && !state.startsWith("08")
                && !state.startsWith("0A0")
                && (!(error instanceof SQLFeatureNotSupportedException) || state.equals("0AX00"));
    }

    private static String describe(@Nullable Throwable cause) {
        return cause instanceof SQLException error
                ? error + " with state " + error.getSQLState()
                : String.valueOf(cause);
    }

    private static void createSequence() throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SEQUENCE IF NOT EXISTS s");
        }
    }

    @Test
    void eachMethodGivesAResultOrAProperException() throws Exception {
        List<String> complaints = new ArrayList<>();
        int calls = 0;
        try (Connection first = DriverManager.getConnection(URL)) {
            createSequence();
            for (Map.Entry<Class<?>, Target> target : TARGETS.entrySet()) {
                for (Method method : methods(target.getKey())) {
                    for (boolean nulls : new boolean[] {false, true}) {
                        try (Connection connection = DriverManager.getConnection(URL)) {
                            Object called = target.getValue().from(connection);
                            String complaint = complaint(called, method, nulls);
                            calls++;
                            if (complaint != null) {
                                complaints.add(complaint);
                            }
                        }
                    }
                }
            }
            assertThat(first.isValid(5)).isTrue();
        }
        assertThat(complaints).isEmpty();
        assertThat(calls).isGreaterThan(1_000);
    }

    @Test
    void driverAndDataSourcesGiveResultsOrProperExceptions() throws Exception {
        List<String> complaints = new ArrayList<>();
        NextvalDataSource source = new NextvalDataSource();
        source.setUrl(URL);
        NextvalConnectionPoolDataSource pooled = new NextvalConnectionPoolDataSource();
        pooled.setUrl(URL);
        Map<Class<?>, Object> objects =
                Map.of(
                        Driver.class, new NextvalDriver(),
                        DataSource.class, source,
                        ConnectionPoolDataSource.class, pooled);
        for (Map.Entry<Class<?>, Object> object : objects.entrySet()) {
            for (Method method : methods(object.getKey())) {
                for (boolean nulls : new boolean[] {false, true}) {
                    String complaint = complaint(object.getValue(), method, nulls);
                    if (complaint != null) {
                        complaints.add(complaint);
                    }
                }
            }
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void noMethodMakesAPoolDropItsConnection() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(URL);
        config.setMaximumPoolSize(1);
        List<String> dropped = new ArrayList<>();
        try (HikariDataSource pool = new HikariDataSource(config)) {
            createSequence();
            Object before = physical(pool);
            for (Map.Entry<Class<?>, Target> target : TARGETS.entrySet()) {
                for (Method method : methods(target.getKey())) {
                    if (ENDS.contains(method.getName())) {
                        continue;
                    }
                    try (Connection connection = pool.getConnection()) {
                        Object called = target.getValue().from(connection);
                        String complaint = complaint(called, method, false);
                        assertThat(complaint).isNull();
                    }
                    Object after = physical(pool);
                    if (after != before) {
                        dropped.add(method.toString());
                        before = after;
                    }
                }
            }
        }
        assertThat(dropped).isEmpty();
    }

    private static Object physical(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return connection.unwrap(Connection.class);
        }
    }
}
