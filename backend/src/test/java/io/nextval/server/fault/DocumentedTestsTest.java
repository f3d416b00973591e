package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every test that the documents name as evidence, {@code Class#method}, exists. */
@Timeout(30)
class DocumentedTestsTest {
    private static final Pattern NAME = Pattern.compile("\\b([A-Z]\\w+(?:Test|IT))#(\\w+)");

    @Test
    void theTestsThatTheGuaranteesNameExist() throws IOException {
        assertNamedTestsExist(List.of(root().resolve("docs/guarantees.md")));
    }

    @Test
    void theTestsThatThePlantedBugsNameExist() throws IOException {
        try (Stream<Path> files = Files.list(root().resolve("docs/planted-bugs"))) {
            assertNamedTestsExist(files.toList());
        }
    }

    private static void assertNamedTestsExist(List<Path> documents) throws IOException {
        Map<String, String> sources = testSources();
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Path document : documents) {
            Matcher matcher = NAME.matcher(Files.readString(document));
            while (matcher.find()) {
                String source = sources.getOrDefault(matcher.group(1), "");
                if (source.contains("void " + matcher.group(2) + "(")) {
                    found++;
                } else {
                    missing.add(document.getFileName() + ": " + matcher.group());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(found).isPositive();
    }

    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String folder : List.of("sql", "jdbc-driver", "backend", "examples")) {
            try (Stream<Path> files = Files.walk(root().resolve(folder))) {
                for (Path file : files.filter(DocumentedTestsTest::isTestSource).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    sources.merge(name, Files.readString(file), String::concat);
                }
            }
        }
        return sources;
    }

    private static boolean isTestSource(Path file) {
        return file.toString().endsWith(".java") && file.toString().contains("/src/test/java/");
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("docs")) ? here : here.resolve("..").normalize();
    }
}
