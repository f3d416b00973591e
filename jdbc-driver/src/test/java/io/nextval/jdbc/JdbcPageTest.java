package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Holds the property table of {@code docs/jdbc.md} equal to {@link DriverProperty}. With {@code
 * -Dnextval.docs.write=true} among the JVM's options it writes it instead.
 */
@Timeout(30)
class JdbcPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("basedir", ".")).resolve("../docs/jdbc.md");
    private static final String HEAD = "| property | value | default | |\n|---|---|---|---|\n";

    private static String table() {
        return HEAD
                + Arrays.stream(DriverProperty.values())
                        .map(JdbcPageTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(DriverProperty property) {
        String given = property.defaultValue().isEmpty() ? "" : "`" + property.defaultValue() + "`";
        return "| `%s` | %s | %s | %s |%n"
                .formatted(property.key(), property.allowed(), given, property.doc())
                .replace(System.lineSeparator(), "\n");
    }

    @Test
    void pageListsEveryProperty() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf(HEAD);
        assertThat(start).isPositive();
        int end = page.indexOf("\n\n", start) + 1;
        if (Boolean.getBoolean("nextval.docs.write")) {
            Files.writeString(PAGE, page.substring(0, start) + table() + page.substring(end));
        }
        assertThat(Files.readString(PAGE))
                .as("written by this test with -Dtest.argLine=-Dnextval.docs.write=true")
                .contains(table() + "\n");
    }

    @Test
    void propertyInfosAreTheSameAndNeverHaveThePassword() throws SQLException {
        Properties given = new Properties();
        given.setProperty("password", "secret");
        given.setProperty("tls", "require");
        List<DriverPropertyInfo> infos =
                Arrays.asList(
                        new NextvalDriver()
                                .getPropertyInfo("jdbc:nextval://h?password=secret2", given));
        assertThat(infos)
                .extracting(info -> info.name)
                .containsExactlyElementsOf(
                        Arrays.stream(DriverProperty.values()).map(DriverProperty::key).toList());
        assertThat(infos)
                .allSatisfy(
                        info -> {
                            DriverProperty property = requireNonNull(DriverProperty.of(info.name));
                            assertThat(info.description).startsWith(property.doc());
                            assertThat(info.required).isFalse();
                            assertThat(String.valueOf(info.value)).doesNotContain("secret");
                        });
        assertThat(infos)
                .filteredOn(info -> info.name.equals("tls"))
                .singleElement()
                .satisfies(
                        tls -> {
                            assertThat(tls.value).isEqualTo("require");
                            assertThat(tls.choices)
                                    .containsExactly("verify-full", "require", "disable");
                        });
    }
}
