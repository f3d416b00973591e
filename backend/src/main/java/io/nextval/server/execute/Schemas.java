package io.nextval.server.execute;

import io.nextval.server.config.Nearest;
import io.nextval.server.state.SchemaInfo;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.SqlException;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The schemas that exist, as far as this node knows or as the catalog said just now. For one
 * attempt at one statement, on one thread.
 */
final class Schemas {
    private static final Set<String> OF_THE_SYSTEM =
            Set.of("information_schema", "nextval", "pg_catalog");
    private static final String RESERVED_PREFIX = "pg_";

    /** What a statement does with the sequence whose schema it asks for. */
    enum Use {
        CREATE,
        ALTER,
        DROP,
        /** An argument of nextval and the like. */
        FUNCTION
    }

    private final List<SchemaInfo> all;
    private boolean missed;

    Schemas(List<SchemaInfo> all) {
        this.all = List.copyOf(all);
    }

    /** True if a schema was asked for that is not among these. */
    boolean missed() {
        return missed;
    }

    /**
     * The schema that the name of a sequence stands in.
     *
     * @param sessionSchema for a name without one
     * @throws SqlException if it does not exist, as PostgreSQL says it: 3F000 or 42P01; 42501 for a
     *     new sequence in a schema of the system
     */
    SchemaInfo of(QualifiedName name, String sessionSchema, Use use) throws SqlException {
        String schema = nameOf(name, sessionSchema);
        for (SchemaInfo known : all) {
            if (known.name().equals(schema)) {
                return known;
            }
        }
        missed = true;
        if (use == Use.CREATE) {
            throw noneToCreateIn(name, schema);
        } else if (name.schema() == null || use == Use.FUNCTION || OF_THE_SYSTEM.contains(schema)) {
            throw missingSequence(name, schema, use);
        }
        throw unknown(schema, "schema \"" + schema + "\" does not exist");
    }

    /** True if the name says no schema, or one that exists. */
    boolean has(QualifiedName name) {
        String schema = name.schema();
        if (schema == null
                || OF_THE_SYSTEM.contains(schema)
                || all.stream().anyMatch(known -> known.name().equals(schema))) {
            return true;
        }
        missed = true;
        return false;
    }

    /**
     * Checks that a schema exists and is no schema of the system.
     *
     * @throws SqlException 3F000 or 42501
     */
    void require(String schema) throws SqlException {
        if (OF_THE_SYSTEM.contains(schema)) {
            throw Denied.schema(schema);
        } else if (all.stream().noneMatch(known -> known.name().equals(schema))) {
            missed = true;
            throw unknown(schema, "schema \"" + schema + "\" does not exist");
        }
    }

    /** The name of that schema, whether it exists or not. */
    static String nameOf(QualifiedName name, String sessionSchema) {
        String said = name.schema();
        return said == null ? sessionSchema : said;
    }

    private SqlException noneToCreateIn(QualifiedName name, String schema) {
        if (OF_THE_SYSTEM.contains(schema)) {
            return new SqlException(
                    "42501",
                    "permission denied for schema " + schema,
                    "It is the system's and holds no sequences.",
                    "",
                    0);
        }
        return unknown(
                schema,
                name.schema() == null
                        ? "no schema has been selected to create in"
                        : "schema \"" + schema + "\" does not exist");
    }

    private SqlException unknown(String schema, String message) {
        String hint = nearest(schema).map(Hints::didYouMean).orElse("");
        return new SqlException("3F000", message, "", hint, 0);
    }

    private SqlException missingSequence(QualifiedName name, String schema, Use use) {
        String said = name.schema() == null ? "" : name.schema() + ".";
        return new SqlException(
                "42P01",
                (use == Use.DROP ? "sequence" : "relation")
                        + " \""
                        + said
                        + name.name()
                        + "\" does not exist",
                OF_THE_SYSTEM.contains(schema)
                        ? ""
                        : "The schema \"" + schema + "\" does not exist.",
                nearest(schema).map(near -> Hints.didYouMean(near, name.name())).orElse(""),
                0);
    }

    private Optional<String> nearest(String schema) {
        return Nearest.of(schema, all.stream().map(SchemaInfo::name).toList());
    }

    /**
     * Checks that a schema of this name may be made, if there is none.
     *
     * @throws SqlException 42P06 or 42939 if the name is the system's
     */
    static void checkNew(String schema) throws SqlException {
        if (schema.startsWith(RESERVED_PREFIX)) {
            throw new SqlException(
                    "42939",
                    "unacceptable schema name \"" + schema + '"',
                    "The prefix \"pg_\" is reserved for system schemas.",
                    "",
                    0);
        } else if (OF_THE_SYSTEM.contains(schema)) {
            throw new SqlException("42P06", "schema \"" + schema + "\" already exists", "", "", 0);
        }
    }

    /**
     * Checks that a schema of this name may be dropped, if there is one.
     *
     * @throws SqlException 2BP01 if it is the system's
     */
    static void checkDroppable(String schema) throws SqlException {
        if (OF_THE_SYSTEM.contains(schema)) {
            throw new SqlException(
                    "2BP01",
                    "cannot drop schema "
                            + schema
                            + " because it is required by the database system",
                    "",
                    "",
                    0);
        }
    }
}
