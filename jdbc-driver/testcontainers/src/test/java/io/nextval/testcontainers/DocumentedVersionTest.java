package io.nextval.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/testing.md, compose file and Dockerfile show is what is tested and built. */
@Timeout(30)
class DocumentedVersionTest {
    private static final Path ROOT = Path.of(System.getProperty("nextval.root", "."));
    private static final String VERSION = System.getProperty("nextval.version", "");
    private static final Pattern IMAGE =
            Pattern.compile("(?:nextval/nextval|jdbc:tc:nextval):([0-9][0-9.]*)");

    private static final Pattern EXAMPLE =
            Pattern.compile(
                    "// begin of the example\\n(.*?)^ *// end of the example",
                    Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void everyFileThatNamesTheImageNamesThisVersion() throws IOException {
        assertNamesThisVersion("docs/testing.md");
        assertNamesThisVersion("backend/docker/compose.yaml");
        assertNamesThisVersion("backend/docker/Dockerfile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OrderNumbersIT", "ServiceConnectionIT", "NextvalClusterIT"})
    void exampleOfTheDocumentIsTheTest(String test) throws IOException {
        String source =
                Files.readString(
                        ROOT.resolve(
                                "jdbc-driver/testcontainers/src/test/java/io/nextval/testcontainers/"
                                        + test
                                        + ".java"));
        Matcher example = EXAMPLE.matcher(source);
        assertThat(example.find()).isTrue();
        assertThat(Files.readString(ROOT.resolve("docs/testing.md")))
                .contains("```java\n" + example.group(1).stripTrailing().stripIndent() + "\n```\n");
    }

    private static void assertNamesThisVersion(String file) throws IOException {
        Matcher matcher = IMAGE.matcher(Files.readString(ROOT.resolve(file)));
        int found = 0;
        while (matcher.find()) {
            assertThat(matcher.group(1)).as(file).isEqualTo(VERSION);
            found++;
        }
        assertThat(found).as(file).isPositive();
    }
}
