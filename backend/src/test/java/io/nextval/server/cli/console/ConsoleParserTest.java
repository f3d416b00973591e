package io.nextval.server.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class ConsoleParserTest {
    private final ConsoleParser parser = new ConsoleParser();

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "select 1;", "\\d 'a", "exit", "QUIT;", "help", "a; b;"})
    void endsTheInputWhereAStatementEnds(String text) {
        assertThat(parser.parse(text, text.length(), ParseContext.ACCEPT_LINE).line())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"select, -", "select ', '", "select 1; a, -"})
    void asksForMoreWithTheMarkOfWhatIsOpen(String text, String mark) {
        assertThatThrownBy(() -> parser.parse(text, text.length(), ParseContext.ACCEPT_LINE))
                .isInstanceOfSatisfying(
                        EOFError.class, e -> assertThat(e.getMissing()).isEqualTo(mark));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "sel, 3, sel, 0",
                "select nextval('or, 18, or, 2",
                "select nextval('or'), 17, o, 2",
                "drop sequence app.o, 19, app.o, 2",
                "`show `, 5, ``, 1"
            })
    void findsTheWordBeforeTheCursor(String text, int cursor, String word, int index) {
        ParsedLine line = parser.parse(text, cursor, ParseContext.COMPLETE);
        assertThat(line.word()).isEqualTo(word);
        assertThat(line.wordIndex()).isEqualTo(index);
    }
}
