package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * CREATE, ALTER, DROP and COMMENT ON SEQUENCE, and GRANT and REVOKE on one: for the cluster if all
 * its sequences are listed.
 */
final class SequenceCommand {
    private final SqlText sql;
    private final ListedNames listed;

    private SequenceCommand(SqlText sql, ListedNames listed) {
        this.sql = sql;
        this.listed = listed;
    }

    /** The command's route, or null if it is no such command. */
    static @Nullable Route route(SqlText sql, ListedNames listed) {
        SequenceCommand command = new SequenceCommand(sql, listed);
        int names = command.names();
        return names < 0 ? null : command.route(names);
    }

    /** The first token of the first name, or -1. */
    private int names() {
        switch (sql.word(0)) {
            case "create" -> {
                int next = 1;
                while (sql.is(next, Token.Kind.WORD) && !sql.isWord(next, "sequence")) {
                    if (next > 4) {
                        return -1;
                    }
                    next++;
                }
                boolean sequence = sql.isWord(next, "sequence");
                return sequence && isSequencePrefix(next) ? behindIf(next + 1) : -1;
            }
            case "alter", "drop" -> {
                return sql.isWord(1, "sequence") ? behindIf(2) : -1;
            }
            case "comment" -> {
                return sql.areWords(1, "on", "sequence") ? 3 : -1;
            }
            case "grant", "revoke" -> {
                for (int i = 1; i < sql.size(); i++) {
                    if (sql.areWords(i, "on", "sequence")) {
                        return i + 2;
                    }
                }
                return -1;
            }
            default -> {
                return -1;
            }
        }
    }

    /** Whether between CREATE and SEQUENCE there is nothing but what may be there. */
    private boolean isSequencePrefix(int sequence) {
        for (int i = 1; i < sequence; i++) {
            switch (sql.word(i)) {
                case "or", "replace", "temp", "temporary", "unlogged", "local", "global" -> {}
                default -> {
                    return false;
                }
            }
        }
        return true;
    }

    private int behindIf(int index) {
        if (sql.areWords(index, "if", "not", "exists")) {
            return index + 3;
        }
        return sql.areWords(index, "if", "exists") ? index + 2 : index;
    }

    private Route route(int names) {
        Splice splice = new Splice(sql);
        List<String> local = new ArrayList<>();
        List<String> global = new ArrayList<>();
        int index = names;
        while (true) {
            SqlText.Name name = sql.name(index);
            if (name == null) {
                break;
            }
            GlobalName sequence = listed.find(name.qualifier(), name.name());
            String text = sql.text(index, name.next());
            if (sequence == null) {
                local.add(text);
            } else {
                global.add(text);
                splice.replace(index, name.next() - 1, sequence.quoted());
            }
            if (!sql.isSymbol(name.next(), ",")) {
                break;
            }
            index = name.next() + 1;
        }
        if (global.isEmpty()) {
            return Route.UNTOUCHED;
        }
        if (!local.isEmpty()) {
            return new Route.Refused(
                    "one command for global sequences ("
                            + String.join(", ", global)
                            + ") and for local ones ("
                            + String.join(", ", local)
                            + "): send one for each kind. It");
        }
        return new Route.ToCluster(splice.rest(), false);
    }
}
