package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.SQLException;

/**
 * CREATE, ALTER, setval, COMMENT and DROP while the leaders of the groups they go to are killed one
 * after the other. Each statement fails if it is executed twice: CREATE finds the name taken, DROP
 * finds it gone, and a late second ALTER or setval takes the sequence back to numbers that were
 * seen already.
 */
@Timeout(240)
class DdlFaultIT {
    private static final int CALLERS = 6;
    private static final int SEQUENCER_GROUPS = 3;
    private static final int ROUNDS_BETWEEN_KILLS = 12;

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void eachStatementIsExecutedOnceThoughTheLeadersOfAllGroupsAreKilled() throws Exception {
        TestCluster cluster = clusters.start(3);
        String url = cluster.url();
        Rounds rounds = new Rounds(cluster);
        for (int caller = 0; caller < CALLERS; caller++) {
            String name = "c" + caller + "_";
            rounds.repeat(name, round -> life(url, name + round));
        }
        for (int group = 1; group <= SEQUENCER_GROUPS; group++) {
            rounds.killLeaderAfter(ROUNDS_BETWEEN_KILLS, group);
        }
        assertThat(rounds.end()).isGreaterThan(SEQUENCER_GROUPS * ROUNDS_BETWEEN_KILLS);
    }

    private static void life(String url, String name) throws SQLException {
        Sql.execute(url, "CREATE SEQUENCE " + name);
        assertNext(url, name, 1, 2, 3);
        Sql.execute(url, "SELECT setval('" + name + "', 100)");
        assertNext(url, name, 101, 102);
        Sql.execute(url, "ALTER SEQUENCE " + name + " INCREMENT BY 10");
        assertNext(url, name, 112, 122);
        Sql.execute(url, "ALTER SEQUENCE " + name + " RESTART WITH 7 INCREMENT BY 1");
        assertNext(url, name, 7, 8, 9);
        Sql.execute(url, "COMMENT ON SEQUENCE " + name + " IS 'of one round'");
        assertNext(url, name, 10);
        Sql.execute(url, "DROP SEQUENCE " + name);
        assertThat(Sql.failure(url, "SELECT nextval('" + name + "')").getSQLState())
                .isEqualTo("42P01");
    }

    private static void assertNext(String url, String name, long... expected) throws SQLException {
        for (long value : expected) {
            assertThat(Sql.next(url, name)).as(name).isEqualTo(value);
        }
    }
}
