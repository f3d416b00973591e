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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * Numbers of a sequence with CACHE through a prepared statement, as an application gets them. The
 * node is in the same JVM, in a folder or in memory, unless {@code bench.url} names a cluster.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CacheBenchmark {
    private static final String URL = System.getProperty("bench.url", "jdbc:nextval:mem:cache");

    /** A sequence for each value of CACHE. */
    @State(Scope.Benchmark)
    public static class Sequence {
        @Param({"1000", "100000"})
        public int cache;

        @Setup
        public void create() throws SQLException {
            try (Connection connection = DriverManager.getConnection(URL);
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP SEQUENCE IF EXISTS cached_" + cache);
                statement.execute("CREATE SEQUENCE cached_" + cache + " CACHE " + cache);
            }
        }
    }

    /** One connection with one prepared statement. */
    @State(Scope.Thread)
    public static class Caller {
        private Connection connection;
        private PreparedStatement statement;

        @Setup
        public void open(Sequence sequence) throws SQLException {
            connection = DriverManager.getConnection(URL);
            String sql = "SELECT NEXTVAL('cached_" + sequence.cache + "')";
            statement = connection.prepareStatement(sql);
        }

        @TearDown
        public void close() throws SQLException {
            connection.close();
        }

        long next() throws SQLException {
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("no row");
                }
                return rows.getLong(1);
            }
        }
    }

    @Benchmark
    @Threads(1)
    public long oneThread(Caller caller) throws SQLException {
        return caller.next();
    }

    @Benchmark
    @Threads(2)
    public long twoThreads(Caller caller) throws SQLException {
        return caller.next();
    }

    @Benchmark
    @Threads(64)
    public long sixtyFourThreads(Caller caller) throws SQLException {
        return caller.next();
    }
}
