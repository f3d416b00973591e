package io.nextval.server.catalog;

import io.nextval.server.command.Privileges;
import io.nextval.server.state.Grant;
import io.nextval.server.state.SchemaInfo;
import io.nextval.server.state.SequenceInfo;
import io.nextval.sql.SequenceDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows of PostgreSQL's own tables. Each sequence is a row of {@code pg_class}, its oid the id
 * of the sequence; the views of the catalog have the small oids below all of these. There are no
 * tables, and so no columns, keys and indexes of any.
 */
final class PgRows {
    static final long PUBLIC_OID = 2200;
    static final long DATABASE_OID = 5;

    /** Each has its place here, counted from 1, for an oid. */
    static final List<CatalogView> VIEWS = List.of(CatalogView.values());

    private static final int UTF8 = 6;
    private static final long FIRST_SCHEMA_OID = 16_384;
    private static final Map<String, Long> SYSTEM_OIDS =
            Map.of("pg_catalog", 11L, "nextval", 12L, "information_schema", 13L);
    private static final Map<Integer, String> LETTERS =
            Map.of(
                    Privileges.SELECT, "r",
                    Privileges.UPDATE, "w",
                    Privileges.USAGE, "U",
                    Privileges.CREATE, "C");
    private static final List<Integer> ORDER =
            List.of(Privileges.SELECT, Privileges.UPDATE, Privileges.USAGE, Privileges.CREATE);

    private PgRows() {}

    /** The rows of a table of PostgreSQL's; none of one for what there is not here. */
    static Stream<@Nullable Object[]> of(CatalogView view, Execution run) {
        Snapshot snapshot = run.snapshot();
        return switch (view) {
            case PG_NAMESPACE -> namespaces(snapshot, run.session());
            case PG_CLASS -> Stream.concat(views(), sequences(snapshot, run.session()));
            case PG_SEQUENCE -> snapshot.sequences().stream().map(PgRows::sequence);
            case PG_ATTRIBUTE -> attributes(snapshot);
            case PG_TYPE -> Stream.of(PgType.values()).map(PgRows::type);
            case PG_DATABASE -> Stream.<@Nullable Object[]>of(database(run.session()));
            case PG_DESCRIPTION ->
                    snapshot.sequences().stream()
                            .filter(s -> s.info().comment() != null)
                            .map(s -> row(s.info().id(), "pg_class", 0L, s.info().comment()));
            case PG_SETTINGS -> PgSettings.rows();
            default -> Stream.empty();
        };
    }

    private static Stream<@Nullable Object[]> namespaces(Snapshot snapshot, SessionInfo session) {
        Stream<@Nullable Object[]> system =
                SYSTEM_OIDS.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .map(s -> row(s.getValue(), s.getKey(), Actor.NOBODY, null));
        Stream<@Nullable Object[]> users =
                snapshot.catalog().schemas().stream()
                        .map(
                                s ->
                                        row(
                                                oid(s),
                                                s.name(),
                                                s.owner(),
                                                acl(
                                                        s.owner(),
                                                        s.grants(),
                                                        Privileges.ON_SCHEMA,
                                                        id ->
                                                                snapshot.catalog()
                                                                        .userName(id, session))));
        return Stream.concat(system, users);
    }

    static long oid(SchemaInfo schema) {
        return schema.id() == 0 ? PUBLIC_OID : FIRST_SCHEMA_OID + schema.id();
    }

    private static Stream<@Nullable Object[]> views() {
        return Stream.of(CatalogView.values())
                .map(
                        view ->
                                relation(
                                        oid(view),
                                        view.viewName(),
                                        SYSTEM_OIDS.getOrDefault(view.schema(), 0L),
                                        Actor.NOBODY,
                                        "v",
                                        view.columns().size(),
                                        null));
    }

    private static long oid(CatalogView view) {
        return VIEWS.indexOf(view) + 1L;
    }

    private static Stream<@Nullable Object[]> sequences(Snapshot snapshot, SessionInfo session) {
        Map<String, Long> schemas =
                snapshot.catalog().schemas().stream()
                        .collect(Collectors.toMap(SchemaInfo::name, PgRows::oid));
        return snapshot.sequences().stream()
                .map(
                        s -> {
                            SequenceInfo info = s.info();
                            return relation(
                                    info.id(),
                                    info.name(),
                                    schemas.getOrDefault(info.schema(), 0L),
                                    info.owner(),
                                    "S",
                                    CatalogView.SEQUENCE_COLUMNS.size(),
                                    acl(
                                            info.owner(),
                                            info.grants(),
                                            Privileges.ON_SEQUENCE,
                                            id -> snapshot.catalog().userName(id, session)));
                        });
    }

    /** As PostgreSQL writes a list of privileges; null if it is the one that there is at first. */
    private static @Nullable String acl(
            long owner, List<Grant> grants, int all, Function<Long, String> names) {
        if (grants.isEmpty()) {
            return null;
        }
        String grantor = names.apply(owner);
        List<String> entries = new ArrayList<>();
        if (grants.stream().noneMatch(g -> g.userId() == owner && owner != Actor.NOBODY)) {
            entries.add(grantor + '=' + letters(all) + '/' + grantor);
        }
        for (Grant grant : grants) {
            String grantee = grant.userId() == Privileges.PUBLIC ? "" : names.apply(grant.userId());
            entries.add(grantee + '=' + letters(grant.privileges()) + '/' + grantor);
        }
        return '{' + String.join(",", entries) + '}';
    }

    private static String letters(int privileges) {
        StringBuilder letters = new StringBuilder();
        for (int privilege : ORDER) {
            if ((privileges & privilege) != 0) {
                letters.append(LETTERS.get(privilege));
            }
        }
        return letters.toString();
    }

    private static @Nullable Object[] relation(
            long oid,
            String name,
            long schema,
            long owner,
            String kind,
            int columns,
            @Nullable String acl) {
        return row(
                oid,
                name,
                schema,
                0L,
                0L,
                owner,
                0L,
                0L,
                0L,
                0L,
                0.0,
                0L,
                0L,
                false,
                false,
                "p",
                kind,
                (long) columns,
                0L,
                false,
                false,
                false,
                false,
                false,
                true,
                "n",
                false,
                0L,
                0L,
                0L,
                acl,
                null,
                null);
    }

    private static @Nullable Object[] sequence(SequenceRow s) {
        SequenceDefinition d = s.definition();
        return row(
                s.info().id(),
                PgType.of(shortName(d)).oid(),
                d.start(),
                d.increment(),
                d.maxValue(),
                d.minValue(),
                d.cache(),
                d.cycle());
    }

    private static String shortName(SequenceDefinition definition) {
        return switch (definition.dataType()) {
            case SMALLINT -> "int2";
            case INTEGER -> "int4";
            case BIGINT -> "int8";
        };
    }

    private static Stream<@Nullable Object[]> attributes(Snapshot snapshot) {
        Stream<@Nullable Object[]> ofViews =
                Stream.of(CatalogView.values())
                        .flatMap(view -> attributes(oid(view), view.columns()));
        Stream<@Nullable Object[]> ofSequences =
                snapshot.sequences().stream()
                        .flatMap(s -> attributes(s.info().id(), CatalogView.SEQUENCE_COLUMNS));
        return Stream.concat(ofViews, ofSequences);
    }

    private static Stream<@Nullable Object[]> attributes(
            long relation, List<CatalogColumn> columns) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CatalogColumn column : columns) {
            PgType type = PgType.of(column.typeName());
            rows.add(
                    row(
                            relation,
                            column.name(),
                            type.oid(),
                            type.length(),
                            rows.size() + 1L,
                            -1L,
                            -1L,
                            0L,
                            type.byValue(),
                            type.align(),
                            type.storage(),
                            "",
                            false,
                            false,
                            false,
                            "",
                            "",
                            false,
                            true,
                            0L,
                            0L,
                            null,
                            null,
                            null,
                            null,
                            null));
        }
        return rows.stream();
    }

    private static @Nullable Object[] type(PgType type) {
        return row(
                type.oid(),
                type.typeName(),
                SYSTEM_OIDS.get("pg_catalog"),
                Actor.NOBODY,
                type.length(),
                type.byValue(),
                "b",
                type.category(),
                false,
                true,
                ",",
                0L,
                null,
                0L,
                0L,
                type.typeName() + "in",
                type.typeName() + "out",
                null,
                null,
                null,
                null,
                null,
                type.align(),
                type.storage(),
                false,
                0L,
                -1L,
                0L,
                0L,
                null,
                null,
                null);
    }

    private static @Nullable Object[] database(SessionInfo session) {
        return row(
                DATABASE_OID,
                session.database(),
                Actor.NOBODY,
                (long) UTF8,
                "c",
                false,
                true,
                false,
                -1L,
                0L,
                0L,
                0L,
                "C",
                "C",
                null,
                null,
                null,
                null);
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }
}
