package io.nextval.server.state;

import io.nextval.server.command.ByteReader;
import io.nextval.server.command.NodeCodec;
import io.nextval.server.command.NodeRecord;
import io.nextval.wire.SlotRun;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A group's state from bytes, see {@link SnapshotFormat}. The checksum tells what a disk or a
 * network broke; the checks behind it tell what a wrong writer wrote. Whatever is not exactly as
 * this version's writer would have written it is refused with {@link SnapshotFormatException}.
 */
final class SnapshotReader {
    private static final int BYTES_MIN = 5 + SnapshotFormat.CHECKSUM_BYTES;

    private SnapshotReader() {}

    static GroupState read(byte[] snapshot) {
        ByteReader in = open(snapshot);
        long group = in.readSigned("group");
        in.require(group >= 0 && group <= Integer.MAX_VALUE, "group " + group + " is impossible,");
        long logTimeMillis = in.readUpTo(Long.MAX_VALUE, "log time");
        long appliedEntries = in.readUpTo(Long.MAX_VALUE, "applied entries");
        GroupState state = new GroupState((int) group, logTimeMillis, appliedEntries);
        readCatalog(in, state);
        SequenceTableReader.read(in, state.sequences(), appliedEntries);
        ClientTableReader.read(in, state.clients(), logTimeMillis);
        in.require(in.remaining() == 0, in.remaining() + " bytes too many");
        return state;
    }

    private static ByteReader open(byte[] snapshot) {
        if (snapshot.length < BYTES_MIN) {
            throw failure(snapshot.length + " bytes are too few");
        }
        int bodyBytes = snapshot.length - SnapshotFormat.CHECKSUM_BYTES;
        ByteBuffer body = ByteBuffer.wrap(snapshot, 0, bodyBytes);
        ByteReader in = new ByteReader(body, SnapshotReader::failure);
        in.require(in.readFixedInt("magic") == SnapshotFormat.MAGIC, "no \"NXVS\"");
        int version = in.readByte("version");
        in.require(
                version == SnapshotFormat.VERSION,
                "format version "
                        + version
                        + " is unknown (known: "
                        + SnapshotFormat.VERSION
                        + "),");
        int found = SnapshotFormat.checksum(snapshot, bodyBytes);
        int written = ByteBuffer.wrap(snapshot).getInt(bodyBytes);
        if (found != written) {
            throw failure(
                    "damaged: the checksum of its "
                            + snapshot.length
                            + " bytes is "
                            + Integer.toHexString(found)
                            + ", not "
                            + Integer.toHexString(written));
        }
        return in;
    }

    private static void readCatalog(ByteReader in, GroupState state) {
        Catalog catalog = state.catalog();
        boolean mayHave = state.group() == GroupState.CATALOG_GROUP;
        int nodes = in.readCount(StateLimits.NODES_MAX, 20, "node count");
        String before = null;
        for (int i = 0; i < nodes; i++) {
            NodeRecord node = NodeCodec.read(in);
            in.require(
                    before == null || before.compareTo(node.id()) < 0,
                    "node \"" + node.id() + "\" is out of order");
            in.require(catalog.record(node) == Answers.DONE, "node refused");
            before = node.id();
        }
        int count = in.readCount(Slots.COUNT, 3, "slot run count");
        List<SlotRun> runs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int first = (int) in.readUpTo(Slots.COUNT - 1, "first slot");
            int last = (int) in.readUpTo(Slots.COUNT - 1, "last slot");
            long group = in.readSigned("group");
            in.require(group == (int) group, "group " + group + " is impossible,");
            runs.add(new SlotRun(first, last, (int) group));
        }
        String problem = SlotRuns.problemOf(runs);
        in.require(problem == null, problem + ",");
        catalog.assign(runs);
        in.require(mayHave || (nodes == 0 && count == 0), "a catalog in another group");
    }

    private static SnapshotFormatException failure(String problem) {
        return new SnapshotFormatException("snapshot: " + problem);
    }
}
