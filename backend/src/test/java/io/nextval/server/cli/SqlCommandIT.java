package io.nextval.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code nextval sql} as scripts use it, on an embedded node. */
@Timeout(240)
final class SqlCommandIT {
    private static final String URL = "jdbc:nextval:mem:sql-command";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private boolean terminal;

    @TempDir private Path folder = Path.of("");

    private int run(String input, String... options) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Streams streams =
                new Streams(
                        new BufferedReader(new StringReader(input)),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        false,
                        false,
                        terminal);
        String[] args = new String[options.length + 2];
        args[0] = "sql";
        args[1] = URL;
        System.arraycopy(options, 0, args, 2, options.length);
        return new Launcher(streams).run(args);
    }

    @Test
    void printsWhatTheStatementsGive() {
        assertThat(run("", "-c", "CREATE SEQUENCE c; SELECT nextval('c')", "-c", "SELECT 7 AS n"))
                .isZero();
        assertThat(out.toString())
                .isEqualTo(
                        """
                        CREATE SEQUENCE
                         nextval\s
                        ---------
                               1
                        (1 row)

                         n\s
                        ---
                         7
                        (1 row)

                        """);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void endsAtTheFirstStatementOfACommandThatFails() {
        assertThat(run("", "-c", "SELECT 1; bad; SELECT 2", "-c", "SELECT 3")).isEqualTo(1);
        assertThat(out.toString()).contains("1").doesNotContain("2").doesNotContain("3");
        assertThat(err.toString()).contains("ERROR:  ").contains("LINE 1: bad\n        ^\n");
    }

    @Test
    void printsNothingButRowsInAFormatForPrograms() {
        String script = "CREATE SEQUENCE IF NOT EXISTS f; SELECT nextval('f') AS n, 'a,b' AS t;";
        assertThat(run("", "--format", "csv", "-c", script)).isZero();
        assertThat(out.toString()).isEqualTo("n,t\n1,\"a,b\"\n");
        assertThat(run("", "--format=json", "-c", script)).isZero();
        assertThat(out.toString()).isEqualTo("[{\"n\": 2, \"t\": \"a,b\"}]\n");
        assertThat(err.toString()).contains("NOTICE:  relation \"f\" already exists, skipping");
    }

    @Test
    void printsTimesAndKeepsQuietWhenAskedTo() {
        assertThat(run("", "-q", "--timing", "-c", "CREATE SEQUENCE quiet")).isZero();
        assertThat(out.toString()).matches("Time: [0-9]+\\.[0-9]{3} ms\\R");
    }

    @Test
    void readsStatementsAndConsoleCommandsFromStandardInput() {
        assertThat(run("\\format csv\nSELECT 1 AS a;\nSELECT\n2 AS a\n;\n\\q\nSELECT 3;")).isZero();
        assertThat(out.toString()).isEqualTo("Output format is csv.\na\n1\na\n2\n");
        assertThat(run("SELECT 1 AS a; \\nope\nSELECT 2 AS b;")).isEqualTo(1);
        assertThat(out.toString()).contains(" a").doesNotContain(" b");
        assertThat(run("", "-f", "-")).isZero();
        assertThat(run("bad;", "-f", "-")).isEqualTo(1);
    }

    @Test
    void stopsOrGoesOnAtAnErrorOfAFile() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("a.sql"), "SELECT 1 AS a;\nbad;\n-- c\nSELECT 2 AS b;\n");
        assertThat(run("", "-f", file.toString())).isEqualTo(1);
        assertThat(out.toString()).contains(" a").doesNotContain(" b");
        assertThat(err.toString())
                .contains(file + ":2: ERROR:  ")
                .contains(file + ": 2 statements, 1 failed, ");
        assertThat(run("", "-f", file.toString(), "--on-error=continue")).isEqualTo(1);
        assertThat(out.toString()).contains(" a").contains(" b");
        assertThat(err.toString()).contains(file + ": 3 statements, 1 failed, ");
    }

    @Test
    void tellsAPersonHowTheFileEnded() throws IOException {
        Path file = Files.writeString(folder.resolve("b.sql"), "SELECT 1;\n".repeat(3));
        assertThat(run("", "-f", file.toString())).isZero();
        assertThat(err.toString()).isEmpty();
        terminal = true;
        assertThat(run("", "-f", file.toString())).isZero();
        assertThat(err.toString()).contains(file + ": 3 statements, 0 failed, ");
    }
}
