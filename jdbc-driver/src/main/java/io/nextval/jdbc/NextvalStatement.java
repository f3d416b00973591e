package io.nextval.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Runs SQL texts; what they mean is remembered by text, so repeating one costs no parsing. */
final class NextvalStatement extends BatchingStatement {
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
        checkKeys(generatedKeys);
        return execute(sql);
    }

    @Override
    public boolean execute(String sql, int[] keyColumns) throws SQLException {
        return execute(sql);
    }

    @Override
    public boolean execute(String sql, String[] keyColumns) throws SQLException {
        return execute(sql);
    }

    @Override
    public int executeUpdate(String sql, int generatedKeys) throws SQLException {
        checkKeys(generatedKeys);
        return executeUpdate(sql);
    }

    @Override
    public int executeUpdate(String sql, int[] keyColumns) throws SQLException {
        return executeUpdate(sql);
    }

    @Override
    public int executeUpdate(String sql, String[] keyColumns) throws SQLException {
        return executeUpdate(sql);
    }

    @Override
    public long executeLargeUpdate(String sql, int generatedKeys) throws SQLException {
        checkKeys(generatedKeys);
        return executeLargeUpdate(sql);
    }

    @Override
    public long executeLargeUpdate(String sql, int[] keyColumns) throws SQLException {
        return executeLargeUpdate(sql);
    }

    @Override
    public long executeLargeUpdate(String sql, String[] keyColumns) throws SQLException {
        return executeLargeUpdate(sql);
    }

    /** What the text means is found out when the batch is executed. */
    @Override
    public void addBatch(String sql) throws SQLException {
        checkOpen();
        if (sql == null) {
            throw Errors.missing("the SQL text");
        }
        batch().add(new Batch.Entry(sql, null, NO_PARAMETERS));
    }
}
