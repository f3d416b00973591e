package io.nextval.sql;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the options of CREATE and ALTER SEQUENCE, in any order, each at most once, in PostgreSQL's
 * spelling and in Oracle's, MariaDB's and DB2's.
 */
final class OptionsReader {
    private static final String EXPECTED = "expected an option such as START, INCREMENT or CACHE";
    private static final String[] WORDS = {
        "AS",
        "START",
        "INCREMENT",
        "MINVALUE",
        "MAXVALUE",
        "CACHE",
        "CYCLE",
        "ORDER",
        "NO",
        "NOMINVALUE",
        "NOMAXVALUE",
        "NOCACHE",
        "NOCYCLE",
        "NOORDER",
        "OWNED"
    };
    private static final String[] NO_WORDS = {"CACHE", "CYCLE", "MAXVALUE", "MINVALUE", "ORDER"};

    /** Oracle's words for what a sequence here is anyway. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("nokeep", "noscale", "noshard", "global");

    private static final Set<String> NOT_SUPPORTED =
            Set.of("keep", "scale", "shard", "session", "engine", "comment");

    private enum Option {
        AS,
        START,
        INCREMENT,
        MINVALUE,
        MAXVALUE,
        CYCLE,
        CACHE,
        ORDER,
        RESTART,
        OWNED
    }

    private final Tokens tokens;
    private final boolean alter;
    private final Set<Option> said = EnumSet.noneOf(Option.class);
    private @Nullable DataType dataType;
    private @Nullable Long start;
    private @Nullable Long increment;
    private SequenceOptions.@Nullable Bound minValue;
    private SequenceOptions.@Nullable Bound maxValue;
    private @Nullable Boolean cycle;
    private @Nullable Long cache;
    private @Nullable Boolean ordered;
    private AlterSequence.@Nullable Restart restart;

    OptionsReader(Tokens tokens, boolean alter) {
        this.tokens = tokens;
        this.alter = alter;
    }

    /**
     * Reads options up to the end of the statement.
     *
     * @throws SqlException 42601 not an option or said before, 22023 not a sequence's type, 22003
     *     or 22P02 not a bigint, 0AX00 not served
     */
    SequenceOptions read() throws SqlException {
        Token first = tokens.peek();
        if (alter && first == null) {
            throw tokens.unexpected(EXPECTED);
        }
        while (!tokens.atEnd()) {
            option();
        }
        return new SequenceOptions(
                dataType, start, increment, minValue, maxValue, cycle, cache, ordered);
    }

    /** Returns the RESTART that was read, or null. */
    AlterSequence.@Nullable Restart restart() {
        return restart;
    }

    private void option() throws SqlException {
        int position = tokens.position();
        if (tokens.accept("AS")) {
            once(Option.AS, position);
            dataType = dataType();
        } else if (tokens.accept("START")) {
            once(Option.START, position);
            start = number("WITH");
        } else if (tokens.accept("INCREMENT")) {
            once(Option.INCREMENT, position);
            increment = number("BY");
        } else if (tokens.accept("MINVALUE")) {
            once(Option.MINVALUE, position);
            minValue = new SequenceOptions.Bound(number(""));
        } else if (tokens.accept("MAXVALUE")) {
            once(Option.MAXVALUE, position);
            maxValue = new SequenceOptions.Bound(number(""));
        } else if (tokens.accept("CACHE")) {
            once(Option.CACHE, position);
            cache = number("");
        } else if (tokens.accept("CYCLE")) {
            once(Option.CYCLE, position);
            cycle = true;
        } else if (tokens.accept("ORDER")) {
            once(Option.ORDER, position);
            ordered = true;
        } else if (alter && tokens.accept("RESTART")) {
            once(Option.RESTART, position);
            restart = restartValue();
        } else if (tokens.accept("NO")) {
            no(Option.valueOf(tokens.expect(NO_WORDS)), position);
        } else {
            otherOption(position);
        }
    }

    private void otherOption(int position) throws SqlException {
        for (String word : NO_WORDS) {
            if (tokens.accept("NO" + word)) {
                no(Option.valueOf(word), position);
                return;
            }
        }
        if (tokens.accept("OWNED", "BY")) {
            once(Option.OWNED, position);
            if (!tokens.accept("NONE")) {
                throw Errors.error(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "OWNED BY a column is not supported",
                        "a sequence is dropped by DROP SEQUENCE; OWNED BY NONE is accepted",
                        tokens.position());
            }
            return;
        }
        Token token = tokens.peek();
        if (token != null && token.isName()) {
            String word = Identifier.fold(token.text());
            if (WITHOUT_EFFECT.contains(word)) {
                tokens.accept(word);
                return;
            }
            if (NOT_SUPPORTED.contains(word)) {
                throw Errors.notSupported("the option " + word.toUpperCase(Locale.ROOT), position);
            }
        }
        if (alter && tokens.isMisspelled("RESTART")) {
            throw tokens.unexpected(EXPECTED, "RESTART");
        }
        throw tokens.unexpected(EXPECTED, WORDS);
    }

    private void no(Option option, int position) throws SqlException {
        once(option, position);
        switch (option) {
            case MINVALUE -> minValue = new SequenceOptions.Bound(null);
            case MAXVALUE -> maxValue = new SequenceOptions.Bound(null);
            case CACHE -> cache = 1L;
            case CYCLE -> cycle = false;
            default -> ordered = false;
        }
    }

    private void once(Option option, int position) throws SqlException {
        if (!said.add(option)) {
            throw Errors.error(
                    SqlState.SYNTAX_ERROR,
                    "conflicting or redundant options",
                    "say each option once",
                    position);
        }
    }

    /** A number after its filler word or MariaDB's equals sign, both optional. */
    private long number(String filler) throws SqlException {
        if (filler.isEmpty() || !tokens.accept(filler)) {
            tokens.acceptSymbol('=');
        }
        if (!filler.isEmpty() && tokens.isMisspelled(filler)) {
            throw tokens.unexpected("expected a number", filler);
        }
        return tokens.bigint();
    }

    private AlterSequence.Restart restartValue() throws SqlException {
        if (tokens.accept("WITH") || tokens.acceptSymbol('=')) {
            return new AlterSequence.Restart(tokens.bigint());
        }
        int position = tokens.position();
        String number = tokens.number();
        return new AlterSequence.Restart(number == null ? null : Numbers.bigint(number, position));
    }

    private DataType dataType() throws SqlException {
        Token token = tokens.next("expected smallint, integer or bigint");
        boolean quoted = token.kind() == Scanner.Kind.QUOTED_NAME;
        if (!quoted && !token.isName()) {
            throw Errors.syntaxAt(
                    token.text(), "expected smallint, integer or bigint", token.position());
        }
        DataType type =
                DataType.ofSqlName(quoted ? token.unquoted() : Identifier.fold(token.text()));
        if (type == null) {
            throw Errors.error(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "sequence type must be smallint, integer, or bigint",
                    "",
                    token.position());
        }
        return type;
    }
}
