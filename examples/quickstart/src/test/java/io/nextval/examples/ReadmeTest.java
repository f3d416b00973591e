package io.nextval.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds what README.md promises to a newcomer. */
@Timeout(30)
final class ReadmeTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path ROOT = MODULE.resolve("../..").normalize();
    private static final Path PROGRAM =
            MODULE.resolve("src/main/java/io/nextval/examples/Quickstart.java");

    private String readme = "";

    @BeforeEach
    void readReadme() throws IOException {
        readme = Files.readString(ROOT.resolve("README.md"));
    }

    @Test
    void showsTheProgramOfThisExample() throws IOException {
        assertThat(blocks("java")).containsExactly(Files.readString(PROGRAM));
        assertThat(PROGRAM).content().hasLineCount(20);
    }

    @Test
    void givesExactlyTwoCommands() {
        assertThat(blocks("sh"))
                .containsExactly("backend/bin/nextval demo\n", "mvn -B -ntp verify\n");
    }

    @Test
    void linksOnlyToFilesThatExist() {
        Matcher links = Pattern.compile("]\\((?!https?:)([^)#]+)").matcher(readme);
        List<Path> missing = new ArrayList<>();
        while (links.find()) {
            Path target = ROOT.resolve(links.group(1));
            if (!Files.exists(target)) {
                missing.add(target);
            }
        }
        assertThat(missing).isEmpty();
    }

    private List<String> blocks(String language) {
        Matcher matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme);
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }
}
