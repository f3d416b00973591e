package io.nextval.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** The golden files, over JDBC, on one node. */
@Timeout(120)
class GoldenIT {
    private static final String URL = "jdbc:nextval:mem:GoldenIT";
    private static final int STATEMENTS_MIN = 1_000;

    static List<GoldenFile> files() {
        return GoldenRunner.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void statementsHaveTheOutcomeInTheFile(GoldenFile file) throws SQLException, IOException {
        GoldenRunner.check(file, GoldenRunner.target(URL));
    }

    @Test
    void thereAreManyStatementsAndEachSaysWhatComesOfIt() {
        List<GoldenCase> cases = files().stream().flatMap(f -> f.cases().stream()).toList();

        assertThat(cases).hasSizeGreaterThan(STATEMENTS_MIN);
        assertThat(cases).filteredOn(golden -> golden.expected().isEmpty()).isEmpty();
    }
}
