package io.nextval.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The faces of a statement that are not served: each refuses with 0AX00. */
abstract class UnsupportedStatement implements Statement {
    @Override
    public void addBatch(String text) throws SQLException {
        throw Errors.unsupported("Statement.addBatch");
    }

    @Override
    public boolean execute(String text, int[] value) throws SQLException {
        throw Errors.unsupported("Statement.execute");
    }

    @Override
    public boolean execute(String text, String[] value) throws SQLException {
        throw Errors.unsupported("Statement.execute");
    }

    @Override
    public int[] executeBatch() throws SQLException {
        throw Errors.unsupported("Statement.executeBatch");
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        throw Errors.unsupported("Statement.executeLargeBatch");
    }

    @Override
    public long executeLargeUpdate(String text, int[] value) throws SQLException {
        throw Errors.unsupported("Statement.executeLargeUpdate");
    }

    @Override
    public long executeLargeUpdate(String text, String[] value) throws SQLException {
        throw Errors.unsupported("Statement.executeLargeUpdate");
    }

    @Override
    public int executeUpdate(String text, int[] value) throws SQLException {
        throw Errors.unsupported("Statement.executeUpdate");
    }

    @Override
    public int executeUpdate(String text, String[] value) throws SQLException {
        throw Errors.unsupported("Statement.executeUpdate");
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        throw Errors.unsupported("Statement.getGeneratedKeys");
    }

    @Override
    public void setCursorName(String text) throws SQLException {
        throw Errors.unsupported("Statement.setCursorName");
    }
}
