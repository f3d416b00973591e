package io.nextval.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.golden.GoldenFile;
import io.nextval.server.golden.GoldenRunner;
import io.nextval.server.golden.PostgresRules;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Holds the golden files of the server's tests to PostgreSQL's rules, by running them against
 * PostgreSQL: {@code mvn -Ppostgres-comparison verify}.
 */
@Timeout(300)
final class PostgresRulesIT {
    private static final Path FILES =
            Path.of(System.getProperty("basedir", "."))
                    .resolve("../src/test/resources/io/nextval/server/golden");

    @Test
    void goldenFilesSayWhatPostgresDoesUnlessTheySayThatItDiffers()
            throws IOException, SQLException {
        List<GoldenFile> files = GoldenRunner.files(FILES);
        assertThat(files).isNotEmpty();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            assertThat(PostgresRules.differences(url, files)).isEmpty();
        }
    }
}
