package io.nextval.examples.builds;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.examples.harness.Readme;
import io.nextval.examples.harness.Run;
import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.Sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

@Timeout(180)
final class BuildsFaultIT {
    private static final int BUILDS = 8;
    private static final Path LAUNCHER =
            Path.of(System.getProperty("nextval.distribution"), "bin", "nextval");

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void eachShellGetsANumberOfItsOwnAndNoneWithoutACluster() throws Exception {
        Readme readme = Readme.ofThisModule();
        String url = clusters.start(3).url();
        Run run = readme.run(Map.of("URL", url, "NEXTVAL", LAUNCHER.toString()));
        readme.assertShows(run);
        assertThat(run.output().lines().filter(line -> line.startsWith("shop-")))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, BUILDS).mapToObj(i -> "shop-1.4." + i).toList());
        assertThat(run.output()).endsWith("no version, exit code 4\n");
        assertThat(Sql.next(url, "builds_of_shop")).isEqualTo(BUILDS + 1);
    }

    @Test
    void saysHowItIsCalled() throws Exception {
        Run run = Readme.ofThisModule().run(Map.of("URL", ""));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("Usage: farm.sh JDBC-URL");
    }
}
