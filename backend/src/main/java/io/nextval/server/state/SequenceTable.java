package io.nextval.server.state;

import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
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
    private long grantCount;

    /** Room for grants that is set aside for the task that holds the locks. */
    private long reservedGrants;

    private volatile List<SlotRun> ownedRuns = List.of();

    SequenceTable(int group, Locks locks) {
        this.group = group;
        this.locks = locks;
    }

    /** Counts one more sequence in the slot; its id, or -1 if there are none left. */
    long nextId(int slot) {
        if (counters[slot] == COUNTER_MAX) {
            return -1;
        }
        counters[slot]++;
        return counters[slot] * Slots.COUNT + slot;
    }

    void remove(Sequence sequence) {
        SequenceName name = sequence.name();
        if (byName.remove(name) != sequence || byId.remove(keyOf(sequence.id())) != sequence) {
            throw new BrokenStateException("sequence " + name + " is not known by name and id");
        }
        commentBytes -= bytes(sequence.comment());
        grantCount -= sequence.access().grants().size();
    }

    /** The same sequence in another form takes its place. */
    void replace(Sequence sequence) {
        byName.put(sequence.name(), sequence);
        byId.put(keyOf(sequence.id()), sequence);
    }

    /** Sets or removes the comment; false if there is no room for it. */
    boolean comment(Sequence sequence, @Nullable String comment) {
        int more = bytes(comment) - bytes(sequence.comment());
        if (commentBytes + more > StateLimits.COMMENT_BYTES_PER_GROUP_MAX) {
            return false;
        }
        sequence.setComment(comment);
        commentBytes += more;
        return true;
    }

    /** Sets who may do what; false if there is no room for more grants. */
    boolean access(Sequence sequence, Access access) {
        long more = (long) access.grants().size() - sequence.access().grants().size();
        if (more > 0 && grantCount + reservedGrants + more > StateLimits.GRANTS_PER_GROUP_MAX) {
            return false;
        }
        sequence.setAccess(access);
        grantCount += more;
        return true;
    }

    /**
     * Sets room aside for so many more grants, 0 for none, instead of what was set aside before;
     * false if there is not enough.
     */
    boolean reserveGrants(long more) {
        reservedGrants = more;
        return grantCount + more <= StateLimits.GRANTS_PER_GROUP_MAX;
    }

    /** As {@link #unavailable}, for numbers, which can be had while privileges are changed. */
    @Nullable Answer unavailableToDraw(SequenceName name) {
        if (!owned.get(Slots.of(name.schema(), name.name()))) {
            return Answers.MOVED;
        }
        return locks.stopDraws() && locks.covers(name) ? Answers.BUSY : null;
    }

    /** As {@link #unavailable}, for a driver's blocks. */
    @Nullable Answer unavailableToReserve(SequenceName name) {
        return locks.stopReservations() ? unavailable(name) : unavailableToDraw(name);
    }

    /** The answer for a name that nothing can be done with here and now, else null. */
    @Nullable Answer unavailable(SequenceName name) {
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
        grantCount += sequence.access().grants().size();
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

    int group() {
        return group;
    }

    /** All grants on all sequences. */
    long grantCount() {
        return grantCount;
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
