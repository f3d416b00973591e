package io.nextval.integrations.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Holds docs/recipes.md and the code that the tests run equal. */
@Timeout(60)
final class DocumentedRecipesTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "recipes.md");
    private static final Path SOURCES = Path.of("src", "test");
    private static final Pattern BLOCK =
            Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern RECIPE =
            Pattern.compile(
                    "^ *// recipe\\n(.*?)^ *// end of recipe", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void thePageShowsTheCodeThatTheTestsRun() throws IOException {
        List<String> shown = found(BLOCK, Files.readString(PAGE));
        assertThat(shown).containsExactlyInAnyOrderElementsOf(recipes());
    }

    private static List<String> recipes() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("DocumentedRecipesTest.java"))
                    .flatMap(file -> found(RECIPE, read(file)).stream())
                    .toList();
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1).stripTrailing().stripIndent());
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
