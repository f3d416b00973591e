package io.nextval.server.state;

import io.nextval.wire.SlotRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Runs of slots: from a set, and checked. Stateless. */
final class SlotRuns {
    private SlotRuns() {}

    /** The longest runs that make up the set, ascending. */
    static List<SlotRun> of(BitSet slots, int group) {
        List<SlotRun> runs = new ArrayList<>();
        for (int first = slots.nextSetBit(0); first >= 0; ) {
            int end = slots.nextClearBit(first);
            runs.add(new SlotRun(first, end - 1, group));
            first = slots.nextSetBit(end);
        }
        return List.copyOf(runs);
    }

    /** The runs, ascending by slot. */
    static List<SlotRun> sorted(List<SlotRun> runs) {
        List<SlotRun> sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparingInt(SlotRun::firstSlot));
        return List.copyOf(sorted);
    }

    /** What is wrong with a slot map that is sorted by slot, or null. */
    static @Nullable String problemOf(List<SlotRun> sorted) {
        int free = 0;
        for (SlotRun run : sorted) {
            if (run.firstSlot() < 0
                    || run.lastSlot() >= Slots.COUNT
                    || run.firstSlot() > run.lastSlot()) {
                return text(run) + " are not a run within 0…" + (Slots.COUNT - 1);
            } else if (run.firstSlot() < free) {
                return text(run) + " overlap those before";
            } else if (run.group() < 1) {
                return text(run) + " are given to group " + run.group() + ", not a sequencer group";
            }
            free = run.lastSlot() + 1;
        }
        return null;
    }

    private static String text(SlotRun run) {
        return "slots " + run.firstSlot() + "…" + run.lastSlot();
    }
}
