package io.nextval.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "foo | foo |",
                "FOO | foo |",
                "\"Foo\" | Foo |",
                "s.foo | s|foo",
                "S . Foo | s|foo",
                "\"S\".\"Foo\" | S|Foo",
                "\"public\".\"s\" | public|s",
                "\"a.b\" | a.b |",
                "\"a\"\"b\" | a\"b |",
                "\"a b\" | a b |",
                "foo-bar | foo-bar |",
                "1a | 1a |",
                "a\"b | a\"b |",
                "ÄÖ | ÄÖ |",
            })
    void stringInNextvalIsReadByPostgresRules(String text, String first, String second)
            throws SqlException {
        QualifiedName expected =
                second == null ? new QualifiedName(null, first) : new QualifiedName(first, second);

        assertThat(next("nextval('" + text + "')")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ".", "a.", ".a", "a..b", "a b", "\"a", "\"a\"b", "\"\"", "a.\"\""})
    void badFormOfTheStringIs42602(String text) {
        assertThatExceptionOfType(SqlException.class)
                .isThrownBy(() -> next("nextval('" + text + "')"))
                .withMessage("invalid name syntax")
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("42602"))
                .satisfies(e -> assertThat(e.position()).isEqualTo(16));
    }

    @Test
    void nameOfSixtyThreeBytesIsTakenAndLongerIsRefused() throws SqlException {
        String longest = "ж".repeat(31) + "a";

        assertThat(next("NEXT VALUE FOR " + longest).name()).isEqualTo(longest);
        assertThatExceptionOfType(SqlException.class)
                .isThrownBy(() -> next("NEXT VALUE FOR " + longest + "b"))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("42622"))
                .satisfies(e -> assertThat(e.getMessage()).contains(longest + "b"))
                .satisfies(e -> assertThat(e.detail()).contains("64 bytes", "63"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "orders | orders",
                "Orders | \"Orders\"",
                "a1_$ | a1_$",
                "1a | \"1a\"",
                "a b | \"a b\"",
                "a\"b | \"a\"\"b\"",
                "order | \"order\"",
                "value | value",
                "ä | \"ä\"",
            })
    void onlyNamesThatNeedQuotesAreQuoted(String name, String text) {
        assertThat(Identifier.quoteIfNeeded(name)).isEqualTo(text);
    }

    @Test
    void valueOfAParameterIsANameByTheSameRules() throws SqlException {
        assertThat(Parser.sequenceName(" Shop . \"Orders\" "))
                .isEqualTo(new QualifiedName("shop", "Orders"));
        assertThatExceptionOfType(SqlException.class)
                .isThrownBy(() -> Parser.sequenceName("a."))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("42602"));
    }

    private static QualifiedName next(String expression) throws SqlException {
        Select select = (Select) Parser.parse("SELECT " + expression);
        Expression.NextValue next = (Expression.NextValue) select.items().get(0).expression();
        return ((SequenceReference.Named) next.sequence()).name();
    }
}
