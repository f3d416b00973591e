package io.nextval.server.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** What {@code nextval import} answers when it is called wrongly. Nothing is written then. */
@Timeout(120)
final class WrongInputIT {
    private static final String TO = "jdbc:nextval:mem:import-wrong";
    private static final Path PAGE =
            Path.of(System.getProperty("basedir", ""), "../../docs/migrating.md");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "--margin=ten | Invalid value for option '--margin': 'ten' is not a long",
                "--margin=1.5 | '1.5' is not a long",
                "--margin=9223372036854775808 | '9223372036854775808' is not a long",
                "--margin | Missing required parameter for option '--margin' (N)",
                "--margin=-1 | bad value '-1' for --margin; allowed: 0 or more",
                "--cache=none | 'none' is not an int",
                "--cache=0 | bad value '0' for --cache; allowed: 1 or more",
                "--output=xml | Invalid value for option '--output'",
                "--colum-names={table} | --column-names",
                "--marign=5 | did you mean --margin?",
                "--schema=NOWHERE | the source has no schema 'NOWHERE' that this user can see",
                "--from-password | there is no terminal to ask for the password; set"
                        + " NEXTVAL_FROM_PASSWORD",
                "-W | there is no terminal to ask for the password; set NEXTVAL_PASSWORD",
                "--password-file=/nowhere/p | the password file /nowhere/p can not be read"
            })
    void refusesAnOptionThatIsWrong(String option, String message) throws Exception {
        try (Connection source = DriverManager.getConnection("jdbc:h2:mem:options");
                Connection cluster = DriverManager.getConnection(TO)) {
            Sql.run(source, "CREATE SEQUENCE IF NOT EXISTS never_imported");
            ImportRun run = ImportRun.of("jdbc:h2:mem:options", TO, option);
            assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(2);
            assertThat(run.err()).contains(message).doesNotContain("\tat ");
            assertThat(run.out()).isEmpty();
            assertThat(
                            Sql.number(
                                    cluster,
                                    "SELECT count(*) FROM pg_sequences"
                                            + " WHERE sequencename = 'never_imported'"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:nextval://127.0.0.1:7650/public",
        "jdbc:nextval:mem:x",
        "jdbc:nextval:postgresql://db/shop?nextval.cluster=h",
        "postgresql://db/shop",
        "''"
    })
    void readsNoSourceOfAnotherKind(String from) {
        ImportRun run = ImportRun.of(from, TO);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("for --from; it must be the JDBC URL of the source");
    }

    @Test
    void saysThatThePasswordOfTheSourceIsWrong() throws Exception {
        String url = "jdbc:h2:mem:locked";
        try (Connection owner = DriverManager.getConnection(url, "owner", "right one")) {
            assertThat(owner.isValid(5)).isTrue();
            ImportRun run =
                    ImportRun.of(url + ";USER=owner;PASSWORD=mistaken", TO, "--from-user=owner");
            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.err())
                    .contains("can not connect to " + url + ": ")
                    .contains("(28000)")
                    .doesNotContain("mistaken")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void leavesOutWhatDoesNotFitIntoSixtyFourBits() throws Exception {
        try (Connection source = DriverManager.getConnection("jdbc:h2:mem:wide")) {
            Sql.run(
                    source,
                    "CREATE SEQUENCE near_the_end START WITH 9223372036854775000",
                    "CREATE SEQUENCE small");
            ImportRun run = ImportRun.of("jdbc:h2:mem:wide", TO);
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.line("near_the_end"))
                    .endsWith(
                            "failed: its next value 9223372036854776000 does not fit into 64 bits");
            assertThat(run.line("small")).endsWith("created");
            ImportRun huge = ImportRun.of("jdbc:h2:mem:wide", TO, "--margin=9223372036854775807");
            assertThat(huge.out()).contains("2 sequences: 2 failed");
        }
    }

    @Test
    void writesNothingIfTheSourceIsLostWhileItIsRead() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        try (Connection source = DriverManager.getConnection("jdbc:h2:mem:leaves");
                Connection cluster = DriverManager.getConnection(TO + "-leaves")) {
            Sql.run(source, "CREATE SEQUENCE a", "CREATE SEQUENCE b", "CREATE SEQUENCE c");
            Connection leaves =
                    (Connection)
                            Proxy.newProxyInstance(
                                    WrongInputIT.class.getClassLoader(),
                                    new Class<?>[] {Connection.class},
                                    (proxy, method, args) -> {
                                        if (method.getName().equals("setSavepoint")
                                                && reads.incrementAndGet() == 2) {
                                            throw new SQLException("the source is gone", "08006");
                                        }
                                        return method.invoke(source, args);
                                    });
            ReadOptions reading =
                    new ReadOptions(
                            new NameFilter(List.of(), List.of()), ReadOptions.COLUMN_NAMES, true);
            assertThatThrownBy(
                            () ->
                                    Importer.run(
                                            leaves,
                                            List.of(),
                                            reading,
                                            cluster,
                                            new ImportOptions(10, 1, false)))
                    .isInstanceOf(SQLException.class)
                    .hasMessage("the source is gone");
            assertThat(reads).hasValue(2);
            assertThat(Sql.number(cluster, "SELECT count(*) FROM pg_sequences")).isZero();
        }
    }

    @Test
    void thePageAndTheHelpNameTheSameOptions() throws Exception {
        ImportRun help = ImportRun.of("jdbc:h2:mem:x", TO, "--help");
        assertThat(help.exitCode()).as(help.err()).isZero();
        assertThat(options(Files.readString(PAGE).split("\\nExit codes: ", 2)[0]))
                .containsExactlyElementsOf(
                        options(help.out()).stream()
                                .filter(option -> !option.equals("--help"))
                                .filter(option -> !option.equals("--version"))
                                .filter(option -> !option.equals("--verbose"))
                                .filter(option -> !option.equals("--user"))
                                .filter(option -> !option.equals("--password"))
                                .toList());
    }

    private static List<String> options(String text) {
        return Pattern.compile("(?<![\\w-])--[a-z]+(-[a-z]+)*")
                .matcher(text)
                .results()
                .map(found -> found.group())
                .distinct()
                .sorted()
                .toList();
    }
}
