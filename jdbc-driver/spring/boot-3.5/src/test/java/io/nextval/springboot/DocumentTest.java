package io.nextval.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringBootVersion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What {@code docs/spring.md} shows is what is tested. */
@Timeout(30)
final class DocumentTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path DOCUMENT = Path.of("../../../docs/spring.md");
    private static final Path HIBERNATE = Path.of("../../../docs/hibernate.md");
    private static final Path SHARED =
            Path.of("../boot-3.5/src/test/java/io/nextval/springboot/SequencesConfiguration.java");
    private static final Path VERSION =
            Path.of("src/version/java/io/nextval/springboot/OfThisVersion.java");
    private static final Path EXAMPLE =
            Path.of(
                    "../../../examples/spring-boot/src/main/java/io/nextval/examples/springboot/OrderNumbers.java");

    @Test
    void namesTheVersionsThatAreTested() throws IOException {
        assertThat(Files.readString(DOCUMENT)).contains(SpringBootVersion.getVersion());
        assertThat(Files.readString(HIBERNATE))
                .contains(org.hibernate.Version.getVersionString().replace(".Final", ""));
    }

    @Test
    void showsCodeThatIsTested() throws IOException {
        String tested = lines(EXAMPLE) + lines(VERSION) + lines(SHARED);
        List<String> blocks =
                JAVA.matcher(Files.readString(DOCUMENT))
                        .results()
                        .map(DocumentTest::block)
                        .toList();
        assertThat(blocks).hasSize(3).allSatisfy(block -> assertThat(tested).contains(block));
    }

    @Test
    void showsHowHibernateGetsTheSecondDataSource() throws IOException {
        String tested = lines(VERSION);
        List<String> blocks =
                JAVA.matcher(Files.readString(HIBERNATE))
                        .results()
                        .map(DocumentTest::block)
                        .filter(block -> block.contains("HibernatePropertiesCustomizer"))
                        .toList();
        assertThat(blocks).hasSize(1).allSatisfy(block -> assertThat(tested).contains(block));
    }

    private static String block(MatchResult result) {
        return stripped(result.group(1));
    }

    private static String lines(Path file) throws IOException {
        return stripped(Files.readString(file));
    }

    private static String stripped(String text) {
        StringBuilder lines = new StringBuilder();
        text.lines().map(String::strip).forEach(line -> lines.append(line).append('\n'));
        return lines.toString();
    }
}
