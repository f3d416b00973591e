package io.nextval.server.state;

import static io.nextval.server.state.Requests.call;
import static io.nextval.server.state.Requests.createSequence;
import static io.nextval.server.state.Requests.dropSequence;
import static io.nextval.server.state.Requests.messageOf;
import static io.nextval.server.state.Requests.next;
import static io.nextval.server.state.Requests.one;
import static io.nextval.server.state.Requests.plain;
import static io.nextval.server.state.Requests.readyGroup;
import static io.nextval.server.state.Requests.sqlStateOf;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Command;
import io.nextval.sql.DataType;
import io.nextval.sql.SequenceDefinition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

@Timeout(60)
class DefinitionTest {
    private final GroupState state = readyGroup();
    private long calls;

    @Test
    void givesAnIdThatNamesTheSlotAndIsNeverUsedAgain() {
        int slot = Slots.of("public", "orders");
        one(state, createSequence(call(++calls), "orders", plain()));
        assertThat(idOf("orders")).isEqualTo(4096L + slot);

        one(state, dropSequence(call(++calls), "orders"));
        one(state, createSequence(call(++calls), "orders", plain()));
        assertThat(idOf("orders")).isEqualTo(2 * 4096L + slot);

        Answer old = one(state, next(call(++calls), 4096L + slot, 1));
        assertThat(sqlStateOf(old)).isEqualTo("42P01");
        assertThat(messageOf(old))
                .isEqualTo("sequence with id " + (4096L + slot) + " does not exist");
    }

    @Test
    void servesTheSameSequenceByIdAndByName() {
        one(state, createSequence(call(++calls), "orders", plain()));
        long id = idOf("orders");

        assertThat(one(state, next(call(++calls), id, 2)))
                .isEqualTo(new Answer.Granted(id, 2, 2, 1, null));
        assertThat(one(state, next(call(++calls), "orders", 1)))
                .isEqualTo(new Answer.Granted(id, 4, 1, 1, null));
    }

    @Test
    void refusesANameThatIsTakenUnlessToldNotTo() {
        one(state, createSequence(call(++calls), "orders", plain()));

        Answer refused = one(state, createSequence(call(++calls), "orders", plain()));
        assertThat(sqlStateOf(refused)).isEqualTo("42P07");
        assertThat(messageOf(refused)).isEqualTo("relation \"orders\" already exists");
        Command lenient =
                new Command.CreateSequence(call(++calls), "public", "orders", plain(), true, 0);
        assertThat(one(state, lenient))
                .isEqualTo(done("42P07", "relation \"orders\" already exists, skipping"));
    }

    @Test
    void keepsTheSameNameInTwoSchemasApart() {
        one(state, createSequence(call(++calls), "orders", plain()));
        Command other =
                new Command.CreateSequence(call(++calls), "app", "orders", plain(), false, 1);
        assertThat(one(state, other)).isEqualTo(Answers.DONE);
        one(state, dropSequence(call(++calls), "orders"));

        Command next = new Command.NextByName(call(++calls), "app", "orders", 1, false);
        assertThat(one(state, next)).isInstanceOf(Answer.Granted.class);
    }

    @Test
    void namesWhatDoesNotExist() {
        Answer next = one(state, next(call(++calls), "none", 1));
        assertThat(messageOf(next)).isEqualTo("relation \"none\" does not exist");
        Answer drop = one(state, dropSequence(call(++calls), "none"));
        assertThat(sqlStateOf(drop)).isEqualTo("42P01");
        assertThat(messageOf(drop)).isEqualTo("sequence \"none\" does not exist");
        Answer other = one(state, new Command.DropSequence(call(++calls), "app", "none", false));
        assertThat(messageOf(other)).isEqualTo("sequence \"app.none\" does not exist");
        assertThat(one(state, new Command.DropSequence(call(++calls), "public", "none", true)))
                .isEqualTo(done("00000", "sequence \"none\" does not exist, skipping"));
    }

    @Test
    void warnsThatCacheHasNoEffectOnAnOrderedSequence() {
        Answer warned = one(state, createSequence(call(++calls), "a", cached(1000, true)));
        assertThat(warned)
                .isEqualTo(
                        done(
                                "01000",
                                "sequence \"a\" is ORDER: it is served in strict order, and CACHE"
                                        + " 1000 has no effect"));
        assertThat(one(state, createSequence(call(++calls), "b", cached(1000, false))))
                .isEqualTo(Answers.DONE);
        assertThat(one(state, createSequence(call(++calls), "c", cached(1, true))))
                .isEqualTo(Answers.DONE);
    }

    @Test
    void refusesADefinitionThatNoParserWouldLetThrough() {
        refused("INCREMENT must not be zero", DataType.BIGINT, 1, 0, 1, 9, 1);
        refused("MINVALUE (9) must be less than MAXVALUE (9)", DataType.BIGINT, 9, 1, 9, 9, 1);
        refused("START value (0) cannot be less than MINVALUE (1)", DataType.BIGINT, 0, 1, 1, 9, 1);
        refused(
                "START value (10) cannot be greater than MAXVALUE (9)",
                DataType.BIGINT,
                10,
                1,
                1,
                9,
                1);
        refused("CACHE (0) must be greater than zero", DataType.BIGINT, 1, 1, 1, 9, 0);
        refused(
                "MAXVALUE (32768) is out of range for sequence data type smallint",
                DataType.SMALLINT,
                1,
                1,
                1,
                32_768,
                1);
        refused(
                "MINVALUE (-2147483649) is out of range for sequence data type integer",
                DataType.INTEGER,
                1,
                1,
                -2_147_483_649L,
                9,
                1);
    }

    private void refused(
            String message, DataType type, long start, long inc, long min, long max, long cache) {
        SequenceDefinition definition =
                new SequenceDefinition(type, start, inc, min, max, true, cache, true);
        Answer answer = one(state, createSequence(call(++calls), "bad", definition));
        assertThat(sqlStateOf(answer)).isEqualTo("22023");
        assertThat(messageOf(answer)).isEqualTo(message);
    }

    private long idOf(String name) {
        return ((Answer.Granted) one(state, next(call(++calls), name, 1))).sequenceId();
    }

    private static SequenceDefinition cached(long cache, boolean ordered) {
        return new SequenceDefinition(DataType.BIGINT, 1, 1, 1, 99, false, cache, ordered);
    }

    private static Answer done(String sqlState, String message) {
        return new Answer.Done(List.of(new NoticeText(sqlState, message)));
    }
}
