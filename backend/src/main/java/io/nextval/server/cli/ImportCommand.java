package io.nextval.server.cli;

import io.nextval.server.cli.console.Target;
import io.nextval.server.cli.importing.ImportOptions;
import io.nextval.server.cli.importing.Importer;
import io.nextval.server.cli.importing.NameFilter;
import io.nextval.server.cli.importing.Outcome;
import io.nextval.server.cli.importing.ReadOptions;
import io.nextval.server.cli.importing.Report;
import io.nextval.server.config.StartupException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code nextval import}: sequences and numbered columns of another database. */
@Command(
        name = "import",
        description = {
            "Make the sequences and numbered columns of another database here, each a margin"
                    + " further than it is there.",
            "Reads PostgreSQL, MariaDB, MySQL, Oracle and H2, and never writes there. Nothing here"
                    + " goes backwards; the same import again changes nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all of them are here, as far as they have to be",
            "1:some are not, or the source could not be read; the import can be run again",
            "2:wrong usage, no driver, or no such schema",
            "4:no connection to the source or to the cluster"
        })
final class ImportCommand implements Callable<Integer> {
    private static final String FROM_PASSWORD_VARIABLE = "NEXTVAL_FROM_PASSWORD";

    private final Streams streams;
    private final Map<String, String> environment;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "JDBC_URL",
            description = "The database to read, for example jdbc:postgresql://HOST/DATABASE.")
    private String from = "";

    @Option(
            names = "--from-user",
            paramLabel = "NAME",
            description = "The user to connect as there.")
    private @Nullable String fromUser;

    @Option(
            names = "--from-password",
            converter = AsksOnly.class,
            description =
                    "Ask for the password there. Without it, that of the file, or"
                            + " NEXTVAL_FROM_PASSWORD if it is set.")
    private boolean askFromPassword;

    @Option(
            names = "--from-password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password there.")
    private @Nullable Path fromPasswordFile;

    @Option(
            names = "--driver-jar",
            split = ",",
            paramLabel = "JAR",
            description =
                    "Jar of the source's JDBC driver, and those it needs. PostgreSQL's comes with"
                            + " Nextval.")
    private List<Path> driverJars = new ArrayList<>();

    @Option(
            names = "--schema",
            split = ",",
            paramLabel = "NAME",
            description = "Schemas to read. Default: that of the connection.")
    private List<String> schemas = new ArrayList<>();

    @Option(
            names = "--include",
            split = ",",
            paramLabel = "PATTERN",
            description = "Only sequences with such a name here; * is any text, ? any character.")
    private List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            split = ",",
            paramLabel = "PATTERN",
            description = "None with such a name.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--margin",
            paramLabel = "N",
            description =
                    "How many values each sequence may still give there before its clients draw"
                            + " here. Default: 1000.")
    private long margin = 1_000;

    @Option(
            names = "--cache",
            paramLabel = "N",
            description = "CACHE of the sequences that are made. Default: none, the strict kind.")
    private int cache = 1;

    @Option(
            names = "--no-columns",
            description =
                    "Go by the sequences alone; do not look for greater values in their columns.")
    private boolean noColumns;

    @Option(
            names = "--column-names",
            paramLabel = "PATTERN",
            description =
                    "Names for columns that have no sequence of their own there. Default: "
                            + ReadOptions.COLUMN_NAMES
                            + ".")
    private String columnNames = ReadOptions.COLUMN_NAMES;

    @Option(names = "--dry-run", description = "Print what would be done, and write nothing.")
    private boolean dryRun;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "text, csv or json. Default: text.")
    private Report.Format output = Report.Format.TEXT;

    @Option(
            names = "--to",
            paramLabel = "URL",
            description =
                    "The cluster and the schema in it: jdbc:nextval://HOST:PORT,…/schema, or"
                            + " HOST:PORT alone. Default: NEXTVAL_URL, else "
                            + Target.DEFAULT_URL
                            + ".")
    private @Nullable String to;

    @Option(
            names = {"-U", "--user"},
            paramLabel = "NAME",
            description = "The user to connect as here.")
    private @Nullable String user;

    @Option(
            names = {"-W", "--password"},
            converter = AsksOnly.class,
            description =
                    "Ask for the password here. Without it, that of the file, or NEXTVAL_PASSWORD"
                            + " if it is set.")
    private boolean askForPassword;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password here.")
    private @Nullable Path passwordFile;

    ImportCommand(Streams streams, Map<String, String> environment) {
        this.streams = streams;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        check();
        SourceDatabase source = source();
        Target target = target();
        try (Connection there = source.connect();
                Connection here = open(target)) {
            List<Outcome> outcomes;
            try {
                outcomes =
                        Importer.run(
                                there,
                                schemas,
                                new ReadOptions(
                                        new NameFilter(include, exclude), columnNames, !noColumns),
                                here,
                                new ImportOptions(margin, cache, dryRun));
            } catch (SQLException e) {
                throw new StartupException(
                        StartupException.EXIT_FAILURE,
                        "nothing was written: " + source.words(e) + " (" + e.getSQLState() + ")",
                        e);
            }
            return print(source, outcomes);
        }
    }

    private int print(SourceDatabase source, List<Outcome> outcomes) {
        new Report(streams.out()).print(outcomes, output);
        boolean lost = outcomes.stream().anyMatch(o -> o.kind() == Outcome.Kind.NOT_TRIED);
        boolean failed = lost || outcomes.stream().anyMatch(o -> o.kind() == Outcome.Kind.FAILED);
        if (lost) {
            streams.err()
                    .println(
                            "The cluster was lost on the way. When it answers, run the same import"
                                    + " again: what is done stays, and the rest is done then.");
        }
        if (dryRun) {
            streams.err().println("Dry run: nothing was written.");
        }
        if (outcomes.isEmpty()) {
            streams.err().println("There is nothing to import in " + source.shown() + ".");
        }
        return failed ? StartupException.EXIT_FAILURE : 0;
    }

    private void check() {
        if (margin < 0) {
            throw bad("--margin", margin, "0 or more");
        }
        if (cache < 1) {
            throw bad("--cache", cache, "1 or more");
        }
        if (!columnNames.contains("{table}")) {
            throw bad("--column-names", columnNames, "a text with {table}, and maybe {column}");
        }
    }

    private static StartupException bad(String option, Object value, String allowed) {
        return new StartupException(
                StartupException.EXIT_USAGE,
                "bad value '" + value + "' for " + option + "; allowed: " + allowed);
    }

    private SourceDatabase source() {
        String password =
                Passwords.get(
                        askFromPassword,
                        "Password of the source: ",
                        fromPasswordFile,
                        FROM_PASSWORD_VARIABLE,
                        streams,
                        environment);
        return new SourceDatabase(from, fromUser, password, driverJars);
    }

    private Target target() {
        String password =
                Passwords.get(
                        askForPassword,
                        "Password of the cluster: ",
                        passwordFile,
                        SqlCommand.PASSWORD_VARIABLE,
                        streams,
                        environment);
        return Target.of(
                to == null ? environment.get(SqlCommand.URL_VARIABLE) : to, user, password);
    }

    private static Connection open(Target target) {
        try {
            return target.connect();
        } catch (SQLException e) {
            throw SqlCommand.refused(target, e);
        }
    }
}
