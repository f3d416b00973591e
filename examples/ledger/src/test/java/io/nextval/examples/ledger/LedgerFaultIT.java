package io.nextval.examples.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.examples.harness.Readme;
import io.nextval.examples.harness.Run;
import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.Sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Timeout(180)
final class LedgerFaultIT {
    private static final String REPLICA =
            "\\d+ numbers, \\d+ void, \\d+ refused, \\{alice=\\d+, bob=\\d+, carol=\\d+, dan=\\d+}";

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void replicasAreEqualAndNoEntryIsLostOrThereTwice() throws Exception {
        Readme readme = Readme.ofThisModule();
        Path folder = clusters.newFolder();
        String url = clusters.start(1).url();
        Run run = readme.run(Map.of("URL", url, "FOLDER", folder.toString()));
        readme.assertShows(run, "number \\d+", REPLICA);

        List<String> replicas =
                run.output().lines().filter(line -> line.contains("replica")).toList();
        assertThat(replicas).hasSize(2);
        assertThat(state(replicas.get(0))).isEqualTo(state(replicas.get(1)));

        List<String> entries = entries(folder);
        assertThat(Sql.next(url, "entry")).isEqualTo(entries.size() + 1L);
        assertThat(state(replicas.get(0))).startsWith(entries.size() + " numbers, ");
        assertThat(entries.stream().filter(EntryLog.VOID::equals).count())
                .isGreaterThanOrEqualTo(2)
                .isEqualTo(entries.size() - Ledger.WRITERS * Ledger.ENTRIES_EACH - 1L);
        assertThat(names(entries, "late-")).containsExactly("late-1");
        for (int writer = 1; writer <= Ledger.WRITERS; writer++) {
            String prefix = "w" + writer + "-";
            assertThat(names(entries, prefix))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, Ledger.ENTRIES_EACH)
                                    .mapToObj(i -> prefix + i)
                                    .toList());
        }
    }

    @Test
    void saysHowItIsCalled() throws Exception {
        Run run = Readme.ofThisModule().run(Map.of("URL", "", "FOLDER", ""));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("Usage: Ledger JDBC-URL EMPTY-FOLDER");
    }

    private static String state(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }

    private static List<String> names(List<String> entries, String prefix) {
        return entries.stream()
                .filter(entry -> entry.startsWith(prefix))
                .map(entry -> entry.substring(0, entry.indexOf(' ')))
                .toList();
    }

    /** The entries 1, 2, 3 …; every file in the folder is one of them. */
    private static List<String> entries(Path folder) throws Exception {
        long count;
        try (Stream<Path> files = Files.list(folder)) {
            count = files.count();
        }
        List<String> entries = new ArrayList<>();
        for (long number = 1; number <= count; number++) {
            entries.add(Files.readString(folder.resolve(Long.toString(number))));
        }
        return entries;
    }
}
