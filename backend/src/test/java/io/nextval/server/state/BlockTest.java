package io.nextval.server.state;

import static io.nextval.server.state.Requests.cached;
import static io.nextval.server.state.Requests.call;
import static io.nextval.server.state.Requests.createSequence;
import static io.nextval.server.state.Requests.dropSequence;
import static io.nextval.server.state.Requests.messageOf;
import static io.nextval.server.state.Requests.next;
import static io.nextval.server.state.Requests.one;
import static io.nextval.server.state.Requests.readyGroup;
import static io.nextval.server.state.Requests.reserve;
import static io.nextval.server.state.Requests.sqlStateOf;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Command;
import io.nextval.server.command.Privileges;
import io.nextval.sql.DataType;
import io.nextval.sql.SequenceDefinition;
import io.nextval.sql.SequenceOptions;
import io.nextval.wire.Ticket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

@Timeout(60)
class BlockTest {
    private static final long START = 100_000;
    private static final long END = START + 10_000 + 100 + 50;

    private final GroupState state = readyGroup();

    @Test
    void setsABlockAsideAndGoesOnBehindIt() {
        one(state, createSequence(call(1), "s", cached()));

        assertThat(one(state, reserve(call(2), "s", 500, 10_000)))
                .isEqualTo(block(1, 500, 10_000, 50));
        assertThat(one(state, next(call(3), "s", 2))).isEqualTo(block(501, 2, 0, 50));
        assertThat(one(state, reserve(call(4), "s", 50, 1))).isEqualTo(block(503, 50, 1, 50));
    }

    @Test
    void tellsAboutTheCacheWithASingleValue() {
        one(state, createSequence(call(1), "s", cached()));
        one(state, createSequence(call(2), "strict", Requests.plain()));

        assertThat(one(state, next(call(3), "s", 1))).isEqualTo(block(1, 1, 0, 50));
        assertThat(one(state, next(call(4), "strict", 1))).isInstanceOf(Answer.Granted.class);
    }

    @Test
    void tellsAboutTheCacheWithTheValuesOfSeveralCallersTogether() {
        one(state, createSequence(call(1), "s", cached()));

        assertThat(one(state, next(call(2), "s", 7))).isEqualTo(block(1, 7, 0, 50));
        assertThat(one(state, new Command.NextByName(call(3), "public", "s", 7, true)))
                .as("all or nothing")
                .isInstanceOf(Answer.Granted.class);
        SequenceOptions noCache = new SequenceOptions(null, null, null, null, null, null, 1L, null);
        one(state, alter(call(4), noCache, false));
        assertThat(one(state, next(call(5), "s", 7))).isInstanceOf(Answer.Granted.class);
    }

    @Test
    void tellsNothingAboutTheCacheWithValuesThatGoOverTheEndOfACycle() {
        one(state, createSequence(call(1), "s", definition(10, 50, false, true)));

        assertThat(one(state, next(call(2), "s", 8))).isEqualTo(block(1, 8, 0, 50));
        assertThat(one(state, next(call(3), "s", 8)))
                .isInstanceOfSatisfying(
                        Answer.Granted.class, granted -> assertThat(granted.wrap()).isNotNull());
    }

    @Test
    void reservesNothingOfAStrictSequence() {
        one(state, createSequence(call(1), "s", Requests.plain()));
        assertThat(one(state, reserve(call(2), "s", 500, 10_000))).isEqualTo(block(0, 0, 0, 1));
        assertThat(one(state, next(call(3), "s", 1)))
                .isInstanceOfSatisfying(
                        Answer.Granted.class, granted -> assertThat(granted.first()).isOne());
        assertThat(one(GroupState.restore(state.snapshot()), reserve(call(2), "s", 500, 10_000)))
                .as("the same again from a snapshot")
                .isEqualTo(block(0, 0, 0, 1));

        one(state, createSequence(call(4), "t", definition(10, 50, true, false)));
        Answer.Reserved ordered = (Answer.Reserved) one(state, reserve(call(5), "t", 9, 10_000));
        assertThat(ordered.count()).isZero();
        assertThat(ordered.validMillis()).isZero();
        assertThat(ordered.cache()).isEqualTo(1);
    }

    @Test
    void isStrictAtOnceWhenTheCacheIsTakenAway() {
        one(state, START, createSequence(call(1), "s", cached()));
        one(state, START, reserve(call(2), "s", 500, 10_000));
        SequenceOptions noCache = new SequenceOptions(null, null, null, null, null, null, 1L, null);

        assertThat(one(state, START, alter(call(3), noCache, false)))
                .isEqualTo(new Answer.Held(END, Answers.DONE));
        assertThat(one(state, START, reserve(call(4), "s", 500, 10_000)))
                .isEqualTo(block(0, 0, 0, 1));
        assertThat(one(state, START, next(call(5), "s", 1)))
                .isInstanceOfSatisfying(
                        Answer.Granted.class,
                        granted -> assertThat(granted.first()).isEqualTo(501));
    }

    @Test
    void endsWhereTheSequenceEnds() {
        one(state, createSequence(call(1), "s", definition(120, 50, false, false)));
        one(state, reserve(call(2), "s", 100, 10_000));

        assertThat(one(state, reserve(call(3), "s", 100, 10_000)))
                .isEqualTo(block(101, 20, 10_000, 50));
        Answer refused = one(state, reserve(call(4), "s", 100, 10_000));
        assertThat(sqlStateOf(refused)).isEqualTo("2200H");
        assertThat(messageOf(refused))
                .isEqualTo("nextval: reached maximum value of sequence \"s\" (120)");
    }

    @Test
    void neverGoesOverTheEndOfACycle() {
        one(state, createSequence(call(1), "s", definition(120, 50, false, true)));
        one(state, reserve(call(2), "s", 100, 10_000));

        assertThat(one(state, reserve(call(3), "s", 100, 10_000)))
                .isEqualTo(block(101, 20, 10_000, 50));
        assertThat(one(state, reserve(call(4), "s", 100, 10_000)))
                .isEqualTo(block(1, 100, 10_000, 50));
    }

    @Test
    void refusesABlockOfNothing() {
        one(state, createSequence(call(1), "s", cached()));
        assertThat(sqlStateOf(one(state, reserve(call(2), "s", 0, 10_000)))).isEqualTo("22023");
        assertThat(sqlStateOf(one(state, reserve(call(3), "gone", 1, 10_000)))).isEqualTo("42P01");
    }

    @Test
    void holdsWhateverTakesSomethingFromDrivers() {
        one(state, START, createSequence(call(1), "s", cached()));
        one(state, START, reserve(call(2), "s", 500, 10_000));

        Answer set = one(state, START + 1, new Command.SetValue(call(3), "public", "s", 9, true));
        assertThat(set).isInstanceOf(Answer.Held.class);
        assertThat(((Answer.Held) set).answer()).isInstanceOf(Answer.Granted.class);
        assertThat(one(state, END - 1, alter(call(4), SequenceOptions.NONE, true)))
                .isEqualTo(new Answer.Held(END, Answers.DONE));
        assertThat(one(state, grant(call(5), true))).isEqualTo(new Answer.Held(END, Answers.DONE));
        assertThat(one(state, new Command.SetSequenceOwner(call(6), "public", "s", 4)))
                .isEqualTo(new Answer.Held(END, Answers.DONE));
        assertThat(one(state, dropSequence(call(7), "s")))
                .isEqualTo(new Answer.Held(END, Answers.DONE));
    }

    @Test
    void holdsNothingElse() {
        one(state, START, createSequence(call(1), "s", cached()));
        one(state, START, reserve(call(2), "s", 500, 10_000));

        assertThat(one(state, grant(call(3), false))).isEqualTo(Answers.DONE);
        assertThat(one(state, new Command.CommentSequence(call(4), "public", "s", "c")))
                .isEqualTo(Answers.DONE);
        assertThat(sqlStateOf(one(state, new Command.SetValue(call(5), "public", "s", 0, true))))
                .isEqualTo("22003");
        assertThat(one(state, END, alter(call(6), SequenceOptions.NONE, true)))
                .isEqualTo(Answers.DONE);
    }

    @Test
    void remembersBlocksInSnapshotsAndThroughAlterations() {
        one(state, START, createSequence(call(1), "s", cached()));
        one(state, START, reserve(call(2), "s", 500, 10_000));
        one(state, START, reserve(call(3), "s", 500, 1)); // a shorter one changes nothing
        one(state, START, alter(call(4), SequenceOptions.NONE, true));

        GroupState restored = GroupState.restore(state.snapshot());
        assertThat(one(restored, dropSequence(call(5), "s")))
                .isEqualTo(new Answer.Held(END, Answers.DONE));
    }

    private static Command alter(Ticket ticket, SequenceOptions options, boolean restart) {
        return new Command.AlterSequence(ticket, "public", "s", false, options, restart, null);
    }

    private static Command grant(Ticket ticket, boolean revoke) {
        return new Command.GrantOnSequence(
                ticket, "public", "s", revoke, Privileges.USAGE, List.of(5L));
    }

    private static SequenceDefinition definition(
            long max, long cache, boolean ordered, boolean cycle) {
        return new SequenceDefinition(DataType.BIGINT, 1, 1, 1, max, cycle, cache, ordered);
    }

    private Answer block(long first, long count, long validMillis, long cache) {
        SequenceInfo info = state.sequenceInfos().get(0);
        return new Answer.Reserved(info.id(), first, count, 1, validMillis, cache);
    }
}
