package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out whether each call in a statement is evaluated once, so that a number can take its
 * place.
 *
 * <p>Parentheses are levels, and a level may be a query or another statement of its own. A call is
 * evaluated once if no query around it has a FROM, and if the statement around it is an INSERT with
 * VALUES, or calls something, or is a query itself. In an UPDATE it is evaluated once for each row
 * that is changed: right as long as it is one, which only the database knows. In doubt it is
 * refused: a number too many is only a gap, but a number in two rows is a duplicate. A current
 * value is the same however often it is looked at.
 */
final class Occurrences {
    private enum Phase {
        START,
        WITH,
        VALUES,
        SELECT,
        SET,
        WHERE,
        CONFLICT,
        RETURNING
    }

    private static final class Level {
        final @Nullable Level parent;
        final Phase parentPhase;
        final boolean isCommonTable;
        int row;
        String verb = "";
        Phase phase = Phase.START;
        boolean query;
        boolean from;
        boolean recursive;
        int rows;

        Level(@Nullable Level parent, boolean isCommonTable) {
            this.parent = parent;
            this.parentPhase = parent == null ? Phase.START : parent.phase;
            this.isCommonTable = isCommonTable;
            this.row = parent == null ? 0 : parent.row;
        }
    }

    private record Place(SequenceCall call, Level level, Phase phase, int row) {}

    private final SqlText sql;
    private final Map<Integer, SequenceCall> calls = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private Level level = new Level(null, false);

    private Occurrences(SqlText sql, List<SequenceCall> calls) {
        this.sql = sql;
        for (SequenceCall call : calls) {
            this.calls.put(call.first(), call);
        }
    }

    static List<Occurrence> of(SqlText sql, List<SequenceCall> calls) {
        Occurrences occurrences = new Occurrences(sql, calls);
        occurrences.walk();
        List<Occurrence> found = new ArrayList<>();
        for (Place place : occurrences.places) {
            found.add(occurrences.occurrence(place));
        }
        return found;
    }

    private void walk() {
        int index = 0;
        while (index < sql.size()) {
            SequenceCall call = calls.get(index);
            if (call != null) {
                places.add(new Place(call, level, level.phase, level.row));
                index = call.last() + 1;
                continue;
            }
            if (sql.isSymbol(index, "(")) {
                open(index);
            } else if (sql.isSymbol(index, ")")) {
                level = level.parent == null ? level : level.parent;
            } else if (sql.isSymbol(index, "{") && level.verb.isEmpty()) {
                level.verb = "call";
            } else if (sql.is(index, Token.Kind.WORD)) {
                word(index);
            }
            index++;
        }
    }

    private void open(int index) {
        boolean commonTable =
                level.phase == Phase.WITH
                        && (sql.isWord(index - 1, "as") || sql.isWord(index - 1, "materialized"));
        boolean row =
                level.phase == Phase.VALUES
                        && !level.verb.equals("select")
                        && (sql.isSymbol(index - 1, ",")
                                || sql.isWord(index - 1, "values")
                                || sql.isWord(index - 1, "value")
                                || sql.isWord(index - 1, "row"));
        Level inner = new Level(level, commonTable);
        if (row) {
            level.rows++;
            inner.row = level.rows;
        }
        level = inner;
    }

    private void word(int index) {
        String word = sql.word(index);
        if (level.verb.isEmpty()) {
            first(word);
            return;
        }
        if (level.phase == Phase.WITH) {
            if (isStatement(word) && !word.equals("with")) {
                first(word);
            } else {
                level.recursive |= word.equals("recursive");
            }
            return;
        }
        switch (word) {
            case "select" -> {
                level.query = true;
                level.phase = Phase.SELECT;
            }
            case "from" -> level.from |= level.query && isClause(index);
            case "values", "value" -> {
                if (isInsert(level.verb) && level.phase == Phase.START) {
                    level.phase = Phase.VALUES;
                }
            }
            case "all", "first" -> {
                if (level.verb.equals("insert") && sql.isWord(index - 1, "insert")) {
                    level.verb = "insert all"; // Oracle's, of several tables
                }
            }
            case "set" -> {
                boolean insert = isInsert(level.verb) && level.phase == Phase.START;
                if (insert || (level.verb.equals("update") && level.phase == Phase.START)) {
                    level.phase = Phase.SET;
                }
            }
            case "where" -> level.phase = level.verb.equals("update") ? Phase.WHERE : level.phase;
            case "on" -> level.phase = isInsert(level.verb) ? Phase.CONFLICT : level.phase;
            case "returning" -> {
                if (!level.verb.equals("select")) {
                    level.phase = Phase.RETURNING;
                }
            }
            default -> {}
        }
    }

    private void first(String word) {
        if (level.parent != null && !isStatement(word)) {
            level.verb = "-";
            return;
        }
        level.verb = word;
        switch (word) {
            case "with" -> level.phase = Phase.WITH;
            case "select" -> {
                level.query = true;
                level.phase = Phase.SELECT;
            }
            case "values" -> level.phase = Phase.VALUES;
            default -> level.phase = Phase.START;
        }
    }

    private static boolean isStatement(String word) {
        return switch (word) {
            case "select", "insert", "update", "delete", "merge", "replace", "values", "with" ->
                    true;
            default -> false;
        };
    }

    private static boolean isInsert(String verb) {
        return verb.equals("insert") || verb.equals("replace");
    }

    /** Whether this FROM begins a list of tables that are more than one row. */
    private boolean isClause(int index) {
        boolean distinctFrom =
                sql.isWord(index - 1, "distinct")
                        && (sql.isWord(index - 2, "is") || sql.isWord(index - 2, "not"));
        int behind = OneRow.behind(sql, index + 1);
        boolean oneRow =
                behind > index + 1
                        && !sql.isSymbol(behind, ",")
                        && !sql.isWord(behind, "connect")
                        && !sql.isWord(behind, "cross")
                        && !sql.isWord(behind, "join");
        return !distinctFrom && !oneRow;
    }

    private Occurrence occurrence(Place place) {
        SequenceCall call = place.call;
        Phase phase = place.phase;
        boolean oneRow = false;
        String refusal = sql.isWord(call.last() + 1, "over") ? many() : "";
        boolean draws = call.kind() == SequenceCall.Kind.NEXT;
        Level at = place.level;
        while (at != null && refusal.isEmpty()) {
            refusal = draws || isDefinition(at.verb) ? refusal(at, phase) : "";
            oneRow |= draws && at.verb.equals("update");
            if (at.isCommonTable) {
                boolean repeated = at.parent != null && at.parent.recursive;
                boolean other = at.verb.equals("update");
                refusal = refusal.isEmpty() && (repeated || other) ? many() : refusal;
                break;
            }
            phase = at.parentPhase;
            at = at.parent;
        }
        if (call.kind() == SequenceCall.Kind.SET && refusal.isEmpty()) {
            refusal = "in setval inside another statement: send it by itself. It";
        }
        boolean value = isValue(call);
        boolean label = value && place.level.parent == null && place.level.verb.equals("select");
        return new Occurrence(call, refusal, place.row, value && !place.level.query, label, oneRow);
    }

    private static boolean isDefinition(String verb) {
        return verb.equals("create") || verb.equals("alter");
    }

    /** Why a call can not be at this level, in this part of it; or empty. */
    private String refusal(Level at, Phase phase) {
        if (at.query && at.from) {
            return many();
        }
        boolean root = at.parent == null;
        return switch (at.verb) {
            case "", "-", "select", "values" -> "";
            case "insert", "replace" ->
                    switch (phase) {
                        case VALUES, SET, SELECT -> "";
                        case CONFLICT -> at.rows > 1 ? many() : "";
                        default -> elsewhere();
                    };
            case "update" -> phase == Phase.SET ? "" : elsewhere();
            case "call", "exec", "execute" -> root ? "" : elsewhere();
            case "create", "alter" ->
                    "in a default, view or function that the database itself evaluates: only the"
                            + " driver can reach the cluster. It";
            default -> elsewhere();
        };
    }

    private static String many() {
        return "in a place where one call is evaluated for many rows (a query with FROM, a"
                + " RETURNING, a recursive or changing WITH): draw the numbers first, by SELECT"
                + " nextval('s') FROM generate_series(1, n), and bind them. It";
    }

    private static String elsewhere() {
        return "in a place where it may be evaluated any number of times: draw the number first, by"
                + " SELECT nextval('s'), and bind it. It";
    }

    /** Whether the call is all there is between two commas or parentheses, or behind an equals. */
    private boolean isValue(SequenceCall call) {
        int before = call.first() - 1;
        int after = call.last() + 1;
        boolean begins =
                sql.isSymbol(before, "(")
                        || sql.isSymbol(before, ",")
                        || sql.isSymbol(before, "=")
                        || sql.isWord(before, "select");
        boolean ends =
                after >= sql.size()
                        || sql.isSymbol(after, ")")
                        || sql.isSymbol(after, ",")
                        || sql.isSymbol(after, ";")
                        || sql.isWord(after, "where")
                        || sql.isWord(after, "from");
        return begins && ends;
    }
}
