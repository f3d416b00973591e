package io.nextval.server.execute;

import io.nextval.sql.SqlException;
import io.nextval.wire.Failure;
import io.nextval.wire.Retry;

/** Definite errors as frames. */
final class Failures {
    private Failures() {}

    static Failure of(String sqlState, String message) {
        return new Failure(sqlState, Retry.NEVER, message, "", "", 0);
    }

    static Failure of(SqlException e) {
        return new Failure(
                e.sqlState(), Retry.NEVER, e.getMessage(), e.detail(), e.hint(), e.position());
    }
}
