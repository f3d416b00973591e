package io.nextval.server.catalog;

import io.nextval.server.catalog.Operator.Scalar;
import io.nextval.server.state.SequenceInfo;
import io.nextval.sql.Parser;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.SqlException;

import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * Functions of PostgreSQL that look into the catalog: who may do what, and names for oids. What
 * they look at is read together with what the query scans. Like most functions, they give NULL for
 * a NULL.
 */
final class PgFunctions {
    static final String OF_SEQUENCE = "has_sequence_privilege";
    static final String OF_SCHEMA = "has_schema_privilege";
    static final Set<String> NAMES_OF_BOOLEANS = Set.of(OF_SEQUENCE, OF_SCHEMA);
    static final Set<String> NAMES_OF_TEXTS =
            Set.of(
                    "format_type",
                    "obj_description",
                    "pg_encoding_to_char",
                    "pg_get_expr",
                    "pg_get_userbyid",
                    "pg_get_viewdef");

    private static final String VISIBLE = "pg_table_is_visible";
    private static final int WITH_USER = 3;

    private PgFunctions() {}

    static boolean isOne(String name) {
        return NAMES_OF_BOOLEANS.contains(name)
                || NAMES_OF_TEXTS.contains(name)
                || name.equals(VISIBLE);
    }

    /** The argument that says which object is meant. */
    static RexNode object(String name, List<RexNode> operands) {
        return operands.get(index(name, operands.size()));
    }

    private static int index(String name, int arguments) {
        return NAMES_OF_BOOLEANS.contains(name) && arguments == WITH_USER ? 1 : 0;
    }

    /**
     * What must be read for a function.
     *
     * @param constant whether the object is known before anything is read, so that one sequence is
     *     enough
     */
    static Scan scan(String name, List<Scalar> arguments, boolean constant) {
        CatalogView view =
                switch (name) {
                    case OF_SEQUENCE -> CatalogView.PG_SEQUENCES;
                    case OF_SCHEMA -> CatalogView.SCHEMATA;
                    case VISIBLE -> CatalogView.PG_CLASS;
                    case "obj_description" -> CatalogView.PG_DESCRIPTION;
                    case "pg_get_userbyid" -> CatalogView.PG_ROLES;
                    default -> CatalogView.PG_TYPE;
                };
        if (!name.equals(OF_SEQUENCE) || !constant) {
            return new Scan(new Relation.View(view), null, null);
        }
        Scalar object = arguments.get(index(name, arguments.size()));
        return new Scan(
                new Relation.View(view),
                (run, row) ->
                        object.value(run, row) instanceof String text
                                ? sequence(text, run).schema()
                                : null,
                (run, row) ->
                        object.value(run, row) instanceof String text
                                ? sequence(text, run).name()
                                : null);
    }

    static Scalar scalar(String name, List<Scalar> operands) {
        return (run, row) -> {
            @Nullable Object[] arguments = new @Nullable Object[operands.size()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = operands.get(i).value(run, row);
                if (arguments[i] == null && (i == 0 || NAMES_OF_BOOLEANS.contains(name))) {
                    return null;
                }
            }
            return value(name, arguments, run);
        };
    }

    private static @Nullable Object value(
            String name, @Nullable Object[] arguments, Execution run) {
        Object first = arguments[0];
        return switch (name) {
            case OF_SEQUENCE, OF_SCHEMA -> PrivilegeChecks.has(name, arguments, run);
            case "format_type" -> typeName(first);
            case "pg_encoding_to_char" -> first instanceof Long id && id == 6 ? "UTF8" : "";
            case "pg_get_userbyid" ->
                    first instanceof Long id
                            ? run.snapshot().catalog().userName(id, run.session())
                            : null;
            case "obj_description" -> description(first, arguments, run);
            case VISIBLE -> visible(first, run);
            case "pg_get_viewdef" -> null; // no view is defined by a text
            default -> first; // pg_get_expr: expressions are kept as texts
        };
    }

    private static @Nullable String typeName(@Nullable Object oid) {
        if (!(oid instanceof Long id) || id == 0) {
            return oid == null ? null : "-";
        }
        for (PgType type : PgType.values()) {
            if (type.oid() == id) {
                return Types.displayName(type.typeName());
            }
        }
        return "???";
    }

    private static @Nullable String description(
            @Nullable Object oid, @Nullable Object[] arguments, Execution run) {
        boolean ofClass = arguments.length < 2 || "pg_class".equals(arguments[1]);
        SequenceInfo sequence = oid instanceof Long id && ofClass ? sequence(id, run) : null;
        return sequence == null ? null : sequence.comment();
    }

    private static @Nullable Boolean visible(@Nullable Object oid, Execution run) {
        if (!(oid instanceof Long id)) {
            return null;
        }
        SequenceInfo sequence = sequence(id, run);
        if (sequence != null) {
            return sequence.schema().equals(run.session().schema());
        }
        List<CatalogView> views = PgRows.VIEWS;
        boolean view = id >= 1 && id <= views.size();
        return view ? views.get((int) (id - 1)).schema().equals("pg_catalog") : null;
    }

    static @Nullable SequenceInfo sequence(long oid, Execution run) {
        for (SequenceRow row : run.snapshot().sequences()) {
            if (row.info().id() == oid) {
                return row.info();
            }
        }
        return null;
    }

    /** The sequence that a text names, as in {@code nextval('…')}. */
    static QualifiedName sequence(String text, Execution run) {
        try {
            QualifiedName name = Parser.sequenceName(text);
            return name.schema() == null
                    ? new QualifiedName(run.session().schema(), name.name())
                    : name;
        } catch (SqlException e) {
            throw new QueryException(e.sqlState(), String.valueOf(e.getMessage()), e.hint());
        }
    }
}
