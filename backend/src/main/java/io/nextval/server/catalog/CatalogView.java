package io.nextval.server.catalog;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The views of the catalog, one row each: where they are, their columns, what fills them. */
enum CatalogView {
    SCHEMATA(
            "information_schema",
            Fill.CATALOG,
            "catalog_name text, schema_name text, schema_owner text,"
                    + " default_character_set_catalog text, default_character_set_schema text,"
                    + " default_character_set_name text, sql_path text"),
    SEQUENCES(
            "information_schema",
            Fill.SEQUENCES,
            "sequence_catalog text, sequence_schema text, sequence_name text, data_type text,"
                    + " numeric_precision int4, numeric_precision_radix int4, numeric_scale int4,"
                    + " start_value text, minimum_value text, maximum_value text, increment text,"
                    + " cycle_option text"),
    TABLES(
            "information_schema",
            Fill.SEQUENCES,
            "table_catalog text, table_schema text, table_name text, table_type text,"
                    + " self_referencing_column_name text, reference_generation text,"
                    + " user_defined_type_catalog text, user_defined_type_schema text,"
                    + " user_defined_type_name text, is_insertable_into text, is_typed text,"
                    + " commit_action text"),
    COLUMNS(
            "information_schema",
            Fill.SEQUENCES,
            "table_catalog text, table_schema text, table_name text, column_name text,"
                    + " ordinal_position int4, column_default text, is_nullable text,"
                    + " data_type text, character_maximum_length int4,"
                    + " character_octet_length int4, numeric_precision int4,"
                    + " numeric_precision_radix int4, numeric_scale int4,"
                    + " datetime_precision int4, udt_catalog text, udt_schema text,"
                    + " udt_name text, is_identity text, is_generated text, is_updatable text"),
    USAGE_PRIVILEGES(
            "information_schema",
            Fill.ALL,
            "grantor text, grantee text, object_catalog text, object_schema text,"
                    + " object_name text, object_type text, privilege_type text,"
                    + " is_grantable text"),
    PG_ROLES(
            "pg_catalog",
            Fill.CATALOG,
            "rolname text, rolsuper bool, rolinherit bool, rolcreaterole bool,"
                    + " rolcreatedb bool, rolcanlogin bool, rolreplication bool,"
                    + " rolconnlimit int4, rolpassword text, rolvaliduntil timestamptz,"
                    + " rolbypassrls bool, rolconfig text, oid int8"),
    PG_USER(
            "pg_catalog",
            Fill.CATALOG,
            "usename text, usesysid int8, usecreatedb bool, usesuper bool, userepl bool,"
                    + " usebypassrls bool, passwd text, valuntil timestamptz, useconfig text"),
    PG_SEQUENCES(
            "pg_catalog",
            Fill.ALL,
            "schemaname text, sequencename text, sequenceowner text, data_type text,"
                    + " start_value int8, min_value int8, max_value int8, increment_by int8,"
                    + " cycle bool, cache_size int8, last_value int8"),
    PG_CLASS("pg_catalog", Fill.ALL, PgColumns.CLASS),
    PG_NAMESPACE("pg_catalog", Fill.CATALOG, PgColumns.NAMESPACE),
    PG_SEQUENCE("pg_catalog", Fill.SEQUENCES, PgColumns.SEQUENCE),
    PG_ATTRIBUTE("pg_catalog", Fill.SEQUENCES, PgColumns.ATTRIBUTE),
    PG_DESCRIPTION("pg_catalog", Fill.SEQUENCES, PgColumns.DESCRIPTION),
    PG_TYPE("pg_catalog", Fill.HINTS, PgColumns.TYPE),
    PG_DATABASE("pg_catalog", Fill.HINTS, PgColumns.DATABASE),
    PG_SETTINGS("pg_catalog", Fill.HINTS, PgColumns.SETTINGS),
    PG_ATTRDEF("pg_catalog", Fill.HINTS, PgColumns.ATTRDEF),
    PG_AUTH_MEMBERS("pg_catalog", Fill.HINTS, PgColumns.AUTH_MEMBERS),
    PG_CONSTRAINT("pg_catalog", Fill.HINTS, PgColumns.CONSTRAINT),
    PG_DEPEND("pg_catalog", Fill.HINTS, PgColumns.DEPEND),
    PG_ENUM("pg_catalog", Fill.HINTS, PgColumns.ENUM),
    PG_INDEX("pg_catalog", Fill.HINTS, PgColumns.INDEX),
    PG_INDEXES("pg_catalog", Fill.HINTS, PgColumns.INDEXES),
    PG_INHERITS("pg_catalog", Fill.HINTS, PgColumns.INHERITS),
    PG_PROC("pg_catalog", Fill.HINTS, PgColumns.PROC),
    PG_SHDESCRIPTION("pg_catalog", Fill.HINTS, PgColumns.SHDESCRIPTION),
    PG_TABLES("pg_catalog", Fill.HINTS, PgColumns.TABLES),
    PG_TABLESPACE("pg_catalog", Fill.HINTS, PgColumns.TABLESPACE),
    PG_TRIGGER("pg_catalog", Fill.HINTS, PgColumns.TRIGGER),
    CHECK_CONSTRAINTS("information_schema", Fill.HINTS, PgColumns.CHECK_CONSTRAINTS),
    KEY_COLUMN_USAGE("information_schema", Fill.HINTS, PgColumns.KEY_COLUMN_USAGE),
    REFERENTIAL_CONSTRAINTS("information_schema", Fill.HINTS, PgColumns.REFERENTIAL_CONSTRAINTS),
    ROUTINES("information_schema", Fill.HINTS, PgColumns.ROUTINES),
    TABLE_CONSTRAINTS("information_schema", Fill.HINTS, PgColumns.TABLE_CONSTRAINTS),
    VIEWS("information_schema", Fill.HINTS, PgColumns.VIEWS),
    NEXTVAL_SEQUENCES(
            "nextval",
            Fill.SEQUENCES,
            "schema text, name text, strictness text, cache int8, last_value int8,"
                    + " percent_used numeric, epoch int8, slot int4, group_id int4, leader text,"
                    + " data_type text, start_value int8, increment int8, min_value int8,"
                    + " max_value int8, cycle bool, comment text"),
    GRANTS(
            "nextval",
            Fill.ALL,
            "object_type text, schema text, name text, grantee text, privilege text"),
    NODES(
            "nextval",
            Fill.HINTS,
            "id text, client_address text, raft_address text, http_address text,"
                    + " groups_led int4"),
    GROUPS(
            "nextval",
            Fill.HINTS,
            "group_id int4, kind text, leader text, members text, slots int4"),
    SETTINGS("nextval", Fill.HINTS, "name text, value text, default_value text, description text");

    /** What must be read before a view can be filled. */
    enum Fill {
        /** The sequences of the groups. */
        SEQUENCES,
        /** The sequences, and the users, since it names them. */
        ALL,
        /** The schemas and users. */
        CATALOG,
        /** Nothing: what this node believes is enough. */
        HINTS;

        boolean ofSequences() {
            return this == SEQUENCES || this == ALL;
        }

        boolean ofCatalog() {
            return this == CATALOG || this == ALL;
        }
    }

    /** Columns of a sequence that is read as a table. */
    static final List<CatalogColumn> SEQUENCE_COLUMNS =
            parse("last_value int8, log_cnt int8, is_called bool");

    static final List<String> SYSTEM_SCHEMAS =
            List.of("information_schema", "nextval", "pg_catalog");

    private final String schema;
    private final Fill fill;

    @SuppressWarnings("ImmutableEnumChecker") // List.copyOf makes it
    private final List<CatalogColumn> columns;

    CatalogView(String schema, Fill fill, String columns) {
        this.schema = schema;
        this.fill = fill;
        this.columns = parse(columns);
    }

    String schema() {
        return schema;
    }

    String viewName() {
        String name = name().toLowerCase(Locale.ROOT);
        return this == NEXTVAL_SEQUENCES ? "sequences" : name;
    }

    Fill fill() {
        return fill;
    }

    List<CatalogColumn> columns() {
        return columns;
    }

    /** Returns the column that holds a sequence's schema; its name is in the next; -1 for none. */
    int sequenceColumn() {
        return switch (this) {
            case SEQUENCES -> 1;
            case PG_SEQUENCES, NEXTVAL_SEQUENCES -> 0;
            default -> -1;
        };
    }

    static @Nullable CatalogView find(String schema, String name) {
        for (CatalogView view : values()) {
            if (view.schema.equals(schema) && view.viewName().equals(name)) {
                return view;
            }
        }
        return null;
    }

    /** Returns the names of all views, each with its schema. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (CatalogView view : values()) {
            names.add(view.schema + "." + view.viewName());
        }
        return names;
    }

    private static List<CatalogColumn> parse(String text) {
        List<CatalogColumn> columns = new ArrayList<>();
        for (String column : text.split(",", -1)) {
            String trimmed = column.trim();
            int space = trimmed.indexOf(' ');
            columns.add(
                    new CatalogColumn(trimmed.substring(0, space), trimmed.substring(space + 1)));
        }
        return List.copyOf(columns);
    }
}
