package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A statement that does nothing but call functions of listed sequences, in any vendor's form; it is
 * said again in the words that the server has.
 */
final class Standalone {
    private final SqlText sql;
    private final Map<Integer, SequenceCall> calls = new HashMap<>();
    private final StringBuilder out = new StringBuilder();
    private int index;
    private int found;

    private Standalone(SqlText sql, List<SequenceCall> calls) {
        this.sql = sql;
        for (SequenceCall call : calls) {
            this.calls.put(call.first(), call);
        }
    }

    /** The statement for the server, or null if it is something else. */
    static @Nullable String read(SqlText sql, List<SequenceCall> calls) {
        Standalone statement = new Standalone(sql, calls);
        return statement.statement() && statement.found == calls.size()
                ? statement.out.toString()
                : null;
    }

    private boolean statement() {
        out.append(sql.size() == 0 ? "" : sql.whole().substring(0, sql.start(0)));
        boolean escape = sql.isSymbol(0, "{");
        index = escape ? 1 : 0;
        switch (sql.word(index)) {
            case "select", "values", "call" -> out.append("SELECT ");
            default -> {
                return false;
            }
        }
        boolean values = sql.isWord(index, "values");
        index++;
        boolean row = values && sql.isSymbol(index, "(");
        index += row ? 1 : 0;
        if (!items()) {
            return false;
        }
        if (row && !sql.isSymbol(index++, ")")) {
            return false;
        }
        if (sql.isWord(index, "from") && !from()) {
            return false;
        }
        if (escape && !sql.isSymbol(index++, "}")) {
            return false;
        }
        if (sql.isSymbol(index, ";")) {
            index++;
        }
        if (index != sql.size()) {
            return false;
        }
        out.append(sql.whole(), sql.end(sql.size() - 1), sql.whole().length());
        return true;
    }

    private boolean items() {
        while (true) {
            if (!item()) {
                return false;
            }
            if (!sql.isSymbol(index, ",")) {
                return true;
            }
            out.append(", ");
            index++;
        }
    }

    private boolean item() {
        if (!value()) {
            return false;
        }
        while (sql.isSymbol(index, "::") && sql.is(index + 1, Token.Kind.WORD)) {
            out.append("::").append(sql.text(index + 1));
            index += 2;
        }
        boolean as = sql.isWord(index, "as");
        if (as) {
            index++;
        }
        if (as ? sql.isIdentifier(index) : isAlias(index)) {
            out.append(" AS ").append(identifier(index));
            index++;
            return true;
        }
        return !as;
    }

    private boolean isAlias(int at) {
        return sql.is(at, Token.Kind.QUOTED)
                || (sql.is(at, Token.Kind.WORD)
                        && !sql.isWord(at, "from")
                        && !isClause(sql.word(at)));
    }

    private static boolean isClause(String word) {
        return switch (word) {
            case "where", "union", "intersect", "except", "order", "group", "limit", "fetch" ->
                    true;
            case "for", "offset", "having", "into", "over" -> true;
            default -> false;
        };
    }

    private String identifier(int at) {
        return sql.is(at, Token.Kind.QUOTED)
                ? '"' + sql.identifier(at).replace("\"", "\"\"") + '"'
                : sql.text(at);
    }

    /** A call, with a cast around it or without, or a constant. */
    private boolean value() {
        boolean cast = sql.isWord(index, "cast") && sql.isSymbol(index + 1, "(");
        if (cast) {
            index += 2;
            out.append("CAST(");
        }
        SequenceCall call = calls.get(index);
        if (call != null) {
            if (!call(call)) {
                return false;
            }
            index = call.last() + 1;
            found++;
        } else if (sql.is(index, Token.Kind.STRING) || sql.is(index, Token.Kind.NUMBER)) {
            out.append(sql.text(index));
            index++;
        } else {
            return false;
        }
        if (!cast) {
            return true;
        }
        if (!sql.isWord(index, "as") || !sql.is(index + 1, Token.Kind.WORD)) {
            return false;
        }
        out.append(" AS ").append(sql.text(index + 1)).append(')');
        index += 2;
        return sql.isSymbol(index++, ")");
    }

    private boolean call(SequenceCall call) {
        GlobalName sequence = call.sequence();
        if (sequence == null) {
            return false;
        }
        switch (call.kind()) {
            case NEXT -> out.append("nextval(").append(sequence.literal()).append(')');
            case CURRENT -> out.append("currval(").append(sequence.literal()).append(')');
            case LAST -> {
                return false;
            }
            case SET -> {
                return set(call, sequence);
            }
        }
        return true;
    }

    private boolean set(SequenceCall call, GlobalName sequence) {
        out.append("setval(").append(sequence.literal());
        int at = call.arguments();
        int count = 0;
        while (at < call.last()) {
            if (count == 2) {
                return false;
            }
            boolean minus = sql.isSymbol(at, "-");
            int value = minus ? at + 1 : at;
            String text = count == 0 ? number(value) : flag(value);
            if (text.isEmpty() || !(sql.isSymbol(value + 1, ",") || value + 1 == call.last())) {
                return false;
            }
            out.append(", ").append(minus ? "-" : "").append(text);
            at = value + 2;
            count++;
        }
        out.append(')');
        return count > 0;
    }

    private String number(int at) {
        boolean legal = sql.is(at, Token.Kind.NUMBER) || sql.is(at, Token.Kind.PLACEHOLDER);
        return legal ? sql.text(at) : "";
    }

    /** A truth value, which MariaDB has as a number. */
    private String flag(int at) {
        String text = at < sql.size() ? sql.text(at) : "";
        return switch (sql.is(at, Token.Kind.WORD) ? sql.word(at) : text) {
            case "true", "1" -> "true";
            case "false", "0" -> "false";
            default -> sql.is(at, Token.Kind.PLACEHOLDER) ? text : "";
        };
    }

    /** One row from DUAL and the like, or as many as a series has. */
    private boolean from() {
        if (OneRow.isNamed(sql, index + 1)) {
            index = OneRow.behind(sql, index + 1);
            return true;
        }
        boolean series =
                sql.isWord(index + 1, "generate_series") || sql.isWord(index + 1, "system_range");
        if (!series || !sql.isSymbol(index + 2, "(")) {
            return false;
        }
        int close = sql.closing(index + 2);
        if (close == sql.size()) {
            return false;
        }
        out.append(" FROM generate_series").append(sql.text(index + 2, close + 1));
        index = close + 1;
        boolean as = sql.isWord(index, "as");
        index += as ? 1 : 0;
        if (as ? sql.isIdentifier(index) : isAlias(index)) {
            index++;
            index = sql.isSymbol(index, "(") ? sql.closing(index) + 1 : index;
        }
        return true;
    }
}
