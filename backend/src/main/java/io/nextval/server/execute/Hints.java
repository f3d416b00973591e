package io.nextval.server.execute;

import io.nextval.sql.QualifiedName;
import io.nextval.wire.Failure;

/** Hints with a name in them, as they are written everywhere. */
final class Hints {
    private Hints() {}

    /** Asks whether the name was meant, written as in SQL. */
    static String didYouMean(String name) {
        return "did you mean " + new QualifiedName(null, name).toSql() + "?";
    }

    /** The same for a sequence; the schema is left out if it is public. */
    static String didYouMean(String schema, String name) {
        String shown = schema.equals("public") ? null : schema;
        return "did you mean " + new QualifiedName(shown, name).toSql() + "?";
    }

    /** The failure with this hint in place of its own. */
    static Failure with(Failure failure, String hint) {
        return new Failure(
                failure.sqlState(),
                failure.retry(),
                failure.message(),
                failure.detail(),
                hint,
                failure.position());
    }
}
