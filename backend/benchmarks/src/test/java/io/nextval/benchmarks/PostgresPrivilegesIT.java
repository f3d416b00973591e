package io.nextval.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.golden.PostgresRules;
import io.nextval.server.golden.PrivilegeMatrix;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Holds the table of privileges to PostgreSQL, by running it there: {@code mvn
 * -Ppostgres-comparison verify}.
 */
@Timeout(300)
final class PostgresPrivilegesIT {
    private static final Path FILES =
            Path.of(System.getProperty("basedir", "."))
                    .resolve("../src/test/resources/io/nextval/server/golden");

    @Test
    void tableSaysWhatPostgresDoesUnlessItSaysThatItDiffers() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            List<PrivilegeMatrix.Cell> cells =
                    PrivilegeMatrix.run(FILES, PostgresRules.target(url));

            assertThat(cells).isNotEmpty();
            assertThat(cells)
                    .filteredOn(c -> c.actual().equals(c.expected()) == c.differs())
                    .isEmpty();
        }
    }
}
