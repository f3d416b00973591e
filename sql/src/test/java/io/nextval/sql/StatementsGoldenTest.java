package io.nextval.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What every kind of statement means, or why it is refused: {@code statements.golden}. What the
 * dialects of other databases send: {@code vendors.golden}.
 */
@Timeout(60)
class StatementsGoldenTest {

    /** On a difference, the file as it would be now is left in the build folder. */
    @Test
    void everyStatementMeansWhatTheGoldenFileSays() throws IOException {
        assertUnchanged("statements.golden");
    }

    @Test
    void everyTextOfTheVendorsDialectsIsTaken() throws IOException {
        assertUnchanged("vendors.golden");
        assertThat(file("vendors.golden").lines()).noneMatch(line -> line.startsWith("! "));
        assertThat(Golden.statements(file("vendors.golden"))).hasSizeGreaterThan(70);
    }

    @Test
    void everyStatementParsesToTheSameAfterPrinting() {
        int statements = 0;
        for (String sql : statements()) {
            Statement statement = parsed(sql);
            if (statement != null) {
                assertThat(parsed(statement.toSql())).as(sql).isEqualTo(statement);
                statements++;
            }
        }
        assertThat(statements).isGreaterThan(200);
    }

    @Test
    void goldenFileHasEveryStateThatParsingCanGive() {
        String golden = file();
        List<String> states =
                List.of(
                        "0AX00", "0LP01", "22003", "22023", "22P02", "42601", "42602", "42622",
                        "42703", "42883", "42939", "54001");

        assertThat(Golden.statements(golden)).hasSizeGreaterThanOrEqualTo(450);
        assertThat(states).allMatch(state -> golden.contains("\n! " + state));
    }

    private static void assertUnchanged(String name) throws IOException {
        String golden = file(name);
        String now = Golden.refresh(golden);
        if (!now.equals(golden)) {
            Files.writeString(Path.of("target", name), now);
        }
        assertThat(now).isEqualTo(golden);
    }

    private static @Nullable Statement parsed(String sql) {
        try {
            return Parser.parse(sql);
        } catch (SqlException e) {
            return null;
        }
    }

    /** Returns the statements of both files. */
    static List<String> statements() {
        List<String> statements = new ArrayList<>(Golden.statements(file()));
        statements.addAll(Golden.statements(file("vendors.golden")));
        return statements;
    }

    static String file() {
        return file("statements.golden");
    }

    private static String file(String name) {
        try (InputStream in =
                Objects.requireNonNull(StatementsGoldenTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
