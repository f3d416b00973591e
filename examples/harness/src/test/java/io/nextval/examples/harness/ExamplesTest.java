package io.nextval.examples.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Holds what the READMEs of the examples have in common. */
@Timeout(30)
final class ExamplesTest {
    private static final Path EXAMPLES =
            Path.of(System.getProperty("basedir", ""), "..").toAbsolutePath().normalize();
    private static final Set<String> OTHERS = Set.of("harness", "quickstart", "spring-boot");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)");

    @Test
    void theTableHasEveryExample() throws IOException {
        String table = Files.readString(EXAMPLES.resolve("README.md"));
        for (String example : folders()) {
            if (!example.equals("harness")) {
                assertThat(table).contains("| [" + example + "](");
            }
        }
    }

    @Test
    void everyReadmeAnswersTheSameQuestions() throws IOException {
        for (String example : folders()) {
            if (OTHERS.contains(example)) {
                continue;
            }
            String readme = Files.readString(EXAMPLES.resolve(example).resolve("README.md"));
            List<String> headings = readme.lines().filter(line -> line.startsWith("## ")).toList();
            assertThat(headings)
                    .as(example)
                    .containsExactly(
                            "## The problem",
                            "## Why not a database's sequence, Redis or ZooKeeper",
                            "## Run it",
                            "## What it prints",
                            "## How it works",
                            "## What to try",
                            "## Read next");
        }
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Path readme : readmes()) {
            Matcher link = LINK.matcher(Files.readString(readme));
            while (link.find()) {
                Path target = readme.resolveSibling(link.group(1));
                if (!Files.exists(target)) {
                    missing.add(target);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theParentBuildsEveryExample() throws IOException {
        String parent = Files.readString(EXAMPLES.resolveSibling("pom.xml"));
        for (String example : folders()) {
            assertThat(parent).contains("<module>examples/" + example + "</module>");
        }
    }

    private static List<String> folders() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> Files.exists(file.resolve("pom.xml")))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> readmes() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return Stream.concat(Stream.of(EXAMPLES), files.sorted())
                    .map(folder -> folder.resolve("README.md"))
                    .filter(Files::exists)
                    .toList();
        }
    }
}
