package io.nextval.server.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Target;
import io.nextval.server.command.Task;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

/**
 * Tasks with nodes that die at any step, with two nodes that both work on them in any order of
 * their steps, and with somebody else's request at any point between.
 */
@Timeout(120)
class TaskInterleavingTest {
    private static final String LEFT = nameIn(1);
    private static final String RIGHT = nameIn(2);

    /** More than a task has, so that the last ways go over its end. */
    private static final int STEPS = 10;

    /** What is dropped, and whether that can be. */
    private enum Drop {
        BOTH(true),
        ONE_MISSING(false),
        ONE_PASSED_OVER(true),
        SCHEMA(false),
        SCHEMA_CASCADE(true);

        final boolean commits;

        Drop(boolean commits) {
            this.commits = commits;
        }

        Task task() {
            return switch (this) {
                case BOTH -> new Task.DropSequences(targets(LEFT, RIGHT), false);
                case ONE_MISSING -> new Task.DropSequences(targets(LEFT, "missing", RIGHT), false);
                case ONE_PASSED_OVER ->
                        new Task.DropSequences(targets(LEFT, "missing", RIGHT), true);
                case SCHEMA -> new Task.DropSchemas(List.of("app"), false, false);
                case SCHEMA_CASCADE -> new Task.DropSchemas(List.of("app"), false, true);
            };
        }
    }

    /** What somebody else asks for in between. */
    private enum Other {
        NEXT,
        CREATE,
        CREATE_MISSING,
        CREATE_RIGHT,
        DROP,
        CREATE_SCHEMA;

        Answer ask(TaskWorld world) {
            return switch (this) {
                case NEXT -> world.next("app", LEFT);
                case CREATE -> world.create("app", LEFT);
                case CREATE_MISSING -> world.create("app", "missing", 1);
                case CREATE_RIGHT -> world.create("app", RIGHT, 1);
                case DROP -> world.drop("app", RIGHT);
                case CREATE_SCHEMA -> world.createSchema("app");
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAllOrNothingWhereverNodesDie(Drop drop) {
        for (int first = 0; first <= STEPS; first++) {
            for (int second = 0; second <= STEPS; second++) {
                TaskWorld world = world();
                long task = world.start(drop.task());
                new TaskRunner(world).run(first);
                world = world.copy(); // everything restarts from snapshots
                new TaskRunner(world).run(second);
                finish(world);
                assertEnd(world, drop, task);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAllOrNothingInEveryOrderOfTheStepsOfTwoNodes(Drop drop) {
        for (int order = 0; order < 1 << STEPS; order++) {
            TaskWorld world = world();
            long task = world.start(drop.task());
            TaskRunner[] nodes = {new TaskRunner(world), new TaskRunner(world)};
            for (int step = 0; step < STEPS; step++) {
                nodes[(order >> step) & 1].run(1);
                assertNothingIsSeenInPart(world, drop);
            }
            finish(world);
            assertEnd(world, drop, task);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAllOrNothingWhateverOthersDoInBetween(Drop drop) {
        int busy = 0;
        for (Other other : Other.values()) {
            for (int at = 0; at <= STEPS; at++) {
                TaskWorld world = world();
                long task = world.start(drop.task());
                new TaskRunner(world).run(at);
                boolean over = world.current() == null;
                Answer answer = other.ask(world);
                busy += answer.equals(Answers.BUSY) ? 1 : 0;
                finish(world);

                boolean done = world.outcome(task) instanceof Answer.Done;
                boolean made = answer instanceof Answer.Done;
                if (over) {
                    assertThat(done).isEqualTo(drop.commits);
                } else if (done && drop.task() instanceof Task.DropSchemas) {
                    for (String name : List.of(LEFT, RIGHT, "missing")) {
                        assertThat(world.exists("app", name)).isFalse();
                    }
                } else if (done) { // who came when it was gone already could make another
                    assertThat(world.exists("app", LEFT)).isEqualTo(made && other == Other.CREATE);
                    assertThat(world.exists("app", RIGHT))
                            .isEqualTo(made && other == Other.CREATE_RIGHT);
                } else {
                    assertThat(world.exists("app", LEFT)).isTrue();
                    assertThat(world.exists("app", RIGHT))
                            .isEqualTo(!(made && other == Other.DROP));
                }
                assertNothingIsLocked(world);
            }
        }
        assertThat(busy).as("requests that met a lock").isGreaterThan(5);
    }

    /** Two requests one after the other: none is told "gone" when another was told "there". */
    private static void assertNothingIsSeenInPart(TaskWorld now, Drop drop) {
        TaskWorld world = now.copy();
        Answer left = world.next("app", LEFT);
        Answer right = world.next("app", RIGHT);
        boolean served = left instanceof Answer.Granted || right instanceof Answer.Granted;
        boolean gone = left instanceof Answer.Rejected || right instanceof Answer.Rejected;
        assertThat(served && gone).as("%s and %s", left, right).isFalse();
        assertThat(gone && !drop.commits).isFalse();
    }

    private static void assertEnd(TaskWorld world, Drop drop, long task) {
        Answer outcome = world.outcome(task);
        assertThat(outcome instanceof Answer.Done).as("%s", outcome).isEqualTo(drop.commits);
        assertThat(world.exists("app", LEFT)).isEqualTo(!drop.commits);
        assertThat(world.exists("app", RIGHT)).isEqualTo(!drop.commits);
        assertThat(world.exists("app", "missing")).isFalse();
        boolean schemaThere = world.schemas().contains(new SchemaInfo("app", 1));
        assertThat(schemaThere).isEqualTo(drop != Drop.SCHEMA_CASCADE);
        assertNothingIsLocked(world);
    }

    /** What is there can be used again, and what is not can be created. */
    private static void assertNothingIsLocked(TaskWorld world) {
        if (world.schemas().stream().noneMatch(schema -> schema.name().equals("app"))) {
            assertThat(world.create("app", LEFT, 1)).isEqualTo(Answers.BUSY);
            assertThat(world.createSchema("app")).isEqualTo(Answers.DONE);
        }
        for (String name : List.of(LEFT, RIGHT, "missing")) {
            assertThat(world.create("app", name)).isNotEqualTo(Answers.BUSY);
            assertThat(world.next("app", name)).isInstanceOf(Answer.Granted.class);
        }
    }

    private static void finish(TaskWorld world) {
        TaskRunner last = new TaskRunner(world);
        for (int steps = 0; world.current() != null; steps++) {
            assertThat(steps).as("steps").isLessThan(30);
            last.run(1);
        }
    }

    private static TaskWorld world() {
        TaskWorld world = TaskWorld.empty();
        assertThat(world.createSchema("app")).isEqualTo(Answers.DONE);
        assertThat(world.create("app", LEFT)).isEqualTo(Answers.DONE);
        assertThat(world.create("app", RIGHT)).isEqualTo(Answers.DONE);
        return world;
    }

    private static List<Target> targets(String... names) {
        List<Target> targets = new ArrayList<>();
        for (String name : names) {
            targets.add(new Target("app", name));
        }
        return targets;
    }

    private static String nameIn(int group) {
        for (int i = 0; ; i++) {
            if (TaskWorld.groupOf("app", "s" + i) == group) {
                return "s" + i;
            }
        }
    }
}
