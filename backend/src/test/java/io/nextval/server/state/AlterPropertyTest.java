package io.nextval.server.state;

import static io.nextval.server.state.Requests.call;
import static io.nextval.server.state.Requests.createSequence;
import static io.nextval.server.state.Requests.messageOf;
import static io.nextval.server.state.Requests.one;
import static io.nextval.server.state.Requests.readyGroup;
import static io.nextval.server.state.Requests.sqlStateOf;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Command;
import io.nextval.sql.SequenceDefinition;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

import java.util.Objects;
import java.util.SplittableRandom;

/** Chains of ALTER SEQUENCE against PostgreSQL's rules in integers without bounds. */
class AlterPropertyTest {
    private static long taken;
    private static long refused;

    @Property(tries = 10_000)
    void everyAlterIsWhatPostgresqlMakesOfIt(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        GroupState state = readyGroup();
        one(state, createSequence(call(1), "s", Requests.plain()));
        for (int i = 2; i < 12; i++) {
            if (random.nextInt(3) == 0) {
                one(state, Requests.next(call(100 + i), "s", random.nextInt(1, 9)));
            }
            SequenceInfo before = info(state);
            boolean restart = random.nextInt(3) == 0;
            Command.AlterSequence alter =
                    new Command.AlterSequence(
                            call(i),
                            "public",
                            "s",
                            false,
                            RandomOptions.next(random),
                            restart,
                            restart && random.nextBoolean() ? RandomOptions.value(random) : null);
            PostgresAlter expected =
                    new PostgresAlter(before.definition(), before.lastValue(), before.isCalled());
            expected.run(alter);

            Answer answer = one(state, alter);

            if (expected.error != null) {
                assertThat(messageOf(answer)).isEqualTo(expected.error);
                assertThat(sqlStateOf(answer)).isEqualTo("22023");
                assertThat(info(state)).isEqualTo(before);
                refused++;
            } else {
                assertThat(answer).isInstanceOf(Answer.Done.class);
                assertSame(expected, info(state));
                assertThat(info(state).epoch()).isEqualTo(before.epoch() + 1);
                assertThat(info(state).id()).isEqualTo(before.id());
                taken++;
            }
        }
    }

    @AfterContainer
    static void hadBothToCheck() {
        assertThat(taken).isGreaterThan(10_000);
        assertThat(refused).isGreaterThan(10_000);
    }

    private static SequenceInfo info(GroupState state) {
        return Objects.requireNonNull(state.sequenceInfo("public", "s"));
    }

    private static void assertSame(PostgresAlter expected, SequenceInfo info) {
        SequenceDefinition d = info.definition();
        assertThat(d.dataType()).isEqualTo(expected.type);
        assertThat(d.start()).isEqualTo(expected.start.longValueExact());
        assertThat(d.increment()).isEqualTo(expected.increment.longValueExact());
        assertThat(d.minValue()).isEqualTo(expected.min.longValueExact());
        assertThat(d.maxValue()).isEqualTo(expected.max.longValueExact());
        assertThat(d.cache()).isEqualTo(expected.cache.longValueExact());
        assertThat(d.cycle()).isEqualTo(expected.cycle);
        assertThat(info.lastValue()).isEqualTo(expected.last.longValueExact());
        assertThat(info.isCalled()).isEqualTo(expected.called);
    }
}
