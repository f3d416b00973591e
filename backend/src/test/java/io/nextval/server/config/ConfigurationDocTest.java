package io.nextval.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds the documents that list the settings equal to {@link Setting}. With {@code
 * -Dnextval.docs.write=true} among the JVM's options it writes them instead.
 */
@Timeout(30)
final class ConfigurationDocTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));

    @Test
    void docsPageListsEverySetting() throws IOException {
        check(MODULE.resolve("../docs/configuration.md"), ConfigurationDoc.page());
    }

    @Test
    void distributionHasAPropertiesFileWithEveryDefault() throws IOException {
        check(
                MODULE.resolve("src/main/assembly/conf/nextval.properties"),
                ConfigurationDoc.propertiesFile());
    }

    private static void check(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("nextval.docs.write")) {
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as("written by this test with -Dtest.argLine=-Dnextval.docs.write=true")
                .hasContent(expected);
    }
}
