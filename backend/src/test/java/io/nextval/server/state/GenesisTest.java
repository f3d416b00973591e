package io.nextval.server.state;

import static io.nextval.server.state.Requests.call;
import static io.nextval.server.state.Requests.createSequence;
import static io.nextval.server.state.Requests.dropSequence;
import static io.nextval.server.state.Requests.next;
import static io.nextval.server.state.Requests.one;
import static io.nextval.server.state.Requests.plain;
import static io.nextval.server.state.Requests.register;
import static io.nextval.server.state.Requests.sqlStateOf;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Batch;
import io.nextval.server.command.Command;
import io.nextval.server.command.NodeRecord;
import io.nextval.wire.SlotRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.UUID;

@Timeout(60)
class GenesisTest {

    @Test
    void aNewGroupOwnsNothingAndSaysSoWithoutUsingTheTicket() {
        GroupState state = GroupState.empty(1);
        one(state, register(1));
        assertThat(one(state, createSequence(call(1), "orders", plain()))).isEqualTo(Answers.MOVED);
        assertThat(one(state, next(call(1), "orders", 1))).isEqualTo(Answers.MOVED);
        assertThat(one(state, next(call(1), 4096, 1))).isEqualTo(Answers.MOVED);
        assertThat(one(state, dropSequence(call(1), "orders"))).isEqualTo(Answers.MOVED);

        one(state, new Command.AdoptSlots(0, 4095));
        assertThat(one(state, createSequence(call(1), "orders", plain()))).isEqualTo(Answers.DONE);
    }

    @Test
    void ownsTheRunsOfTheOneBatchThatGaveThem() {
        GroupState state = GroupState.empty(2);
        state.apply(
                new Batch(
                        0,
                        List.of(
                                new Command.AdoptSlots(100, 199),
                                new Command.AdoptSlots(0, 9),
                                new Command.AdoptSlots(200, 300))));
        List<SlotRun> given = List.of(new SlotRun(0, 9, 2), new SlotRun(100, 300, 2));
        assertThat(state.ownedSlots()).isEqualTo(given);

        Answer late = one(state, new Command.AdoptSlots(400, 500));
        assertThat(late)
                .isEqualTo(
                        new Answer.Done(
                                List.of(
                                        new NoticeText(
                                                "00000",
                                                "group 2 was given its first slots before"))));
        assertThat(GroupState.restore(state.snapshot()).ownedSlots()).isEqualTo(given);
    }

    @Test
    void answersForItsOwnSlotsOnly() {
        int slot = Slots.of("public", "orders");
        GroupState state = GroupState.empty(1);
        one(state, new Command.AdoptSlots(slot, slot));
        one(state, register(1));

        assertThat(one(state, createSequence(call(1), "orders", plain()))).isEqualTo(Answers.DONE);
        assertThat(one(state, createSequence(call(2), "invoices", plain())))
                .isEqualTo(Answers.MOVED);
        assertThat(one(state, next(call(2), 4096 + slot + 1, 1))).isEqualTo(Answers.MOVED);
        assertThat(one(state, next(call(2), 4096 + slot, 1))).isInstanceOf(Answer.Granted.class);
    }

    @Test
    void refusesSlotsThatDoNotExist() {
        GroupState state = GroupState.empty(1);
        assertThat(sqlStateOf(one(state, new Command.AdoptSlots(5, 4)))).isEqualTo("22023");
        assertThat(sqlStateOf(one(state, new Command.AdoptSlots(-1, 4)))).isEqualTo("22023");
        assertThat(sqlStateOf(one(state, new Command.AdoptSlots(0, 4096)))).isEqualTo("22023");
        assertThat(state.ownedSlots()).isEmpty();
    }

    @Test
    void recordsNodesByIdAndNewAddressesOfAKnownOne() {
        GroupState catalog = GroupState.empty(0);
        one(catalog, new Command.RecordNode(node("n2", 2, "b:1")));
        one(catalog, new Command.RecordNode(node("n1", 1, "a:1")));
        one(catalog, new Command.RecordNode(node("n2", 2, "b:2")));

        assertThat(catalog.nodes()).containsExactly(node("n1", 1, "a:1"), node("n2", 2, "b:2"));
    }

    @Test
    void refusesANodeThatLostItsDataFolder() {
        GroupState catalog = GroupState.empty(0);
        one(catalog, new Command.RecordNode(node("n1", 1, "a:1")));

        Answer refused = one(catalog, new Command.RecordNode(node("n1", 7, "a:1")));
        assertThat(sqlStateOf(refused)).isEqualTo("NV004");
        assertThat(Requests.messageOf(refused)).contains("\"n1\"");
        assertThat(catalog.nodes()).containsExactly(node("n1", 1, "a:1"));
    }

    @Test
    void assignsTheSlotsOnce() {
        GroupState catalog = GroupState.empty(0);
        SlotRun low = new SlotRun(0, 2047, 1);
        SlotRun high = new SlotRun(2048, 4095, 2);

        assertThat(one(catalog, new Command.AssignSlots(List.of(high, low))))
                .isEqualTo(Answers.DONE);
        assertThat(one(catalog, new Command.AssignSlots(List.of(new SlotRun(0, 4095, 3)))))
                .isInstanceOf(Answer.Done.class);
        assertThat(catalog.slots()).containsExactly(low, high);
    }

    @Test
    void refusesASlotMapThatContradictsItself() {
        GroupState catalog = GroupState.empty(0);
        SlotRun first = new SlotRun(0, 10, 1);
        for (SlotRun wrong :
                List.of(
                        new SlotRun(10, 20, 2),
                        new SlotRun(20, 19, 2),
                        new SlotRun(20, 4096, 2),
                        new SlotRun(-1, 4, 2),
                        new SlotRun(20, 30, 0))) {
            Answer answer = one(catalog, new Command.AssignSlots(List.of(first, wrong)));
            assertThat(sqlStateOf(answer)).as("%s", wrong).isEqualTo("22023");
        }
        assertThat(catalog.slots()).isEmpty();
    }

    @Test
    void keepsCatalogAndSequencerCommandsApart() {
        GroupState catalog = GroupState.empty(0);
        GroupState sequencer = GroupState.empty(1);
        List<SlotRun> all = List.of(new SlotRun(0, 4095, 1));

        assertThat(sqlStateOf(one(catalog, new Command.AdoptSlots(0, 1)))).isEqualTo("NV005");
        assertThat(sqlStateOf(one(sequencer, new Command.AssignSlots(all)))).isEqualTo("NV005");
        assertThat(sqlStateOf(one(sequencer, new Command.RecordNode(node("n1", 1, "a:1")))))
                .isEqualTo("NV005");
    }

    private static NodeRecord node(String id, long incarnation, String raftAddress) {
        return new NodeRecord(id, new UUID(0, incarnation), raftAddress, "host", 7650, "");
    }
}
