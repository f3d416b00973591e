package io.nextval.examples.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.examples.harness.Readme;
import io.nextval.examples.harness.Run;
import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.Sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.Map;

@Timeout(180)
final class TicketsFaultIT {
    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void sellsEachTicketOnceAndTurnsNobodyAwayWhileSomeAreLeft() throws Exception {
        Readme readme = Readme.ofThisModule();
        String url = clusters.start(3).url();
        Run run = readme.run(Map.of("URL", url));
        readme.assertShows(run, "after \\d+ ms");
        assertThat(run.output())
                .contains("Sold: 10000 tickets, 10000 different, the last is number 10000\n")
                .contains("Turned away: 210 buyers, each with SQLSTATE 2200H\n")
                .contains("Sold to somebody who asked after one was turned away: 0\n");
        assertThat(Sql.failure(url, "SELECT nextval('ticket')").getSQLState()).isEqualTo("2200H");
    }

    @Test
    void saysHowItIsCalled() throws Exception {
        Run run = Readme.ofThisModule().run(Map.of("URL", ""));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("Usage: Tickets JDBC-URL");
    }
}
