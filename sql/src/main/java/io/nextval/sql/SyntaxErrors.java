package io.nextval.sql;

import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the generated parser's errors, which list up to hundreds of expected tokens, into
 * PostgreSQL's one line, with a few words about what was expected.
 */
final class SyntaxErrors {
    private static final int EXPECTED_WORDS_MAX = 6;
    private static final int SHORT_WORD_CHARS = 4;
    private static final Pattern LEXICAL = Pattern.compile("line (\\d+), column (\\d+)");
    private static final Pattern KEYWORD = Pattern.compile("\"([A-Z_]+)\"");

    private SyntaxErrors() {}

    static SqlException of(SqlParseException error, SourceText source) {
        int place = offset(error, source);
        if (place < 0) {
            return withoutPlace(error);
        }
        int offset = source.tokenStart(place);
        String token = source.tokenAt(offset);
        if (token.equalsIgnoreCase("next")) {
            // The grammar gives up here when the word after it is not VALUE.
            offset = source.tokenStart(offset + token.length());
            String value = Expected.closest(source.tokenAt(offset), List.of("VALUE"));
            return syntax(
                    source, offset, value == null ? "expected VALUE FOR" : "did you mean VALUE?");
        }
        Set<String> tokens = firstTokens(error);
        String meant = meant(token, tokens);
        return syntax(
                source, offset, meant == null ? expected(tokens) : "did you mean " + meant + "?");
    }

    /** What Java's own classes refuse, such as an exponent of ten digits. */
    private static SqlException withoutPlace(SqlParseException error) {
        SqlException without =
                error.getCause() instanceof NumberFormatException
                        ? Errors.error(
                                SqlState.NUMBER_OUT_OF_RANGE, "a number is out of range", "", 0)
                        : Errors.error(
                                SqlState.SYNTAX_ERROR, "the statement cannot be understood", "", 0);
        without.initCause(error);
        return without;
    }

    private static SqlException syntax(SourceText source, int offset, String hint) {
        String token = source.tokenAt(offset);
        return token.isEmpty()
                ? Errors.syntaxAtEnd(hint, offset + 1)
                : Errors.syntaxAt(token, hint, offset + 1);
    }

    private static int offset(SqlParseException error, SourceText source) {
        SqlParserPos pos = error.getPos();
        if (pos != null && pos.getLineNum() > 0) {
            return source.offsetOf(pos.getLineNum(), pos.getColumnNum());
        }
        Matcher place = LEXICAL.matcher(String.valueOf(error.getMessage()));
        return place.find()
                ? source.offsetOf(
                        Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)))
                : -1;
    }

    /** Returns the keyword that a misspelled word was, if few are possible or one is sure. */
    private static @Nullable String meant(String token, Set<String> tokens) {
        List<String> words = new ArrayList<>();
        for (String possible : tokens) {
            Matcher word = KEYWORD.matcher(possible);
            if (word.matches() && word.group(1).length() > 2) {
                words.add(word.group(1));
            }
        }
        boolean few = words.size() <= EXPECTED_WORDS_MAX;
        return few || token.length() > SHORT_WORD_CHARS ? Expected.closest(token, words) : null;
    }

    private static String expected(Set<String> tokens) {
        if (tokens.isEmpty()) {
            return "";
        }
        boolean name = tokens.contains("<IDENTIFIER>");
        boolean number = tokens.contains("<UNSIGNED_INTEGER_LITERAL>");
        if (name && tokens.contains("<EOF>")) {
            return "";
        }
        if (name) {
            return number ? "expected an expression" : "expected a name";
        }
        if (number) {
            return "expected a number";
        }
        List<String> words = new ArrayList<>();
        for (String token : tokens) {
            Matcher word = KEYWORD.matcher(token);
            if (word.matches()) {
                words.add(word.group(1));
            } else if (token.equals("\",\"")) {
                words.add("a comma");
            } else if (token.equals("\"(\"") || token.equals("\")\"")) {
                words.add(token.substring(1, 2));
            }
        }
        if (words.isEmpty() || words.size() > EXPECTED_WORDS_MAX) {
            return "";
        }
        return Expected.words(words);
    }

    private static Set<String> firstTokens(SqlParseException error) {
        Set<String> tokens = new TreeSet<>();
        int[][] sequences = error.getExpectedTokenSequences();
        String[] images = error.getTokenImages();
        if (sequences != null && images != null) {
            for (int[] sequence : sequences) {
                if (sequence.length > 0) {
                    tokens.add(images[sequence[0]].toUpperCase(Locale.ROOT));
                }
            }
        }
        return tokens;
    }
}
