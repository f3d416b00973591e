package io.nextval.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.sql.parser.NextvalParserImpl;

import org.apache.calcite.sql.parser.SqlAbstractParserImpl.Metadata;
import org.apache.calcite.sql.parser.SqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Locale;
import java.util.TreeSet;

@Timeout(60)
class ReservedWordsTest {
    private static final Metadata GRAMMAR =
            SqlParser.create("", SqlParser.config().withParserFactory(NextvalParserImpl.FACTORY))
                    .getMetadata();

    @Test
    void everyWordThatTheGrammarReservesIsQuoted() {
        TreeSet<String> missing = new TreeSet<>();
        for (String token : GRAMMAR.getTokens()) {
            String word = token.toLowerCase(Locale.ROOT);
            if (GRAMMAR.isKeyword(token)
                    && !GRAMMAR.isNonReservedKeyword(token)
                    && Identifier.quoteIfNeeded(word).equals(word)) {
                missing.add(word);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyWordCanNameASequence() throws SqlException {
        int words = 0;
        for (String token : GRAMMAR.getTokens()) {
            if (GRAMMAR.isKeyword(token)) {
                QualifiedName name = new QualifiedName(null, token.toLowerCase(Locale.ROOT));
                Statement create = new CreateSequence(name, false, SequenceOptions.NONE);
                assertThat(Parser.parse(create.toSql())).isEqualTo(create);
                words++;
            }
        }
        assertThat(words).isGreaterThan(500);
    }

    @Test
    void wordsOfSequenceOptionsStayOrdinaryNames() throws SqlException {
        for (String word :
                new String[] {
                    "cache", "cycle", "increment", "minvalue", "maxvalue", "no", "nocache", "start",
                    "sequence", "if", "value", "nextval", "last_value", "owner", "type", "count"
                }) {
            assertThat(Parser.parse("DROP SEQUENCE " + word).toSql())
                    .isEqualTo("DROP SEQUENCE " + word);
        }
    }
}
