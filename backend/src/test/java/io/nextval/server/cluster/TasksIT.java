package io.nextval.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Command;
import io.nextval.server.command.Target;
import io.nextval.server.command.Task;
import io.nextval.server.raft.GroupUnavailableException;
import io.nextval.server.state.Answer;
import io.nextval.server.state.GroupState;
import io.nextval.server.state.NoticeText;
import io.nextval.sql.DataType;
import io.nextval.sql.SequenceDefinition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Tasks over the groups of three nodes, each of which leads some of them. */
@Timeout(180)
class TasksIT {
    private static final int CATALOG = GroupState.CATALOG_GROUP;
    private static final SequenceDefinition PLAIN =
            new SequenceDefinition(DataType.BIGINT, 1, 1, 1, Long.MAX_VALUE, false, 1, true);

    @TempDir Path folder;

    @Test
    void dropsSequencesOfAllGroupsOrNone() {
        try (InProcessCluster cluster = new InProcessCluster(folder)) {
            List<Target> targets = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                create(cluster, "public", "s" + i, 0);
                targets.add(new Target("public", "s" + i));
            }
            List<Target> oneMissing = new ArrayList<>(targets);
            oneMissing.add(7, new Target("public", "nobody"));

            assertThat(run(cluster, new Task.DropSequences(oneMissing, false)))
                    .isEqualTo(
                            new Answer.Rejected(
                                    "42P01", "sequence \"nobody\" does not exist", "", ""));
            assertThat(sequences(cluster)).isEqualTo(12);
            assertThat(run(cluster, new Task.DropSequences(oneMissing, true)))
                    .isEqualTo(done("sequence \"nobody\" does not exist, skipping"));
            assertThat(sequences(cluster)).isZero();
        }
    }

    @Test
    void dropsASchemaWithWhatIsInItOnlyIfToldTo() {
        try (InProcessCluster cluster = new InProcessCluster(folder)) {
            assertThat(createSchema(cluster, "app")).isEqualTo(done());
            for (int i = 0; i < 9; i++) {
                create(cluster, "app", "s" + i, 1);
            }

            Answer refused = run(cluster, new Task.DropSchemas(List.of("app"), false, false));
            assertThat(refused).isInstanceOf(Answer.Rejected.class);
            Answer.Rejected rejected = (Answer.Rejected) refused;
            assertThat(rejected.sqlState()).isEqualTo("2BP01");
            assertThat(rejected.message())
                    .isEqualTo("cannot drop schema app because other objects depend on it");
            assertThat(rejected.detail())
                    .startsWith("sequence app.s0 depends on schema app\n")
                    .endsWith("\nand 1 other objects");
            assertThat(sequences(cluster)).isEqualTo(9);

            assertThat(run(cluster, new Task.DropSchemas(List.of("app"), false, true)))
                    .isEqualTo(done("drop cascades to 9 other objects"));
            assertThat(sequences(cluster)).isZero();
            assertThat(createSchema(cluster, "app")).isEqualTo(done());
            create(cluster, "app", "s0", 2);
        }
    }

    /** A leader that steps out while clients wait: they ask the next one under their tickets. */
    @Test
    void theNextLeaderGoesOnWhereTheLastOneStopped() {
        try (InProcessCluster cluster = new InProcessCluster(folder)) {
            List<Command> starts = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                create(cluster, "public", "a" + i, 0);
                create(cluster, "public", "b" + i, 0);
                Task task =
                        new Task.DropSequences(
                                List.of(
                                        new Target("public", "a" + i),
                                        new Target("public", "b" + i)),
                                false);
                starts.add(new Command.StartTask(cluster.ticket(CATALOG), task));
            }
            starts.forEach(start -> cluster.ask(CATALOG, start));
            cluster.stop(cluster.leader(CATALOG));
            cluster.awaitLeaders();

            for (Command start : starts) {
                assertThat(outcome(cluster, start)).isEqualTo(done());
            }
            assertThat(sequences(cluster)).isZero();
        }
    }

    private static Answer run(InProcessCluster cluster, Task task) {
        return outcome(cluster, new Command.StartTask(cluster.ticket(CATALOG), task));
    }

    /** As the driver does it: the same ticket, until somebody who leads gives the outcome. */
    private static Answer outcome(InProcessCluster cluster, Command start) {
        while (true) {
            Answer.Started started = (Answer.Started) cluster.ask(CATALOG, start);
            try {
                return cluster.leader(CATALOG).tasks().await(started.taskId()).join();
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(GroupUnavailableException.class);
            }
        }
    }

    private static Answer createSchema(InProcessCluster cluster, String name) {
        return cluster.ask(CATALOG, new Command.CreateSchema(cluster.ticket(CATALOG), name, false));
    }

    private static void create(
            InProcessCluster cluster, String schema, String name, long schemaId) {
        int group = cluster.groupOf(schema, name);
        Answer answer =
                cluster.ask(
                        group,
                        new Command.CreateSequence(
                                cluster.ticket(group), schema, name, PLAIN, false, schemaId));
        assertThat(answer).isEqualTo(done());
    }

    private static int sequences(InProcessCluster cluster) {
        return cluster.views().get(0).members().stream()
                .mapToInt(member -> member.read(state -> state.sequenceInfos().size()).join())
                .sum();
    }

    private static Answer done(String... messages) {
        List<NoticeText> notices = new ArrayList<>();
        for (String message : messages) {
            notices.add(new NoticeText("00000", message));
        }
        return new Answer.Done(notices);
    }
}
