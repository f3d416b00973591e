package io.nextval.server.cli.importing;

import io.nextval.server.cli.Launcher;
import io.nextval.server.cli.Streams;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

/** One run of {@code nextval import} in this JVM: its exit code and what it printed. */
record ImportRun(int exitCode, String out, String err) {
    static ImportRun of(String from, String to, String... more) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Streams streams =
                new Streams(
                        new BufferedReader(new StringReader("")),
                        new PrintWriter(out),
                        new PrintWriter(err));
        List<String> args =
                Stream.concat(Stream.of("import", "--from", from, "--to", to), Stream.of(more))
                        .toList();
        int exitCode = new Launcher(streams).run(args.toArray(String[]::new));
        return new ImportRun(exitCode, out.toString(), err.toString());
    }

    /** The line of the table about a sequence, with one space between words. */
    String line(String sequence) {
        return out.lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .filter(line -> line.contains("| " + sequence + " |"))
                .findFirst()
                .orElse("no line about " + sequence + " in\n" + out + err);
    }
}
