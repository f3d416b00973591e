package io.nextval.server.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What an import does to sequences of the cluster while something happens between its steps. */
@Timeout(120)
final class ImporterIT {
    private static final String CLUSTER = "jdbc:nextval:mem:importer";

    /** More than an import does in one step, so that it is overtaken between each two of them. */
    private static final int DRAWN_BETWEEN = 10;

    private static final int TARGET_MAX = 120;

    /** What happens before each statement of the import. */
    private interface Before {
        void statement() throws SQLException;
    }

    @Test
    void neverTakesASequenceBackHoweverFarOthersDrawBetweenItsSteps() throws SQLException {
        Set<Outcome.Kind> kinds = new HashSet<>();
        try (Connection cluster = DriverManager.getConnection(CLUSTER);
                Connection client = DriverManager.getConnection(CLUSTER)) {
            for (int target = 5; target <= TARGET_MAX; target += 5) {
                String name = "drawn" + target;
                execute(client, "CREATE SEQUENCE " + name);
                List<Long> drawn = new ArrayList<>();
                Connection overtaken =
                        with(cluster, () -> drawn.addAll(next(client, name, DRAWN_BETWEEN)));
                Outcome outcome = importInto(overtaken, sequence(name, target)).get(0);
                drawn.addAll(next(client, name, 1));

                kinds.add(outcome.kind());
                assertThat(drawn).as(name).doesNotHaveDuplicates().isSorted();
                assertThat(drawn.get(drawn.size() - 1)).isGreaterThanOrEqualTo(target);
            }
        }
        assertThat(kinds)
                .as("sequences that were overtaken before the look at them, and after it")
                .containsExactlyInAnyOrder(Outcome.Kind.LEFT_ALONE, Outcome.Kind.MOVED_ON);
    }

    /** Whatever is tried after that would wait for the whole retry timeout. */
    @ParameterizedTest
    @CsvSource({"08006, NOT_TRIED", "08007, NOT_TRIED", "NV001, NOT_TRIED", "42501, FAILED"})
    void triesNoFurtherSequenceOnceTheClusterIsLost(String sqlState, Outcome.Kind last)
            throws SQLException {
        String url = CLUSTER + "-" + sqlState.toLowerCase(Locale.ROOT);
        try (Connection cluster = DriverManager.getConnection(url);
                Connection client = DriverManager.getConnection(url)) {
            Connection lost =
                    with(
                            cluster,
                            () -> {
                                if (exists(client, "first")) {
                                    throw new SQLException("gone", sqlState);
                                }
                            });
            List<Outcome> outcomes =
                    importInto(lost, sequence("first", 1), sequence("second", 1), sequence("z", 1));
            assertThat(outcomes)
                    .extracting(Outcome::kind)
                    .containsExactly(Outcome.Kind.CREATED, Outcome.Kind.FAILED, last);
            assertThat(outcomes.get(1).action()).isEqualTo("failed: gone (" + sqlState + ")");

            assertThat(
                            importInto(
                                    cluster,
                                    sequence("first", 1),
                                    sequence("second", 1),
                                    sequence("z", 1)))
                    .extracting(Outcome::kind)
                    .containsExactly(
                            Outcome.Kind.LEFT_ALONE, Outcome.Kind.CREATED, Outcome.Kind.CREATED);
        }
    }

    private static List<Outcome> importInto(Connection cluster, SourceSequence... sequences)
            throws SQLException {
        return Importer.write(
                Stream.<Finding>of(sequences).toList(),
                new TargetCluster(cluster),
                new ImportOptions(0, 1, false));
    }

    private static SourceSequence sequence(String name, long next) {
        return new SourceSequence(
                "sequence " + name,
                name,
                SourceSequence.BIGINT,
                BigInteger.ONE,
                BigInteger.ONE,
                BigInteger.valueOf(Long.MAX_VALUE),
                false,
                null,
                BigInteger.valueOf(next));
    }

    private static Connection with(Connection connection, Before before) {
        return (Connection)
                Proxy.newProxyInstance(
                        ImporterIT.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, args) -> {
                            if (method.getName().endsWith("Statement")) {
                                before.statement();
                            }
                            try {
                                return method.invoke(connection, args);
                            } catch (InvocationTargetException e) {
                                throw e.getTargetException();
                            }
                        });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        String sql = "SELECT name FROM nextval.sequences WHERE name = '" + name + "'";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next();
        }
    }

    private static List<Long> next(Connection connection, String name, int count)
            throws SQLException {
        String sql = "SELECT nextval('" + name + "') FROM generate_series(1, " + count + ")";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<Long> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getLong(1));
            }
            return values;
        }
    }
}
