package io.nextval.examples.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An example's README: the command in it can be run as a reader would, and what that prints
 * compared with the README. The module is the folder that the tests run in.
 */
public final class Readme {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    private final String text;

    private Readme(String text) {
        this.text = text;
    }

    /** The README of the module whose tests run. */
    public static Readme ofThisModule() throws IOException {
        return new Readme(Files.readString(MODULE.resolve("README.md")));
    }

    /** The command that the README gives under "Run it". */
    public String command() {
        return block("## Run it", "sh");
    }

    /** What the README says that the command prints. */
    public String output() {
        return block("## What it prints", "text");
    }

    /** Runs the command from the root of the source tree with these variables of the shell. */
    public Run run(Map<String, String> variables) throws IOException, InterruptedException {
        return Run.of(command(), MODULE.resolve("../..").normalize(), variables);
    }

    /**
     * Asserts that a run went well and printed what the README shows, where each match of one of
     * the expressions may be another text that matches.
     */
    public void assertShows(Run run, String... varying) {
        assertThat(run.exitCode()).as("exit code of\n%s\n%s", command(), run.errors()).isZero();
        assertThat(shape(run.output(), varying)).isEqualTo(shape(output(), varying));
    }

    private static String shape(String text, String... varying) {
        String shape = text;
        for (String each : varying) {
            shape = shape.replaceAll(each, "<" + Matcher.quoteReplacement(each) + ">");
        }
        return shape;
    }

    /** The first block of a language behind a heading. */
    private String block(String heading, String language) {
        int section = text.indexOf(heading + "\n");
        assertThat(section).as("place of the heading %s", heading).isNotNegative();
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
        assertThat(block.find(section)).as("a block %s behind %s", language, heading).isTrue();
        return block.group(1);
    }
}
