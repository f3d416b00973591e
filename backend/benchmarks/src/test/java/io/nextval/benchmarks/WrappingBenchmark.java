package io.nextval.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * Statements that name no listed sequence, through H2's own driver and through the wrapping one. H2
 * runs in the same JVM and in memory, so what is left is mostly the drivers.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class WrappingBenchmark {
    private static final String OWN = "h2:mem:wrapping";
    private static final String QUERY =
            "select id, name, updated from person where name = ? and id > ? order by id";
    private static final String INSERT =
            "insert into person (id, name, updated) values (default, ?, current_timestamp)";

    @Param({"own", "wrapped"})
    public String driver = "own";

    private Connection connection;
    private PreparedStatement prepared;

    @Setup
    public void open() throws SQLException {
        String url =
                driver.equals("own")
                        ? "jdbc:" + OWN
                        : "jdbc:nextval:" + OWN + ";nextval.cluster=h;nextval.sequences=orders";
        connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table if not exists person (id identity, name varchar(20), updated"
                            + " timestamp)");
            statement.execute("insert into person (name) values ('a'), ('b')");
        }
        prepared = connection.prepareStatement("select ?");
    }

    @TearDown
    public void close() throws SQLException {
        connection.close();
    }

    /** Bind, execute, read one number, close the result: five calls. */
    @Benchmark
    public long preparedOnce() throws SQLException {
        prepared.setLong(1, 7);
        try (ResultSet rows = prepared.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The same with a statement that is prepared and closed each time, as pools do it. */
    @Benchmark
    public int preparedEachTime() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, "a");
            statement.setLong(2, 0);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }

    /** Only that the statement is looked at, and a proxy is made. */
    @Benchmark
    public boolean prepareAndClose() throws SQLException {
        PreparedStatement statement = connection.prepareStatement(INSERT);
        statement.close();
        return statement.isClosed();
    }
}
