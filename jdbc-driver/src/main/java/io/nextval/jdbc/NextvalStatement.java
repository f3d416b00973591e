package io.nextval.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Runs SQL texts; what they mean is remembered by text, so repeating one costs no parsing. */
final class NextvalStatement extends StatementBase {
    NextvalStatement(NextvalConnection connection) {
        super(connection);
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return query(compile(sql, List.of()), NO_PARAMETERS);
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return run(compile(sql, List.of()), NO_PARAMETERS);
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return (int) Math.min(executeLargeUpdate(sql), Integer.MAX_VALUE);
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return update(compile(sql, List.of()), NO_PARAMETERS);
    }

    @Override
    public boolean execute(String sql, int generatedKeys) throws SQLException {
        checkNone(generatedKeys);
        return execute(sql);
    }

    @Override
    public int executeUpdate(String sql, int generatedKeys) throws SQLException {
        checkNone(generatedKeys);
        return executeUpdate(sql);
    }

    @Override
    public long executeLargeUpdate(String sql, int generatedKeys) throws SQLException {
        checkNone(generatedKeys);
        return executeLargeUpdate(sql);
    }

    private static void checkNone(int generatedKeys) throws SQLException {
        if (generatedKeys != NO_GENERATED_KEYS) {
            throw Errors.unsupported("returning generated keys");
        }
    }
}
