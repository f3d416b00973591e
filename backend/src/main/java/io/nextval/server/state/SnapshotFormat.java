package io.nextval.server.state;

import java.util.zip.CRC32C;

/**
 * What {@link SnapshotWriter} and {@link SnapshotReader} agree on.
 *
 * <pre>
 * snapshot  := "NXVS" | version u8 = 4 | group | log time | applied entries
 *            | catalog | sequences | locks | clients | CRC-32C of all before (4 bytes, big-endian)
 * catalog   := n, node by id… | n, (first slot, last slot, group) by slot… | schemas | users
 *            | tasks
 * schemas   := last schema id | n, (name, id, access) by name… without public | access to public
 * users     := last user id | n, (name, id, superuser, has a verifier, verifier) by name…
 * access    := owner, 0 = nobody | n, (user, 0 = everybody, privileges) by user…
 * tasks     := last task id | n, (id, task, who must own what it is about, 0 = nobody) by id… of
 *              the open ones
 *            | if there are any, of the first: n, (schema id, schema)…, state, answer if decided
 *            | n, (id, answer, log time of its end) by id… of those that are done
 * sequences := entry that gave the first slots, 0 = none | n, (first slot, last slot) by slot…
 *            | n, (slot, counter) by slot… | n, sequence by id…
 * sequence  := id | schema | name | definition | last value | is called | epoch
 *            | has a comment, comment | access | end of blocks in log time, 0 = never
 * locks     := finished task | task with locks, 0 = none | n, (schema, name) by name…
 *            | n, (schema id, schema) by schema…
 *            | are they of a grant, and if so who must own the sequences, 0 = nobody, and the grant
 *            | n, (first, last) dropped schema id…
 * clients   := last registration | n, client by last seen…
 * client    := registration | client id | last seen | answered below | refused up to
 *            | n, (call, answer) by call…
 * </pre>
 *
 * Version 3, which is still read, had no tasks and locks of grants; version 2 had no users, access,
 * owners of tasks and ends of blocks; version 1 no schemas, tasks, locks, epochs and comments
 * either.
 *
 * <p>Numbers are LEB128, those of values and groups zigzag. There is one order and one form for
 * everything, so that equal states have equal bytes.
 */
final class SnapshotFormat {
    /** "NXVS". */
    static final int MAGIC = 0x4E58_5653;

    static final int VERSION = 4;
    static final int OLDEST_VERSION = 1;
    static final int CHECKSUM_BYTES = 4;

    private SnapshotFormat() {}

    static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
