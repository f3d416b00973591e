package io.nextval.server.state;

import io.nextval.server.command.ByteReader;
import io.nextval.server.command.CommandLimits;
import io.nextval.server.command.DefinitionCodec;
import io.nextval.server.command.Privileges;
import io.nextval.sql.SequenceDefinition;

import org.jspecify.annotations.Nullable;

/** The sequences of a snapshot, see {@link SnapshotFormat}. */
final class SequenceTableReader {
    private final ByteReader in;
    private final int version;
    private final SequenceTable table;
    private final long blockUntilMax;

    private SequenceTableReader(
            ByteReader in, int version, SequenceTable table, long blockUntilMax) {
        this.in = in;
        this.version = version;
        this.table = table;
        this.blockUntilMax = blockUntilMax;
    }

    static void read(
            ByteReader in,
            int version,
            SequenceTable table,
            long logTimeMillis,
            long appliedEntries) {
        long blockUntilMax = Holds.until(logTimeMillis, CommandLimits.HELD_MILLIS_MAX);
        SequenceTableReader reader = new SequenceTableReader(in, version, table, blockUntilMax);
        table.setAdoptedAtEntry(in.readUpTo(appliedEntries, "entry of the first slots"));
        reader.readOwned();
        reader.readCounters();
        reader.readSequences();
    }

    private void readOwned() {
        int runs = in.readCount(Slots.COUNT, 2, "owned slot run count");
        in.require(runs == 0 || table.adoptedAtEntry() != 0, "owned slots that were never given");
        int free = 0;
        for (int i = 0; i < runs; i++) {
            int first = (int) in.readUpTo(Slots.COUNT - 1, "first owned slot");
            int last = (int) in.readUpTo(Slots.COUNT - 1, "last owned slot");
            in.require(
                    first >= free && first <= last,
                    "owned slots " + first + "…" + last + " are out of order");
            table.own(first, last);
            free = last + 2; // a neighbour would have been part of the same run
        }
    }

    private void readCounters() {
        int count = in.readCount(Slots.COUNT, 2, "slot counter count");
        int free = 0;
        for (int i = 0; i < count; i++) {
            int slot = (int) in.readUpTo(Slots.COUNT - 1, "slot of a counter");
            long counter = in.readUpTo(SequenceTable.COUNTER_MAX, "slot counter");
            in.require(slot >= free && counter != 0, "counter of slot " + slot + " is misplaced");
            table.setCounter(slot, counter);
            free = slot + 1;
        }
    }

    private void readSequences() {
        int count = in.readCount(StateLimits.SEQUENCES_PER_GROUP_MAX, 12, "sequence count");
        long before = 0;
        for (int i = 0; i < count; i++) {
            long id = in.readUpTo(Long.MAX_VALUE, "sequence id");
            if (id <= before) {
                throw in.fail("sequence id " + id + " is out of order");
            }
            before = id;
            readSequence(id);
        }
    }

    private void readSequence(long id) {
        String schema = in.readText(CommandLimits.NAME_BYTES_MAX, "schema name");
        String text = in.readText(CommandLimits.NAME_BYTES_MAX, "sequence name");
        SequenceName name = new SequenceName(schema, text);
        SequenceDefinition definition = DefinitionCodec.read(in);
        long lastValue = in.readSigned("last value");
        boolean isCalled = in.readBoolean("is called");
        long epoch = version >= 2 ? in.readUpTo(Long.MAX_VALUE, "epoch") : 0;
        String comment = version >= 2 ? readComment() : null;
        Access access =
                version >= 3 ? SnapshotAccess.read(in, Privileges.ON_SEQUENCE) : Access.NOBODYS;
        long blockUntil = version >= 3 ? in.readUpTo(blockUntilMax, "end of blocks") : 0;
        String problem = problemOf(id, name, definition, lastValue);
        if (problem != null) {
            throw in.fail("sequence " + name.display() + " with id " + id + ": " + problem);
        }
        Sequence sequence =
                new Sequence(id, name, definition, lastValue, isCalled, epoch, comment, access);
        sequence.setBlockUntilMillis(blockUntil);
        in.require(
                table.grantCount() + access.grants().size() <= StateLimits.GRANTS_PER_GROUP_MAX,
                "too many grants on all sequences");
        if (!table.put(sequence)) {
            throw in.fail("sequence " + name.display() + " is there twice,");
        }
    }

    private @Nullable String readComment() {
        if (!in.readBoolean("has a comment")) {
            return null;
        }
        String comment = in.readText(CommandLimits.COMMENT_BYTES_MAX, "comment");
        in.require(!comment.isEmpty(), "an empty comment");
        return comment;
    }

    private @Nullable String problemOf(
            long id, SequenceName name, SequenceDefinition definition, long lastValue) {
        int slot = Slots.ofId(id);
        if (!table.owns(slot)) {
            return "its slot is not owned,";
        } else if (slot != Slots.of(name.schema(), name.name())) {
            return "it is in the wrong slot,";
        } else if (id / Slots.COUNT < 1 || id / Slots.COUNT > table.counter(slot)) {
            return "it was never counted in its slot,";
        } else if (lastValue < definition.minValue() || lastValue > definition.maxValue()) {
            return "its last value " + lastValue + " is out of its bounds,";
        }
        return Refusals.problemOf(definition);
    }
}
