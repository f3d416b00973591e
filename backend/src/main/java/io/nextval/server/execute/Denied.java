package io.nextval.server.execute;

import io.nextval.sql.SqlException;

/** Refusals for want of a privilege, in PostgreSQL's words. Stateless. */
final class Denied {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private Denied() {}

    static SqlException sequence(String name) {
        return of("permission denied for sequence " + name, "");
    }

    static SqlException ownerOfSequence(String name) {
        return of("must be owner of sequence " + name, "");
    }

    static SqlException schema(String name) {
        return of("permission denied for schema " + name, "");
    }

    static SqlException database(String name) {
        return of("permission denied for database " + name, "");
    }

    /** CREATE, ALTER or DROP of a user by one who is no superuser. */
    static SqlException role(String verb, String detail) {
        return of("permission denied to " + verb + " role", detail);
    }

    static SqlException setRole(String name) {
        return of("must be able to SET ROLE \"" + name + '"', "");
    }

    private static SqlException of(String message, String detail) {
        return new SqlException(INSUFFICIENT_PRIVILEGE, message, detail, "", 0);
    }
}
