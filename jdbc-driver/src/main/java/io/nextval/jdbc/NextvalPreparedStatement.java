package io.nextval.jdbc;

import io.nextval.client.PreparedProgram;
import io.nextval.wire.NameArgument;

import org.jspecify.annotations.Nullable;

import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One SQL text with its parameters; its program is asked for at first use and then kept. */
final class NextvalPreparedStatement extends ParameterSetters {
    private static final int PARAMETERS_MAX = 65_535;

    /** Class of the SQLSTATEs of texts that are wrong. */
    private static final String SYNTAX_OR_ACCESS = "42";

    private final String sql;
    private @Nullable PreparedProgram program;
    private @Nullable PreparedProgram named;
    private @Nullable Object[] values = NO_PARAMETERS;
    private boolean[] given = {};

    /** Whether the text could not be compiled when a value was given. */
    private boolean unknown;

    NextvalPreparedStatement(NextvalConnection connection, String sql) {
        super(connection);
        this.sql = sql;
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        PreparedProgram known = bound();
        return query(known, values);
    }

    @Override
    public boolean execute() throws SQLException {
        PreparedProgram known = bound();
        return run(known, values);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        PreparedProgram known = bound();
        return update(known, values);
    }

    @Override
    public int executeUpdate() throws SQLException {
        return (int) Math.min(executeLargeUpdate(), Integer.MAX_VALUE);
    }

    /**
     * Of the rows to come; null for a statement that returns none, and while a parameter that names
     * a sequence has no value.
     */
    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        PreparedProgram known = program();
        for (int parameter : known.program().nameParameters()) {
            if (values[parameter - 1] == null) {
                return null;
            }
        }
        known = named(known);
        return known.givesRows() ? new NextvalResultSetMetaData(known.columns()) : null;
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        return new NextvalParameterMetaData(program().program().parameterTypes());
    }

    @Override
    public void clearParameters() throws SQLException {
        checkOpen();
        Arrays.fill(values, null);
        Arrays.fill(given, false);
    }

    @Override
    public ResultSet executeQuery(String other) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public boolean execute(String other) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public boolean execute(String other, int generatedKeys) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public int executeUpdate(String other) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public int executeUpdate(String other, int generatedKeys) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public long executeLargeUpdate(String other) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public long executeLargeUpdate(String other, int generatedKeys) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public boolean execute(String other, int[] keyColumns) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public boolean execute(String other, String[] keyColumns) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public int executeUpdate(String other, int[] keyColumns) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public int executeUpdate(String other, String[] keyColumns) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public long executeLargeUpdate(String other, int[] keyColumns) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public long executeLargeUpdate(String other, String[] keyColumns) throws SQLException {
        throw hasItsOwnText();
    }

    @Override
    public void addBatch(String other) throws SQLException {
        throw hasItsOwnText();
    }

    /** With the parameters as they are now. */
    @Override
    public void addBatch() throws SQLException {
        PreparedProgram known = bound();
        batch().add(new Batch.Entry(null, known, values.clone()));
    }

    @Override
    public void close() {
        if (!isMarkedClosed()) {
            super.close();
            connection().owner().closed(this);
        }
    }

    @Override
    void failed(SQLException error) {
        super.failed(error);
        connection().owner().failed(this, error);
    }

    private static SQLException hasItsOwnText() {
        return Errors.badArgument("a prepared statement has its SQL text already");
    }

    private PreparedProgram program() throws SQLException {
        PreparedProgram known = program;
        if (known != null && known.schema().equals(connection().session().schema())) {
            return known;
        }
        known = compile(sql, List.of());
        program = known;
        named = known;
        int count = known.program().parameterTypes().size();
        unknown = false;
        resize(count);
        return known;
    }

    private void resize(int count) {
        if (given.length != count) {
            values = Arrays.copyOf(values, count);
            given = Arrays.copyOf(given, count);
        }
    }

    /** The program to run, with the names that parameters give. */
    private PreparedProgram bound() throws SQLException {
        PreparedProgram known = program();
        for (int i = 0; i < given.length; i++) {
            if (!given[i]) {
                throw Errors.noParameter(i + 1);
            }
        }
        return named(known);
    }

    private PreparedProgram named(PreparedProgram known) throws SQLException {
        if (known.program().nameParameters().isEmpty()) {
            return known;
        }
        List<NameArgument> names = new ArrayList<>();
        for (int parameter : known.program().nameParameters()) {
            Object value = values[parameter - 1];
            if (value == null) {
                throw Errors.noName(parameter);
            }
            names.add(new NameArgument(parameter, value.toString()));
        }
        PreparedProgram latest = named;
        if (latest == null || !latest.names().equals(names)) {
            latest = compile(sql, names);
            named = latest;
        }
        return latest;
    }

    @Override
    void set(int index, @Nullable Object value) throws SQLException {
        checkOpen();
        int count = parameterCount();
        if (index < 1 || index > (unknown ? PARAMETERS_MAX : count)) {
            throw Errors.badArgument(
                    unknown
                            ? "there is no parameter " + index
                            : "there is no parameter " + index + "; the statement has " + count);
        }
        if (index > given.length) {
            resize(index);
        }
        values[index - 1] = value;
        given[index - 1] = true;
    }

    /**
     * As many as the text has. One that is wrong has as many as are given, and is refused when it
     * is executed: callers handle errors there, and not where they give values.
     */
    private int parameterCount() throws SQLException {
        if (!unknown) {
            try {
                return program().program().parameterTypes().size();
            } catch (SQLException e) {
                if (!String.valueOf(e.getSQLState()).startsWith(SYNTAX_OR_ACCESS)) {
                    throw e;
                }
                unknown = true;
            }
        }
        return given.length;
    }
}
