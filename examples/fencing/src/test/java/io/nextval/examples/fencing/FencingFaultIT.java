package io.nextval.examples.fencing;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.examples.harness.Readme;
import io.nextval.examples.harness.Run;
import io.nextval.server.harness.Clusters;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.Map;

@Timeout(180)
final class FencingFaultIT {
    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void theFencedStoreRefusesTheHolderWhoWasStoppedPastItsLease() throws Exception {
        Readme readme = Readme.ofThisModule();
        Map<String, String> url = Map.of("URL", clusters.start(1).url());
        Run run = readme.run(url);
        readme.assertShows(run);
        assertThat(run.output())
                .contains("refuses it: it has seen token 2\n")
                .endsWith("In the end: plain store value of alice, fenced value of bob\n");

        assertThat(readme.run(url).output())
                .contains("with token 3\n")
                .contains("refuses it: it has seen token 4\n");
    }

    @Test
    void saysHowItIsCalled() throws Exception {
        Run run = Readme.ofThisModule().run(Map.of("URL", ""));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("Usage: Fencing JDBC-URL");
    }
}
