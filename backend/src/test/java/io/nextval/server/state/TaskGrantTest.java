package io.nextval.server.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Command;
import io.nextval.server.command.CommandLimits;
import io.nextval.server.command.GrantChange;
import io.nextval.server.command.Privileges;
import io.nextval.server.command.Target;
import io.nextval.server.command.Task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** GRANT and REVOKE on several sequences, of two groups, with nodes that die at any step. */
@Timeout(120)
class TaskGrantTest {
    private static final int USAGE = Privileges.USAGE;
    private static final long OWNER = 1;
    private static final long OTHER = 2;
    private static final long THIRD = 3;

    /** More steps than a task has. */
    private static final int STEPS = 10;

    private TaskWorld world = TaskWorld.empty();

    @Test
    void grantsOnAllOfThemWhereverNodesDie() {
        for (int first = 0; first <= STEPS; first++) {
            for (int second = 0; second <= STEPS; second++) {
                start();
                long task = world.start(OWNER, grant(false, "a", "b", "c"));
                new TaskRunner(world).run(first);
                world = world.copy(); // everything restarts from snapshots
                new TaskRunner(world).run(second);
                finish();

                assertThat(world.outcome(task)).isEqualTo(Answers.DONE);
                assertMay(THIRD, true, "a", "b", "c");
                assertThat(world.drop("public", "a")).isEqualTo(Answers.DONE);
            }
        }
    }

    @Test
    void grantsOnNoneIfOneIsMissingWhateverTwoNodesDo() {
        for (int order = 0; order < 1 << STEPS; order++) {
            start();
            long task = world.start(OWNER, grant(false, "a", "gone", "b"));
            TaskRunner[] nodes = {new TaskRunner(world), new TaskRunner(world)};
            for (int step = 0; step < STEPS; step++) {
                nodes[(order >> step) & 1].run(1);
            }
            finish();

            assertThat(Requests.sqlStateOf(outcome(task))).isEqualTo("42P01");
            assertMay(THIRD, false, "a", "b", "c");
        }
    }

    /** As PostgreSQL: all names are looked up first, then each is looked at. */
    @Test
    void namesTheFirstProblemAsPostgresDoes() {
        start();
        create(OTHER, "x");
        create(OTHER, "y");
        assertThat(asked(OWNER, grant(false, "x", "gone")))
                .isEqualTo(Refusals.unknownRelation(new SequenceName("public", "gone")));
        assertThat(asked(OWNER, grant(false, "a", "y", "x")))
                .isEqualTo(AccessRefusals.denied("sequence y"));
        assertMay(THIRD, false, "a", "x", "y");
    }

    @Test
    void passesOverWhatTheUserMayUseButNotGrant() {
        start();
        create(OTHER, "x");
        create(OTHER, "y");
        assertThat(asked(OTHER, change(false, USAGE, List.of(OWNER), "x", "y")))
                .isEqualTo(Answers.DONE);

        assertThat(asked(OWNER, grant(false, "y", "a", "x", "y")))
                .isEqualTo(
                        new Answer.Done(
                                List.of(
                                        AccessRefusals.passedOver("\"y\"", false),
                                        AccessRefusals.passedOver("\"x\"", false),
                                        AccessRefusals.passedOver("\"y\"", false))));
        assertMay(THIRD, true, "a");
        assertMay(THIRD, false, "x", "y");
        assertThat(asked(OWNER, grant(true, "x", "a")))
                .isEqualTo(new Answer.Done(List.of(AccessRefusals.passedOver("\"x\"", true))));
        assertMay(THIRD, false, "a");
    }

    @Test
    void grantsOnAllThatThereAreInASchema() {
        start();
        world.createSchema("app");
        world.create("app", "inside");
        GrantChange usage = new GrantChange(false, USAGE, List.of(THIRD));
        assertThat(asked(0, new Task.GrantInSchemas(List.of("public", "public"), usage)))
                .isEqualTo(Answers.DONE);
        assertMay(THIRD, true, "a", "b", "c");
        assertThat(may(THIRD, "app", "inside")).isFalse();
        create(OWNER, "later");
        assertMay(THIRD, false, "later");

        assertThat(asked(0, new Task.GrantInSchemas(List.of("app", "none"), usage)))
                .isEqualTo(Refusals.unknownSchema("none"));
        assertThat(asked(OTHER, new Task.GrantInSchemas(List.of("app"), usage)))
                .isEqualTo(AccessRefusals.denied("sequence inside"));
        assertThat(may(THIRD, "app", "inside")).isFalse();
    }

    /** What is said of those that are passed over does not grow without a limit. */
    @Test
    void warnsOfTheFirstOnesInASchemaOnly() {
        start();
        GrantChange toOther = new GrantChange(false, USAGE, List.of(OTHER));
        for (int i = 0; i < 2 * StateLimits.DEPENDENTS_NAMED_MAX; i++) {
            create(OWNER, "many" + i);
        }
        assertThat(asked(OWNER, new Task.GrantInSchemas(List.of("public"), toOther)))
                .isEqualTo(Answers.DONE);
        Answer.Done warned =
                (Answer.Done) asked(OTHER, new Task.GrantInSchemas(List.of("public"), toOther));
        assertThat(warned.notices()).hasSize(StateLimits.DEPENDENTS_NAMED_MAX + 1);
        assertThat(warned.notices().get(StateLimits.DEPENDENTS_NAMED_MAX).message())
                .isEqualTo(
                        "no privileges were granted for "
                                + (StateLimits.DEPENDENTS_NAMED_MAX + 3)
                                + " other sequences");
    }

    @Test
    void holdsARevokeAsLongAsAnyBlockMayBeUsedAndNoGrant() {
        for (int died = 0; died < STEPS; died++) {
            start();
            world.passes(100_000);
            createCached("x");
            createCached("y");
            reserve("x", 5_000);
            world.passes(500);
            reserve("y", 8_000);
            world.passes(100);
            long task = world.start(change(died % 2 == 0, USAGE, List.of(THIRD), "x", "y"));
            new TaskRunner(world).run(died);
            world = world.copy();
            finish();

            long until = world.catalogMillis() + 8_000 + 80 + 50 - 100;
            assertThat(world.outcome(task))
                    .isEqualTo(died % 2 == 0 ? new Answer.Held(until, Answers.DONE) : Answers.DONE);
        }
    }

    @Test
    void drawsGoOnMeanwhileAndNothingIsReservedUnderARevoke() {
        for (boolean revoke : new boolean[] {false, true}) {
            start();
            createCached("x");
            world.start(change(revoke, USAGE, List.of(THIRD), "x", "a"));
            new TaskRunner(world).run(2);

            assertThat(world.next("public", "x")).isInstanceOf(Answer.Reserved.class);
            assertThat(world.next("public", "a")).isInstanceOf(Answer.Granted.class);
            assertThat(world.drop("public", "x")).isEqualTo(Answers.BUSY);
            assertThat(one(OWNER, "a")).isEqualTo(Answers.BUSY);
            Answer reserved = reserve("x", 1_000);
            assertThat(reserved.equals(Answers.BUSY)).isEqualTo(revoke);
            world = world.copy();
            assertThat(world.drop("public", "x")).isEqualTo(Answers.BUSY);
            finish();
            assertThat(world.drop("public", "a")).isEqualTo(Answers.DONE);
        }
    }

    @Test
    void refusesMoreGrantsThanASequenceMayHave() {
        start();
        List<Long> most = LongStream.rangeClosed(10, 9 + CommandLimits.GRANTS_MAX).boxed().toList();
        assertThat(asked(OWNER, change(false, USAGE, most, "a", "b"))).isEqualTo(Answers.DONE);
        Answer refused = asked(OWNER, change(false, USAGE, List.of(THIRD), "c", "a"));

        assertThat(refused).isEqualTo(AccessRefusals.tooManyGrants("sequence a"));
        assertMay(THIRD, false, "a", "b", "c");
        assertThat(asked(OWNER, change(true, USAGE, most, "a", "b"))).isEqualTo(Answers.DONE);
        assertThat(asked(OWNER, grant(false, "a", "b"))).isEqualTo(Answers.DONE);
    }

    private void start() {
        world = TaskWorld.empty();
        for (String user : List.of("owner", "other", "third")) {
            world.catalog(new Command.CreateUser(world.ticket(), user, false, null));
        }
        create(OWNER, "a");
        create(OWNER, "b");
        create(OWNER, "c");
        assertThat(TaskWorld.groupOf("public", "a")).isNotEqualTo(groupOfAnother());
    }

    private static int groupOfAnother() {
        return TaskWorld.groupOf("public", "b") == TaskWorld.groupOf("public", "a")
                ? TaskWorld.groupOf("public", "c")
                : TaskWorld.groupOf("public", "b");
    }

    private void create(long user, String name) {
        assertThat(
                        world.group(
                                TaskWorld.groupOf("public", name),
                                Requests.as(
                                        user,
                                        Requests.createSequence(
                                                world.ticket(), name, Requests.plain()))))
                .isEqualTo(Answers.DONE);
    }

    private void createCached(String name) {
        world.group(
                TaskWorld.groupOf("public", name),
                Requests.createSequence(world.ticket(), name, Requests.cached()));
    }

    private Answer reserve(String name, long validMillis) {
        return world.group(
                TaskWorld.groupOf("public", name),
                Requests.reserve(world.ticket(), name, 10, validMillis));
    }

    /** GRANT on one sequence, which does not need a task. */
    private Answer one(long user, String name) {
        return world.group(
                TaskWorld.groupOf("public", name),
                Requests.as(
                        user,
                        new Command.GrantOnSequence(
                                world.ticket(), "public", name, false, USAGE, List.of(THIRD))));
    }

    private Answer asked(long user, Task task) {
        long id = user == 0 ? world.start(task) : world.start(user, task);
        finish();
        return outcome(id);
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

    private void assertMay(long user, boolean may, String... names) {
        for (String name : names) {
            assertThat(may(user, "public", name)).as(name).isEqualTo(may);
        }
    }

    private boolean may(long user, String schema, String name) {
        TaskWorld asked = world.copy();
        Answer answer =
                asked.group(
                        TaskWorld.groupOf(schema, name),
                        Requests.as(
                                user,
                                new Command.NextByName(asked.ticket(), schema, name, 1, true)));
        return answer instanceof Answer.Granted;
    }

    private static Task grant(boolean revoke, String... names) {
        return change(revoke, USAGE, List.of(THIRD), names);
    }

    private static Task change(boolean revoke, int privileges, List<Long> users, String... names) {
        List<Target> targets = new ArrayList<>();
        Arrays.stream(names).forEach(name -> targets.add(new Target("public", name)));
        return new Task.GrantOnSequences(targets, new GrantChange(revoke, privileges, users));
    }
}
