package io.nextval.server.state;

import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import io.nextval.server.command.Command;
import io.nextval.sql.SequenceDefinition;
import io.nextval.wire.SlotRun;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

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
    private final Locks locks;
    private final BitSet owned = new BitSet(Slots.COUNT);
    private final long[] counters = new long[Slots.COUNT];
    private final LongObjectMap<Sequence> byId = new LongObjectHashMap<>();
    private final Map<SequenceName, Sequence> byName = new HashMap<>();

    /** The entry that gave the group its first slots, 0 before it. */
    private long adoptedAtEntry;

    private long commentBytes;
    private volatile List<SlotRun> ownedRuns = List.of();

    SequenceTable(int group, Locks locks) {
        this.group = group;
        this.locks = locks;
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
        if (sequence.locked()) {
            return Answers.BUSY;
        }
        return sequence.next(command.count(), command.atomic());
    }

    Answer nextByName(Command.NextByName command) {
        if (!owned.get(Slots.of(command.schema(), command.name()))) {
            return Answers.MOVED;
        }
        SequenceName name = new SequenceName(command.schema(), command.name());
        if (locks.covers(name)) {
            return Answers.BUSY;
        }
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
        if (locks.covers(name) || locks.dropped().contains(command.schemaId())) {
            return Answers.BUSY; // a node that has not heard of the drop yet tries again
        }
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
        put(new Sequence(id, name, definition, definition.start(), false, 0, null));
        return definition.ordered() && definition.cache() > 1
                ? Answers.servedStrictly(name, definition.cache())
                : Answers.DONE;
    }

    Answer drop(Command.DropSequence command) {
        if (!owned.get(Slots.of(command.schema(), command.name()))) {
            return Answers.MOVED;
        }
        SequenceName name = new SequenceName(command.schema(), command.name());
        if (locks.covers(name)) {
            return Answers.BUSY;
        }
        Sequence sequence = byName.get(name);
        if (sequence == null) {
            return command.ifExists() ? Answers.doesNotExist(name) : Refusals.unknownSequence(name);
        }
        remove(sequence);
        return Answers.DONE;
    }

    void remove(Sequence sequence) {
        SequenceName name = sequence.name();
        if (byName.remove(name) != sequence || byId.remove(keyOf(sequence.id())) != sequence) {
            throw new BrokenStateException("sequence " + name + " is not known by name and id");
        }
        commentBytes -= bytes(sequence.comment());
    }

    Answer alter(Command.AlterSequence command) {
        SequenceName name = new SequenceName(command.schema(), command.name());
        Answer answer = unavailable(name);
        if (answer != null) {
            return answer;
        }
        Sequence sequence = byName.get(name);
        if (sequence == null) {
            return command.ifExists()
                    ? Answers.relationDoesNotExist(name)
                    : Refusals.unknownRelation(name);
        }
        Alteration to = Alteration.of(sequence, command);
        if (to.problem() != null) {
            return Refusals.badDefinition(to.problem());
        }
        Sequence altered = sequence.altered(to);
        byName.put(name, altered);
        byId.put(keyOf(altered.id()), altered);
        SequenceDefinition definition = to.definition();
        boolean said = command.options().ordered() != null || command.options().cache() != null;
        return said && definition.ordered() && definition.cache() > 1
                ? Answers.servedStrictly(name, definition.cache())
                : Answers.DONE;
    }

    Answer setValue(Command.SetValue command) {
        SequenceName name = new SequenceName(command.schema(), command.name());
        Answer answer = unavailable(name);
        if (answer != null) {
            return answer;
        }
        Sequence sequence = byName.get(name);
        return sequence == null
                ? Refusals.unknownRelation(name)
                : sequence.set(command.value(), command.called());
    }

    Answer comment(Command.CommentSequence command) {
        SequenceName name = new SequenceName(command.schema(), command.name());
        Answer answer = unavailable(name);
        if (answer != null) {
            return answer;
        }
        Sequence sequence = byName.get(name);
        if (sequence == null) {
            return Refusals.unknownRelation(name);
        }
        String text = command.comment();
        String comment = text == null || text.isEmpty() ? null : text;
        int more = bytes(comment) - bytes(sequence.comment());
        if (commentBytes + more > StateLimits.COMMENT_BYTES_PER_GROUP_MAX) {
            return Refusals.tooManyComments(group);
        }
        sequence.setComment(comment);
        commentBytes += more;
        return Answers.DONE;
    }

    /** The answer for a name that nothing can be done with here and now, else null. */
    private @Nullable Answer unavailable(SequenceName name) {
        if (!owned.get(Slots.of(name.schema(), name.name()))) {
            return Answers.MOVED;
        }
        return locks.covers(name) ? Answers.BUSY : null;
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
        commentBytes += bytes(sequence.comment());
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

    @Nullable Sequence find(SequenceName name) {
        return byName.get(name);
    }

    /** Those that pass the test, in no order that may be relied upon. */
    List<Sequence> all(Predicate<Sequence> test) {
        List<Sequence> found = new ArrayList<>();
        for (Sequence sequence : byId.values()) {
            if (test.test(sequence)) {
                found.add(sequence);
            }
        }
        return found;
    }

    /** Bytes of UTF-8 of all comments. */
    long commentBytes() {
        return commentBytes;
    }

    Locks locks() {
        return locks;
    }

    private static int bytes(@Nullable String comment) {
        return comment == null ? 0 : comment.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Spreads ids over the table, one to one. The table probes neighbours, and ids of neighbouring
     * slots are neighbours, so without this full slots would form long chains.
     */
    private static long keyOf(long id) {
        return id * 0x9E37_79B9_7F4A_7C15L;
    }
}
