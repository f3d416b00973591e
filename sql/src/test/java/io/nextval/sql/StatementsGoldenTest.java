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
import java.util.List;
import java.util.Objects;

/** What every kind of statement means, or why it is refused: {@code statements.golden}. */
@Timeout(60)
class StatementsGoldenTest {

    /** On a difference, the file as it would be now is left in the build folder. */
    @Test
    void everyStatementMeansWhatTheGoldenFileSays() throws IOException {
        String golden = file();

        String now = Golden.refresh(golden);

        if (!now.equals(golden)) {
            Files.writeString(Path.of("target", "statements.golden"), now);
        }
        assertThat(now).isEqualTo(golden);
    }

    @Test
    void everyStatementParsesToTheSameAfterPrinting() {
        int statements = 0;
        for (String sql : Golden.statements(file())) {
            Statement statement = parsed(sql);
            if (statement != null) {
                assertThat(parsed(statement.toSql())).as(sql).isEqualTo(statement);
                statements++;
            }
        }
        assertThat(statements).isGreaterThan(40);
    }

    @Test
    void goldenFileHasEveryStateThatParsingCanGive() {
        String golden = file();
        List<String> states =
                List.of(
                        "0AX00", "22003", "22023", "22P02", "42601", "42602", "42622", "42703",
                        "42883", "54001");

        assertThat(Golden.statements(golden)).hasSizeGreaterThanOrEqualTo(120);
        assertThat(states).allMatch(state -> golden.contains("\n! " + state));
    }

    private static @Nullable Statement parsed(String sql) {
        try {
            return Parser.parse(sql);
        } catch (SqlException e) {
            return null;
        }
    }

    static String file() {
        try (InputStream in =
                Objects.requireNonNull(
                        StatementsGoldenTest.class.getResourceAsStream("statements.golden"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
