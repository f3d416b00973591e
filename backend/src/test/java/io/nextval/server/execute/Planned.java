package io.nextval.server.execute;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nextval.server.state.SchemaInfo;
import io.nextval.sql.Parser;
import io.nextval.sql.SqlException;
import io.nextval.wire.Program;

import java.util.List;
import java.util.Map;

/** Programs as a node with the schemas public and shop makes them. */
final class Planned {
    private static final List<SchemaInfo> SCHEMAS =
            List.of(new SchemaInfo("public", 0), new SchemaInfo("shop", 7));

    private Planned() {}

    static Program program(String sql) throws SqlException {
        return program(sql, Map.of());
    }

    static Program program(String sql, Map<Integer, String> names) throws SqlException {
        return ProgramPlanner.plan(Parser.parse(sql), "public", names, new Schemas(SCHEMAS));
    }

    /** The error of a statement that has no program. */
    static SqlException refused(String sql) {
        return refused(sql, "public");
    }

    /** The same in a session with this schema. */
    static SqlException refused(String sql, String sessionSchema) {
        return catchThrowableOfType(
                SqlException.class,
                () ->
                        ProgramPlanner.plan(
                                Parser.parse(sql), sessionSchema, Map.of(), new Schemas(SCHEMAS)));
    }
}
