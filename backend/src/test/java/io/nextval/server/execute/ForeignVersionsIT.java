package io.nextval.server.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.WireClient;
import io.nextval.wire.Compile;
import io.nextval.wire.Execute;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Granted;
import io.nextval.wire.NextByName;
import io.nextval.wire.Plan;
import io.nextval.wire.PlanKind;
import io.nextval.wire.Prepare;
import io.nextval.wire.Register;
import io.nextval.wire.Registered;
import io.nextval.wire.Result;
import io.nextval.wire.Retry;
import io.nextval.wire.Ticket;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Clients without the driver: those of version 1, and what else the protocol allows. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignVersionsIT {
    private static final int CATALOG = 0;
    private static final int SEQUENCES = 1;

    private LiveNode node;

    @BeforeAll
    void start(@TempDir Path folder) {
        node = new LiveNode(folder);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private static long register(WireClient client, int group) throws IOException {
        Frame answer = client.request(new Register(group, UUID.randomUUID()));
        assertThat(answer).isInstanceOf(Registered.class);
        return ((Registered) answer).registration();
    }

    private static Frame command(WireClient client, int group, Ticket ticket, String sql)
            throws IOException {
        return client.request(new Execute(group, ticket, "public", sql, List.of()));
    }

    private static Frame query(WireClient client, String sql) throws IOException {
        return client.request(new Execute(-1, null, "public", sql, List.of()));
    }

    @Test
    void servesAClientOfVersion1() throws IOException {
        try (WireClient client = node.wire(1)) {
            long registration = register(client, SEQUENCES);
            String create = "CREATE SEQUENCE of_version_1 START 5";
            assertThat(client.request(new Prepare("public", create)))
                    .isInstanceOfSatisfying(
                            Plan.class, p -> assertThat(p.kind()).isEqualTo(PlanKind.COMMAND));
            assertThat(command(client, SEQUENCES, new Ticket(registration, 1, 1), create))
                    .isInstanceOf(Result.class);
            assertThat(client.request(new Prepare("public", "SELECT nextval('of_version_1')")))
                    .isInstanceOfSatisfying(
                            Plan.class,
                            p -> {
                                assertThat(p.kind()).isEqualTo(PlanKind.SEQUENCE);
                                assertThat(p.sequences().get(0).name()).isEqualTo("of_version_1");
                            });
            Ticket second = new Ticket(registration, 2, 2);
            assertThat(
                            client.request(
                                    new NextByName(
                                            SEQUENCES, second, "public", "of_version_1", 1, true)))
                    .isInstanceOfSatisfying(Granted.class, g -> assertThat(g.first()).isEqualTo(5));
        }
    }

    @Test
    void runsConstantQueriesForAClientOfVersion1() throws IOException {
        try (WireClient client = node.wire(1)) {
            assertThat(client.request(new Prepare("public", "SELECT 1, now()")))
                    .isInstanceOfSatisfying(
                            Plan.class, p -> assertThat(p.kind()).isEqualTo(PlanKind.QUERY));
            assertThat(query(client, "SELECT 1, now()"))
                    .isInstanceOfSatisfying(
                            Result.class,
                            r -> {
                                assertThat(r.rows()).hasSize(1);
                                assertThat(r.rows().get(0).get(0)).isEqualTo(1L);
                                assertThat(r.rows().get(0).get(1)).isInstanceOf(String.class);
                            });
        }
    }

    @Test
    void asksAClientOfVersion1ForANewerDriverWhereItNeedsOne() throws IOException {
        try (WireClient client = node.wire(1)) {
            for (String sql : List.of("BEGIN", "SELECT currval('a')", "DROP SEQUENCE a, b")) {
                assertThat(client.request(new Prepare("public", sql)))
                        .isInstanceOfSatisfying(
                                Failure.class,
                                f -> {
                                    assertThat(f.sqlState()).isEqualTo("0AX00");
                                    assertThat(f.message()).endsWith("needs a newer driver");
                                });
            }
        }
    }

    @Test
    void endsAConnectionOfVersion1ThatSendsAFrameOfVersion2() throws IOException {
        try (WireClient client = node.wire(1)) {
            assertThat(client.request(new Compile("public", "SELECT 1", List.of())))
                    .isInstanceOf(Goodbye.class);
        }
    }

    @Test
    void answersTheSameTicketWithTheSameTask() throws IOException {
        try (WireClient client = node.wire(2)) {
            long registration = register(client, SEQUENCES);
            long ofCatalog = register(client, CATALOG);
            command(client, SEQUENCES, new Ticket(registration, 1, 1), "CREATE SEQUENCE task_a");
            command(client, SEQUENCES, new Ticket(registration, 2, 2), "CREATE SEQUENCE task_b");
            Ticket ticket = new Ticket(ofCatalog, 1, 1);
            String drop = "DROP SEQUENCE task_a, task_b";
            Frame first = command(client, CATALOG, ticket, drop);
            assertThat(first).isInstanceOf(Result.class);
            assertThat(command(client, CATALOG, ticket, drop)).isEqualTo(first);
            assertThat(command(client, CATALOG, new Ticket(ofCatalog, 2, 2), drop))
                    .isInstanceOfSatisfying(
                            Failure.class, f -> assertThat(f.sqlState()).isEqualTo("42P01"));
        }
    }

    @Test
    void runsNoCommandWithoutATicket() throws IOException {
        try (WireClient client = node.wire(2)) {
            assertThat(query(client, "CREATE SEQUENCE without_ticket"))
                    .isInstanceOfSatisfying(
                            Failure.class, f -> assertThat(f.sqlState()).isEqualTo("08P01"));
        }
    }

    @Test
    void runsNoChangeOfTheSessionAsText() throws IOException {
        try (WireClient client = node.wire(2)) {
            for (String sql : List.of("BEGIN", "SET search_path = a")) {
                assertThat(query(client, sql))
                        .isInstanceOfSatisfying(
                                Failure.class, f -> assertThat(f.sqlState()).isEqualTo("0AX00"));
            }
        }
    }

    @Test
    void onlyChecksTheSequencesOfASelectThatIsSentAsText() throws IOException, SQLException {
        try (WireClient client = node.wire(2);
                Connection connection = node.connect("checks");
                var statement = connection.createStatement()) {
            statement.execute("CREATE SEQUENCE checked");
            for (String sql :
                    List.of(
                            "SELECT nextval('checked')",
                            "SELECT setval('checked', 9), currval('checked')",
                            "SELECT nextval('checked'), lastval()")) {
                assertThat(query(client, sql))
                        .isEqualTo(new Result(List.of(), List.of(), 0, List.of()));
            }
            assertThat(state(client, "SELECT nextval('checked'), nextval('nowhere')"))
                    .isEqualTo("42P01");
            assertThat(state(client, "SELECT currval('checked'), nextval('nowhere')"))
                    .isEqualTo("42P01");
            assertThat(state(client, "SELECT currval('checked')")).isEqualTo("55000");
            assertThat(state(client, "SELECT lastval(), nextval('checked')")).isEqualTo("55000");
            try (ResultSet rows = statement.executeQuery("SELECT nextval('checked')")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(1);
            }
        }
    }

    private static String state(WireClient client, String sql) throws IOException {
        return ((Failure) query(client, sql)).sqlState();
    }

    @Test
    void answersEveryQueryOfAFlood() throws IOException {
        try (WireClient client = node.wire(2)) {
            List<Integer> requests = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                requests.add(
                        client.send(new Execute(-1, null, "public", "SHOW SEQUENCES", List.of())));
            }
            List<Integer> answered = new ArrayList<>();
            while (answered.size() < requests.size()) {
                var envelope = client.receive();
                answered.add(envelope.requestId());
                if (envelope.frame() instanceof Failure refused) {
                    assertThat(refused.sqlState()).isEqualTo("53000");
                    assertThat(refused.retry()).isEqualTo(Retry.SAFE);
                } else {
                    assertThat(envelope.frame()).isInstanceOf(Result.class);
                }
            }
            assertThat(answered).containsExactlyInAnyOrderElementsOf(requests);
        }
    }
}
