package io.nextval.server.catalog;

import io.nextval.server.command.Privileges;
import io.nextval.server.state.SchemaInfo;
import io.nextval.server.state.SequenceInfo;
import io.nextval.server.state.UserInfo;
import io.nextval.sql.QualifiedName;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;

/**
 * {@code has_sequence_privilege} and {@code has_schema_privilege}, by PostgreSQL's rules: true if
 * the user has one of the privileges in the list, each of them {@code WITH GRANT OPTION} if that is
 * said, which owners have.
 */
final class PrivilegeChecks {
    private static final String GRANT_OPTION = " WITH GRANT OPTION";
    private static final String PUBLIC = "public";
    private static final Map<String, Integer> ON_SEQUENCE =
            Map.of(
                    "USAGE", Privileges.USAGE,
                    "SELECT", Privileges.SELECT,
                    "UPDATE", Privileges.UPDATE);

    /** USAGE is everybody's. */
    private static final Map<String, Integer> ON_SCHEMA =
            Map.of("USAGE", Privileges.USAGE, "CREATE", Privileges.CREATE);

    private static final int PRIVILEGE_CHARS_MAX = 200;

    private PrivilegeChecks() {}

    /** Who is asked about: a user, or everybody. */
    private record Asked(long userId, boolean unlimited) {
        boolean owns(long owner) {
            return unlimited || (userId != Actor.NOBODY && owner == userId);
        }
    }

    static @Nullable Boolean has(String function, @Nullable Object[] arguments, Execution run) {
        int at = arguments.length == 3 ? 1 : 0;
        Asked asked = at == 0 ? asking(run) : user(arguments[0], run);
        Object object = arguments[at];
        String privileges = String.valueOf(arguments[at + 1]);
        return function.equals(PgFunctions.OF_SCHEMA)
                ? ofSchema(asked, object, privileges, run)
                : ofSequence(asked, object, privileges, run);
    }

    private static Asked asking(Execution run) {
        Actor actor = run.session().actor();
        return new Asked(actor.userId(), actor.unlimited());
    }

    private static Asked user(@Nullable Object user, Execution run) {
        if (PUBLIC.equals(user)) {
            return new Asked(Privileges.PUBLIC, false);
        }
        for (UserInfo known : run.snapshot().catalog().users()) {
            boolean meant = user instanceof Long id ? known.id() == id : known.name().equals(user);
            if (meant) {
                return new Asked(known.id(), known.superuser());
            }
        }
        if (run.session().user().equals(user)) {
            return asking(run);
        } else if (user instanceof Long) {
            return new Asked(Privileges.PUBLIC, false);
        }
        throw new QueryException(
                SqlStates.UNDEFINED_OBJECT,
                "role \"" + Texts.shorten(String.valueOf(user)) + "\" does not exist");
    }

    private static @Nullable Boolean ofSequence(
            Asked asked, @Nullable Object object, String privileges, Execution run) {
        SequenceInfo sequence =
                object instanceof Long oid
                        ? PgFunctions.sequence(oid, run)
                        : named(String.valueOf(object), run);
        Boolean any = false;
        for (String privilege : privileges.split(",", -1)) {
            int bit = bit(privilege, ON_SEQUENCE);
            if (sequence == null) {
                any = null;
            } else if (Boolean.FALSE.equals(any)) {
                any =
                        grantable(privilege)
                                ? asked.owns(sequence.owner())
                                : asked.unlimited() || sequence.allows(asked.userId(), bit);
            }
        }
        return any;
    }

    private static SequenceInfo named(String text, Execution run) {
        QualifiedName name = PgFunctions.sequence(text, run);
        SequenceRow row = run.snapshot().sequence(name);
        if (row != null) {
            return row.info();
        }
        String schema = String.valueOf(name.schema());
        boolean inSession = schema.equals(run.session().schema());
        String shown = inSession ? name.name() : schema + '.' + name.name();
        boolean known =
                CatalogView.SYSTEM_SCHEMAS.contains(schema)
                        || run.snapshot().catalog().schemas().stream()
                                .anyMatch(other -> other.name().equals(schema));
        if (!known) {
            throw unknownSchema(schema);
        }
        boolean view =
                CatalogView.find(schema, name.name()) != null
                        || (inSession && CatalogView.find("pg_catalog", name.name()) != null);
        throw view
                ? new QueryException(
                        SqlStates.WRONG_OBJECT_TYPE,
                        '"' + Texts.shorten(name.name()) + "\" is not a sequence")
                : new QueryException(
                        SqlStates.UNDEFINED_TABLE,
                        "relation \"" + Texts.shorten(shown) + "\" does not exist");
    }

    private static @Nullable Boolean ofSchema(
            Asked asked, @Nullable Object object, String privileges, Execution run) {
        String name = String.valueOf(object);
        SchemaInfo schema = null;
        boolean exists = CatalogView.SYSTEM_SCHEMAS.contains(name);
        for (SchemaInfo known : run.snapshot().catalog().schemas()) {
            boolean meant =
                    object instanceof Long oid
                            ? PgRows.oid(known) == oid
                            : known.name().equals(name);
            schema = meant ? known : schema;
        }
        if (schema == null && !exists) {
            if (object instanceof Long) {
                return null;
            }
            throw unknownSchema(name);
        }
        boolean any = false;
        for (String privilege : privileges.split(",", -1)) {
            int bit = bit(privilege, ON_SCHEMA);
            boolean owns = schema == null ? asked.unlimited() : asked.owns(schema.owner());
            boolean allowed =
                    asked.unlimited()
                            || bit == Privileges.USAGE
                            || (schema != null && schema.allows(asked.userId(), bit));
            any |= grantable(privilege) ? owns : allowed;
        }
        return any;
    }

    private static QueryException unknownSchema(String name) {
        return new QueryException(
                SqlStates.UNDEFINED_SCHEMA,
                "schema \"" + Texts.shorten(name) + "\" does not exist");
    }

    private static boolean grantable(String privilege) {
        return privilege.trim().toUpperCase(Locale.ROOT).endsWith(GRANT_OPTION);
    }

    private static int bit(String privilege, Map<String, Integer> known) {
        String said = privilege.trim().toUpperCase(Locale.ROOT);
        Integer bit =
                known.get(
                        said.endsWith(GRANT_OPTION)
                                ? said.substring(0, said.length() - GRANT_OPTION.length())
                                : said);
        if (bit == null) {
            String shown = privilege.trim();
            throw new QueryException(
                    SqlStates.INVALID_PARAMETER,
                    "unrecognized privilege type: \""
                            + shown.substring(0, Math.min(shown.length(), PRIVILEGE_CHARS_MAX))
                            + '"');
        }
        return bit;
    }
}
