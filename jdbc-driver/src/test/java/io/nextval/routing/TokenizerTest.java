package io.nextval.routing;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;

@Timeout(60)
class TokenizerTest {
    /** The kinds of the tokens that matter, by their first letters; P is a placeholder. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "POSTGRESQL | a '?' ? | W S P",
                "POSTGRESQL | a 'it''s ?' ? | W S P",
                "POSTGRESQL | E'it\\'s ?' ? | S P",
                "POSTGRESQL | 'it\\' ? | S P",
                "POSTGRESQL | \"a ? \"\" ?\" ? | Q P",
                "POSTGRESQL | $$ ? $$ ? | S P",
                "POSTGRESQL | $f$ ? $$ ? $f$ ? | S P",
                "POSTGRESQL | a$b$ ? | W P",
                "POSTGRESQL | /* ? /* ? */ ? */ ? | P",
                "POSTGRESQL | a ?? ? | W Y P",
                "POSTGRESQL | ?::bigint | P Y W",
                "POSTGRESQL | x - -5 | W Y Y N",
                "POSTGRESQL | 1.5e-3 .5 1..2 | N N N",
                "POSTGRESQL | U&'\\0041' U&\"b\" | S Q",
                "MARIADB | 'it\\'s ?' ? | S P",
                "MARIADB | `a ?` \"b\\\" ?\" ? | Q Q P",
                "MARIADB | /* ? /* ? */ ? | P",
                "MARIADB | 1--2 ? | N Y Y N P",
                "SQLSERVER | [a ]] ?] ? | Q P",
                "SQLSERVER | N'?' @x ? | S W P",
                "ORACLE | q'[it's ?]' :id ? | S P P",
                "ORACLE | nq'{?}' a.nextval | S W Y W",
                "H2 | ?1 ?2 $$ ? $$ | P P S",
                "POSTGRESQL | 'not closed ? | S",
                "POSTGRESQL | /* not closed ? | ~~"
            })
    void findsQuotesCommentsAndPlaceholders(Vendor vendor, String sql, String kinds) {
        String found =
                Tokenizer.tokens(sql, vendor).stream()
                        .filter(Token::isSignificant)
                        .map(token -> letter(token.kind()))
                        .collect(Collectors.joining(" "));
        assertThat(found).isEqualTo(kinds);
    }

    @Property(tries = 2_000)
    void tokensPutTogetherAreTheText(@ForAll("texts") String sql, @ForAll Vendor vendor) {
        StringBuilder together = new StringBuilder();
        for (Token token : Tokenizer.tokens(sql, vendor)) {
            assertThat(token.start()).isEqualTo(together.length());
            assertThat(token.end()).isGreaterThan(token.start());
            together.append(sql, token.start(), token.end());
        }
        assertThat(together.toString()).isEqualTo(sql);
    }

    /** Whatever the text: an answer, and never one that is for another text. */
    @Property(tries = 2_000)
    void everyTextHasARoute(@ForAll("texts") String sql, @ForAll Vendor vendor) {
        Router router = new Router(vendor, ListedNames.parse("orders,a*", "public"));
        Route route = router.route(sql);
        if (route instanceof Route.WithNumbers numbered) {
            NumberedText text = numbered.text();
            SqlText rewritten = new SqlText(text.prepared(), vendor);
            assertThat(rewritten.placeholdersBefore(rewritten.size()))
                    .isEqualTo(text.userPositions().size() + text.numbers().size());
        }
        assertThat(router.route(sql)).isEqualTo(route);
    }

    /** Texts of pieces that quote, comment, and call. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "'",
                        "\"",
                        "`",
                        "[",
                        "]",
                        "$$",
                        "$t$",
                        "--",
                        "/*",
                        "*/",
                        "#",
                        "\\",
                        "?",
                        "??",
                        ":",
                        "::",
                        ":x",
                        "E'",
                        "q'[",
                        "\n",
                        " ",
                        " ",
                        "a",
                        "1",
                        ".",
                        ",",
                        "(",
                        ")",
                        ";",
                        "SELECT ",
                        "INSERT INTO t VALUES (",
                        "nextval('orders')",
                        "NEXT VALUE FOR orders",
                        "orders.nextval",
                        "currval('a')",
                        " FROM ",
                        "setval('orders', ",
                        "lastval()",
                        "UPDATE t SET x = ",
                        " WHERE ",
                        "ä")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    private static String letter(Token.Kind kind) {
        return kind == Token.Kind.SYMBOL ? "Y" : kind.name().substring(0, 1);
    }
}
