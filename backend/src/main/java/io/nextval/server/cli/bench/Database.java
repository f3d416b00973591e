package io.nextval.server.cli.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database under load.
 *
 * @param name how the table calls it
 * @param connections opens a connection to it
 * @param query SQL of one call; {@code {sequence}} and {@code {rows}} stand for what they say
 */
public record Database(String name, Connections connections, String query) {
    /** The query of Nextval and PostgreSQL for one number a call. */
    public static final String ONE_ROW = "SELECT NEXTVAL('{sequence}')";

    /** The query of both for several numbers a call. */
    public static final String ROWS = ONE_ROW + " FROM generate_series(1, {rows})";

    /** Opens connections; may be called by any thread. */
    public interface Connections {
        Connection open() throws SQLException;
    }

    /** The SQL of a call. */
    String sql(String sequence, int rows) {
        return query.replace("{sequence}", sequence).replace("{rows}", Integer.toString(rows));
    }

    /** Makes the sequences of a run. */
    public void createSequences(Iterable<String> names) throws SQLException {
        execute("CREATE SEQUENCE ", names);
    }

    /** Takes them away again. */
    public void dropSequences(Iterable<String> names) throws SQLException {
        execute("DROP SEQUENCE ", names);
    }

    private void execute(String command, Iterable<String> names) throws SQLException {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            for (String sequence : names) {
                statement.execute(command + sequence);
            }
        }
    }
}
