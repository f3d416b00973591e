package io.nextval.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.JdbcRowSet;
import javax.sql.rowset.RowSetFactory;
import javax.sql.rowset.RowSetProvider;

/** The JDK's own row sets: results that outlive their connection. */
@Timeout(60)
final class CachedRowSetIT {
    private static final String URL = "jdbc:nextval:mem:CachedRowSetIT";

    private final RowSetFactory factory;

    CachedRowSetIT() throws SQLException {
        factory = RowSetProvider.newFactory();
    }

    @Test
    void keepsTheRowsOfAResultWhoseConnectionIsClosed() throws SQLException {
        try (CachedRowSet kept = factory.createCachedRowSet()) {
            try (Connection connection = DriverManager.getConnection(URL)) {
                Sql.execute(connection, "CREATE SEQUENCE populated");
                try (Statement statement = connection.createStatement();
                        ResultSet rows =
                                statement.executeQuery(
                                        "SELECT NEXTVAL('populated') AS id, 'row' AS kind"
                                                + " FROM generate_series(1, 3)")) {
                    kept.populate(rows);
                }
            }
            List<Long> ids = new ArrayList<>();
            while (kept.next()) {
                ids.add(kept.getLong("id"));
                assertThat(kept.getString("kind")).isEqualTo("row");
            }
            assertThat(ids).containsExactly(1L, 2L, 3L);
            assertThat(kept.size()).isEqualTo(3);
            assertThat(kept.getMetaData().getColumnLabel(1)).isEqualTo("id");
            assertThat(kept.absolute(2)).isTrue();
            assertThat(kept.getLong(1)).isEqualTo(2);
        }
    }

    @Test
    void connectsByItselfAndBindsParameters() throws SQLException {
        try (CachedRowSet own = factory.createCachedRowSet()) {
            own.setUrl(URL);
            own.setCommand("SELECT ? + 1");
            own.setLong(1, 41);
            own.execute();
            assertThat(own.next()).isTrue();
            assertThat(own.getLong(1)).isEqualTo(42);
        }
    }

    @Test
    void readsThroughAConnectedRowSet() throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL)) {
            Sql.execute(connection, "CREATE SEQUENCE connected START 5");
            try (JdbcRowSet rows = factory.createJdbcRowSet()) {
                rows.setUrl(URL);
                rows.setCommand("SELECT NEXTVAL('connected')");
                rows.execute();
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(5);
            }
        }
    }
}
