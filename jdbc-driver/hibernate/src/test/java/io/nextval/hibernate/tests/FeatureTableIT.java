package io.nextval.hibernate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.hibernate.Version;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The documented table of versions and features against what the tests before this one have proven
 * with this version. Runs last.
 */
@Timeout(20)
@Order(Integer.MAX_VALUE)
final class FeatureTableIT {
    private static final String HEAD = "| feature |";

    @Test
    void theDocumentedTableSaysWhatTheTestsHaveProven() throws IOException {
        Set<String> proven = ProvenFeatures.all();
        String version = Version.getVersionString();
        Files.writeString(
                Path.of(System.getProperty("nextval.line")),
                version + ": " + String.join("; ", proven) + "\n");
        assertThat(proven).isNotEmpty();
        assertThat(documented(version))
                .as(
                        "with Hibernate %s; features whose own tests failed or did not run are not"
                                + " proven, and are missing here only for that. Failed: %s",
                        version, ProvenFeatures.failed())
                .isEqualTo(proven);
    }

    /** The features with a yes in the column of this version. */
    private static Set<String> documented(String version) {
        List<String> lines = Documented.page().lines().toList();
        int head = -1;
        for (int i = 0; i < lines.size(); i++) {
            head = lines.get(i).startsWith(HEAD) ? i : head;
        }
        assertThat(head).as("the line with " + HEAD).isNotNegative();
        int column = cells(lines.get(head)).indexOf(version);
        assertThat(column).as("the column of %s in %s", version, lines.get(head)).isPositive();
        Set<String> features = new TreeSet<>();
        for (String line : lines.subList(head + 2, lines.size())) {
            if (!line.startsWith("|")) {
                break;
            }
            if (cells(line).get(column).equals("yes")) {
                features.add(cells(line).get(0));
            }
        }
        return features;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|", -1)).map(String::strip).toList();
    }
}
