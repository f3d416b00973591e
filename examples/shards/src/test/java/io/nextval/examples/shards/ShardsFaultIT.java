package io.nextval.examples.shards;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.examples.harness.Readme;
import io.nextval.examples.harness.Run;
import io.nextval.server.harness.Clusters;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@Timeout(240)
final class ShardsFaultIT {
    private static EmbeddedPostgres first;
    private static EmbeddedPostgres second;

    @RegisterExtension final Clusters clusters = new Clusters();

    @BeforeAll
    static void startShards() throws IOException {
        first = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start();
        second = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start();
    }

    @AfterAll
    static void stopShards() throws IOException {
        first.close();
        second.close();
    }

    @Test
    void noIdIsOnBothShardsAndNoShardHasASequence() throws Exception {
        Readme readme = Readme.ofThisModule();
        Run run =
                readme.run(
                        Map.of(
                                "URL",
                                clusters.start(1).url(),
                                "SHARD1",
                                url(first),
                                "SHARD2",
                                url(second)));
        readme.assertShows(run, "\\[\\d+, \\d+, \\d+]");

        List<Long> ids = new ArrayList<>(longs(first, "SELECT id FROM purchase"));
        assertThat(ids).hasSize(500);
        ids.addAll(longs(second, "SELECT id FROM purchase"));
        assertThat(ids).hasSize(1000).doesNotHaveDuplicates();
        for (EmbeddedPostgres shard : List.of(first, second)) {
            assertThat(longs(shard, "SELECT count(*) FROM pg_sequences")).containsExactly(0L);
        }
    }

    @Test
    void saysHowItIsCalled() throws Exception {
        Run run = Readme.ofThisModule().run(Map.of("URL", "", "SHARD1", "", "SHARD2", ""));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("Usage: Shards JDBC-URL");
    }

    private static String url(EmbeddedPostgres shard) {
        return shard.getJdbcUrl("postgres", "postgres");
    }

    private static List<Long> longs(EmbeddedPostgres shard, String sql) throws SQLException {
        List<Long> longs = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url(shard));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                longs.add(row.getLong(1));
            }
        }
        return longs;
    }
}
