package io.nextval.server.catalog;

import io.nextval.server.command.NodeRecord;
import io.nextval.server.state.SchemaInfo;
import io.nextval.server.state.SequenceInfo;
import io.nextval.server.state.UserInfo;
import io.nextval.sql.DataType;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.SequenceDefinition;
import io.nextval.wire.GroupInfo;
import io.nextval.wire.SlotRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A catalog of literal rows, which remembers what it was asked for. */
final class ListedCatalog implements CatalogSource {
    static final SessionInfo SESSION = new SessionInfo("public", "ann", "nextval");

    private static final List<SequenceRow> SEQUENCES =
            List.of(
                    row("public", "invoices", bigint(1, 1, false), 1, false, null, 1),
                    row("public", "Odd Name", bigint(1, 1, true), 7, true, null, 2),
                    row("public", "orders", bigint(1, 1, false), 42, true, "what was ordered", 2),
                    row("shop", "baskets", bigint(1, 1000, false), 5000, true, null, 3),
                    row("shop", "countdown", small(), -3, true, null, 1));

    /** What {@link #sequences} was asked for, in order; null for all. */
    final List<@Nullable Set<QualifiedName>> asked = new ArrayList<>();

    /** Whether the groups give no answer. */
    volatile boolean silent;

    private static SequenceDefinition bigint(long increment, long cache, boolean cycle) {
        return new SequenceDefinition(
                DataType.BIGINT, 1, increment, 1, Long.MAX_VALUE, cycle, cache, cache == 1);
    }

    private static SequenceDefinition small() {
        return new SequenceDefinition(
                DataType.SMALLINT, -1, -1, Short.MIN_VALUE, -1, false, 1, true);
    }

    private static SequenceRow row(
            String schema,
            String name,
            SequenceDefinition definition,
            long lastValue,
            boolean isCalled,
            @Nullable String comment,
            int group) {
        return new SequenceRow(
                new SequenceInfo(
                        1, schema, name, definition, lastValue, isCalled, 0, comment, 0, List.of()),
                group);
    }

    @Override
    public synchronized CompletableFuture<List<SequenceRow>> sequences(
            @Nullable Set<QualifiedName> names) {
        asked.add(names);
        if (silent) {
            return CompletableFuture.failedFuture(new IllegalStateException("no answer"));
        }
        return CompletableFuture.completedFuture(
                SEQUENCES.stream()
                        .filter(
                                row ->
                                        names == null
                                                || names.contains(
                                                        new QualifiedName(
                                                                row.schema(), row.name())))
                        .toList());
    }

    @Override
    public CompletableFuture<CatalogState> catalogState() {
        return silent
                ? CompletableFuture.failedFuture(new IllegalStateException("no answer"))
                : CompletableFuture.completedFuture(
                        new CatalogState(
                                List.of(new SchemaInfo("public", 0), new SchemaInfo("shop", 1)),
                                List.of(new UserInfo(1, "ann", true, "a verifier"))));
    }

    @Override
    public List<NodeRecord> nodes() {
        List<NodeRecord> nodes = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            nodes.add(
                    new NodeRecord(
                            "n" + i,
                            new UUID(0, i),
                            "10.0.0." + i + ":7651",
                            "10.0.0." + i,
                            7650,
                            i == 3 ? "" : "10.0.0." + i + ":7652"));
        }
        return nodes;
    }

    @Override
    public List<GroupInfo> groups() {
        List<String> members = List.of("n1", "n2", "n3");
        return List.of(
                new GroupInfo(0, members, "n1"),
                new GroupInfo(1, members, "n1"),
                new GroupInfo(2, members, "n2"),
                new GroupInfo(3, members, ""));
    }

    @Override
    public List<SlotRun> slots() {
        return List.of(
                new SlotRun(0, 1365, 1), new SlotRun(1366, 2730, 2), new SlotRun(2731, 4095, 3));
    }

    @Override
    public List<SettingRow> settings() {
        return List.of(
                new SettingRow("id", "n1", "n1", "Name of this node."),
                new SettingRow("listen", "10.0.0.1:7650", "127.0.0.1:7650", "For clients."));
    }
}
