package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Statements that drop several things at once or grant privileges on them, while the node that
 * works on them is killed again and again.
 */
@Timeout(240)
class TaskFaultIT {
    private static final int CATALOG = 0;
    private static final int KILLS = 3;
    private static final int ROUNDS_BETWEEN_KILLS = 6;
    private static final String UNDEFINED = "42P01";
    private static final List<String> GRANTED = List.of("g.one", "g.two", "g.three");

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void multiDropsAreAllOrNothingAndAnsweredOnceWhenTheCatalogsLeaderIsKilled() throws Exception {
        TestCluster cluster = clusters.start(3);
        String url = cluster.url();
        Rounds rounds = new Rounds(cluster);
        rounds.repeat("several", round -> several(url, round));
        rounds.repeat("schemas", round -> schema(url));
        for (int kill = 0; kill < KILLS; kill++) {
            rounds.killLeaderAfter(ROUNDS_BETWEEN_KILLS, CATALOG);
        }
        assertThat(rounds.end()).isGreaterThan(KILLS * ROUNDS_BETWEEN_KILLS);
    }

    @Test
    void multiGrantsAreAllOrNothingAndHoldWhenTheyReturnThoughTheCatalogsLeaderIsKilled()
            throws Exception {
        TestCluster cluster = clusters.start(3);
        String url = cluster.url();
        Sql.execute(url, "CREATE SCHEMA g");
        for (String name : GRANTED) {
            Sql.execute(url, "CREATE SEQUENCE " + name);
        }
        Rounds rounds = new Rounds(cluster);
        rounds.repeat("grants", round -> grants(url, round));
        for (int kill = 0; kill < KILLS; kill++) {
            rounds.killLeaderAfter(ROUNDS_BETWEEN_KILLS, CATALOG);
        }
        assertThat(rounds.end()).isGreaterThan(KILLS * ROUNDS_BETWEEN_KILLS);
    }

    /** A second execution of a statement would find nothing any more and be refused. */
    private static void several(String url, int round) throws SQLException {
        List<String> names = List.of("left" + round, "right" + round, "third" + round);
        for (String name : names) {
            Sql.execute(url, "CREATE SEQUENCE " + name);
        }
        String list = String.join(", ", names);
        assertThat(Sql.failure(url, "DROP SEQUENCE " + list + ", nobody").getSQLState())
                .isEqualTo(UNDEFINED);
        for (String name : names) {
            assertThat(Sql.next(url, name)).as("%s was not dropped", name).isEqualTo(1);
        }
        Sql.execute(url, "DROP SEQUENCE " + list);
        for (String name : names) {
            assertThat(Sql.failure(url, "SELECT NEXTVAL('" + name + "')").getSQLState())
                    .isEqualTo(UNDEFINED);
        }
    }

    /** Each user is new, so what it was granted comes from this round alone. */
    private static void grants(String url, int round) throws SQLException {
        String user = "user" + round;
        Sql.execute(url, "CREATE USER " + user);
        String list = String.join(", ", GRANTED);
        String oneMissing = "GRANT USAGE ON SEQUENCE " + list + ", nobody TO " + user;
        assertThat(Sql.failure(url, oneMissing).getSQLState()).isEqualTo(UNDEFINED);
        assertThat(granted(url, user)).isZero();
        Sql.execute(url, "GRANT USAGE ON SEQUENCE " + list + " TO " + user);
        assertThat(granted(url, user)).isEqualTo(GRANTED.size());
        Sql.execute(url, "REVOKE USAGE ON ALL SEQUENCES IN SCHEMA g FROM " + user);
        assertThat(granted(url, user)).isZero();
    }

    private static int granted(String url, String user) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT count(*) FROM nextval.grants WHERE grantee = '"
                                        + user
                                        + "'")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private static void schema(String url) throws SQLException {
        Sql.execute(url, "CREATE SCHEMA app");
        for (int i = 0; i < 4; i++) {
            Sql.execute(url, "CREATE SEQUENCE app.s" + i);
        }
        assertThat(Sql.failure(url, "DROP SCHEMA app").getSQLState()).isEqualTo("2BP01");
        for (int i = 0; i < 4; i++) {
            assertThat(Sql.next(url, "app.s" + i)).isEqualTo(1);
        }
        Sql.execute(url, "DROP SCHEMA app CASCADE");
        SQLException gone = Sql.failure(url, "CREATE SEQUENCE app.s0");
        assertThat(gone.getSQLState()).isEqualTo("3F000");
    }
}
