package io.nextval.server.state;

import io.nextval.server.command.ByteReader;

import java.nio.ByteBuffer;

/**
 * A group's state from bytes, see {@link SnapshotFormat}. The checksum tells what a disk or a
 * network broke; the checks behind it tell what a wrong writer wrote. Whatever is not exactly as
 * the writer of its version would have written it is refused with {@link SnapshotFormatException}.
 */
final class SnapshotReader {
    private static final int VERSION_AT = 4;
    private static final int BYTES_MIN = 5 + SnapshotFormat.CHECKSUM_BYTES;

    private SnapshotReader() {}

    static GroupState read(byte[] snapshot) {
        ByteReader in = open(snapshot);
        int version = snapshot[VERSION_AT];
        long group = in.readSigned("group");
        in.require(group >= 0 && group <= Integer.MAX_VALUE, "group " + group + " is impossible,");
        long logTimeMillis = in.readUpTo(Long.MAX_VALUE, "log time");
        long appliedEntries = in.readUpTo(Long.MAX_VALUE, "applied entries");
        GroupState state = new GroupState((int) group, logTimeMillis, appliedEntries);
        CatalogCodec.read(in, version, state.catalog());
        boolean isCatalog = state.group() == GroupState.CATALOG_GROUP;
        in.require(isCatalog || CatalogCodec.blank(state.catalog()), "a catalog in another group");
        SequenceTableReader.read(in, version, state.sequences(), logTimeMillis, appliedEntries);
        if (version >= 2) {
            LocksCodec.read(in, version, state.locks(), state.sequences());
            state.steps().restored();
        }
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
                version >= SnapshotFormat.OLDEST_VERSION && version <= SnapshotFormat.VERSION,
                "format version "
                        + version
                        + " is unknown (known: "
                        + SnapshotFormat.OLDEST_VERSION
                        + " to "
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

    private static SnapshotFormatException failure(String problem) {
        return new SnapshotFormatException("snapshot: " + problem);
    }
}
