package io.nextval.server.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Command;
import io.nextval.sql.DataType;
import io.nextval.sql.SequenceDefinition;
import io.nextval.sql.SequenceOptions;
import io.nextval.wire.Ticket;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/** Blocks and single values of one sequence, and what its owner does to it meanwhile. */
class BlockPropertyTest {
    private static final int LENGTH = 3_000;
    private static int blocks;
    private static int helds;

    private record Asked(Command command, Answer answer) {}

    private final BitSet given = new BitSet();
    private final List<Asked> history = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom();
    private GroupState state = Requests.readyGroup();
    private long now;
    private long calls;

    /** Until when blocks are good, and a hundredth and 50 ms more, as the rule says. */
    private long blockUntil;

    @Property(tries = 1_000)
    void handsOutEachValueOnceAndLeavesNoneOut(@ForAll long seed) {
        start(seed, false);
        for (int i = 0; i < 120; i++) {
            Answer answer = step();
            if (answer instanceof Answer.Reserved r) {
                take(r.first(), r.count(), r.increment());
            } else if (answer instanceof Answer.Granted g) {
                take(g.first(), g.count(), g.increment());
            }
            if (random.nextInt(30) == 0) {
                state = GroupState.restore(state.snapshot());
            }
        }
        assertThat(given.cardinality()).isEqualTo(given.length());
    }

    @Property(tries = 1_000)
    void losesNothingToReservationsWhileTheSequenceIsStrict(@ForAll long seed) {
        start(seed, false);
        boolean strict = false;
        for (int i = 0; i < 120; i++) {
            if (random.nextInt(8) == 0) {
                strict = !strict;
                ask(cache(strict ? 1 : 50));
            }
            boolean reserves = random.nextBoolean();
            int count = random.nextInt(1, 20);
            Answer answer =
                    ask(
                            reserves
                                    ? Requests.reserve(ticket(), "s", count, 10_000)
                                    : Requests.next(ticket(), "s", count));
            if (answer instanceof Answer.Reserved r) {
                assertThat(r.count() == 0).isEqualTo(strict);
                take(r.first(), r.count(), r.increment());
            } else if (answer instanceof Answer.Granted g) {
                assertThat(reserves).isFalse();
                take(g.first(), g.count(), g.increment());
            }
        }
        assertThat(given.cardinality()).isEqualTo(given.length());
    }

    @Property(tries = 1_000)
    void neverGoesOverTheEndOfACycle(@ForAll long seed) {
        start(seed, true);
        for (int i = 0; i < 120; i++) {
            if (step() instanceof Answer.Reserved r) {
                long last = r.first() + (r.count() - 1) * r.increment();
                assertThat(List.of(r.first(), last))
                        .allMatch(value -> value >= 1 && value <= LENGTH);
            }
        }
    }

    @Property(tries = 1_000)
    void holdsWhatTheOwnerDoesUntilNoBlockIsGoodAnyMore(@ForAll long seed) {
        start(seed, true);
        for (int i = 0; i < 120; i++) {
            if (random.nextInt(4) != 0) {
                step();
                continue;
            }
            Command command = ownersCommand();
            Answer answer = ask(command);
            if (blockUntil > now) {
                assertThat(answer).isInstanceOf(Answer.Held.class);
                assertThat(((Answer.Held) answer).untilLogMillis()).isEqualTo(blockUntil);
                helds++;
            } else {
                assertThat(answer).isNotInstanceOf(Answer.Held.class);
            }
        }
    }

    @AfterContainer
    static void sawBlocksAndHolds() {
        assertThat(blocks).isGreaterThan(10_000);
        assertThat(helds).isGreaterThan(5_000);
    }

    private void start(long seed, boolean cycle) {
        random = new SplittableRandom(seed);
        state = Requests.readyGroup();
        given.clear();
        history.clear();
        calls = 0;
        now = 0;
        blockUntil = 0;
        long increment = random.nextBoolean() ? 1 : -1;
        long start = increment > 0 ? 1 : LENGTH;
        ask(
                Requests.createSequence(
                        ticket(),
                        "s",
                        new SequenceDefinition(
                                DataType.BIGINT, start, increment, 1, LENGTH, cycle, 50, false)));
    }

    /** A request of a driver: a new one, or one that was asked before. */
    private Answer step() {
        now += random.nextInt(10) == 0 ? 20_000 : random.nextInt(300);
        if (random.nextInt(5) == 0 && !history.isEmpty()) {
            Asked old = history.get(random.nextInt(history.size()));
            assertThat(Requests.one(state, now, old.command())).isEqualTo(old.answer());
            return Answers.DONE;
        }
        int count = random.nextInt(1, 80);
        if (random.nextBoolean()) {
            return ask(Requests.next(ticket(), "s", random.nextBoolean() ? 1 : count));
        }
        long valid = random.nextInt(1, 12_000);
        Answer answer = ask(Requests.reserve(ticket(), "s", count, valid));
        if (answer instanceof Answer.Reserved reserved) {
            assertThat(reserved.count()).isBetween(1L, (long) count);
            assertThat(reserved.validMillis()).isEqualTo(valid);
            blockUntil = Math.max(blockUntil, now + valid + valid / 100 + 50);
            blocks++;
        }
        return answer;
    }

    private Command ownersCommand() {
        return switch (random.nextInt(3)) {
            case 0 -> new Command.SetValue(ticket(), "public", "s", 7, random.nextBoolean());
            case 1 -> new Command.SetSequenceOwner(ticket(), "public", "s", ++calls);
            default ->
                    new Command.AlterSequence(
                            ticket(), "public", "s", false, SequenceOptions.NONE, true, null);
        };
    }

    private Command cache(long values) {
        SequenceOptions options =
                new SequenceOptions(null, null, null, null, null, null, values, null);
        return new Command.AlterSequence(ticket(), "public", "s", false, options, false, null);
    }

    private Answer ask(Command command) {
        Answer answer = Requests.one(state, now, command);
        history.add(new Asked(command, answer));
        return answer;
    }

    /** Values count from the end at which the sequence started. */
    private void take(long first, long count, long increment) {
        if (count == 0) {
            return;
        }
        long from = increment > 0 ? first - 1 : LENGTH - first;
        assertThat(given.nextSetBit((int) from)).as("a value at or behind %s", first).isEqualTo(-1);
        given.set((int) from, (int) (from + count));
    }

    private Ticket ticket() {
        calls++;
        return Requests.call(calls);
    }
}
