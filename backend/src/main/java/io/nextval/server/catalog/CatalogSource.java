package io.nextval.server.catalog;

import io.nextval.server.command.NodeRecord;
import io.nextval.sql.QualifiedName;
import io.nextval.wire.GroupInfo;
import io.nextval.wire.SlotRun;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Where the rows of the catalog come from. Any thread; nothing here blocks. */
interface CatalogSource {

    /**
     * Reads sequences as they are now, by schema and name; what was done before the call is seen.
     * The future fails with an unchecked exception if a group does not answer.
     *
     * @param names the sequences asked for, each with its schema; null for all
     */
    CompletableFuture<List<SequenceRow>> sequences(@Nullable Set<QualifiedName> names);

    /** Reads the schemas and the users as they are now. */
    CompletableFuture<CatalogState> catalogState();

    /** What this node believes: the nodes of the cluster, by id. */
    List<NodeRecord> nodes();

    /** What this node believes: the groups, by number, with members and leader. */
    List<GroupInfo> groups();

    /** What this node believes: which group owns which slots. */
    List<SlotRun> slots();

    /** The settings of this node that may be shown. */
    List<SettingRow> settings();

    /**
     * One setting of this node.
     *
     * @param name its key in a configuration file
     * @param value as it is in force
     * @param defaultValue empty for none
     * @param description what it does
     */
    record SettingRow(String name, String value, String defaultValue, String description) {}
}
