package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Finds the sequence functions in a statement, of all vendors' forms. */
final class CallFinder {
    private record Argument(@Nullable GlobalName sequence, int parameter, int next) {}

    private final SqlText sql;
    private final ListedNames listed;
    private final List<SequenceCall> calls = new ArrayList<>();

    private CallFinder(SqlText sql, ListedNames listed) {
        this.sql = sql;
        this.listed = listed;
    }

    static List<SequenceCall> find(SqlText sql, ListedNames listed) {
        CallFinder finder = new CallFinder(sql, listed);
        int index = 0;
        while (index < sql.size()) {
            index = finder.step(index);
        }
        return finder.calls;
    }

    /** Looks at the token and returns the one to go on with. */
    private int step(int index) {
        if (!sql.isIdentifier(index)) {
            return index + 1;
        }
        SequenceCall call = valueFor(index);
        if (call == null) {
            call = function(index);
        }
        if (call == null) {
            call = pseudoColumn(index);
        }
        if (call == null) {
            SqlText.Name name = sql.name(index);
            return name == null ? index + 1 : Math.max(index + 1, name.next());
        }
        calls.add(call);
        return call.kind() == SequenceCall.Kind.SET ? call.arguments() : call.last() + 1;
    }

    /** {@code NEXT VALUE FOR s}, {@code PREVIOUS VALUE FOR s}, {@code NEXTVAL FOR s} … */
    private @Nullable SequenceCall valueFor(int index) {
        String word = sql.word(index);
        boolean two = sql.areWords(index + 1, "value", "for");
        boolean one = sql.isWord(index + 1, "for");
        SequenceCall.Kind kind;
        if ((two && word.equals("next")) || (one && word.equals("nextval"))) {
            kind = SequenceCall.Kind.NEXT;
        } else if ((two && isOne(word, "current", "previous", "prev"))
                || (one && isOne(word, "prevval", "currval"))) {
            kind = SequenceCall.Kind.CURRENT;
        } else {
            return null;
        }
        SqlText.Name name = sql.name(index + (two ? 3 : 2));
        return name == null ? null : call(kind, index, name.next() - 1, name);
    }

    /** {@code s.NEXTVAL}. */
    private @Nullable SequenceCall pseudoColumn(int index) {
        SqlText.Name name = sql.name(index);
        if (name == null || name.next() < index + 3) {
            return null;
        }
        int last = name.next() - 1;
        SequenceCall.Kind kind;
        if (sql.isWord(last, "nextval")) {
            kind = SequenceCall.Kind.NEXT;
        } else if (sql.isWord(last, "currval")) {
            kind = SequenceCall.Kind.CURRENT;
        } else {
            return null;
        }
        if (sql.isSymbol(name.next(), "(")) {
            return null;
        }
        String qualifier = last - index >= 4 ? sql.identifier(last - 4) : null;
        return call(kind, index, last, new SqlText.Name(qualifier, sql.identifier(last - 2), 0));
    }

    private SequenceCall call(SequenceCall.Kind kind, int first, int last, SqlText.Name name) {
        GlobalName sequence = listed.find(name.qualifier(), name.name());
        return new SequenceCall(kind, first, last, sequence, 0, true, 0);
    }

    /** {@code nextval('s')}, {@code currval}, {@code lastval()}, {@code setval('s', n)}. */
    private @Nullable SequenceCall function(int first) {
        int index =
                sql.areWords(first, "pg_catalog") && sql.isSymbol(first + 1, ".")
                        ? first + 2
                        : first;
        String word = sql.word(index);
        if (!isOne(word, "nextval", "currval", "lastval", "setval")
                || !sql.isSymbol(index + 1, "(")) {
            return null;
        }
        int close = sql.closing(index + 1);
        if (close == sql.size()) {
            return null;
        }
        if (word.equals("lastval") && close == index + 2) {
            return new SequenceCall(SequenceCall.Kind.LAST, first, close, null, 0, false, 0);
        }
        Argument name = argument(index + 2, close);
        if (name == null) {
            return null;
        }
        SequenceCall.Kind kind =
                switch (word) {
                    case "nextval" -> SequenceCall.Kind.NEXT;
                    case "setval" -> SequenceCall.Kind.SET;
                    default -> SequenceCall.Kind.CURRENT;
                };
        boolean set = kind == SequenceCall.Kind.SET;
        if (set ? !sql.isSymbol(name.next, ",") : name.next != close) {
            return null;
        }
        int arguments = set ? name.next + 1 : 0;
        return new SequenceCall(
                kind, first, close, name.sequence, name.parameter, false, arguments);
    }

    /** The first argument, if it names a sequence. */
    private @Nullable Argument argument(int index, int close) {
        if (sql.isWord(index, "cast") && sql.isSymbol(index + 1, "(")) {
            Argument inner = argument(index + 2, sql.closing(index + 1));
            int end = sql.closing(index + 1);
            return inner != null && sql.isWord(inner.next, "as")
                    ? new Argument(inner.sequence, inner.parameter, end + 1)
                    : null;
        }
        if (sql.is(index, Token.Kind.PLACEHOLDER)) {
            return new Argument(null, sql.placeholdersBefore(index) + 1, behindCasts(index + 1));
        }
        if (sql.is(index, Token.Kind.STRING)) {
            return named(index, close);
        }
        SqlText.Name name = sql.vendor() == Vendor.POSTGRESQL ? null : sql.name(index);
        return name == null
                ? null
                : new Argument(listed.find(name.qualifier(), name.name()), 0, name.next());
    }

    /** A text, or H2's two for schema and name. */
    private @Nullable Argument named(int index, int close) {
        String literal = sql.literal(index);
        if (literal == null) {
            return null;
        }
        boolean two =
                sql.vendor() == Vendor.H2
                        && sql.isSymbol(index + 1, ",")
                        && sql.is(index + 2, Token.Kind.STRING)
                        && index + 3 == close;
        if (two) {
            String name = sql.literal(index + 2);
            return name == null
                    ? null
                    : new Argument(listed.find(fold(literal), fold(name)), 0, close);
        }
        return new Argument(find(literal, sql.vendor(), listed), 0, behindCasts(index + 1));
    }

    private String fold(String name) {
        return sql.vendor().fold(name, false);
    }

    private int behindCasts(int index) {
        int next = index;
        while (sql.isSymbol(next, "::") && sql.isIdentifier(next + 1)) {
            SqlText.Name type = sql.name(next + 1);
            next = type == null ? next + 2 : type.next();
        }
        return next;
    }

    /** The listed sequence that a text like {@code shop."Orders"} names, or null. */
    static @Nullable GlobalName find(String text, Vendor vendor, ListedNames listed) {
        SqlText inner = new SqlText(text, vendor);
        SqlText.Name name = inner.name(0);
        return name == null || name.next() != inner.size()
                ? null
                : listed.find(name.qualifier(), name.name());
    }

    private static boolean isOne(String word, String... words) {
        for (String each : words) {
            if (each.equals(word)) {
                return true;
            }
        }
        return false;
    }
}
