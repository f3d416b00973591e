package io.nextval.server.catalog;

import io.nextval.server.command.NodeRecord;
import io.nextval.server.command.Privileges;
import io.nextval.server.config.HostPort;
import io.nextval.server.state.Slots;
import io.nextval.sql.DataType;
import io.nextval.sql.SequenceDefinition;
import io.nextval.wire.GroupInfo;
import io.nextval.wire.SlotRun;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows of the relations, made from a {@link Snapshot} one by one. */
final class CatalogRows {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int READING = Privileges.USAGE | Privileges.SELECT;
    private static final int ANY = Privileges.ON_SEQUENCE;

    private CatalogRows() {}

    static Iterator<@Nullable Object[]> of(Relation relation, Execution run) {
        Snapshot snapshot = run.snapshot();
        if (relation instanceof Relation.SequenceTable table) {
            SequenceRow sequence = snapshot.sequence(table.name());
            return sequence == null
                    ? List.<@Nullable Object[]>of().iterator()
                    : Stream.<@Nullable Object[]>of(
                                    row(sequence.lastValue(), 0L, sequence.isCalled()))
                            .iterator();
        }
        SessionInfo session = run.session();
        String database = session.database();
        CatalogView view = ((Relation.View) relation).view();
        return switch (view) {
            case SCHEMATA -> schemata(snapshot, session).iterator();
            case SEQUENCES -> accessible(run).map(s -> standard(s, database)).iterator();
            case TABLES -> tables(run).iterator();
            case COLUMNS -> columns(run).iterator();
            case USAGE_PRIVILEGES -> UserRows.usages(snapshot, session).iterator();
            case PG_ROLES -> UserRows.roles(snapshot).iterator();
            case PG_USER -> UserRows.users(snapshot).iterator();
            case GRANTS -> UserRows.grants(snapshot, session).iterator();
            case PG_SEQUENCES -> snapshot.sequences().stream().map(s -> pg(s, run)).iterator();
            case NEXTVAL_SEQUENCES ->
                    snapshot.sequences().stream().map(s -> full(s, run)).iterator();
            case NODES -> snapshot.nodes().stream().map(n -> node(n, snapshot)).iterator();
            case GROUPS -> snapshot.groups().stream().map(g -> group(g, snapshot)).iterator();
            case SETTINGS ->
                    snapshot.settings().stream()
                            .map(s -> row(s.name(), s.value(), s.defaultValue(), s.description()))
                            .iterator();
            default -> PgRows.of(view, run).iterator();
        };
    }

    private static Stream<@Nullable Object[]> schemata(Snapshot snapshot, SessionInfo session) {
        Map<String, Long> owners = new TreeMap<>();
        CatalogView.SYSTEM_SCHEMAS.forEach(schema -> owners.put(schema, Actor.NOBODY));
        snapshot.catalog().schemas().forEach(s -> owners.put(s.name(), s.owner()));
        return owners.entrySet().stream()
                .map(schema -> schema(schema.getKey(), schema.getValue(), snapshot, session));
    }

    private static @Nullable Object[] schema(
            String schema, long owner, Snapshot snapshot, SessionInfo session) {
        String user = snapshot.catalog().userName(owner, session);
        return row(session.database(), schema, user, null, null, null, null);
    }

    /**
     * The sequences that the user has a privilege on, which the standard's views are limited to.
     */
    private static Stream<SequenceRow> accessible(Execution run) {
        Actor actor = run.session().actor();
        return run.snapshot().sequences().stream()
                .filter(s -> actor.owns(s.info().owner()) || actor.may(ANY, s.info()));
    }

    /** The value handed out last, if there is one and the user may know it. */
    private static @Nullable Long lastValue(SequenceRow s, Execution run) {
        return s.isCalled() && mayRead(s, run) ? (Long) s.lastValue() : null;
    }

    private static @Nullable Object[] standard(SequenceRow s, String database) {
        SequenceDefinition d = s.definition();
        return row(
                database,
                s.schema(),
                s.name(),
                d.dataType().sqlName(),
                precision(d.dataType()),
                2L,
                0L,
                String.valueOf(d.start()),
                String.valueOf(d.minValue()),
                String.valueOf(d.maxValue()),
                String.valueOf(d.increment()),
                d.cycle() ? "YES" : "NO");
    }

    private static boolean mayRead(SequenceRow s, Execution run) {
        return run.session().actor().may(READING, s.info());
    }

    private static @Nullable Object[] pg(SequenceRow s, Execution run) {
        SequenceDefinition d = s.definition();
        return row(
                s.schema(),
                s.name(),
                run.snapshot().catalog().userName(s.info().owner(), run.session()),
                d.dataType().sqlName(),
                d.start(),
                d.minValue(),
                d.maxValue(),
                d.increment(),
                d.cycle(),
                d.cache(),
                lastValue(s, run));
    }

    private static @Nullable Object[] full(SequenceRow s, Execution run) {
        Snapshot snapshot = run.snapshot();
        SequenceDefinition d = s.definition();
        return row(
                s.schema(),
                s.name(),
                strictness(d),
                d.cache(),
                lastValue(s, run),
                mayRead(s, run) ? percentUsed(s) : null,
                s.info().epoch(),
                (long) Slots.of(s.schema(), s.name()),
                (long) s.group(),
                known(snapshot.leader(s.group())),
                d.dataType().sqlName(),
                d.start(),
                d.increment(),
                d.minValue(),
                d.maxValue(),
                d.cycle(),
                s.info().comment());
    }

    /** {@code strict}, or {@code cached} if drivers may reserve blocks of values. */
    static String strictness(SequenceDefinition definition) {
        return definition.cache() > 1 && !definition.ordered() ? "cached" : "strict";
    }

    /** How much of the way from one bound to the other lies behind the sequence, in percent. */
    static BigDecimal percentUsed(SequenceRow s) {
        SequenceDefinition d = s.definition();
        BigDecimal last = BigDecimal.valueOf(s.lastValue());
        BigDecimal min = BigDecimal.valueOf(d.minValue());
        BigDecimal max = BigDecimal.valueOf(d.maxValue());
        BigDecimal behind = d.increment() > 0 ? last.subtract(min) : max.subtract(last);
        BigDecimal used = s.isCalled() ? behind.add(BigDecimal.ONE) : behind;
        BigDecimal all = max.subtract(min).add(BigDecimal.ONE);
        return used.multiply(HUNDRED).divide(all, 2, RoundingMode.DOWN);
    }

    private static @Nullable Object[] node(NodeRecord node, Snapshot snapshot) {
        long led =
                snapshot.groups().stream().filter(g -> g.leaderNodeId().equals(node.id())).count();
        return row(
                node.id(),
                new HostPort(node.clientHost(), node.clientPort()).toString(),
                node.raftAddress(),
                known(node.httpAddress()),
                led);
    }

    private static @Nullable Object[] group(GroupInfo group, Snapshot snapshot) {
        long slots = 0;
        for (SlotRun run : snapshot.slots()) {
            slots += run.group() == group.group() ? run.lastSlot() - run.firstSlot() + 1 : 0;
        }
        return row(
                (long) group.group(),
                group.group() == 0 ? "catalog" : "sequencer",
                known(group.leaderNodeId()),
                String.join(", ", group.members()),
                slots);
    }

    private static Stream<@Nullable Object[]> tables(Execution run) {
        String database = run.session().database();
        Stream<@Nullable Object[]> views =
                Stream.of(CatalogView.values())
                        .map(v -> table(database, v.schema(), v.viewName(), "VIEW"));
        Stream<@Nullable Object[]> sequences =
                accessible(run).map(s -> table(database, s.schema(), s.name(), "SEQUENCE"));
        return Stream.concat(views, sequences);
    }

    private static @Nullable Object[] table(
            String database, String schema, String name, String type) {
        return row(database, schema, name, type, null, null, null, null, null, "NO", "NO", null);
    }

    private static Stream<@Nullable Object[]> columns(Execution run) {
        String database = run.session().database();
        Stream<@Nullable Object[]> views =
                Stream.of(CatalogView.values())
                        .flatMap(v -> columns(database, v.schema(), v.viewName(), v.columns()));
        Stream<@Nullable Object[]> sequences =
                accessible(run)
                        .flatMap(
                                s ->
                                        columns(
                                                database,
                                                s.schema(),
                                                s.name(),
                                                CatalogView.SEQUENCE_COLUMNS));
        return Stream.concat(views, sequences);
    }

    private static Stream<@Nullable Object[]> columns(
            String database, String schema, String table, List<CatalogColumn> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> column(database, schema, table, columns.get(i), i + 1L));
    }

    private static @Nullable Object[] column(
            String database, String schema, String table, CatalogColumn column, long ordinal) {
        String type = column.typeName();
        Long precision =
                switch (type) {
                    case "int2" -> precision(DataType.SMALLINT);
                    case "int4" -> precision(DataType.INTEGER);
                    case "int8" -> precision(DataType.BIGINT);
                    default -> null;
                };
        return row(
                database,
                schema,
                table,
                column.name(),
                ordinal,
                null,
                "YES",
                Types.displayName(type),
                null,
                type.equals("text") ? (Long) (1L << 30) : null,
                precision,
                precision == null ? null : (Long) 2L,
                precision == null ? null : (Long) 0L,
                null,
                database,
                "pg_catalog",
                type,
                "NO",
                "NEVER",
                "NO");
    }

    private static Long precision(DataType type) {
        return switch (type.name().toLowerCase(Locale.ROOT)) {
            case "smallint" -> 16L;
            case "integer" -> 32L;
            default -> 64L;
        };
    }

    private static @Nullable String known(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }
}
