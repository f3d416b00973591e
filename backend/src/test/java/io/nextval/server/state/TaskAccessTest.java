package io.nextval.server.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Command;
import io.nextval.server.command.Target;
import io.nextval.server.command.Task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;

/** Tasks of users who may not own what they drop, and of sequences with blocks under way. */
@Timeout(60)
class TaskAccessTest {
    private static final long OWNER = 1;
    private static final long OTHER = 2;
    private TaskWorld world = TaskWorld.empty();

    @Test
    void dropsNothingIfOneOfSeveralBelongsToAnother() {
        users();
        create(OWNER, "a");
        create(OTHER, "b");
        long task = world.start(OWNER, drop(true, "a", "gone", "b"));
        finish();

        assertThat(world.outcome(task)).isEqualTo(AccessRefusals.mustOwn("sequence b"));
        assertThat(world.exists("public", "a")).isTrue();
        assertThat(world.next("public", "a")).isInstanceOf(Answer.Granted.class);
    }

    @Test
    void namesTheFirstProblemAsPostgresDoes() {
        users();
        create(OTHER, "b");
        long task = world.start(OWNER, drop(false, "gone", "b"));
        finish();
        assertThat(Requests.sqlStateOf(outcome(task))).isEqualTo("42P01");

        task = world.start(OWNER, drop(false, "b", "gone"));
        finish();
        assertThat(outcome(task)).isEqualTo(AccessRefusals.mustOwn("sequence b"));
    }

    @Test
    void dropsWhatTheUserOwnsWhereverNodesDie() {
        for (int first = 0; first < 8; first++) {
            world = TaskWorld.empty();
            users();
            create(OWNER, "a");
            create(OWNER, "b");
            long task = world.start(OWNER, drop(false, "a", "b"));
            new TaskRunner(world).run(first);
            world = world.copy();
            finish();

            assertThat(outcome(task)).isEqualTo(Answers.DONE);
            assertThat(world.exists("public", "a")).isFalse();
            assertThat(world.exists("public", "b")).isFalse();
        }
    }

    /** As in PostgreSQL, where a schema's owner may drop whatever is in it. */
    @Test
    void dropsASchemaOfItsOwnerWithTheSequencesOfOthers() {
        users();
        world.catalog(new Command.AlterUser(world.ticket(), "owner", true, false, null));
        assertThat(world.catalog(as(OWNER, new Command.CreateSchema(world.ticket(), "app", false))))
                .isEqualTo(Answers.DONE);
        world.group(
                TaskWorld.groupOf("app", "x"),
                as(
                        OTHER,
                        new Command.CreateSequence(
                                world.ticket(), "app", "x", Requests.plain(), false, 1)));
        long refused = world.start(OTHER, new Task.DropSchemas(List.of("app"), false, true));
        assertThat(outcome(refused)).isEqualTo(AccessRefusals.mustOwn("schema app"));

        world.catalog(new Command.AlterUser(world.ticket(), "owner", false, false, null));
        long task = world.start(OWNER, new Task.DropSchemas(List.of("app"), false, true));
        finish();
        assertThat(outcome(task)).isInstanceOf(Answer.Done.class);
        assertThat(world.exists("app", "x")).isFalse();
    }

    @Test
    void holdsTheOutcomeAsLongAsAnyBlockMayBeUsed() {
        for (int died = 0; died < 8; died++) {
            world = TaskWorld.empty();
            users();
            world.passes(100_000);
            createCached("a");
            createCached("b");
            createCached("c");
            reserve("a", 5_000);
            reserve("c", 60_000); // not dropped
            world.passes(1_000);
            reserve("b", 8_000);
            world.passes(500);
            long left = 8_000 + 80 + 50 - 500;
            long task = world.start(drop(false, "a", "b"));
            TaskRunner first = new TaskRunner(world);
            first.run(died);
            world = world.copy();
            finish();

            assertThat(outcome(task))
                    .isEqualTo(new Answer.Held(world.catalogMillis() + left, Answers.DONE));
        }
    }

    @Test
    void holdsTheOutcomeOfADroppedSchemaToo() {
        users();
        world.createSchema("app");
        world.passes(100_000);
        world.group(
                TaskWorld.groupOf("app", "x"),
                new Command.CreateSequence(
                        world.ticket(), "app", "x", Requests.cached(), false, 1));
        Answer block =
                world.group(
                        TaskWorld.groupOf("app", "x"),
                        new Command.Reserve(world.ticket(), "app", "x", 10, 10_000));
        assertThat(block).isInstanceOf(Answer.Reserved.class);
        long task = world.start(new Task.DropSchemas(List.of("app"), false, true));
        finish();

        Answer outcome = outcome(task);
        assertThat(outcome).isInstanceOf(Answer.Held.class);
        assertThat(((Answer.Held) outcome).untilLogMillis())
                .isEqualTo(world.catalogMillis() + 10_150);
        assertThat(((Answer.Held) outcome).answer()).isInstanceOf(Answer.Done.class);
    }

    @Test
    void reservesNothingOfWhatIsLocked() {
        users();
        createCached("a");
        world.start(drop(false, "a", "b"));
        new TaskRunner(world).run(2);

        assertThat(reserve("a", 1_000)).isEqualTo(Answers.BUSY);
    }

    private void users() {
        world.catalog(new Command.CreateUser(world.ticket(), "owner", false, null));
        world.catalog(new Command.CreateUser(world.ticket(), "other", false, null));
        world.catalog(new Command.CreateUser(world.ticket(), "root", true, null));
    }

    private void create(long user, String name) {
        Answer answer =
                world.group(
                        TaskWorld.groupOf("public", name),
                        as(
                                user,
                                new Command.CreateSequence(
                                        world.ticket(),
                                        "public",
                                        name,
                                        Requests.plain(),
                                        false,
                                        0)));
        assertThat(answer).isEqualTo(Answers.DONE);
    }

    private void createCached(String name) {
        world.group(
                TaskWorld.groupOf("public", name),
                new Command.CreateSequence(
                        world.ticket(), "public", name, Requests.cached(), false, 0));
    }

    private Answer reserve(String name, long validMillis) {
        return world.group(
                TaskWorld.groupOf("public", name),
                new Command.Reserve(world.ticket(), "public", name, 10, validMillis));
    }

    private Answer outcome(long task) {
        Answer outcome = world.outcome(task);
        return outcome == null ? Answers.BUSY : outcome;
    }

    private void finish() {
        TaskRunner last = new TaskRunner(world);
        for (int steps = 0; world.current() != null; steps++) {
            assertThat(steps).as("steps").isLessThan(30);
            last.run(1);
        }
    }

    private static Command as(long user, Command command) {
        return Requests.as(user, command);
    }

    private static Task drop(boolean ifExists, String... names) {
        List<Target> targets = new ArrayList<>();
        for (String name : names) {
            targets.add(new Target("public", name));
        }
        return new Task.DropSequences(targets, ifExists);
    }
}
