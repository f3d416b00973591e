package io.nextval.server.catalog;

import io.nextval.server.command.NodeRecord;
import io.nextval.sql.QualifiedName;
import io.nextval.wire.GroupInfo;
import io.nextval.wire.SlotRun;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What was read for one run: every view of a query sees the same.
 *
 * @param sequences by schema and name; those that the query asked for, or all
 * @param catalog schemas and users; empty if the query does not need them
 */
record Snapshot(
        List<SequenceRow> sequences,
        CatalogState catalog,
        List<NodeRecord> nodes,
        List<GroupInfo> groups,
        List<SlotRun> slots,
        List<CatalogSource.SettingRow> settings) {

    /** What is known before anything was read. */
    static final Snapshot EMPTY =
            new Snapshot(List.of(), CatalogState.EMPTY, List.of(), List.of(), List.of(), List.of());

    @Nullable SequenceRow sequence(QualifiedName name) {
        for (SequenceRow sequence : sequences) {
            if (sequence.name().equals(name.name()) && sequence.schema().equals(name.schema())) {
                return sequence;
            }
        }
        return null;
    }

    /** The node that leads a group, empty if it is not known. */
    String leader(int group) {
        for (GroupInfo info : groups) {
            if (info.group() == group) {
                return info.leaderNodeId();
            }
        }
        return "";
    }
}
