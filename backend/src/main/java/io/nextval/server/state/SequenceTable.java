package io.nextval.server.state;

import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import io.nextval.server.command.Command;
import io.nextval.sql.SequenceDefinition;
import io.nextval.wire.SlotRun;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sequences of a group, by id and by name, and the slots it owns. The applying thread only.
 *
 * <p>An id is {@code counter × 4096 + slot}. Each slot counts its sequences from 1 and never counts
 * backwards, DROP or not, so an id names one incarnation of a sequence for ever; and the counters
 * belong to the slots, so this stays true when a slot has another owner one day.
 */
final class SequenceTable {
    /** The greatest counter whose ids are still positive. */
    static final long COUNTER_MAX = Long.MAX_VALUE / Slots.COUNT;

    private final int group;
    private final BitSet owned = new BitSet(Slots.COUNT);
    private final long[] counters = new long[Slots.COUNT];
    private final LongObjectMap<Sequence> byId = new LongObjectHashMap<>();
    private final Map<SequenceName, Sequence> byName = new HashMap<>();

    /** The entry that gave the group its first slots, 0 before it. */
    private long adoptedAtEntry;

    private volatile List<SlotRun> ownedRuns = List.of();

    SequenceTable(int group) {
        this.group = group;
    }

    Answer next(Command.Next command) {
        long id = command.sequenceId();
        if (!owned.get(Slots.ofId(id))) {
            return Answers.MOVED;
        }
        Sequence sequence = byId.get(keyOf(id));
        if (sequence == null) {
            return Refusals.unknownId(id);
        }
        return sequence.next(command.count(), command.atomic());
    }

    Answer nextByName(Command.NextByName command) {
        if (!owned.get(Slots.of(command.schema(), command.name()))) {
            return Answers.MOVED;
        }
        SequenceName name = new SequenceName(command.schema(), command.name());
        Sequence sequence = byName.get(name);
        if (sequence == null) {
            return Refusals.unknownRelation(name);
        }
        return sequence.next(command.count(), command.atomic());
    }

    Answer create(Command.CreateSequence command) {
        int slot = Slots.of(command.schema(), command.name());
        if (!owned.get(slot)) {
            return Answers.MOVED;
        }
        SequenceName name = new SequenceName(command.schema(), command.name());
        if (byName.containsKey(name)) {
            return command.ifNotExists() ? Answers.alreadyExists(name) : Refusals.exists(name);
        }
        SequenceDefinition definition = command.definition();
        String problem = Refusals.problemOf(definition);
        if (problem != null) {
            return Refusals.badDefinition(problem);
        }
        if (byId.size() >= StateLimits.SEQUENCES_PER_GROUP_MAX) {
            return Refusals.tooManySequences(group);
        }
        if (counters[slot] == COUNTER_MAX) {
            return Refusals.slotUsedUp(slot);
        }
        counters[slot]++;
        long id = counters[slot] * Slots.COUNT + slot;
        put(new Sequence(id, name, definition, definition.start(), false));
        return definition.ordered() && definition.cache() > 1
                ? Answers.servedStrictly(name, definition.cache())
                : Answers.DONE;
    }

    Answer drop(Command.DropSequence command) {
        if (!owned.get(Slots.of(command.schema(), command.name()))) {
            return Answers.MOVED;
        }
        SequenceName name = new SequenceName(command.schema(), command.name());
        Sequence sequence = byName.remove(name);
        if (sequence == null) {
            return command.ifExists() ? Answers.doesNotExist(name) : Refusals.unknownSequence(name);
        }
        if (byId.remove(keyOf(sequence.id())) != sequence) {
            throw new BrokenStateException("sequence " + name + " is known by name but not by id");
        }
        return Answers.DONE;
    }

    Answer adopt(int firstSlot, int lastSlot, long entry) {
        if (firstSlot < 0 || lastSlot >= Slots.COUNT || firstSlot > lastSlot) {
            return Refusals.badSlots(
                    "slots " + firstSlot + "…" + lastSlot + " are not a run within 0…4095");
        }
        if (adoptedAtEntry != 0 && adoptedAtEntry != entry) {
            return Answers.unchanged("group " + group + " was given its first slots before");
        }
        own(firstSlot, lastSlot);
        adoptedAtEntry = entry;
        return Answers.DONE;
    }

    void own(int firstSlot, int lastSlot) {
        owned.set(firstSlot, lastSlot + 1);
        ownedRuns = SlotRuns.of(owned, group);
    }

    /** Adds one that was not there before; false if its id or its name was. */
    boolean put(Sequence sequence) {
        return byId.put(keyOf(sequence.id()), sequence) == null
                && byName.put(sequence.name(), sequence) == null;
    }

    boolean owns(int slot) {
        return owned.get(slot);
    }

    /** Any thread. */
    List<SlotRun> ownedRuns() {
        return ownedRuns;
    }

    long counter(int slot) {
        return counters[slot];
    }

    void setCounter(int slot, long counter) {
        counters[slot] = counter;
    }

    long adoptedAtEntry() {
        return adoptedAtEntry;
    }

    void setAdoptedAtEntry(long entry) {
        adoptedAtEntry = entry;
    }

    int size() {
        return byId.size();
    }

    @Nullable Sequence find(long id) {
        return byId.get(keyOf(id));
    }

    /** All ids, ascending: the order of a snapshot. */
    long[] sortedIds() {
        long[] ids = new long[byId.size()];
        int i = 0;
        for (Sequence sequence : byId.values()) {
            ids[i++] = sequence.id();
        }
        Arrays.sort(ids);
        return ids;
    }

    /**
     * Spreads ids over the table, one to one. The table probes neighbours, and ids of neighbouring
     * slots are neighbours, so without this full slots would form long chains.
     */
    private static long keyOf(long id) {
        return id * 0x9E37_79B9_7F4A_7C15L;
    }
}
