package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.wire.Compile;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** A text that is executed again and again is compiled once. */
@Timeout(60)
class CompileCountTest {
    private static final List<String> TEXTS =
            List.of(
                    "select nextval('a')",
                    "select nextval('b')",
                    "select nextval('a'), currval('a')",
                    "select nextval('a') from generate_series(1, 3)",
                    "select 1");
    private final SqlProbe sql = new SqlProbe();

    @AfterEach
    void close() throws SQLException {
        sql.close();
    }

    @Test
    void compilesEachTextOnceInAThousandExecutions() throws SQLException {
        for (int round = 0; round < 20; round++) {
            try (Connection connection = DriverManager.getConnection(sql.cluster.url())) {
                for (String text : TEXTS) {
                    PreparedStatement prepared = connection.prepareStatement(text);
                    for (int i = 0; i < 5; i++) {
                        sql.cells(prepared);
                        sql.cells(text);
                    }
                }
            }
        }
        assertThat(sql.cluster.node(0).requests(Compile.class))
                .extracting(Compile::sql)
                .containsExactlyInAnyOrderElementsOf(TEXTS);
    }

    @Test
    void compilesANamedTextOnceForEachName() throws SQLException {
        for (int round = 0; round < 100; round++) {
            PreparedStatement prepared = sql.connection.prepareStatement("select nextval(?)");
            for (String name : List.of("a", "a", "b", "b", "a")) {
                sql.cells(prepared, name);
            }
        }
        assertThat(sql.cluster.last("a")).isEqualTo(300);
        assertThat(sql.cluster.node(0).requests(Compile.class))
                .extracting(request -> request.names().toString())
                .containsExactly(
                        "[]",
                        "[NameArgument[parameter=1, text=a]]",
                        "[NameArgument[parameter=1, text=b]]");
    }
}
