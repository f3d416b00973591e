package io.nextval.jdbc;

import java.sql.SQLException;
import java.sql.Statement;

/** The faces of a statement that are not served: each refuses with 0AX00. */
abstract class UnsupportedStatement implements Statement {
    @Override
    public void setCursorName(String text) throws SQLException {
        throw Errors.unsupported("Statement.setCursorName");
    }
}
