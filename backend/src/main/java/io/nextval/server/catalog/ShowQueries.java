package io.nextval.server.catalog;

import io.nextval.sql.CreateSequence;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.Query;
import io.nextval.sql.SequenceDefinition;
import io.nextval.sql.SequenceOptions;
import io.nextval.sql.Show;
import io.nextval.sql.StatementText;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** SHOW and DESCRIBE as queries over the views. Stateless. */
final class ShowQueries {
    private static final String SEQUENCES =
            "SELECT schema, name, data_type, strictness, cache, last_value, percent_used,"
                    + " group_id, leader FROM nextval.sequences";
    private static final String SCHEMAS =
            "SELECT schema_name AS name FROM information_schema.schemata";
    private static final String USERS =
            "SELECT rolname AS name, rolsuper AS superuser FROM pg_catalog.pg_roles";
    private static final String GRANTS =
            "SELECT grantee, privilege, object_type, schema, name FROM nextval.grants";
    private static final String SETTINGS =
            "SELECT name, value, default_value, description FROM nextval.settings";

    private ShowQueries() {}

    /**
     * A query and the values of its parameters.
     *
     * @param sequence what must exist, so that no rows are an error; null for nothing
     */
    record Translated(
            Query query, List<@Nullable Object> parameters, @Nullable QualifiedName sequence) {}

    static Translated of(Show show, SessionInfo session) {
        QualifiedName name = show.name();
        return switch (show.what()) {
            case SEQUENCES -> {
                String schema = name == null ? session.schema() : name.name();
                yield like(SEQUENCES + " WHERE schema = ?", show, " ORDER BY name", schema);
            }
            case SCHEMAS -> like(SCHEMAS + " WHERE TRUE", show, " ORDER BY name");
            case USERS -> like(USERS + " WHERE TRUE", show, " ORDER BY name");
            case GRANTS -> {
                if (name == null) {
                    yield all(GRANTS + " ORDER BY schema, name, grantee, privilege");
                }
                QualifiedName full = qualified(name, session);
                yield new Translated(
                        new Query(
                                GRANTS
                                        + " WHERE object_type = 'sequence' AND schema = ? AND"
                                        + " name = ? ORDER BY grantee, privilege",
                                2),
                        parameters(full.schema(), full.name()),
                        full);
            }
            case NODES -> all("SELECT * FROM nextval.nodes ORDER BY id");
            case GROUPS -> all("SELECT * FROM nextval.groups ORDER BY group_id");
            case SETTINGS ->
                    like(
                            SETTINGS + " WHERE TRUE",
                            show,
                            show.pattern() == null ? "" : " ORDER BY name");
            case CREATE_SEQUENCE, DESCRIBE -> {
                QualifiedName full = qualified(name, session);
                yield new Translated(
                        new Query(
                                "SELECT * FROM nextval.sequences WHERE schema = ? AND name = ?", 2),
                        parameters(full.schema(), full.name()),
                        full);
            }
        };
    }

    private static QualifiedName qualified(@Nullable QualifiedName name, SessionInfo session) {
        if (name == null) {
            throw new QueryException(SqlStates.SYNTAX_ERROR, "the name of a sequence is missing");
        }
        String schema = name.schema() == null ? "pg_catalog" : name.schema();
        if (CatalogView.find(schema, name.name()) != null) {
            String view = (name.schema() == null ? "" : schema + ".") + name.name();
            throw new QueryException(
                    SqlStates.WRONG_OBJECT_TYPE,
                    '"' + view + "\" is not a sequence",
                    "it is a view: SELECT * FROM " + view);
        }
        return name.schema() == null ? new QualifiedName(session.schema(), name.name()) : name;
    }

    private static Translated all(String text) {
        return new Translated(new Query(text, 0), List.of(), null);
    }

    private static Translated like(String text, Show show, String order, String... values) {
        List<@Nullable Object> parameters = parameters(values);
        String pattern = show.pattern();
        String condition = "";
        if (pattern != null) {
            condition = " AND " + column(show) + " LIKE ?";
            parameters.add(pattern);
        }
        return new Translated(
                new Query(text + condition + order, parameters.size()), parameters, null);
    }

    private static String column(Show show) {
        return switch (show.what()) {
            case SCHEMAS -> "schema_name";
            case USERS -> "rolname";
            default -> "name";
        };
    }

    private static List<@Nullable Object> parameters(@Nullable String... values) {
        List<@Nullable Object> parameters = new ArrayList<>();
        for (String value : values) {
            parameters.add(value);
        }
        return parameters;
    }

    /** Returns the statement that makes a sequence like this one; every option is said. */
    static String createStatement(SequenceRow row) {
        SequenceDefinition d = row.definition();
        return StatementText.of(
                new CreateSequence(
                        new QualifiedName(row.schema(), row.name()),
                        false,
                        new SequenceOptions(
                                d.dataType(),
                                d.start(),
                                d.increment(),
                                new SequenceOptions.Bound(d.minValue()),
                                new SequenceOptions.Bound(d.maxValue()),
                                d.cycle(),
                                d.cache(),
                                d.ordered())));
    }
}
