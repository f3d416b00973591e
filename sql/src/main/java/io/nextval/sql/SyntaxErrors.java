package io.nextval.sql;

import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

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
    private static final String STATEMENT = "expected CREATE, DROP or SELECT";

    /** The grammar takes an expression for a statement, until it sees that it is none. */
    private static final Set<String> FIRST_WORDS =
            Set.of(
                    "(",
                    "alter",
                    "call",
                    "create",
                    "delete",
                    "describe",
                    "drop",
                    "explain",
                    "insert",
                    "merge",
                    "reset",
                    "select",
                    "set",
                    "table",
                    "update",
                    "upsert",
                    "values",
                    "with");

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
        if (offset == source.firstToken()) {
            String word = Identifier.fold(token);
            if (word.equals("create") || word.equals("drop")) {
                // The grammar gives up at the first word when it does not know the second.
                offset = source.tokenStart(offset + token.length());
                return syntax(source, offset, "expected SEQUENCE");
            }
            return syntax(source, offset, STATEMENT);
        }
        String first = Identifier.fold(source.tokenAt(source.firstToken()));
        if (!FIRST_WORDS.contains(first)) {
            return syntax(source, source.firstToken(), STATEMENT);
        }
        if (first.equals("alter")) {
            return Errors.notSupported("ALTER", source.firstToken() + 1);
        }
        return syntax(source, offset, expected(error));
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

    private static String expected(SqlParseException error) {
        Set<String> tokens = firstTokens(error);
        if (tokens.isEmpty()) {
            return "";
        }
        boolean name = tokens.contains("<IDENTIFIER>");
        boolean number = tokens.contains("<UNSIGNED_INTEGER_LITERAL>");
        boolean option = tokens.contains("\"NOCACHE\"");
        if (option && !name) {
            return "expected an option such as START, INCREMENT or CACHE";
        }
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
        String last = words.remove(words.size() - 1);
        return words.isEmpty()
                ? "expected " + last
                : "expected " + String.join(", ", words) + " or " + last;
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
