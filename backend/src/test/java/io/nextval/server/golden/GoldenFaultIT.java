package io.nextval.server.golden;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.TestCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The golden files, over JDBC, on three server processes. */
@Timeout(300)
class GoldenFaultIT {
    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void statementsHaveTheOutcomeInTheFilesOnThreeNodes() throws SQLException, IOException {
        TestCluster cluster = clusters.start(3);
        String url = cluster.url().replaceFirst("/public$", "");
        List<String> failures = new ArrayList<>();
        for (GoldenFile file : GoldenRunner.files()) {
            try {
                GoldenRunner.check(file, GoldenRunner.target(url));
            } catch (AssertionError e) {
                failures.add(e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("\n", failures));
        }
    }
}
