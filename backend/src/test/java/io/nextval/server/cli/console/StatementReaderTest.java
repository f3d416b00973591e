package io.nextval.server.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

@Timeout(30)
final class StatementReaderTest {
    @Test
    void separatesAtSemicolonsOutsideQuotesAndComments() throws IOException {
        assertThat(
                        read(
                                """
                                create sequence a; drop
                                sequence "a;b" -- not here; not yet
                                ;
                                /* nor; here */ select ';', 'it''s';
                                select $$;$$
                                """))
                .containsExactly(
                        "create sequence a",
                        "drop\nsequence \"a;b\" -- not here; not yet",
                        "/* nor; here */ select ';', 'it''s'",
                        "select $$;$$");
    }

    @Test
    void givesNothingForBlanksAndEmptyStatements() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("\n \n;;\n-- only a comment\n;")).isEmpty();
    }

    @Test
    void givesAStatementAsSoonAsItsLineHasCome() throws IOException {
        StatementReader reader = new StatementReader(new BufferedReader(new StringReader("")));
        reader.add("select 1; select");
        assertThat(reader.poll()).isNull();
        assertThat(reader.inStatement()).isTrue();
        reader.add("2;");
        assertThat(reader.poll()).isEqualTo("select 1");
        assertThat(reader.poll()).isEqualTo("select\n2");
        assertThat(reader.poll()).isNull();
        assertThat(reader.inStatement()).isFalse();
    }

    @Test
    void givesACommandOfTheConsoleWithItsLine() throws IOException {
        assertThat(
                        read(
                                """
                                \\ds
                                  \\d orders
                                select 1; \\watch 2
                                select '
                                \\q'; \\echo it's
                                select
                                \\ds
                                ;
                                """))
                .containsExactly(
                        "\\ds",
                        "\\d orders",
                        "select 1",
                        "\\watch 2",
                        "select '\n\\q'",
                        "\\echo it's",
                        "select\n\\ds");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, =",
                "-- only a comment, =",
                "select, -",
                "select 1; select, -",
                "select 'a, '",
                "select 'a''b, '",
                "select 'a', -",
                "select \"a, \"",
                "select /* a, *",
                "select $x$ a, $",
                "select 1;, ``",
                "select 1; -- done, ``",
                "\\d 'a, ``",
                "select 1; \\watch, ``"
            })
    void tellsWhatIsOpen(String text, String mark) {
        assertThat(StatementReader.mark(text)).isEqualTo(mark);
    }

    @Test
    void countsTheLines() throws IOException {
        StatementReader reader =
                new StatementReader(new BufferedReader(new StringReader("a;\n\nb\n;\nc;")));
        assertThat(reader.next()).isEqualTo("a");
        assertThat(reader.lines()).isEqualTo(1);
        assertThat(reader.next()).isEqualTo("b");
        assertThat(reader.lines()).isEqualTo(4);
    }

    @Test
    void refusesTextThatNeverEnds() {
        String line = "x".repeat(1000) + "\n";
        assertThatThrownBy(() -> read("select '" + line.repeat(1100)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no semicolon within 1048576 characters");
    }

    private static List<String> read(String text) throws IOException {
        StatementReader reader = new StatementReader(new BufferedReader(new StringReader(text)));
        List<String> statements = new ArrayList<>();
        for (String sql = reader.next(); sql != null; sql = reader.next()) {
            statements.add(sql);
        }
        return statements;
    }
}
