package io.nextval.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.config.Setting;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;

@Timeout(60)
final class LauncherTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        Streams streams =
                new Streams(
                        new BufferedReader(new StringReader("")),
                        new PrintWriter(out),
                        new PrintWriter(err));
        return new Launcher(streams).run(args);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                     | a command is missing; see nextval --help",
                "statu                  | did you mean status?; see nextval --help",
                "server --lisen=h:1     | did you mean --listen?; see nextval server --help",
                "server --listen        | Missing required parameter for option '--listen'",
                "server --id=a --id=b   | option '--id' (ID) should be specified only once",
                "server --listen=7650   | bad value '7650' for --listen: the port is missing",
                "server --peers=n2=h:1  | this node's id n1 is not among them",
                "server --config=absent | the configuration file absent does not exist",
                "demo --nodes=0         | bad value '0' for --nodes; allowed: 1 to 9",
                "sql jdbc:x://h -f      | Missing required parameter for option '--file'",
                "sql jdbc:x://h         | bad URL 'jdbc:x://h'; allowed: jdbc:nextval://HOST:PORT",
                "sql h:1 --format=xml   | Invalid value for option '--format'",
                "sql h:1 --on-error=x   | Invalid value for option '--on-error'",
                "sql h:1 -f absent      | the file absent does not exist",
                "sql h:1 -W             | there is no terminal to ask for the password",
                "sql h:1/a?usr=b        | the nearest known one is 'user'",
                "sql h:99999            | the port '99999' of 'h:99999' is not 1 to 65535",
                "status h:1             | bad URL 'h:1': it must begin with jdbc:nextval://",
                "bench --threads=0      | bad value '0' for --threads; allowed: 1 to 10000",
                "bench --rows=0         | bad value '0' for --rows",
                "help statu             | there is no command 'statu'"
            })
    void refusesWrongUsageInOneLineWithExitCode2(String line, String message) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ", -1);
        assertThat(run(args)).isEqualTo(2);
        assertThat(err.toString()).startsWith("nextval: ").contains(message).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void showsAStackTraceOnlyWhenAskedTo() {
        assertThat(run("status", "--verbose", "h:1")).isEqualTo(2);
        assertThat(err.toString()).contains("StartupException").contains("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"server", "demo", "sql", "status", "bench", "import", "version", "help"})
    void everyCommandHasHelp(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: nextval " + command);
        String first = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run("help", command)).isZero();
        assertThat(out.toString()).isEqualTo(first);
    }

    @Test
    void helpOfTheServerNamesEverySetting() {
        assertThat(run("server", "--help")).isZero();
        assertThat(out.toString())
                .contains(List.of(Setting.values()).stream().map(Setting::option).toList())
                .contains("127.0.0.1:7650")
                .doesNotContain("exit-with-parent");
    }

    @Test
    void printsTheVersionThatTheBuildWroteDown() {
        assertThat(run("version")).isZero();
        assertThat(out.toString()).matches("nextval [0-9]+\\.[0-9]+\\.[0-9]+.* \\(Java .*\\)\\s*");
    }

    @Test
    void endsWithExitCode4IfNoNodeOfTheUrlAnswers() {
        assertThat(run("sql", "127.0.0.1:1", "-c", "SELECT 1")).isEqualTo(4);
        assertThat(err.toString())
                .startsWith("nextval: can not connect to jdbc:nextval://127.0.0.1:1: ")
                .endsWith("(08001)" + System.lineSeparator())
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhichNodesOfAClusterDoNotAnswer() {
        assertThat(run("status", "jdbc:nextval://127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("nextval: no node of the URL answers (127.0.0.1:1: Connection refused");
    }
}
