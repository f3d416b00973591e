package io.nextval.examples.registers;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.examples.harness.Readme;
import io.nextval.examples.harness.Run;
import io.nextval.server.harness.Clusters;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.Map;

@Timeout(180)
final class RegistersFaultIT {
    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void replicasAgreeOnTheLastWriteWhateverTheClocksSay() throws Exception {
        Readme readme = Readme.ofThisModule();
        Run run = readme.run(Map.of("URL", clusters.start(1).url()));
        readme.assertShows(run);
        assertThat(run.output())
                .contains("by clock, the replicas say old@example.org and old@example.org\n")
                .contains("by number, the replicas say new@example.org and new@example.org\n")
                .contains("different replicas at the end: 1\n")
                .contains("registers with their last write: 20 of 20\n");
    }

    @Test
    void saysHowItIsCalled() throws Exception {
        Run run = Readme.ofThisModule().run(Map.of("URL", ""));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("Usage: Registers JDBC-URL");
    }
}
